"""Facts put into a sentence: the template is translated first, then each fact is written as its place asks.

A place is `{name}` or `{name:spec}`:

    {n}, {n:number}             a number                    {end:day}          a day
    {amount:money}              grosze                      {done:hours}       hours
    {share:percent}             a share in percent          {value:quote}      a text between quotation marks
    {names:list}                a list of texts             {state:choice}     a code, shown by its name
    {n:count row|rows}          a number and its noun       {n:word is|are}    the form alone, without the number
    {pesel:private}             masked unless asked for     {born:private day} masked, or a day
    {criterion:name}            a name in two languages     {from:time}        minutes since midnight
    {columns:columns}           names of columns            {register:register} the name of a register
    {what:said}                 a text that is translated   {near:meant}       " Did you mean “...”?", or nothing
    {end:edge}                  a day, or "…" where a span is open
    {first:month_of}            the month of a day, as it stands after "of"

A sentence in English has two forms of a counted word, its Polish translation three: `{n:count wiersz|wiersze|wierszy}`.
`{state:choice labour_status}` names the dictionary where the fact's own name does not; columns and registers are looked
up in the dictionaries `column` and `register`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from string import Formatter
from typing import Any

from aktywna.words import figures
from aktywna.words.wording import Language, _, language, quote

MASKED = "•••"
"""What stands in place of a personal fact."""

Choices = Callable[[str, object], str]
"""Gives the name of a code: first the dictionary (or the fact's name), then the code."""

FORMS: dict[Language, int] = {"pl": 3, "en": 2}
"""How many forms a counted word has."""


def sentence(
    template: str,
    facts: Mapping[str, object],
    *,
    show_personal: bool = False,
    masked: Collection[str] = (),
    choices: Choices | None = None,
) -> str:
    """
    Give a sentence in the reader's language; raise ValueError for a spec that does not exist.

    `masked` names facts that are personal here although their place does not say so: the value of a private column.
    """
    return filled(_(template), facts, show_personal=show_personal, masked=masked, choices=choices)


def filled(
    template: str,
    facts: Mapping[str, object],
    *,
    show_personal: bool = False,
    masked: Collection[str] = (),
    choices: Choices | None = None,
) -> str:
    """Put facts into a template that is already in the reader's language."""
    said = []
    for literal, name, spec in _pieces(template):
        said.append(literal)
        if name in masked and not show_personal:
            said.append(MASKED)
        elif name:
            said.append(_written(name, spec, facts.get(name), show_personal=show_personal, choices=choices))
    return "".join(said)


def private_facts(template: str) -> set[str]:
    """Give the names of the facts that a template masks."""
    return {name for name, spec in places(template) if spec.partition(" ")[0] == "private"}


def places(template: str) -> list[tuple[str, str]]:
    """Give the places of a template: the fact's name and its spec."""
    return [(name, spec) for _literal, name, spec in _pieces(template) if name]


def _pieces(template: str) -> Iterator[tuple[str, str, str]]:
    for literal, name, spec, conversion in Formatter().parse(template):
        if conversion or (name is not None and not name.isidentifier()):
            raise ValueError(template)
        yield literal, name or "", spec or ""


def _written(name: str, spec: str, fact: Any, *, show_personal: bool, choices: Choices | None) -> str:
    kind, _space, rest = spec.partition(" ")
    if kind == "private":
        return MASKED if not show_personal else _written(name, rest, fact, show_personal=True, choices=choices)
    if kind in COUNTED:
        return _counted(kind, rest, fact)
    if kind in CHOSEN:
        return figures.UNKNOWN if figures.unknown(fact) else _called(kind, rest or name, fact, choices or _as_written)
    if rest or kind not in {*TEXTS, *FIGURES}:
        raise ValueError(f"{name}:{spec}")
    if kind in TEXTS:
        return TEXTS[kind](fact)
    if figures.unknown(fact):
        return figures.UNKNOWN
    # What could not be read as a number, a day or a list is told as it was written.
    return fact if isinstance(fact, str) else FIGURES[kind](fact)


def _called(kind: str, dictionary: str, fact: Any, choices: Choices) -> str:
    if kind in {"choice", "code"}:
        return choices(dictionary, fact)
    ids = fact if kind == "columns" and not isinstance(fact, str) else (fact,)
    return figures.listing(quote(choices(kind.removesuffix("s"), one)) for one in ids)


def _as_written(_dictionary: str, code: object) -> str:
    return str(code)


def _counted(kind: str, words: str, fact: Any) -> str:
    forms = words.split("|")
    if figures.unknown(fact):
        return f"{figures.UNKNOWN} {forms[-1]}" if kind == "count" else forms[-1]
    # The number of forms, not the reader, tells the language: an untranslated sentence stays correct English.
    tongue: Language = "en" if len(forms) == FORMS["en"] else language()
    form = forms[_form(figures.exact(fact), tongue)]
    return f"{figures.number(fact)} {form}" if kind == "count" else form


def _form(n: Decimal, tongue: Language) -> int:
    if n == 1:
        return 0
    # Between whole numbers Polish has the genitive singular, in most nouns the same as the form after two.
    if tongue == "en" or n != int(n):
        return 1
    return 1 if n % 10 in {2, 3, 4} and n % 100 not in {12, 13, 14} else 2


def _plain(fact: Any) -> str:
    if figures.unknown(fact):
        return figures.UNKNOWN
    if isinstance(fact, date):
        return figures.day(fact)
    # A whole number may be a year or a number on a list: it is not grouped.
    return figures.number(fact) if isinstance(fact, float | Decimal) else str(fact)


def _name(fact: Any) -> str:
    # Names of definitions and layouts know their languages themselves.
    return figures.UNKNOWN if figures.unknown(fact) else str(fact.say(language())) if hasattr(fact, "say") else str(fact)


def _meant(fact: Any) -> str:
    return "" if figures.unknown(fact) or not str(fact) else " " + _("Did you mean {word}?").format(word=quote(str(fact)))


TEXTS: dict[str, Callable[[Any], str]] = {
    "": _plain,
    "plain": _plain,
    "quote": lambda fact: figures.UNKNOWN if figures.unknown(fact) else quote(str(fact)),
    "said": lambda fact: figures.UNKNOWN if figures.unknown(fact) else _(str(fact)),
    "meant": _meant,
    "name": _name,
    "edge": lambda fact: "…" if figures.unknown(fact) else figures.day(fact),
}
FIGURES: dict[str, Callable[[Any], str]] = {
    "day": figures.day,
    "month_of": figures.month_of,
    "hours": figures.hours,
    "money": figures.amount,
    "n": figures.number,
    "number": figures.number,
    "percent": figures.percent,
    "time": figures.time,
    "list": lambda fact: figures.listing(map(str, fact)),
}
COUNTED = ("count", "word")
CHOSEN = ("choice", "code", "column", "columns", "register")
SPECS = frozenset({*TEXTS, *FIGURES, *COUNTED, *CHOSEN, "private"})
"""Everything that a place may ask for."""
