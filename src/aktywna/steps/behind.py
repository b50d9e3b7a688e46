"""The people behind a number: who counts, who does not, why, from which cells; and who missed it by one condition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np

from aktywna.domain.counting.adding_up import summed
from aktywna.domain.counting.behind import ANSWERS, Stood, almost, stood, why
from aktywna.domain.counting.deciding import Reason
from aktywna.domain.counting.tally import NO_DAY, Count, Tally
from aktywna.domain.grid import Cell, Grid
from aktywna.domain.registers.books import Books
from aktywna.domain.registers.register import Register
from aktywna.io.writing.markdown import shown
from aktywna.steps.reasons import cells_as_json, link_of, places_of, said_of
from aktywna.steps.tables.cells import measured, text
from aktywna.steps.tables.figures import unit_name, unit_of
from aktywna.steps.telling import is_identifier, is_name, name_of
from aktywna.words.wording import _, ngettext


@dataclass(frozen=True)
class Someone:
    """One of those behind a number."""

    row: int
    answer: str
    day: Any
    reasons: tuple[Reason, ...]
    amount: Decimal | None = None
    """What the unit adds to a sum: PLN, hours; nothing where units are counted, or where it does not count."""


@dataclass(frozen=True, eq=False)
class Behind:
    """Everything that is known of the people behind one number."""

    books: Books
    tally: Tally
    count: Count
    show_personal: bool = False

    @cached_property
    def people(self) -> list[Someone]:
        """Those who count, of whom it is not known, and who do not, in the order of the register."""
        found = self._stood
        if found is None:
            return []
        return [
            Someone(row, answer, day.astype("datetime64[D]").astype(object) if day != NO_DAY and answer == "met" else None,
                    tuple(why(self.books, found, row, answer, day)), self._amount(at) if answer == "met" else None)
            for answer in ANSWERS
            for at, row, day in self._in_order(found, answer)
        ]  # fmt: skip

    @cached_property
    def almost(self) -> list[Someone]:
        """Those who missed it by exactly one condition, the nearest first."""
        return [Someone(row, "unmet", None, tuple(reasons)) for row, reasons in almost(self.books, self.count, self.tally.span)]

    @property
    def left_out(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """People whose records are incomplete, with the missing columns, when any of them was left out of this number."""
        return tuple(incomplete_ones(self.books, self.tally)) if self.count.excluded else ()

    def key(self, row: int) -> str:
        """Give what the register calls a row; where it does not, its place: a person's identifiers are not shown."""
        return self._keys[row]

    def name(self, row: int) -> str:
        """Give a participant's name; nothing unless it may be shown."""
        return name_shown(self.books.registers[self._register], row) if self.show_personal else ""

    def said(self, reasons: tuple[Reason, ...]) -> list[str]:
        """Say reasons, each once."""
        return list(dict.fromkeys(said_of(self.books, one, show_personal=self.show_personal) for one in reasons))

    @cached_property
    def _keys(self) -> list[str]:
        register = self.books.registers[self._register]
        return keys_shown(register, np.arange(len(register)), show_personal=self.show_personal)

    @cached_property
    def _stood(self) -> Stood | None:
        return stood(self.count, self.tally.span)

    @property
    def _register(self) -> str:
        return self._stood.indicator.counts if self._stood is not None else self.count.indicator.counts

    @staticmethod
    def _in_order(found: Stood, answer: str) -> Iterator[tuple[int, int, Any]]:
        chosen = np.flatnonzero(found.answers[answer])
        return zip(chosen.tolist(), found.rows[chosen].tolist(), found.days[chosen], strict=True)

    def _amount(self, at: int) -> Decimal | None:
        units = self.count.units
        return summed(units, np.array([at])) if units is not None and units.weight is not None else None


def people_behind(behind: Behind) -> Grid:
    """Give the people behind a number, by their numbers in the register: whether they count, since when, why, and from which cells."""
    answers = {"met": _("yes"), "unknown": _("not known"), "unmet": _("no")}
    unit = unit_of(behind.books, behind.count)
    rows = [_line(behind, one, answers[one.answer], measured(one.amount, unit)) for one in behind.people]
    for key, columns_missing in behind.left_out:
        named = ", ".join(name_of("column", column) for column in columns_missing)
        rows.append((text(key), Cell(), text(_("left out")), Cell(None, "day"), Cell(), text(named), Cell()))
    added = _("Amount") if unit == "PLN" else unit_name(unit).capitalize()
    found = _grid((_("Number in the register"), _("Name"), _("Counts?"), _("Day"), added, _("Why"), _("Cells")), rows)
    amounts = [one.amount for one in behind.people if one.amount is not None]
    return replace(found, note=_("Together: {amount}.").format(amount=shown(measured(sum(amounts), unit)))) if amounts else found


def almost_behind(behind: Behind) -> Grid | None:
    """
    Give who missed the number by exactly one condition, and that condition; nothing when nobody did.

    Those of whom nothing is written that could have fulfilled it are told by their number only.
    """
    near = [one for one in behind.almost if any(reason.near for reason in one.reasons)]
    n = len(behind.almost) - len(near)
    rest = ngettext(
        "{n} more person lacks only something of which nothing is written.",
        "{n} more people lack only something of which nothing is written.",
        n,
    ).format(n=n)
    if not near:
        return Grid(((Cell(rest),),), ()) if n else None
    rows = [_line(behind, one, "", Cell()) for one in near]
    found = _grid((_("Number in the register"), _("Name"), "", "", "", _("The only condition that is not met"), _("Cells")), rows)
    return replace(found, note=rest if n else "")


def _line(behind: Behind, one: Someone, answer: str, amount: Cell) -> tuple[Cell, ...]:
    return (
        text(behind.key(one.row)), text(behind.name(one.row)), text(answer), Cell(one.day, "day"), amount,
        text(" ".join(behind.said(one.reasons))), Cell(places_of(one.reasons) or None, link=link_of(one.reasons)),
    )  # fmt: skip


def _grid(columns: tuple[str, ...], rows: list[tuple[Cell, ...]]) -> Grid:
    """Make a table without the columns that are empty in every row."""
    used = [at for at in range(len(columns)) if at == 0 or any(row[at].value is not None for row in rows)]
    header = tuple(Cell(columns[at]) for at in used)
    return Grid((header,), tuple(tuple(row[at] for at in used) for row in rows))


def sides(books: Books, tally: Tally, count: Count, *, show_personal: bool = False) -> tuple[Behind, ...]:
    """
    Give the people (or rows) behind a number: of one sum divided by another those of both, the numerator first.

    A share of people has one list, of its denominator's people; nobody can be found in both of two sums.
    """
    divided = count.divided if count.divided is not None and stood(count, tally.span) is None else None
    return tuple(Behind(books, tally, one, show_personal=show_personal) for one in divided or (count,))


def as_json(one: Behind, below: Behind | None = None) -> dict[str, Any]:
    """Give the same for a script; of one sum divided by another the numerator's, and the denominator's beside."""
    return _side_as_json(one) | ({} if below is None else {"denominator": _side_as_json(below)})


def _side_as_json(behind: Behind) -> dict[str, Any]:
    """Give numbers in the register, what decided about each, and what the records left out lack."""
    numbers: dict[str, Any] = {answer: [behind.key(one.row) for one in behind.people if one.answer == answer] for answer in ANSWERS}
    return {
        **numbers,
        "excluded": [{"key": key, "missing": list(columns)} for key, columns in behind.left_out],
        "details": [_as_json(behind, one) for one in behind.people],
        "almost": [_as_json(behind, one) for one in behind.almost],
    }


def _as_json(behind: Behind, one: Someone) -> dict[str, Any]:
    name = {"name": behind.name(one.row)} if behind.show_personal else {}
    return {
        "key": behind.key(one.row),
        **name,
        "answer": one.answer,
        "day": one.day.isoformat() if one.day is not None else None,
        **({"amount": str(one.amount)} if one.amount is not None else {}),
        "why": behind.said(one.reasons),
        "cells": cells_as_json(one.reasons, show_personal=behind.show_personal),
    }


def incomplete_ones(books: Books, tally: Tally) -> list[tuple[str, tuple[str, ...]]]:
    """Give the participants left out as incomplete, as they are shown, with the missing columns."""
    if not tally.excluded:
        return []
    shown = keys_shown(books.participants, [row for row, _missing in tally.excluded])
    return [(key, missing) for key, (_row, missing) in zip(shown, tally.excluded, strict=True)]


def name_shown(register: Register, row: int) -> str:
    """Give somebody's first and last name; whoever asks knows that it may be shown."""
    values = [register[one].iloc[row] for one in ("first_name", "last_name") if one in register]
    return " ".join(value for value in values if isinstance(value, str))


def keys_shown(register: Register, rows: Sequence[int] | np.ndarray[Any, Any], *, show_personal: bool = False) -> list[str]:
    """Give what the register calls rows; where it does not, their places: a person's identifiers are not shown."""
    at = np.asarray(rows, dtype=np.intp)
    keys, numbers = register.key.iloc[at].fillna("").astype("str").tolist(), register.numbers(at).tolist()
    private = register.has_private_key
    return [
        _("row {row}").format(row=number) if not key or ((private or is_identifier(key) or is_name(key)) and not show_personal) else key
        for key, number in zip(keys, numbers, strict=True)
    ]
