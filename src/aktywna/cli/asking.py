"""Questions that a command asks a person at the terminal; nothing is asked of a script."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from typing import TypeVar

import typer

from aktywna.words.wording import _

Answer = TypeVar("Answer")


def person_there() -> bool:
    """Say whether somebody sits at the terminal who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def text(question: str, otherwise: str) -> str:
    """Ask for a text; an empty answer is `otherwise`."""
    return str(typer.prompt(question, default=otherwise, err=True)).strip()


def one_of(question: str, choices: dict[str, str], otherwise: str) -> str:
    """Ask for one of `choices` (an id and what it means), by its number or id, until it is one."""
    for number, (word, meaning) in enumerate(choices.items(), 1):
        typer.echo(f"  {number}. {word}: {meaning}", err=True)
    words = list(choices)

    def read(answer: str) -> str | None:
        if answer.isascii() and answer.isdecimal() and 1 <= int(answer) <= len(words):
            return words[int(answer) - 1]
        return answer if answer in choices else None

    return _until(question, read, otherwise, _("Write the number of the answer, from 1 to {most}.").format(most=len(words)))


def day(question: str, otherwise: date) -> date:
    """Ask for a day, written in any usual way, until it is one."""
    from aktywna.domain.cells import dates  # noqa: PLC0415 - only where somebody is asked
    from aktywna.words import figures  # noqa: PLC0415

    return _until(question, dates.day, figures.day(otherwise), _("This is not a day; write it like 31.07.2015."))


def _until(question: str, read: Callable[[str], Answer | None], otherwise: str, wrong: str) -> Answer:
    while (found := read(text(question, otherwise))) is None:
        typer.echo(wrong, err=True)
    return found
