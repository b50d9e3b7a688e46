"""Registers put into an official form: a row for each participant, its fields in their order, and everything that is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from aktywna.domain.cells.identifiers import PESEL_DIGITS
from aktywna.domain.cells.texts import Bools
from aktywna.domain.counting.splitting import taken_apart
from aktywna.domain.exchange.coded import dictionary_of, written_codes
from aktywna.domain.exchange.format import PARTICIPANTS, SUPPORT, Format, FormField
from aktywna.domain.exchange.losses import Loss, Rows
from aktywna.domain.exchange.notices import FILLED, LOSSES, NO_ROOM, NOT_YET, ONE_ANSWER, UNREAD
from aktywna.domain.exchange.packing import packed
from aktywna.domain.exchange.table import Leaving, Made, Table
from aktywna.domain.exchange.texts_out import DAYS, Style, Texts, texts_of
from aktywna.domain.findings.finding import Fact
from aktywna.domain.findings.rule import N_, Notice
from aktywna.domain.registers.books import Books
from aktywna.domain.registers.register import Absent, Register

CANDIDATES = ("recruited", "reserve")
"""States of people who are no participants yet."""
_DEFINITION = N_("as the project's definition says")
_OTHERWISE = N_("with the form's usual value")
_WORKED_OUT = N_("worked out from the PESEL number or the date of birth")
_NOTHING = pa.scalar(None, pa.large_string())


def official(books: Books, form: Format, style: Style) -> Made:
    """
    Put the participants of `books`, and the support given to them, into `form`.

    The table's rows are the participants, candidates and the reserve list left out; raise `Absent` without a register of them.
    """
    people = books.participants
    kept = np.flatnonzero(~people.among("state", *CANDIDATES))
    filling = _Filling(books, people, form, style)
    texts = {one.id: filling.text(one) for one in form.field if one.register != SUPPORT}
    support = packed(books, people, kept, form, style)
    rows = None if len(kept) == len(people) else pa.array(kept)
    blank = pa.nulls(len(kept), pa.large_string())
    columns = []
    for one in form.field:
        whole = support.texts.get(one.id, blank) if one.register == SUPPORT else texts[one.id]
        text = whole if rows is None or one.register == SUPPORT else whole.take(rows)
        kind = people.layout.columns[one.columns[0]].kind if one.register == PARTICIPANTS else "text"
        columns.append(Leaving(one.id, one.header, text, kind, column=one.columns[0] if one.register == PARTICIPANTS else ""))
    filling.no_room()
    left_out = np.flatnonzero(people.among("state", *CANDIDATES))
    said = [*_within(filling.said, kept), *support.said]
    if len(left_out):
        said.insert(0, Loss(NOT_YET, people, "state", left_out))
    written = people if rows is None else people.taken(~people.among("state", *CANDIDATES))
    table = Table(form.carrier.sheet.is_, written, tuple(columns), len(kept))
    return Made(table, [*_within(filling.losses, kept), *support.losses], said)


def _within(losses: Sequence[Loss], kept: Rows) -> list[Loss]:
    """Leave out rows that are not written."""
    found = [Loss(one.notice, one.register, one.column, one.rows[np.isin(one.rows, kept)], one.facts) for one in losses]
    return [one for one in found if len(one.rows)]


@dataclass
class _Filling:
    """The fields of a form being filled from a register of participants."""

    books: Books
    people: Register
    form: Format
    style: Style
    losses: list[Loss] = field(default_factory=list)
    said: list[Loss] = field(default_factory=list)

    def text(self, one: FormField) -> Texts:
        """Give the texts of a field (rows,), and keep what they lose."""
        if one.first_of:
            return self._first(one)
        text = self._own(one, one.column.partition(".")[2]) if one.column else self._blank()
        if one.instead is not None:
            text = self._instead(one, text)
        if one.any_of:
            text = self._any(one, text)
        if one.worked_out:
            text = self._filled(one, text, self._worked_out(one), _WORKED_OUT)
        if one.project:
            text = self._filled(one, text, self._definition(one.project), _DEFINITION)
        return self._filled(one, text, one.otherwise, _OTHERWISE) if one.otherwise else text

    def no_room(self) -> None:
        """Say which columns that hold anything the form has no room for."""
        held = self.form.held(PARTICIPANTS)
        for column in self.people.layout.column:
            if column.id in self.people and column.id not in held:
                self._lost(NO_ROOM, column.id, self.people.known(column.id), what=column.name, form=self.form.name)

    def _own(self, one: FormField, column: str) -> Texts:
        if column not in self.people:
            return self._blank()
        self._lost(UNREAD, column, self.people.unreadable(column), column=f"{PARTICIPANTS}.{column}")
        layout = self.people.layout.columns[column]
        choice = dictionary_of(layout, self.books.choices)
        if one.values and choice is not None:
            text, losses = written_codes(self.people, column, one, self.form, choice)
            self._told(losses)
            return text
        return texts_of(layout.kind, self.people[column], self.style)

    def _first(self, one: FormField) -> Texts:
        """Give the first of several columns that says anything; who reads it back has to find it where it stood."""
        texts = {column: self._own(one, column) for column in one.first_of}
        whole = pc.coalesce(*texts.values())
        split = next(split for split in self.people.layout.split if split.into == one.first_of)
        # Eleven digits alone are read back where they stood.
        first = texts[one.first_of[0]]
        plain = pc.fill_null(pc.equal(pc.binary_length(first), PESEL_DIGITS), False).to_numpy(zero_copy_only=False)
        others = [texts[column].is_valid().to_numpy(zero_copy_only=False) for column in one.first_of[1:]]
        doubtful = np.flatnonzero(~plain | np.logical_or.reduce(others))
        read = taken_apart(split, pd.Series(whole.take(pa.array(doubtful)).to_pandas().array, dtype="str")).text
        for column, text in texts.items():
            back = pc.fill_null(pa.array(read[column].array, type=pa.large_string()), "")
            wrong = np.zeros(len(self.people), dtype=np.bool_)
            here = text.take(pa.array(doubtful))
            wrong[doubtful] = pc.fill_null(pc.not_equal(here, back), False).to_numpy(zero_copy_only=False)
            self._lost(NO_ROOM, column, wrong, what=self._name(column), form=self.form.name)
        return whole

    def _instead(self, one: FormField, text: Texts) -> Texts:
        """Take another column where the own one says nothing; what it says is less than it was."""
        assert one.instead is not None
        column = one.instead.column
        if column not in self.people:
            return text
        other = one.model_copy(update={"values": one.instead.values})
        choice = dictionary_of(self.people.layout.columns[column], self.books.choices)
        assert choice is not None
        taken, losses = written_codes(self.people, column, other, self.form, choice)
        known = text.is_valid().to_numpy(zero_copy_only=False)
        self._lost(NO_ROOM, column, known & self.people.known(column), what=self._name(column), form=self.form.name)
        self._told(_within(losses, np.flatnonzero(~known)))
        return pc.coalesce(text, taken)

    def _any(self, one: FormField, text: Texts) -> Texts:
        """Put several answers into one where the register has no such answer of its own."""
        there = [column for column in one.any_of if column in self.people]
        own = text.is_valid().to_numpy(zero_copy_only=False)
        if not there:
            return text
        said: Bools = reduce(np.logical_or, (self.people.known(column) for column in there))
        self._lost(ONE_ANSWER, there[0], said, columns=tuple(f"{PARTICIPANTS}.{column}" for column in there))
        yes, refused = (reduce(np.logical_or, (self.people.among(column, code) for column in there)) for code in ("yes", "refused"))
        no = reduce(np.logical_and, (self.people.among(column, "no") for column in one.any_of))
        answer = np.select([yes, refused, no], [0, 1, 2], default=3)
        words = pa.array([one.values.get("yes"), one.values.get("refused"), one.values.get("no"), None], type=pa.large_string())
        return pc.if_else(pa.array(own), text, words.take(pa.array(answer)))

    def _filled(self, one: FormField, text: Texts, by: Texts | str, how: str) -> Texts:
        empty = ~text.is_valid().to_numpy(zero_copy_only=False)
        # A cell that holds a value the form has no word for is not empty, nor is one that could not be read.
        column = one.columns[0] if one.register == PARTICIPANTS else ""
        if column:
            empty &= ~self.people.known(column) & ~self.people.unreadable(column)
        if not empty.any() or (isinstance(by, str) and not by):
            return text
        filled = pc.if_else(pa.array(empty), by if not isinstance(by, str) else pa.scalar(by, pa.large_string()), text)
        added = empty & filled.is_valid().to_numpy(zero_copy_only=False)
        if added.any():
            self.said.append(Loss(FILLED, self.people, column or one.id, np.flatnonzero(added), {"what": one.header, "how": how}))
        return filled

    def _worked_out(self, one: FormField) -> Texts:
        try:
            values = self.books.column(PARTICIPANTS, one.worked_out)
        except Absent:
            return self._blank()
        if one.worked_out == "age":
            return texts_of("count", values, self.style)
        choice = self.books.choices["gender"]
        words = {code: one.values.get(code) for code in (value.id for value in choice.value)}
        text = values.map(words)
        return pa.array(text.astype("str").array, type=pa.large_string())

    def _definition(self, what: str) -> str:
        if self.books.definition is None:  # a file of no project
            return ""
        project = self.books.project
        day = DAYS[self.style.dates]
        match what:
            case "number":
                return project.number or ""
            case "title":
                return project.title.pl
            case "beneficiary":
                return project.beneficiary.name.pl
            case "start":
                return day(project.period.start)
            case _:
                return day(project.period.end) if project.period.end else ""

    def _blank(self) -> Texts:
        return pa.nulls(len(self.people), pa.large_string())

    def _name(self, column: str) -> Fact:
        return self.people.layout.columns[column].name

    def _told(self, found: Sequence[Loss]) -> None:
        for one in found:
            (self.losses if one.notice.code.startswith(LOSSES) else self.said).append(one)

    def _lost(self, notice: Notice, at: str, rows: Bools, **facts: Any) -> None:
        if rows.any():
            self.losses.append(Loss(notice, self.people, at, np.flatnonzero(rows), facts))
