"""Pay: the lists of a month, reckoned from the diary, beside those of the month before and those that were given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from aktywna.domain.counting.tally import Span
from aktywna.domain.efficiency.terms import Assumed
from aktywna.domain.faults import DefinitionError, RuleBroken, UnknownWord
from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.findings.rule import ERROR, N_
from aktywna.domain.pay.comparing import Compared, compared
from aktywna.domain.pay.given import Given, Since, by_number, changed_since
from aktywna.domain.pay.lists import month_before, month_of, of_all, reckoned
from aktywna.domain.pay.notices import COLUMN, NO_RATE, NO_REGISTER, REGISTER
from aktywna.domain.pay.owed import Listed, Owed
from aktywna.domain.pay.rates import NoRates
from aktywna.domain.pay.terms import KINDS, PayList
from aktywna.domain.promises.calendar import last_span
from aktywna.domain.registers.books import Books
from aktywna.domain.registers.register import Absent
from aktywna.io import shipped
from aktywna.io.definitions.project import FILE
from aktywna.io.paid import read_given
from aktywna.steps.assumptions import Assumption, value_text
from aktywna.steps.telling import is_identifier, is_name, name_of
from aktywna.words import figures
from aktywna.words.sentences import sentence
from aktywna.words.wording import _, language

KIND_NAMES: Mapping[str, str] = {
    "training": N_("training stipend"),
    "internship": N_("internship stipend"),
    "allowance": N_("integration allowance"),
    "travel": N_("refund of travel"),
    "meals": N_("meals"),
    "public-work": N_("socially useful work"),
}
LISTS = {"list", "other", "lists"}
"""Facts that are the id of a list, or the ids of some, and are told as names."""
IN_WORDS: Mapping[str, str] = {
    "hours": N_("by the hours missed"),
    "days": N_("by a thirtieth for each day"),
    "paid": N_("is due"),
}
"""What the codes that are values of rates mean."""


@dataclass(frozen=True, eq=False)
class Payroll:
    """The lists of a month."""

    books: Books
    month: Span
    lists: tuple[Listed, ...]
    earlier: tuple[Listed, ...] | None
    """The lists of the month before, reckoned from the same registers; nothing where a rate of that month is missing."""
    findings: tuple[Finding, ...]
    given: tuple[Given, ...] = ()
    """The lists that were given out before into the folder of these."""
    said: tuple[Finding, ...] = ()
    """What `check` says of the registers that the lists are reckoned from."""

    @cached_property
    def since(self) -> tuple[Since, ...]:
        """What is another amount today than on the lists given out for this month and for the one before."""
        return tuple(changed_since(self.given, (*(self.earlier or ()), *self.lists), self.key))

    @property
    def as_given(self) -> tuple[Given, ...]:
        """These lists as they are kept: by number, and without people where numbers are personal data."""
        found = []
        for listed in self.lists:
            people = by_number(listed.people, self.key)
            found.append((listed, {} if "" in people else people))
        return tuple(Given(self.month.name, one.paid.id, self.books.as_of, "", one.amount, people) for one, people in found)

    @cached_property
    def compared(self) -> tuple[Compared, ...]:
        """What changed since the month before, list by list; nothing where that one could not be reckoned."""
        if self.earlier is None:
            return ()
        return tuple(compared(now, before) for now, before in zip(self.lists, self.earlier, strict=True))

    def people_key(self, owed: Owed) -> str:
        """Give what tells a person apart from one month to the other: the number in the register."""
        return str(self.books.participants.key.iloc[owed.row])

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """The rules and rates that these lists rest on and that nobody has confirmed."""
        every: dict[str, Assumed] = {one.key: one for listed in self.lists for one in listed.assumed}
        return tuple(Assumption(one.key, _said(one), one.source) for one in every.values())

    def key(self, owed: Owed, *, show_personal: bool = False) -> str:
        """Give the number of a person; nothing where what stands there is personal."""
        people = self.books.participants
        text = self.people_key(owed)
        private = people.has_private_key or is_identifier(text) or is_name(text)
        return "" if private and not show_personal else text

    def name(self, owed: Owed) -> str:
        """Give a person's name, the surname first, as lists to sign have it."""
        people = self.books.participants
        parts = [people.get(column).iloc[owed.row] for column in ("last_name", "first_name")]
        return " ".join(str(part) for part in parts if not figures.unknown(part))

    def title(self, listed: Listed) -> str:
        """Name a list."""
        return title_of(listed.paid)

    def how(self, owed: Owed) -> str:
        """Say how an amount was worked out."""
        return "; ".join(sentence(step.says, step.facts, choices=name_of) for step in owed.steps)

    def source(self, owed: Owed) -> list[dict[str, Any]]:
        """Give the rows of the diary that an amount follows from, by file and sheet."""
        found: dict[tuple[str, str], list[int]] = {}
        for place in self.books.attendance.places(_positions(owed.source), "date") if owed.source else ():
            found.setdefault((place.file, place.sheet), []).append(place.row)
        return [{"file": file, "sheet": sheet or None, "rows": sorted(set(rows))} for (file, sheet), rows in found.items()]

    def form_totals(self, listed: Listed) -> list[tuple[str, str, Decimal]]:
        """Give the amount of each form of support of a list: the form's and its task's id, and PLN."""
        tasks = {form.id: form.task or "" for form in self.books.project.forms}
        return [(form, tasks.get(form, ""), amount) for form, amount in sorted(listed.by_form().items())]


def title_of(paid: PayList) -> str:
    """Name a list: as the project does, else by its kind."""
    name = paid.name.say(language()) if paid.name is not None else _(KIND_NAMES[paid.kind])
    return name[:1].upper() + name[1:]


def asked(books: Books, kinds: Sequence[str] = ()) -> None:
    """Raise `UnknownWord` for a kind of list that there is none of, `DefinitionError` where the project declares no list (D002)."""
    for kind in kinds:
        if kind not in KINDS:
            raise UnknownWord(N_("kind of list"), kind, KINDS)
    pay = books.project.pay
    if pay is None or not pay.lists:
        expected = N_(
            "the lists that the project pays, for example under [pay]:"
            ' lists = [{ id = "stypendium", kind = "training", forms = ["kurs"] }], with ids of its own forms of support'
        )
        raise DefinitionError(Finding("D002", ERROR, Place(file=FILE), {"key": "pay.lists", "expected": expected}))


def payroll(books: Books, month: Span | None = None, kinds: Sequence[str] = (), given: Sequence[Given] = ()) -> Payroll:
    """
    Give the lists of a month, by default the last one that ended, of some kinds or of all that the project declares.

    `given` are the lists that were given out before.

    Raise `UnknownWord` for a kind of list that there is none of, `DefinitionError` where the project declares no list (D002)
    or somebody is to be paid by a rate that nobody gives for the month (M101), `RuleBroken` for a fault of ours.
    """
    asked(books, kinds)
    span = month or last_span("month", books.project, books.as_of)
    try:
        return replace(_payroll(books, span, kinds), given=tuple(given))
    except NoRates as error:
        raise DefinitionError(*(_no_rate(books, one) for one in error.missing)) from error
    except (KeyError, ValueError, TypeError, IndexError, ArithmeticError) as error:
        raise RuleBroken("pay") from error


def _payroll(books: Books, month: Span, kinds: Sequence[str]) -> Payroll:
    table = shipped.rates()
    try:
        lists = reckoned(books, table, month, kinds)
    except Absent as error:
        missing, dictionary = (COLUMN, "column") if error.column else (REGISTER, "register")
        name = name_of(dictionary, f"{error.register}.{error.column}" if error.column else error.register)
        facts = {"missing": missing, "name": name}
        return Payroll(books, month, (), None, (Finding(NO_REGISTER.code, NO_REGISTER.severity, Place(register=error.register), facts),))
    try:
        earlier = reckoned(books, table, month_before(month), kinds)
    except NoRates:
        earlier = None
    every = [*of_all(books, lists, month), *(finding for listed in lists for finding in listed.findings)]
    titles = {listed.paid.id: title_of(listed.paid) for listed in lists}
    told = [replace(one, facts={name: _titled(titles, name, fact) for name, fact in one.facts.items()}) for one in every]
    return Payroll(books, month, lists, earlier, tuple(sorted(told, key=lambda one: (one.severity, one.code, one.place))))


def _titled(titles: Mapping[str, str], name: str, fact: Any) -> Any:
    if name not in LISTS:
        return fact
    return tuple(titles.get(one, one) for one in fact) if isinstance(fact, tuple) else titles.get(fact, fact)


def _no_rate(books: Books, missing: Any) -> Finding:
    pay = books.project.pay
    at = pay.lists.index(missing.paid) + 1 if pay is not None else 0
    what = missing.what.say(language()) if hasattr(missing.what, "say") else missing.what
    facts = {"key": f"pay.lists[{at}]", "month": figures.month(missing.month), "what": what}
    return Finding(NO_RATE.code, NO_RATE.severity, Place(file=FILE), facts)


def rate_text(value: Any, unit: str) -> str:
    """Say what a value of the table of rates is, with its unit."""
    word = IN_WORDS.get(value) if isinstance(value, str) else None
    if word is not None:
        return _(word)
    return figures.amount(value) if unit == "PLN" and value is not None else value_text(value, unit)


def _said(one: Assumed) -> str:
    return _("{name}: {value}").format(name=one.name.say(language()), value=rate_text(one.value, one.unit))


def _positions(rows: Iterable[int]) -> Any:
    import numpy as np  # noqa: PLC0415 - a list of positions for an array of rows

    return np.fromiter(rows, dtype=np.intp)


def given_before(folder: Path, *, force: bool = False) -> tuple[Given, ...]:
    """Give the lists that were given out into a folder; raise `InputRefused` (O008) for a damaged record, unless `force`."""
    return read_given(folder, force=force)[0]


def month_named(written: str) -> Span:
    """Read a month, `2016-05`; raise `ValueError` for anything else."""
    year, dash, month = written.partition("-")
    if not (dash and year.isdecimal() and month.isdecimal() and len(year) == len("2016") and len(month) == len("05")):
        raise ValueError(written)
    return month_of(date(int(year), int(month), 1).year, int(month))
