"""Who received support of given spheres of active integration, by the registers of support and of attendance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.events import DAY_OF, came
from aktywna.domain.efficiency.leaving import Leaving
from aktywna.domain.people.participants import rows_of_people
from aktywna.domain.promises.condition import Answer

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books


def support_given(books: Books, people: Leaving, spheres: frozenset[str], last: date) -> Answer:
    """
    Say who received support of one of `spheres` by the day `last`.

    A no needs some support written down, and all of it of a known other sphere.
    """
    size = len(people)
    ours, others, unsure = (np.zeros(size, bool) for _ in range(3))
    for register, sphere, given in supports_given(books):
        days = register.get(DAY_OF[register.id]).astype("datetime64[s]")
        row = rows_of_people(books.participants, register.get("participant_no"), days)
        person = np.where(row >= 0, np.append(people.person, -1)[row], -1)
        counted = (person >= 0) & given & ~(days > pd.Timestamp(last)).to_numpy()
        known, wanted = sphere.notna().to_numpy(), sphere.isin(spheres).to_numpy()
        for marks, chosen in ((ours, wanted), (others, known & ~wanted), (unsure, ~known)):
            marks[person[counted & chosen]] = True
    return Answer(ours, others & ~ours & ~unsure)


def supports_given(books: Books) -> Iterator[tuple[Any, pd.Series[Any], np.ndarray[Any, np.dtype[np.bool_]]]]:
    """Give each register of support given, the sphere of each row, and which rows were given."""
    spheres = {form.id: form.sphere for form in books.project.forms if form.sphere is not None}
    support, attendance, stays = (books.get(one) for one in ("support", "attendance", "stays"))
    if support is not None:
        by_form = support.get("form").map(spheres).astype("str")
        yield support, support.get("instrument").where(support.get("instrument").notna(), by_form), np.ones(len(support), bool)
    if attendance is not None:
        yield attendance, attendance.get("form").map(spheres).astype("str"), came(attendance).to_numpy(dtype=bool, na_value=False)
    lodging = [form.sphere for form in books.project.forms if form.kind == "stay"]
    if stays is not None:
        only = lodging[0] if len(lodging) == 1 else None
        yield stays, pd.Series([only] * len(stays), dtype="str"), np.ones(len(stays), bool)
