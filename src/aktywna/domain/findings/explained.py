"""What an office has looked into: a warning that stands, with who looked, when and why; keyed by rule and row, never by cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from aktywna.domain.cells.identifiers import is_pesel
from aktywna.domain.cells.vocabulary import nearest
from aktywna.domain.findings.finding import Fact, Finding, Place, Severity
from aktywna.domain.findings.rule import N_, NOTE, WARNING, Notice, notice
from aktywna.domain.registers.books import Books
from aktywna.domain.registers.layout import Layout, normal

NOWHERE = Place()
_CLOSE = 70
OF_MONEY = "M"
"""What the codes begin with that `pay` and `budget` find, and `check` does not."""
_SILENT = N_("Until it is corrected, the explanation silences nothing.")

NO_SUCH_CODE = notice(
    "R401",
    WARNING,
    title=N_("An explanation names a code that no finding has."),
    says=N_("An explanation is given for {value:quote}, which is not the code of a finding.{near:meant}"),
    do=N_("Write the code that “aktywna check” prints, such as A504."),
    basis="count",
    about=_SILENT,
)
NO_SUCH_REGISTER = notice(
    "R402",
    WARNING,
    title=N_("An explanation names a register that does not exist."),
    says=N_("The explanation of {code} names the register {value:quote}, which does not exist.{near:meant}"),
    do=N_("Write the register's name as “aktywna check --json” gives it, or its Polish name; without a name every register is meant."),
    basis="count",
    about=_SILENT,
)
UNSIGNED = notice(
    "R403",
    WARNING,
    title=N_("An explanation does not say who gave it, when, or why."),
    says=N_("The explanation of {code} lacks: {columns:columns}."),
    do=N_("Add what is missing: an inspector asks who looked into it, on which day, and what was found."),
    basis="count",
    about=_SILENT,
)
NO_SUCH_KEY = notice(
    "R404",
    WARNING,
    title=N_("An explanation has a key that is not known."),
    says=N_("An explanation has the key {value:quote}, which is not known.{near:meant}"),
    do=N_("The keys are: rule, register, key, who, on, why."),
    basis="count",
    about=_SILENT,
)
NOT_TOML = notice(
    "R405",
    WARNING,
    title=N_("The file of explanations is not a TOML file."),
    says=N_("The file {file:quote} cannot be read as TOML; reading stopped at line {line}."),
    do=N_("Look at that line and the one above it: most often a quotation mark or a bracket is not closed. Save the file as UTF-8."),
    basis="count",
    about=N_("Until it is corrected, no explanation in it silences anything."),
)
NAMED_BY_PESEL = notice(
    "R408",
    WARNING,
    title=N_("An explanation names a person by a PESEL number."),
    says=N_("The explanation of {code} names a person by a PESEL number."),
    do=N_(
        "Write the participant's number, or the identifier that the central system gave; where the register has neither, "
        "add a column with numbers of participants and write that number."
    ),
    basis="count",
    about=N_(
        "Explanations are copied into reports and shown to others, so a PESEL number has no place in them; this one silences nothing."
    ),
)
NOTHING_LEFT = notice(
    "R406",
    NOTE,
    title=N_("An explanation matches no finding any more."),
    says=N_("The explanation of {code} (register: {register:register}, number: {number}) matches no finding any more."),
    do=N_("Take it out if the registers were corrected; otherwise compare its code, register and number with what “aktywna check” prints."),
    basis="count",
    about=N_("What is explained away without being there would silence, one day, something that nobody has looked into."),
)
ERROR_STANDS = notice(
    "R407",
    NOTE,
    title=N_("An explanation was given for an error, which it does not silence."),
    says=N_("{code} is an error here, so its explanation (register: {register:register}, number: {number}) does not silence it."),
    do=N_("Correct the registers; a lawful exception is written into project.toml, not explained away."),
    basis="count",
    about=N_("An error makes the count itself wrong, or the official system refuses it: no explanation changes that."),
)


@dataclass(frozen=True)
class Written:
    """An explanation as an office wrote it; empty where it wrote nothing."""

    code: str
    register: str
    key: str
    who: str
    on: date | None
    why: str
    place: Place = NOWHERE


@dataclass(frozen=True)
class Explanation:
    """An explanation that can silence a finding."""

    code: str
    register: str
    """The register's id; empty for all."""
    key: str
    """The key of the row (participant's number, document's number ...); for a finding about a whole column its header or id."""
    who: str
    on: date
    why: str
    place: Place = NOWHERE
    """Where the explanation itself is written."""


@dataclass(frozen=True)
class Silenced:
    """A finding that is not shown, because somebody has explained it."""

    finding: Finding
    explanation: Explanation


def understood(written: Written, notices: Mapping[str, Notice], layouts: Mapping[str, Layout]) -> Explanation | Finding:
    """Give the explanation that was written, or what is wrong with it."""
    code = written.code.strip().upper()
    if code not in notices:
        # A code has four letters: with one wrong it is like the right one by three quarters.
        near = process.extractOne(code, list(notices), scorer=fuzz.ratio, score_cutoff=_CLOSE)
        return _said(NO_SUCH_CODE, written.place, value=written.code, near=near[0] if near else None)
    register = _register(written.register, layouts)
    if register is None:
        names = {normal(layout.name.pl): layout.name.pl for layout in layouts.values()}
        return _said(NO_SUCH_REGISTER, written.place, code=code, value=written.register, near=nearest(written.register, names))
    if is_pesel(written.key):
        return _said(NAMED_BY_PESEL, written.place, code=code)
    missing = [f"explained.{name}" for name in ("who", "on", "why") if not getattr(written, name)]
    if written.on is None or missing:
        return _said(UNSIGNED, written.place, code=code, columns=tuple(missing))
    return Explanation(code, register, written.key.strip(), written.who, written.on, written.why, written.place)


def silenced(
    findings: Iterable[Finding], explanations: Iterable[Explanation], books: Books
) -> tuple[list[Finding], list[Silenced], list[Finding]]:
    """
    Give the findings that stay, those that an explanation silences, and what is to be said of the explanations.

    Errors stay. So does what happened after the day of the explanation: nobody can have looked into it.
    """
    asked: dict[str, list[Explanation]] = {}
    for explanation in explanations:
        asked.setdefault(explanation.code, []).append(explanation)
    if not asked:
        return list(findings), [], []
    kept: list[Finding] = []
    quiet: list[Silenced] = []
    met: set[Explanation] = set()
    stands: set[Explanation] = set()
    for finding in findings:
        answers = [one for one in asked.get(finding.code, ()) if _answers(one, finding)] if asked else []
        answer = next((one for one in answers if not _happened_later(one, finding, books)), None)
        met.update(answers)
        if finding.severity is Severity.ERROR:
            stands.update(answers)
        if answer is None or finding.severity is Severity.ERROR:
            kept.append(finding)
        else:
            quiet.append(Silenced(finding, answer))
    said = []
    for one in (one for listed in asked.values() for one in listed):
        # Of a register that was not read nobody knows what it would say, and of money only `pay` and `budget` do.
        gone = one not in met and books.complete and not one.code.startswith(OF_MONEY)
        if gone or one in stands:
            kind = ERROR_STANDS if one in stands else NOTHING_LEFT
            place = replace(one.place, hidden=_is_private(one, books))
            said.append(_said(kind, place, code=one.code, register=one.register or None, number=one.key or None))
    return kept, quiet, said


def _is_private(explanation: Explanation, books: Books) -> bool:
    """Whether the key of an explanation may be an identifier of a person."""
    named = books.get(explanation.register) if explanation.register else None
    asked = [named] if named is not None else [] if explanation.register else books.registers.values()
    return any(register.has_private_key for register in asked)


def _answers(explanation: Explanation, finding: Finding) -> bool:
    place = finding.place
    if explanation.register and explanation.register != place.register:
        return False
    if place.key or not explanation.key:
        return _same(explanation.key, place.key)
    header = finding.facts.get("header")
    return any(_same(explanation.key, str(name)) for name in (place.column, header, _name(finding)) if name)


def _name(finding: Finding) -> str:
    column = finding.facts.get("column")
    return str(getattr(column, "pl", ""))


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _happened_later(explanation: Explanation, finding: Finding, books: Books) -> bool:
    """Whether the row is about something that happened after the explanation was given."""
    place = finding.place
    register = books.get(place.register)
    dated = register.layout.dated if register is not None else None
    if register is None or dated is None or dated not in register or register.layout.unit != "event" or not place.row:
        return False
    sheets = [at for at, origin in enumerate(register.origins) if (origin.file, origin.sheet) == (place.file, place.sheet)]
    rows = np.flatnonzero((register.row == place.row) & np.isin(register.origin, sheets))
    day = register[dated].iloc[rows].max()
    return bool(pd.notna(day) and day > pd.Timestamp(explanation.on))


def _register(written: str, layouts: Mapping[str, Layout]) -> str | None:
    """Give the id of the register that is named; an empty one when none is, nothing when there is no such register."""
    asked = normal(written)
    if not asked:
        return ""
    for layout in layouts.values():
        if asked in {normal(name) for name in (layout.id, layout.name.pl, layout.name.en, *layout.files)}:
            return layout.id
    return None


def _said(kind: Notice, place: Place, **facts: Fact) -> Finding:
    return Finding(kind.code, kind.severity, place, facts)
