"""A1, shared numbers: one number of an office's own for two different people or visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aktywna.domain.findings.finding import Several
from aktywna.domain.findings.rule import N_, WARNING, rule
from aktywna.domain.people.participants import folded, rows_told
from aktywna.domain.sheets.keys import NONE, earlier_twin, keys

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits, Register

DIFFERING = {
    "staff": ("last_name", "first_name"),
    "environment": ("gender", "kind", "participant_no"),
    "visits": ("date", "place"),
}
"""Registers whose rows have a number of their own, and the columns by which two rows of one number are two things."""


@rule(
    "A118",
    WARNING,
    on="staff",
    says=N_("Number {number} is also that of row {row}, which is about somebody or something else."),
    do=N_("Give each its own number, or correct the number in the registers that name it."),
    basis="count",  # work is added up, and people are counted, by the number
)
def number_shared(books: Books) -> Several:
    """
    One number of staff, of the surroundings or of a visit stands for two.

    Participants have rules of their own (A107, A115). Staff employed twice may have two rows under one number and one name; a
    person of the surroundings may have a row in each edition or path, as long as nothing else differs; visits may be numbered
    anew each year.

    Example:
        staff:
        no | first_name | last_name | start_date | end_date
        1  | Jan        | Testowy   | 2009-01-02 | 2009-03-31
        1  | Jan        | Testowy   | 2009-09-01 |
        2  | Ewa        | Zmyślona  | 2009-01-02 |
        2  | Iga        | Próbna    | 2009-01-02 |              <- A118
        visits:
        no | date       | place
        1  | 2009-03-09 | sala
        1  | 2009-03-16 | sala    <- A118
    """
    found = (books.get(name) for name in DIFFERING)
    return Several([_shared(register) for register in found if register is not None and "no" in register])


def _shared(register: Register) -> Hits:
    number = register["no"]
    of_year = [register["date"].dt.year.astype("Int64")] if register.id == "visits" and "date" in register else []
    first = earlier_twin(np.where(number.notna(), keys([number, *of_year], blanks=True), NONE))
    differs = np.zeros(len(register), dtype=np.bool_)
    for column in DIFFERING[register.id]:
        values = register.get(column)
        values = folded(values) if values.dtype == "str" else values
        own, other = values.reset_index(drop=True), values.iloc[np.maximum(first, 0)].reset_index(drop=True)
        differs |= (own.notna() & other.notna() & (own != other)).to_numpy(dtype=bool, na_value=False)
    return register.hits((first >= 0) & differs, at="no", number=number, row=rows_told(register, first))
