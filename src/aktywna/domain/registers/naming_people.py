"""Whom a row means when it names a person instead of giving a number: matched with the register of participants."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.cells.identifiers import pesel_birth, pesel_valid
from aktywna.domain.findings.finding import Finding
from aktywna.domain.findings.rule import ERROR, N_, NOTE, Notice, notice
from aktywna.domain.registers.columns import Columns, blank_column
from aktywna.domain.registers.layout import normal
from aktywna.domain.registers.register import Register

NOBODY_SO_NAMED = notice(
    "R060",
    ERROR,
    title=N_("A person named in a register is not among the participants."),
    says=N_("There is no participant {person:private} ({rows:count row|rows})."),
    do=N_("Correct the name so that it reads as in the register of participants, or write the participant's number beside it."),
    basis="count",
    about=N_("What is written of such a person belongs to nobody and counts nowhere."),
)
SEVERAL_SO_NAMED = notice(
    "R061",
    ERROR,
    title=N_("A name in a register is that of several participants."),
    says=N_("Several participants are called {person:private}: {numbers:list} ({rows:count row|rows})."),
    do=N_("Write the participant's number, PESEL or date of birth beside the name."),
    basis="count",
    about=N_("A name alone tells who is meant only when exactly one participant has it; which one of several is not guessed."),
)
NOBODY_TO_NAME = notice(
    "R062",
    ERROR,
    title=N_("People are named, and there is no register of participants to look them up."),
    says=N_("{rows:count row names|rows name} people instead of their numbers, and there is no register of participants that was read."),
    do=N_("Add the register of participants, or write numbers of participants into this register."),
    basis="count",
)
BY_NAME = notice(
    "R063",
    NOTE,
    title=N_("Participants were recognised by their names."),
    says=N_("{people:count participant was|participants were} recognised by name alone ({rows:count row|rows})."),
    do=N_("Nothing; numbers of participants would be surer, because names repeat and change."),
    basis="registers.md 6.2",
)

_ABSENT, _SEVERAL = -1, -2
Found = np.ndarray[Any, np.dtype[np.intp]]


def numbered(register: Register, participants: Register | None) -> tuple[Register, list[Finding]]:
    """
    Give a register with the numbers of the participants whom its rows name, and say whom it could not recognise.

    A number that is written stays. Otherwise the identifier of the central system or a valid PESEL decides, then name with
    date of birth, then the name alone when exactly one participant has it; case, diacritics and the order of names do not
    matter.
    """
    number = "participant_no"
    stand_ins = [column.id for column in register.layout.column if column.stands_for == number and column.id in register]
    if not stand_ins or not len(register):
        return register, []
    written = register.get(number)
    names = _names(register)
    asked = written.isna() & (names.notna() | register.get("pesel").notna() | register.get("technical_id").notna())
    if not asked.any():
        return register, []
    at = next((name for name in ("full_name", "last_name", "pesel", "technical_id") if name in register), stand_ins[0])
    rows = np.flatnonzero(asked.to_numpy())
    if participants is None:
        place = register.places(rows[:1], at)[0]
        return register, [Finding(NOBODY_TO_NAME.code, NOBODY_TO_NAME.severity, place, {"rows": _as_written(register, rows)})]
    found, by_name = _match(register, participants, names, rows)
    numbers = participants.key.to_numpy(dtype=object)
    filled = written.to_numpy(dtype=object).copy()
    matched = found >= 0
    filled[rows[matched]] = numbers[found[matched]]
    data = register.frame.assign(**{number: pd.Series(filled, dtype="str")})
    data = data[[column.id for column in register.layout.column if column.id in data]]
    done = replace(register, columns=Columns.of(data), at=_at(register, at))
    findings = _told(register, participants, rows, found, at, names)
    if by_name.any():
        place = register.header(at)[0]
        facts = {"people": len(np.unique(numbers[found[by_name]])), "rows": _as_written(register, rows[by_name])}
        findings.append(Finding(BY_NAME.code, BY_NAME.severity, place, facts))
    return done, findings


def _at(register: Register, at: str) -> dict[str, Any]:
    """Let the number's address be the name's where the number has no column of its own."""
    number = "participant_no"
    if number in register.at:
        return dict(register.at)
    own = np.array([origin.columns.get(number, -1) for origin in register.origins])
    name = np.array([origin.columns.get(at, -1) for origin in register.origins])
    columns = np.where(own >= 0, -1, name)[register.origin] if len(register.origins) else np.full(len(register), -1)
    turned = register.at.get(at)
    if turned is not None:
        columns = np.where(turned >= 0, turned, columns)
    return {**register.at, number: columns}


def _match(register: Register, participants: Register, names: pd.Series[Any], rows: Found) -> tuple[Found, np.ndarray[Any, Any]]:
    """Give for each of `rows` the row of its participant, and whether nothing but the name told it."""
    found = np.full(len(rows), _ABSENT, dtype=np.intp)
    pesel = register.get("pesel").iloc[rows]
    valid = pesel_valid(pesel).fillna(value=False).to_numpy(dtype=bool)
    by_pesel = _looked_up(_keys(pesel.where(valid)), _keys(participants.get("pesel")), participants)
    by_system = _looked_up(_keys(register.get("technical_id").iloc[rows]), _keys(participants.get("technical_id")), participants)
    known = pd.Series(np.where(by_system >= 0, by_system, np.where(valid, by_pesel, _ABSENT)))
    theirs, mine = _names(participants), names.iloc[rows]
    born = _born(register).iloc[rows]
    with_birth = _looked_up(_dated(mine, born), _dated(theirs, _born(participants)), participants)
    alone = _looked_up(_keys(mine), _keys(theirs), participants)
    # A name that is a number says the number.
    as_number = _looked_up(_keys(_texts(register, "full_name").iloc[rows]), _keys(participants.key), participants)
    # A day of birth that is written and is nobody's of that name speaks against the name.
    contradicted = born.notna().to_numpy() & _has_birth(participants, alone)
    found = known.to_numpy().astype(np.intp)
    for answer in (with_birth, np.where(contradicted, _ABSENT, alone), as_number):
        found = np.where(found == _ABSENT, answer, found)
    by_name = (found >= 0) & (found == alone) & ~valid & (by_system < 0) & born.isna().to_numpy() & (as_number < 0)
    return found, by_name


def _has_birth(participants: Register, found: Found) -> np.ndarray[Any, Any]:
    known = _born(participants).notna().to_numpy()
    return (found >= 0) & known[np.maximum(found, 0)] if len(known) else np.zeros(len(found), dtype=np.bool_)


def _looked_up(asked: pd.Series[Any], theirs: pd.Series[Any], participants: Register) -> Found:
    """Give for each key asked the row of the only participant who has it; several numbers of one key are nobody's."""
    codes, known = pd.factorize(theirs)
    if not len(known):
        return np.full(len(asked), _ABSENT, dtype=np.intp)
    number_codes, _ = pd.factorize(participants.key)
    frame = pd.DataFrame({"key": codes, "number": number_codes, "row": np.arange(len(codes))})
    frame = frame[(frame["key"] >= 0) & (frame["number"] >= 0)]
    first = frame.groupby("key")["row"].first().reindex(range(len(known)), fill_value=_ABSENT).to_numpy()
    several = frame.groupby("key")["number"].nunique().reindex(range(len(known)), fill_value=0).to_numpy() > 1
    row_of = np.where(several, _SEVERAL, first)
    at = pd.Index(known).get_indexer(pd.Index(asked.fillna(""), dtype=known.dtype))
    answer: Found = np.where((at >= 0) & asked.notna().to_numpy(), row_of[np.maximum(at, 0)], _ABSENT).astype(np.intp)
    return answer


def _told(  # noqa: PLR0913 - whom is asked, among whom, and where to point
    register: Register, participants: Register, rows: Found, found: Found, at: str, names: pd.Series[Any]
) -> list[Finding]:
    """List each person who was not recognised once for a sheet, at the first row that names them."""
    findings: list[Finding] = []
    shown = _shown(register)
    sheets = register.origin[rows] if len(register.origin) else np.zeros(len(rows), dtype=np.intp)
    born = _born(register).astype("str").fillna("")
    for said, code in ((NOBODY_SO_NAMED, _ABSENT), (SEVERAL_SO_NAMED, _SEVERAL)):
        lost = found == code
        if not lost.any():
            continue
        who = (names.fillna(""), born, register.get("pesel").fillna(""), register.get("technical_id").fillna(""))
        key = who[0].iloc[rows[lost]] + "\n" + who[1].iloc[rows[lost]] + "\n" + who[2].iloc[rows[lost]] + "\n" + who[3].iloc[rows[lost]]
        groups = pd.DataFrame({"row": rows[lost], "sheet": sheets[lost], "key": key.to_numpy()}).groupby(["sheet", "key"], sort=False)[
            "row"
        ]
        for _, these in groups:
            findings.append(_one(register, participants, said, these.to_numpy(), at, shown, names))
    return sorted(findings, key=lambda finding: finding.order)


def _one(  # noqa: PLR0913 - as above
    register: Register, participants: Register, said: Notice, rows: Found, at: str, shown: pd.Series[Any], names: pd.Series[Any]
) -> Finding:
    place = register.places(rows[:1], at)[0]
    facts: dict[str, object] = {"person": shown.iloc[rows[0]], "rows": _as_written(register, rows)}
    if said is SEVERAL_SO_NAMED:
        same = (_names(participants) == names.iloc[rows[0]]).fillna(value=False).to_numpy(dtype=bool)
        facts["numbers"] = tuple(dict.fromkeys(participants.key[same].dropna().tolist()))
    return Finding(said.code, said.severity, place, facts)


def _as_written(register: Register, rows: Found) -> int:
    """Count rows as they stand in their sheets: a row of a wide list is one, whatever number of days it has."""
    sheets = register.origin[rows] if len(register.origin) else np.zeros(len(rows), dtype=np.intp)
    return len({*zip(sheets.tolist(), register.numbers(rows).tolist(), strict=True)})


def _shown(register: Register) -> pd.Series[Any]:
    """Give each row's person as it is written."""
    whole = _texts(register, "full_name")
    apart = (_texts(register, "first_name").fillna("") + " " + _texts(register, "last_name").fillna("")).str.strip()
    told = whole.where(whole.notna(), apart.where(apart.ne(""), register.get("pesel")))
    return told.where(told.notna(), register.get("technical_id"))


def _names(register: Register) -> pd.Series[Any]:
    """Give each row's name as names are compared: its words without case and diacritics, in one order."""
    whole = _texts(register, "full_name")
    first, last = _texts(register, "first_name"), _texts(register, "last_name")
    apart = (first + " " + last).where(first.notna() & last.notna())
    return _each(whole.where(whole.notna(), apart), lambda name: " ".join(sorted(normal(name).split())))


def _texts(register: Register, column: str) -> pd.Series[Any]:
    return register.get(column) if column in register.layout.columns else blank_column(register.layout, column, len(register))


def _born(register: Register) -> pd.Series[Any]:
    written = register.get("birth_date") if "birth_date" in register.layout.columns else pd.Series([pd.NaT] * len(register))
    written = written.astype("datetime64[s]")
    born: pd.Series[Any] = written.where(written.notna(), pesel_birth(register.get("pesel")))
    return born


def _dated(names: pd.Series[Any], born: pd.Series[Any]) -> pd.Series[Any]:
    dated: pd.Series[Any] = names + "\n" + born.dt.strftime("%Y-%m-%d").astype("str")
    return dated


def _keys(values: pd.Series[Any]) -> pd.Series[Any]:
    return _each(values, lambda value: value.strip().casefold())


def _each(values: pd.Series[Any], change: Any) -> pd.Series[Any]:
    """Change each different text once."""
    codes, known = pd.factorize(values)
    changed: Iterable[str] = [change(str(one)) for one in known]
    found = pd.array([one or None for one in changed], dtype="str").take(codes, allow_fill=True)
    return pd.Series(found, index=values.index)
