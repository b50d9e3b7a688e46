"""What people wrote for a report: found in the reports that are already there and in `narrative.md`, and carried over."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Document, Narrative
from aktywna.io.writing.narrative import mark
from aktywna.io.writing.narrative_back import FILE, TEXTS, rest_of, sections, texts_in
from aktywna.io.writing.safe import listed
from aktywna.words.sentences import sentence

KNOWN = ".aktywna/narrative.json"
"""Beside the reports: what their places held when they were written, so that only what a person changed is taken for theirs."""


@dataclass(frozen=True, eq=False)
class Before:
    """The report as it lies in its folder before it is made again: each file's places, and what the program put there itself."""

    folder: Path
    name: str
    """The report's file name without its ending."""
    given: Mapping[str, str] = field(default_factory=dict)
    """What `narrative.md` says for this report, by place."""

    @cached_property
    def files(self) -> dict[str, dict[str, str]]:
        """What stands in the places of each file that is there, in the order in which they are asked: file, place, text."""
        paths = (self.folder / f"{self.name}.{ending}" for ending in TEXTS)
        found = {path.name: texts_in(path.name, path.read_bytes()) for path in paths if path.is_file()}
        return {file: {name: self._without_hint(name, text) for name, text in texts.items()} for file, texts in found.items()}

    @cached_property
    def known(self) -> dict[str, Any]:
        """What was kept of the report when it was last made; nothing where that is lost."""
        kept = _kept(self.folder).get(self.name)
        return kept if isinstance(kept, dict) else {}

    @cached_property
    def changed(self) -> tuple[str, ...]:
        """The files that somebody changed since they were made."""
        made = listed(self.folder)
        return tuple(file for file in self.files if hashlib.sha256((self.folder / file).read_bytes()).hexdigest() != made.get(file))

    @cached_property
    def written(self) -> dict[str, list[tuple[str, str]]]:
        """What a person wrote into the files since they were made: by place, the files and their texts, the first one first."""
        found: dict[str, list[tuple[str, str]]] = {}
        for file in self.changed:
            for name, text in self.files[file].items():
                if mark(text) != self._at(name).get("text", mark("")):
                    found.setdefault(name, []).append((file, text))
        return found

    @cached_property
    def texts(self) -> dict[str, str]:
        """The text of each place, as it is carried over: what a person wrote last, else what stands there, else `narrative.md`."""
        found = dict(self.given)
        for name in dict.fromkeys(name for texts in self.files.values() for name in texts):
            standing = [texts[name] for texts in self.files.values() if name in texts]
            if name in self.written:
                found[name] = self.written[name][0][1]
            elif self._at(name).get("given") and self._at(name).get("given") == self._at(name).get("text"):
                # It came from narrative.md, which holds what it says today.
                found.setdefault(name, "")
            elif self._emptied(name):
                found[name] = ""
            elif kept := sorted(filter(None, standing), key=lambda text: mark(text) != self._at(name).get("text")):
                # A file that was not made again holds an older text.
                found[name] = kept[0]
        return {name: text for name, text in found.items() if text}

    @property
    def rivals(self) -> Iterator[tuple[str, str]]:
        """Places that a person wrote differently in several files, and the files whose text is not carried over."""
        for name, written in self.written.items():
            yield from ((name, file) for file, text in written[1:] if mark(text) != mark(written[0][1]))

    def lost(self, document: Document) -> tuple[str, ...]:
        """Places with a text that the report no longer has."""
        standing = {part.name for part in document.parts if isinstance(part, Narrative)}
        held = {name for texts in self.files.values() for name, text in texts.items() if text}
        return tuple(sorted(held - standing))

    def settled(self) -> tuple[str, ...]:
        """Files that were changed, and nowhere but in their places: what was written there is carried over."""
        rests = self.known.get("rests", {})
        return tuple(file for file in self.changed if rests.get(file) and rest_of(file, (self.folder / file).read_bytes()) == rests[file])

    def aside(self, document: Document, files: Collection[str]) -> tuple[str, ...]:
        """Of `files` those to be kept although they may be replaced: a text of theirs is lost, or only a part of them is compared."""
        lost = set(self.lost(document))
        holding = {file for file, texts in self.files.items() if any(texts.get(name) for name in lost)}
        # Widths and colours that a person changed are seen nowhere.
        compared_in_part = {file for file in self.settled() if file.endswith((".xlsx", ".docx"))}
        return tuple(sorted((holding | {file for _name, file in self.rivals} | compared_in_part).intersection(files)))

    def said(self, document: Document, files: Collection[str]) -> tuple[str, ...]:
        """Say, in sentences, which texts are not in the report, and where they are now that `files` were written."""
        gone = N_("The report no longer has the place {name:quote}; its text stays in {files:list}.")
        other = N_("The place {name:quote} was written differently in {file:quote}; that text stays in {kept:quote}.")
        now = {file: f"{file}.bak" if file in files else file for file in self.files}
        kept = {name: [now[file] for file, texts in self.files.items() if texts.get(name)] for name in self.lost(document)}
        return (
            *(sentence(gone, {"name": name, "files": where}) for name, where in kept.items()),
            *(sentence(other, {"name": name, "file": file, "kept": now[file]}) for name, file in self.rivals),
        )

    def own(self, document: Document, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """Give the program's own file beside the reports, which knows what the places hold now that `files` were written."""
        places = [part for part in document.parts if isinstance(part, Narrative)]
        every = _kept(self.folder)
        if not places and self.name not in every:
            return {}
        rests = {file: rest for file, rest in self.known.get("rests", {}).items() if file in self.files}
        now = {
            "places": {
                part.name: {"text": mark(part.text), "hint": mark(f"[{part.hint}]"), "given": mark(self.given.get(part.name, ""))}
                for part in places
            },
            "rests": rests | {file: rest_of(file, content) for file, content in files.items()},
        }
        every[self.name] = now
        return {KNOWN: (json.dumps(dict(sorted(every.items())), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()}

    def _emptied(self, name: str) -> bool:
        """Whether a person took out what `narrative.md` had given and still gives."""
        at = self._at(name)
        return at.get("text") == mark("") and at.get("given") == mark(self.given.get(name, ""))

    def _at(self, name: str) -> dict[str, str]:
        found = self.known.get("places", {}).get(name)
        return found if isinstance(found, dict) else {}

    def _without_hint(self, name: str, text: str) -> str:
        """Leave out the hint, above or below what a person wrote."""
        hint = self._at(name).get("hint")
        paragraphs = text.split("\n\n")
        return "\n\n".join(one for one in paragraphs if not (one.startswith("[") and mark(one) == hint))


def before(folder: Path, name: str, kind: str, project: Path | None = None) -> Before:
    """Give the report `name` as it lies in `folder`, with what `narrative.md` of the `project` says for it."""
    return Before(folder, name, sections(project / FILE, name, kind) if project is not None else {})


def _kept(folder: Path) -> dict[str, Any]:
    """Read what is known of the places of all reports of a folder; a file that is absent or damaged knows nothing."""
    try:
        content = json.loads((folder / KNOWN).read_text(encoding="utf-8"))
        return dict(content) if isinstance(content, dict) else {}
    except (OSError, ValueError):
        return {}
