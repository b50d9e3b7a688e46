"""A catalogue of sentences: read, brought up to date with the program, merged with translations, and examined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from aktywna.words.sentences import COUNTED, FORMS, SPECS, places

if TYPE_CHECKING:
    from aktywna.words.wording import Language

Message = str | tuple[str, str]
"""A sentence, or its two English forms where it counts something."""

WIDTH = 120
HEADER = r"""# Polish sentences of aktywna, by their English ones.
# `python -m aktywna.words.extract` keeps the list of sentences; only the translations are written by hand.
msgid ""
msgstr ""
"Project-Id-Version: aktywna\n"
"Language: pl\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\n"

"""


def read(path: Path) -> Catalog:
    """Read a catalogue or a fragment of one; a file that is not there gives an empty one."""
    if not path.exists():
        return Catalog(locale="pl")
    with path.open("rb") as file:
        return read_po(file, locale="pl", abort_invalid=True)


def updated(catalogue: Catalog, messages: Iterable[Message]) -> Catalog:
    """Give a catalogue of exactly `messages`, with the translations that `catalogue` has of them."""
    fresh = Catalog(locale="pl")
    known = translations(catalogue)
    for message in messages:
        fresh.add(message, known.get(message, ""))
    return fresh


def merged(catalogue: Catalog, fragments: Iterable[Catalog]) -> Catalog:
    """Give a catalogue with the translations of `fragments` in place of its own."""
    for fragment in fragments:
        for message, translation in translations(fragment).items():
            catalogue.delete(message)  # adding alone keeps the translation that is there
            catalogue.add(message, translation)
    return catalogue


def written(catalogue: Catalog) -> bytes:
    """Give a catalogue as the bytes of a `.po`: sorted, without places and dates, so that only words change it."""
    for message in catalogue:
        message.flags = set(message.flags) & {"fuzzy"}
    body = BytesIO()
    write_po(body, catalogue, width=WIDTH, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    return HEADER.encode() + body.getvalue()


def translations(catalogue: Catalog) -> dict[Message, str | tuple[str, ...]]:
    """Give what is translated, fuzzy guesses left out."""
    known: dict[Message, str | tuple[str, ...]] = {}
    for message in catalogue:
        forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        if message.id and not message.fuzzy and forms and all(forms):
            known[_key(message.id)] = message.string if isinstance(message.string, str) else forms
    return known


def faults(catalogue: Catalog, messages: Iterable[Message]) -> list[str]:
    """Tell what is wrong with a catalogue: each sentence of `messages` must have its translation, with the same facts."""
    wanted = dict.fromkeys(messages)
    held = {_key(message.id): message for message in catalogue if message.id}
    known = translations(catalogue)
    found = [f"obsolete: {message!r}" for message in held if message not in wanted]
    for message in wanted:
        if message in held and held[message].fuzzy:
            found.append(f"fuzzy: {message!r}")
        elif message not in known:
            found.append(f"missing: {message!r}")
        english = message if isinstance(message, str) else message[1]
        disagreements = _disagreements(english, known[message]) if message in known else _wrong_forms(english, "en")
        found += dict.fromkeys(f"{fault}: {message!r}" for fault in disagreements)
    return found


def _disagreements(english: str, translation: str | tuple[str, ...]) -> Iterator[str]:
    forms = (translation,) if isinstance(translation, str) else translation
    yield from _wrong_forms(english, "en")
    facts = _facts(english)
    for at, form in enumerate(forms):
        yield from _wrong_forms(form, "pl")
        # One thing may be said without its number; several never.
        same = _facts(form) == facts if at == len(forms) - 1 else _facts(form) <= facts
        if not same or not {name for name, _spec in _places(form)} <= {name for name, _spec in _places(english)}:
            yield "other facts in the translation"
        if "“" in form:
            yield "an English quotation mark in the translation"
        if (form[:1].isspace(), form[-1:].isspace()) != (english[:1].isspace(), english[-1:].isspace()):
            yield "other spaces around the translation"


def _facts(text: str) -> set[tuple[str, str]]:
    kinds = {(name, spec.partition(" ")[0], spec) for name, spec in _places(text)}
    return {(name, kind if kind in COUNTED else spec) for name, kind, spec in kinds if kind != "word"}


def _wrong_forms(text: str, tongue: Language) -> Iterator[str]:
    for _name, spec in _places(text):
        kind, _space, rest = spec.partition(" ")
        if kind == "private":
            kind, _space, rest = rest.partition(" ")
        if kind in COUNTED:
            if len(rest.split("|")) != FORMS[tongue]:
                yield f"not {FORMS[tongue]} forms of the counted word in {text!r}"
        elif kind not in SPECS:
            yield f"unknown spec {spec!r}"


def _places(text: str) -> list[tuple[str, str]]:
    try:
        return places(text)
    except ValueError:
        # Typer's own sentences have places without names, and help may show braces that are not places.
        return [("", "")] * text.count("{}")


def _key(id_: object) -> Message:
    return id_ if isinstance(id_, str) else (str(id_[0]), str(id_[1]))  # type: ignore[index]
