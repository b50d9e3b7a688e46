"""Check: every rule whose registers and columns are here, and a note for each that had to wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

# The rules declare themselves when their chapters are imported.
from aktywna.domain.abreast import abreast
from aktywna.domain.faults import RuleBroken
from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.findings.rule import N_, NOTE, Rule, notice, rules
from aktywna.domain.registers.books import Books
from aktywna.domain.registers.register import Absent
from aktywna.domain.sheets.headers import is_needed
from aktywna.rules import (  # noqa: F401
    agreements,
    amounts,
    assessments,
    attendance,
    certificates,
    class_hours,
    contracts,
    costs,
    criteria,
    declarations,
    diaries,
    doubles,
    endings,
    given_support,
    identity,
    jobs,
    labour,
    limits,
    nobody,
    outcomes,
    participation,
    planned_support,
    plans,
    posts,
    profile,
    qualifications,
    residence,
    results,
    schedule,
    schedule_hours,
    sessions,
    shared_numbers,
    slips,
    spending,
    staff_hours,
    staffing,
    stays,
    support,
    surroundings,
    terms,
    timesheets,
    totals,
    trainers,
    traits,
    unassigned_costs,
    unemployment,
    visits,
)

ABSENT = notice(
    "R090",
    NOTE,
    title=N_("Rules wait for a register or a column that is not there."),
    says=N_("Missing: {missing:said} “{name:name}”. These rules wait for it: {rules:list}."),
    do=N_("Add it if the office keeps these data; a register that is not kept is named in project.toml, in not_kept."),
    basis="count",
    about=N_("A rule that could not look is not a rule that found nothing, so it is said which ones did not run."),
)

_REGISTER, _COLUMN = N_("register"), N_("column")


def check(books: Books, only: Iterable[str] = ()) -> list[Finding]:
    """
    Give everything that is wrong in the books, in the order of files and cells.

    `only` names codes or their beginnings (`A2` is a chapter). Raises `RuleBroken` when a rule itself fails.
    """
    wanted = tuple(only)
    found: list[Finding] = []
    waiting: dict[tuple[str, str], list[str]] = {}
    asked = [one for one in rules().values() if _asked(one.code, wanted) and (not one.eras or books.era.id in one.eras)]
    longest = max((len(register) for register in books.registers.values()), default=0)
    by_turns = _by_turns(asked)
    answers = dict(zip(by_turns, abreast(lambda one: _found(books, one), by_turns, longest), strict=True))
    for one in asked:
        said = answers[one]
        if isinstance(said, Absent):
            waiting.setdefault((said.register, said.column), []).append(one.code)
        else:
            found.extend(said)
    for (register, column), codes in waiting.items():
        found.extend(note for note in _waits(books, register, column, codes) if _asked(note.code, wanted))
    return sorted(found, key=lambda finding: finding.order)


def _by_turns(asked: Iterable[Rule]) -> list[Rule]:
    """
    Put rules about different registers by turns.

    Those about one register wait for the same derived columns, so that side by side they would stand in a queue.
    """
    turns: Counter[str] = Counter()
    placed: list[tuple[int, Rule]] = []
    for one in asked:
        turns[one.on] += 1
        placed.append((turns[one.on], one))
    return [one for _turn, one in sorted(placed, key=lambda pair: pair[0])]


def _found(books: Books, one: Rule) -> list[Finding] | Absent:
    try:
        return list(one.finds(books).findings(one.code, one.severity))
    except Absent as absent:
        return absent
    except Exception as error:
        raise RuleBroken(one.code) from error


def _waits(books: Books, register: str, column: str, codes: list[str]) -> list[Finding]:
    """Say that rules wait for a register that the project keeps; what it never declared is not missed."""
    kept = books.project.registers
    found = books.get(register)
    told = register in books.unread or register in kept.not_kept
    if told or register not in books.layouts or (found is None and kept.of(register) is None):
        return []
    layout = books.layouts[register]
    named = layout.columns.get(column)
    if found is not None and named is not None and is_needed(layout, named):
        # Reading has said so already, as an error.
        return []
    facts = {"missing": _COLUMN if column else _REGISTER, "name": named.name if named else column or layout.name, "rules": tuple(codes)}
    place = Place(register=register) if found is None else found.header(column)[0]
    return [Finding(ABSENT.code, ABSENT.severity, place, facts)]


def _asked(code: str, only: tuple[str, ...]) -> bool:
    return not only or code.startswith(only)
