"""Under which values of a breakdown people (or rows of another register) stand: sex, age band, edition, form of support ..."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.asking import Asker, Coded, asker_of
from aktywna.domain.counting.breakdown_values import MOST, OTHER, UNKNOWN, Ints, Values, combined, in_order, of_kinds, present
from aktywna.domain.counting.events import DAY_OF, came, owned
from aktywna.domain.people.persons import persons_of
from aktywna.domain.registers.layout import Column
from aktywna.domain.registers.register import Absent, Register

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books

COLUMNS = {
    "gender": "sex",
    "age": "age",
    "education": "education",
    "labour_status": "labour_status",
    "path": "path",
    "group": "target_group",
    "partner": "partner",
    "edition": "edition",
    "entry": "entry",
    "commune": "commune",
    "area": "area",
    "form": "form",
    "sphere": "instrument",
    "task": "task",
}
"""What numbers may be broken down by, and the column that says it."""
OVERLAPPING = frozenset({"path", "group", "edition", "partner", "form", "sphere"})
"""Breakdowns where one person may stand under several values."""
_EVENTS = ("form", "sphere")
_GIVEN = ("support", "attendance")
"""Registers that say which support people received."""
_TOWN = ("1", "2", "1_2")
"""Degrees of urbanisation that are not rural: only the third is (rules.md 1.1 EECO17)."""


def values_of(books: Books, register: Register, part: str, last: date) -> Values | None:
    """
    Give the values of a breakdown for the rows of a register; nothing where it has no meaning, or nobody keeps what would say it.

    What a row of another register does not say itself is that of the participation it belongs to. Forms of support are
    those given up to the day `last`.
    """
    known = books.once(_remembered)
    key = (register.id, part, last if part in _EVENTS else None)
    if key not in known:
        known[key] = _worked_out(books, register, part, last)
    return known[key]


def _remembered(_books: Books) -> dict[Any, Values | None]:
    return {}


def _worked_out(books: Books, register: Register, part: str, last: date) -> Values | None:
    if register.id == "participants":
        if not has_meaning(register, part) or not _is_kept(books, part):
            return None
        return _received(books, part, last) if part in _EVENTS else _listed(books, part, _of_people(books, part))
    if part == "sphere" and {"form", "instrument"} & set(register.columns):
        return _listed(books, part, _spheres(books, register), overlapping=False)
    own = _own(register, part)
    if own is not None and own.id in register:
        return _listed(books, part, asker_of(books, register).coded(own.id), overlapping=own.kind == "choices")
    if register.id in DAY_OF and "participant_no" in register and books.get("participants") is not None and part != "task":
        return _of_owners(values_of(books, books.participants, part, last), owned(books, register.id))
    return None


def has_meaning(register: Register, part: str) -> bool:
    """Whether rows of such a register can be broken down so at all: documents have no age."""
    if register.id == "participants":
        return part != "task"
    columns = register.layout.columns
    of_people = register.id in DAY_OF and "participant_no" in columns and part != "task"
    return of_people or (part == "sphere" and "form" in columns) or _own(register, part) is not None


def _own(register: Register, part: str) -> Column | None:
    """Give the column of a register's own that says a breakdown; nothing where there is none, or it is private."""
    found = register.layout.columns.get("gender" if part == "gender" else COLUMNS[part])
    return None if found is None or found.private else found


_SAY = {"gender": ("gender", "pesel"), "age": ("birth_date", "pesel", "age_at_start"), "area": ("degurba", "area")}
"""Columns of participants of which one is enough to say a breakdown, where it is not the column of its own name."""


def _is_kept(books: Books, part: str) -> bool:
    """Whether the project keeps anything that says a breakdown of participants."""
    if part in _EVENTS:
        given = [one for one in map(books.get, _GIVEN) if one is not None and "participant_no" in one]
        return any({"form", "instrument"} & set(one.columns) for one in given)
    return not {*_SAY.get(part, (COLUMNS[part],))}.isdisjoint(books.participants.columns)


def _of_people(books: Books, part: str) -> Coded:
    asker = asker_of(books, books.participants)
    if part == "age":
        return _bands(books, _column(asker, "age"))
    if part == "area":
        degree, written = _column(asker, "degurba"), _column(asker, "area")
        said = pd.Series(np.where(degree.isin(_TOWN), "urban", "rural"), dtype="str").where(degree.notna())
        codes, values = pd.factorize(written.where(written.notna(), said))
        return codes, list(values)
    try:
        return asker.coded(COLUMNS[part])
    except Absent:
        return np.full(len(books.participants), -1), []


def _column(asker: Asker, column: str) -> pd.Series[Any]:
    try:
        return asker.column(column).reset_index(drop=True)
    except Absent:
        return pd.Series([None] * len(asker.register), dtype="str")


def _bands(books: Books, ages: pd.Series[Any]) -> Coded:
    """Give the era's age band of each age, `other` outside every band."""
    years = ages.to_numpy(dtype="float64", na_value=np.nan)
    found = np.where(np.isnan(years), -1, len(books.era.ages))
    for place, band in enumerate(books.era.ages):
        found[(years >= band.at_least) & (years <= band.at_most)] = place
    return found, [*(band.id for band in books.era.ages), OTHER]


def _listed(books: Books, part: str, values: Coded, *, overlapping: bool | None = None) -> Values:
    """Give values that stand in a column, one or several (`|pal|kis|`) in a cell."""
    codes, cells = values
    parts = [[one for one in str(cell).split("|") if one] or [UNKNOWN] for cell in cells]
    names = in_order(books, part, {one for code in present(codes, len(cells)) for one in parts[code]})
    place = {name: at for at, name in enumerate(names)}
    parts = [[one for one in several if one in place] or [UNKNOWN] for several in parts]
    first = np.array([*(place[several[0]] for several in parts), place[UNKNOWN]], dtype=np.intp)[codes]
    more = [sorted({place[one] for one in several} - {place[several[0]]}) for several in parts]
    is_overlapping = part in OVERLAPPING if overlapping is None else overlapping
    if not any(more):
        return Values(names, first, overlapping=is_overlapping)
    many = np.array([*(len(several) for several in more), 0], dtype=np.intp)
    further = np.array([at for several in more for at in several], dtype=np.intp)
    begins = np.cumsum(many) - many
    values_ = Values(names, first, many[codes], begins[codes], further, overlapping=is_overlapping)
    return values_ if len(many) * len(names) > MOST else replace(values_, kinds=codes % len(many), of_kind=of_kinds(parts, place))


def _spheres(books: Books, events: Register) -> Coded:
    """Give the sphere of each event: as written, else that of its form of support."""
    asker = asker_of(books, events)
    spheres = {form.id: form.sphere for form in books.project.forms if form.sphere is not None}
    forms, written = (asker.coded(column) if column in events else (np.full(len(events), -1), []) for column in ("form", "instrument"))
    known: list[str] = list(dict.fromkeys([*spheres.values(), *map(str, written[1])]))
    of_form = np.array([*(known.index(spheres[form]) if form in spheres else -1 for form in forms[1]), -1])[forms[0]]
    if "instrument" not in events:
        return of_form, known
    as_written = np.array([*(known.index(str(one)) for one in written[1]), -1])[written[0]]
    return np.where(as_written >= 0, as_written, of_form), known


def _received(books: Books, part: str, last: date) -> Values:
    """Give the forms of support (or their spheres) that each participant received up to `last`: by support and by diary."""
    who = persons_of(books)
    pieces: list[tuple[Ints, Ints, list[Any]]] = []
    for name in _GIVEN:
        events = books.get(name)
        if events is None or "participant_no" not in events or not {"form", "instrument"} & set(events.columns):
            continue
        codes, forms = asker_of(books, events).coded("form") if part == "form" and "form" in events else _spheres(books, events)
        given = _given(books, name, last)
        said = codes[given]
        pieces.append((who.codes[owned(books, name)[given][said >= 0]], said[said >= 0], [str(form) for form in forms]))
    names = in_order(books, part, {forms[at] for _who, codes, forms in pieces for at in present(codes, len(forms))})
    place = {name: at for at, name in enumerate(names)}
    flags = np.zeros((int(who.codes.max(initial=-1)) + 1, len(names)), bool)
    for persons, codes, forms in pieces:
        at = np.array([*(place.get(form, 0) for form in forms), 0], dtype=np.intp)[codes]
        flags.reshape(-1)[persons * len(names) + at] = True
    flags[~flags.any(axis=1), place[UNKNOWN]] = True
    kinds, of_kind = combined(flags)
    first = flags.argmax(axis=1) if len(flags) else np.empty(0, dtype=np.intp)
    flags[np.arange(len(flags)), first] = False
    many, further = flags.sum(axis=1), np.nonzero(flags)[1]
    values = Values(names, first[who.codes], many[who.codes], (np.cumsum(many) - many)[who.codes], further, overlapping=True)
    return values if kinds is None else replace(values, kinds=kinds[who.codes], of_kind=of_kind)


def _given(books: Books, register: str, last: date) -> Ints:
    """Give the rows of support that somebody received up to `last`: a class that one did not come to gives nothing."""
    known = books.once(_known_given)
    if (register, last) not in known:
        events = books.registers[register]
        given = (owned(books, register) >= 0) & ~(events.get(DAY_OF[register]).to_numpy() > np.datetime64(last, "s"))
        if register == "attendance":
            given &= np.asarray(came(events), dtype=bool)
        known[register, last] = np.flatnonzero(given)
    return known[register, last]


def _known_given(_books: Books) -> dict[tuple[str, date], Ints]:
    return {}


def _of_owners(values: Values | None, owner: Ints) -> Values | None:
    """Give the values of the participations that events belong to; not known where nobody has the event's number."""
    if values is None:
        return None
    first = np.append(values.first, values.names.index(UNKNOWN))[owner]
    if values.many is None or values.begins is None:
        return Values(values.names, first)
    many, begins = np.append(values.many, 0)[owner], np.append(values.begins, 0)[owner]
    return Values(values.names, first, many, begins, values.further, overlapping=True)
