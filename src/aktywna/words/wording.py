"""The reader's language: it is chosen once, and every sentence of the program is put into it here.

Sentences are written in English in the code, and Polish stands beside them in `locale/pl/LC_MESSAGES/aktywna.po`.
English therefore needs no catalogue: the source sentences are the English ones, complete by construction.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Literal, get_args

Language = Literal["pl", "en"]

DOMAIN = "aktywna"
LANGUAGES: tuple[Language, ...] = get_args(Language)
LOCALE = Path(__file__).parent / "locale"

_chosen: Language = "pl"


def set_language(language: str) -> None:
    """Choose the language of everything said from now on; raise ValueError for one we do not speak."""
    if language not in LANGUAGES:
        raise ValueError(language)
    global _chosen  # noqa: PLW0603 - one process speaks with one reader
    _chosen = language


def language() -> Language:
    """Give the language chosen, Polish by default."""
    return _chosen


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak a report's language while it is made, and the reader's again afterwards."""
    before = _chosen
    set_language(language)
    try:
        yield
    finally:
        set_language(before)


def _(message: str) -> str:
    """Put a sentence into the reader's language; a sentence nobody has translated stays English."""
    # The empty sentence is the key of a catalogue's own header.
    return _catalogue(_chosen).gettext(message) if message else ""


def ngettext(one: str, many: str, n: int) -> str:
    """Put a sentence about `n` things into the reader's language, in the form that `n` asks for."""
    return _catalogue(_chosen).ngettext(one, many, n)


def quote(text: str) -> str:
    """Put a text between the quotation marks of the reader's language."""
    return _("“{text}”").format(text=text)


def localise_process() -> None:
    """Make the command line's own machinery (usage, options, wrong usage) speak the reader's language as well."""
    # Only a command line has this machinery loaded.
    from aktywna.words.foreign import localise_process as localise  # noqa: PLC0415

    localise()


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    written = LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    compiled = written.with_suffix(".mo")
    if not written.exists():
        if not compiled.exists():
            return gettext.NullTranslations()
    elif not compiled.exists() or compiled.stat().st_mtime < written.stat().st_mtime:
        return gettext.GNUTranslations(_compiled(written))
    with compiled.open("rb") as file:
        return gettext.GNUTranslations(file)


def _compiled(written: Path) -> BytesIO:
    """Compile a catalogue that lies in a checkout, where no build has compiled it."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - an installed program never comes here
    from babel.messages.pofile import read_po  # noqa: PLC0415

    binary = BytesIO()
    with written.open("rb") as file:
        write_mo(binary, read_po(file, locale=written.parent.parent.name))
    binary.seek(0)
    return binary
