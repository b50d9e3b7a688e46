"""Forms of support beside each certificate: when the certified person's course began and ended, and whether they took part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.events import NOBODY, came, owned, persons
from aktywna.domain.sheets.keys import NONE, Keys, shared_keys

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books


def first_class(books: Books) -> pd.Series[Any]:
    """Give for each certificate the day of the person's first class of its form; NaT where the diary has none."""
    return _class_day(books, "min")


def course_end(books: Books) -> pd.Series[Any]:
    """
    Give for each certificate the day on which the person's course of its form ended; NaT where it is not known.

    By the register of support: the earliest end of the person's rows of that form, when all of them have one. Where the
    office keeps no such register, the last class of a course that the person attended.
    """
    support = books.get("support")
    if support is not None:
        ours, theirs = _person_form(books, "support")
        return _by_key(ours, theirs, support.get("end_date"), "min", whole=True)
    courses = [form.id for form in books.project.forms if form.kind == "course"]
    return _class_day(books, "max").where(books.certificates["form"].isin(courses))


def took_part(books: Books) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """
    Say for each certificate whether the person took part in its form of support, in this participation or another.

    By the registers of support and attendance, whichever there are; where neither knows the form, or the certificate names
    none, nobody is asked and everybody took part. Raises `Absent` without either register.
    """
    issued = books.certificates
    kept = [register for register in ("support", "attendance") if books.get(register) is not None]
    if not kept:
        return np.ones(len(books.support), dtype=bool)
    found = issued["form"].isna().to_numpy() | (owned(books, "certificates") == NOBODY)
    asked = np.zeros(len(issued), dtype=bool)
    for register in kept:
        events = books.registers[register]
        here = came(events) if register == "attendance" else events["participant_no"].notna()
        whose = persons(books, register).where(here)
        ours, theirs = shared_keys([persons(books, "certificates"), issued["form"]], [whose, events["form"]])
        # Somebody's support in a form that nobody wrote down, or nobody could read, may be the one.
        open_ = whose[events["form"].isna()].dropna().unique()
        found |= np.isin(ours, theirs[theirs >= 0]) | persons(books, "certificates").isin(open_).to_numpy()
        asked |= issued["form"].isin(events["form"].dropna().unique()).to_numpy()
    known: np.ndarray[Any, np.dtype[np.bool_]] = found | ~asked
    return known


def _class_day(books: Books, which: str) -> pd.Series[Any]:
    ours, theirs = _person_form(books, "attendance")
    diary = books.attendance
    return _by_key(ours, np.where(came(diary), theirs, NONE), diary["date"], which)


def _person_form(books: Books, register: str) -> tuple[Keys, Keys]:
    """Give certificates and events of `register` a number for each participation and form."""
    sides = []
    for name in ("certificates", register):
        rows = pd.Series(owned(books, name))
        sides.append([rows.where(rows != NOBODY), getattr(books, name)["form"]])
    return shared_keys(sides[0], sides[1])


def _by_key(ours: Keys, theirs: Keys, day: pd.Series[Any], which: str, *, whole: bool = False) -> pd.Series[Any]:
    """Give for each of `ours` the earliest or latest of their days; with `whole` only where all of them are known."""
    rows = theirs >= 0
    grouped = day[rows].groupby(theirs[rows])
    found = grouped.min() if which == "min" else grouped.max()
    if whole:
        found = found.where(day[rows].notna().groupby(theirs[rows]).all())
    taken: pd.Series[Any] = found.reindex(ours).reset_index(drop=True).astype("datetime64[s]")
    return taken
