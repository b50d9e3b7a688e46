"""XML of office files read piece by piece, by local names; what declares a document type is refused."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import PurePosixPath
from xml.parsers import expat

from aktywna.domain.sheets.refusals import ENTITIES, refused

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class Markup:
    """
    A document read piece by piece: calls back for each element and text, names without their prefixes.

    Of two attributes with one name and different prefixes the second keeps its prefix. With `only` it calls back for
    elements of those names alone, and for every text.

    Raise `InputRefused` for a document type: office files have none, and its entities can fill any memory. What is not
    XML raises `ExpatError`.
    """

    def __init__(
        self, file: str, start: Start, end: End | None = None, text: Text | None = None, *, only: Collection[str] | None = None
    ) -> None:
        self._parser = parser = expat.ParserCreate()
        self._file = file
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._declares
        parser.EntityDeclHandler = self._declares
        local = _Local()

        def begins(name: str, attributes: Mapping[str, str]) -> None:
            short = local[name]
            if only is None or short in only:
                start(short, local.names(attributes) if attributes else attributes)

        def ends(name: str) -> None:
            short = local[name]
            if end is not None and (only is None or short in only):
                end(short)

        parser.StartElementHandler = begins
        if end is not None:
            parser.EndElementHandler = ends
        if text is not None:
            parser.CharacterDataHandler = text

    def feed(self, piece: bytes) -> None:
        """Read on."""
        self._parser.Parse(piece, False)

    def close(self) -> None:
        """Say that this was all."""
        self._parser.Parse(b"", True)

    def _declares(self, *_declared: object) -> None:
        raise refused(ENTITIES, self._file)


def elements(content: bytes, file: str) -> list[tuple[str, Mapping[str, str]]]:
    """Give the elements of a small document in their order, each with its attributes."""
    found: list[tuple[str, Mapping[str, str]]] = []
    reader = Markup(file, lambda name, attributes: found.append((name, attributes)))
    reader.feed(content)
    reader.close()
    return found


class _Local(dict[str, str]):
    """Names without their prefixes, by the names as written: a document has few of them, and each thousands of times."""

    def __missing__(self, name: str) -> str:
        self[name] = short = name.rpartition(":")[2]
        return short

    def names(self, attributes: Mapping[str, str]) -> dict[str, str]:
        """Give attributes by their names without prefixes."""
        found: dict[str, str] = {}
        for key, value in attributes.items():
            short = self[key]
            found[key if short in found else short] = value
        return found


def resolved(part: str, target: str) -> str:
    """Give the name of the part that `part` points at with `target`."""
    if target.startswith("/"):
        return target.lstrip("/")
    steps: list[str] = []
    for step in (PurePosixPath(part).parent / target).parts:
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)
