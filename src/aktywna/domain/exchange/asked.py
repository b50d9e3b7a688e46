"""What a system asks of the rows of a form: cells that must not be empty, and how some of them have to be written."""

from __future__ import annotations

import numpy as np

from aktywna.domain.cells.texts import Bools
from aktywna.domain.exchange.format import Format, FormField
from aktywna.domain.exchange.losses import Loss
from aktywna.domain.exchange.notices import REQUIRED, WRONG_FORM
from aktywna.domain.exchange.table import Leaving, Made
from aktywna.domain.registers.register import Register


def refused_rows(made: Made, form: Format) -> list[Loss]:
    """Give the rows that the system would refuse for an empty cell or for its form; what is lost on the way is not said again."""
    found: list[Loss] = []
    people = made.table.register
    for one, leaving in zip(form.field, made.table.columns, strict=True):
        facts = {"what": one.header, "issuer": form.issuer}
        filled = leaving.text.is_valid().to_numpy(zero_copy_only=False)
        empty = ~filled & _needed(people, one) & ~_said(made, one)
        if empty.any():
            found.append(Loss(REQUIRED, people, _column(one), np.flatnonzero(empty), facts))
        if one.form:
            wrong = _misshapen(leaving, one.form)
            if wrong.any():
                found.append(Loss(WRONG_FORM, people, _column(one), np.flatnonzero(wrong), {**facts, "form": one.form_said}))
    return found


def _column(one: FormField) -> str:
    return one.columns[0] if one.columns else one.id


def _needed(people: Register, one: FormField) -> Bools:
    need = one.need
    if need.when is not None:
        return people.among(need.when, *need.is_in) if need.is_in else people.known(need.when)
    if need.unless is not None:
        return ~people.among(need.unless, "yes")
    return np.full(len(people), need.always)


def _said(made: Made, one: FormField) -> Bools:
    """Rows whose cell holds something that the form has no word for."""
    found = np.zeros(made.table.rows, dtype=np.bool_)
    people = made.table.register
    for column in one.columns:
        found |= people.known(column) | people.unreadable(column)
    return found


def _misshapen(leaving: Leaving, pattern: str) -> Bools:
    import pyarrow.compute as pc  # noqa: PLC0415 - beside its one use

    fits = pc.match_substring_regex(leaving.text, f"^(?:{pattern})$")
    wrong: Bools = pc.fill_null(pc.invert(fits), False).to_numpy(zero_copy_only=False)
    return wrong
