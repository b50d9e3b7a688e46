"""
Every sentence of the program, gathered from where it is said, and the Polish catalogue kept up to date with them.

    python -m aktywna.words.extract                       brings aktywna.po up to date, translations kept
    python -m aktywna.words.extract --merge FILE.po ...   the same, with translations from other files put in
    python -m aktywna.words.extract --check               changes nothing; exits 1 and lists what is missing or wrong
"""

from __future__ import annotations

import argparse
import pkgutil
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.extract import extract

from aktywna.words import catalogue, foreign
from aktywna.words.catalogue import Message
from aktywna.words.wording import DOMAIN, LOCALE, language, set_language

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

PACKAGE = Path(__file__).parents[1]
TEMPLATES = (PACKAGE / "templates", PACKAGE.parents[1] / "templates")
CATALOGUE = LOCALE / "pl" / "LC_MESSAGES" / f"{DOMAIN}.po"
KEYWORDS: dict[str, Any] = {"_": None, "N_": None, "ngettext": (1, 2)}


def messages() -> list[Message]:
    """Give every sentence once, sorted; raise what a module that cannot be imported raises."""
    found = {*_in_code(), *_in_templates(), *_in_notices(), *_in_commands(), *_in_typer(), *_in_names()}
    # A sentence that is also counted somewhere is translated there.
    counted = {message[0] for message in found if isinstance(message, tuple)}
    return sorted(found - counted, key=lambda message: (message,) if isinstance(message, str) else message)


def main(words: Sequence[str] | None = None) -> int:
    """Do what the command line asks; give the exit code."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--check", action="store_true")
    asked.add_argument("--merge", nargs="+", type=Path, default=[], metavar="FILE")
    told = asked.parse_args(words)
    wanted = messages()
    kept = catalogue.read(CATALOGUE)
    faults: list[str] = []
    if not told.check:
        fragments = {path: catalogue.read(path) for path in told.merge}
        faults = [f"{path}: {fault}" for path, fragment in fragments.items() for fault in _unused(fragment, wanted)]
        kept = catalogue.updated(catalogue.merged(kept, fragments.values()), wanted)
        CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
        CATALOGUE.write_bytes(catalogue.written(kept))
    faults += catalogue.faults(kept, wanted)
    sys.stdout.write("".join(f"{fault}\n" for fault in [*faults, f"{len(wanted)} sentences, {len(faults)} faults"]))
    return int(told.check and bool(faults))


def _unused(fragment: Catalog, wanted: Sequence[Message]) -> Iterator[str]:
    yield from (f"not a sentence of the program: {message!r}" for message in catalogue.translations(fragment) if message not in wanted)


def _in_code() -> Iterator[Message]:
    for module in sorted(PACKAGE.rglob("*.py")):
        with module.open("rb") as file:
            for _line, message, _comments, _context in extract("python", file, KEYWORDS):
                yield message  # type: ignore[misc]


def _in_templates() -> Iterator[Message]:
    for template in sorted(path for folder in TEMPLATES for path in folder.rglob("*.j2")):
        with template.open("rb") as file:
            for _line, message, _comments, _context in extract("jinja2.ext:babel_extract", file, KEYWORDS):
                yield message  # type: ignore[misc]


def _in_notices() -> Iterator[Message]:
    # Named in text, because the rooms above are none of this room's business while the program runs.
    for module in pkgutil.walk_packages([str(PACKAGE)], "aktywna."):
        if module.name.partition("aktywna.")[2].partition(".")[0] in {"domain", "rules", "io", "steps"}:
            import_module(module.name)
    for notice in import_module("aktywna.domain.findings.rule").NOTICES.values():
        yield from filter(None, (notice.title, notice.about, notice.says, notice.do))


def _in_names() -> Iterator[Message]:
    # What a template may use is described where it is made.
    yield from import_module("aktywna.steps.explain.template_page").spoken()


def _in_commands() -> Iterator[Message]:
    from typer.main import get_command  # noqa: PLC0415 - the program itself never comes here

    speaks = language()
    set_language("en")  # what is put into words while the commands are built must be gathered in English
    try:
        built = get_command(import_module("aktywna.cli.app").build())
    finally:
        set_language(speaks)
    yield from (text for _owner, _name, text in foreign.spoken(built))


def _in_typer() -> Iterator[Message]:
    yield from (*foreign.SENTENCES, *foreign.TERMS, *foreign.TITLES.values())


if __name__ == "__main__":
    sys.exit(main())
