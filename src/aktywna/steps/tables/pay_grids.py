"""The grids of lists to pay: people and what they are owed, how it was reckoned, totals, what changed, what is signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from aktywna.domain.findings.finding import Finding
from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Cell, Grid
from aktywna.domain.pay.comparing import Compared, Reason
from aktywna.domain.pay.owed import Listed, Owed
from aktywna.steps.pay import Payroll
from aktywna.steps.tables.cells import EMPTY, day, grid, numbered, pln, strong, text, whole
from aktywna.steps.tables.findings import DEFINITION
from aktywna.steps.telling import message
from aktywna.words import figures
from aktywna.words.sentences import sentence
from aktywna.words.wording import _, language

TO_SIGN = 2
"""Columns that are filled in when money is handed over: in which form, and who received it."""
SIGNED = 24.0
"""Points that a row needs for somebody's signature."""
CELLS = 12
"""So many cells of a finding are named."""
REASONS: dict[Reason, str] = {
    "new": N_("not on the list before"),
    "gone": N_("not on the list any more"),
    "attendance": N_("another attendance"),
    "rate": N_("another rate"),
    "other": N_("unexplained"),
}
UNKNOWN = N_("not known")


def unknown_before(found: Payroll) -> str:
    """Say that the month before could not be reckoned; an empty text when it could."""
    if found.earlier is not None or not found.lists:
        return ""
    return _("The lists are not compared with the month before: a rate of that month is not known.")


def by_forms(found: Payroll) -> Grid | None:
    """The amount of every list by form of support and task; the sum of the parts is the whole."""
    forms = {form.id: form.name.say(language()) for form in found.books.project.forms}
    budget = found.books.project.budget
    tasks = {task.id: task.name.say(language()) for task in budget.tasks} if budget is not None else {}
    rows = [
        (text(found.title(listed)), text(forms.get(form, form)), text(tasks.get(task, task)), pln(amount))
        for listed in found.lists
        for form, task, amount in found.form_totals(listed)
    ]
    if not rows:
        return None
    every = sum((listed.amount for listed in found.lists), Decimal(0))
    made = grid([_("List"), _("Form of support"), _("Task"), _("Amount")], rows)
    assert made is not None
    total = [text(_("Total")), *(EMPTY for _column in made.header[0][2:]), pln(every)]
    return replace(made, rows=(*made.rows, strong(*total)), adds_up=True)


def every_list(found: Payroll) -> Grid | None:
    """Every list person by person, nobody named, with a total of each."""
    rows: list[tuple[Cell, ...]] = []
    for listed in found.lists:
        for one in listed.people:
            numbers = (_number(one.hours), whole(one.days), pln(one.rate), _owed(one.amount), pln(one.cost if listed.names else None))
            rows.append((text(found.title(listed)), text(found.key(one)), *numbers, text(found.how(one))))
        if listed.people:
            sums = (
                _number(listed.hours or None),
                whole(listed.days),
                EMPTY,
                pln(listed.amount),
                pln(listed.cost if listed.names else None),
            )
            rows.append(strong(text(_("{list}: total").format(list=found.title(listed))), EMPTY, *sums, EMPTY))
    columns = [_("List"), _("Participant"), _("Hours"), _("Days present"), _("Rate"), _("Amount"), _("Contributions"), _("How")]
    return grid(columns, rows, " ".join(_("Assumption: {said}.").format(said=one.name) for one in found.assumptions))


def reasons(found: Payroll) -> Grid | None:
    """What a list comes to beside the month before, and how much of the difference each reason explains."""
    rows = []
    for one in found.compared:
        because = one.because()
        if one.changes or one.now.people:
            parts = [pln(because.get(reason)) for reason in REASONS]
            parts[-1] = replace(parts[-1], style="warning" if because.get("other") else "plain")
            sums = (pln(one.before.amount), pln(one.now.amount), pln(one.now.amount - one.before.amount))
            rows.append((text(found.title(one.now)), *sums, *parts))
    of = [said[:1].upper() + said[1:] for said in map(_, REASONS.values())]
    return grid([_("List"), _("Month before"), _("This month"), _("Difference"), *of], rows, unknown_before(found))


def changed(found: Payroll, *, names: bool) -> Grid | None:
    """Whose amount is another one than in the month before, and why."""
    rows: list[tuple[Cell, ...]] = []
    for one in found.compared:
        for change in one.changes:
            who = [text(found.key(change.owed, show_personal=names))] + ([text(found.name(change.owed))] if names else [])
            why = Cell(_(REASONS[change.reason]), style="warning" if change.reason == "other" else "plain")
            before = EMPTY if change.reason == "new" else _owed(change.before)
            now = EMPTY if change.reason == "gone" else _owed(change.now)
            rows.append((text(found.title(one.now)), *who, before, now, pln(change.difference), why))
        if one.changes:
            rows.append(_sum_of_changes(found, one, names=names))
    columns = [
        _("List"),
        _("Number"),
        *([_("Name and surname")] if names else []),
        _("Month before"),
        _("This month"),
        _("Difference"),
        _("Because of"),
    ]
    return grid(columns, rows)


def since_given(found: Payroll) -> Grid | None:
    """Whose amount is another one today than on the list that was given out."""
    names = {listed.paid.id: found.title(listed) for listed in found.lists}
    rows = [
        (
            text(names.get(one.given.id, one.given.id)), text(figures.month(date.fromisoformat(f"{one.given.month}-01"))),
            text(one.key or _("all of them")), pln(one.before), pln(one.now), pln(one.difference), day(one.given.as_of),
        )
        for one in found.since
    ]  # fmt: skip
    return grid([_("List"), _("Month"), _("Number"), _("Given out"), _("Today"), _("Difference"), _("Registers closed on")], rows)


def _sum_of_changes(found: Payroll, one: Compared, *, names: bool) -> tuple[Cell, ...]:
    before, now = one.before.amount, one.now.amount
    blank = [EMPTY] * (2 if names else 1)
    return strong(text(_("{list}: total").format(list=found.title(one.now))), *blank, pln(before), pln(now), pln(now - before), EMPTY)


def heading_of(found: Payroll, listed: Listed) -> str:
    """Name a list, its month, and how many people are on it."""
    people = sentence(N_("{n:count person|people}"), {"n": len(listed.people)})
    return f"{found.title(listed)}, {month_said(found)} ({people})"


def one_list(found: Payroll, listed: Listed, *, names: bool, keys: bool) -> Grid:
    """The list as a screen has it: numbers of people, hours, days, rate, amount, and what the project pays on top."""
    rows = []
    for one in listed.people:
        who = ([text(found.key(one, show_personal=names))] if keys else []) + ([text(found.name(one))] if names else [])
        rows.append((*who, *_numbers(listed, one)))
    total = [text(_("Total")), *([EMPTY] if names and keys else [])]
    sums = (_number(listed.hours or None), whole(listed.days), EMPTY, pln(listed.amount), *_insurance(listed, listed.base, listed.cost))
    rows.append(strong(*total, *sums))
    insured = [_("Base of contributions"), _("Contributions")] if listed.names else []
    columns = [
        *([_("Number")] if keys else []), *([_("Surname and first name")] if names else []),
        _("Hours"), _("Days present"), _("Rate"), _("Amount"), *insured,
    ]  # fmt: skip
    made = grid(columns, rows)
    assert made is not None
    return replace(made, adds_up=True, note=_note(listed))


def _numbers(listed: Listed, one: Owed) -> tuple[Cell, ...]:
    return (_number(one.hours), whole(one.days), _rate(one.rate), _owed(one.amount), *_insurance(listed, one.base, one.cost))


def _insurance(listed: Listed, base: Decimal, cost: Decimal) -> tuple[Cell, ...]:
    return (pln(base), pln(cost)) if listed.names else ()


def _note(listed: Listed) -> str:
    """Say what the columns of a list are about and what they leave open."""
    if listed.insured and not listed.names:
        return _("Contributions are not reckoned: project.toml declares none for this month ([[pay.contributions]]).")
    if listed.names:
        names = figures.listing(name.say(language()) for name in listed.names)
        return _("Contributions that the project pays on top: {names}, each rounded half up to PLN 0.01.").format(names=names)
    return ""


def to_sign(found: Payroll, listed: Listed) -> Grid:
    """The list as it is signed (registers.md 13, E-01): number, name, amount, and two columns to fill in."""
    if listed.paid.kind == "meals":
        return _to_receive(found, listed)
    rows = numbered([(text(found.name(one)), _owed(one.amount), EMPTY, EMPTY) for one in listed.people])
    rows.append(strong(EMPTY, text(_("Total")), pln(listed.amount), EMPTY, EMPTY))
    header = (_("No."), _("Surname and first name"), _("Amount"), _("Form (transfer / cash)"), _("Signature"))
    widths = (6, 34, 16, 24, 40)
    note = _("Checked in respect of substance (date, signature): …………………    Approved for payment (date, signature): …………………")
    cells = (tuple(Cell(one) for one in header),)
    return Grid(cells, tuple(rows), widths=widths, note=note, to_fill=TO_SIGN, tall=SIGNED, adds_up=True)


def _to_receive(found: Payroll, listed: Listed) -> Grid:
    """The list of meals as it is signed (registers.md 13, E-02): how many each person received."""
    rows = numbered([(text(found.name(one)), whole(one.days), EMPTY) for one in listed.people])
    rows.append(strong(EMPTY, text(_("Total")), whole(listed.days), EMPTY))
    header = (_("No."), _("Surname and first name"), _("Meals"), _("Signature"))
    cells = (tuple(Cell(one) for one in header),)
    return Grid(cells, tuple(rows), widths=(6, 40, 16, 58), to_fill=1, tall=SIGNED, adds_up=True)


def reckoning(found: Payroll, listed: Listed, *, names: bool, show_personal: bool) -> Grid:
    """How every amount of a list was reckoned, and the rows of the diary that it follows from."""
    rows = []
    for one in listed.people:
        who = [text(found.key(one, show_personal=show_personal))] + ([text(found.name(one))] if names else [])
        numbers = _numbers(listed, one) if names else ()
        rows.append((*who, *numbers, text(found.how(one)), text(_source(found, one))))
    insured = [_("Base of contributions"), _("Contributions")] if listed.names else []
    middle = [_("Hours"), _("Days present"), _("Rate"), _("Amount"), *insured] if names else []
    columns = [_("Number"), *([_("Surname and first name")] if names else []), *middle, _("How"), _("Rows of the diary")]
    made = grid(columns, rows)
    assert made is not None
    return made


def _source(found: Payroll, one: Owed) -> str:
    """Say which rows of which files an amount follows from, rows that follow one another as a span."""
    said = []
    for part in found.source(one):
        where = " · ".join(filter(None, [part["file"], part["sheet"]]))
        said.append(f"{where}: {spans(part['rows'])}")
    return "; ".join(said)


def spans(rows: Sequence[int]) -> str:
    """
    Write numbers, those that follow one another as a span.

    >>> spans([2, 3, 4, 9, 11, 12])
    '2–4, 9, 11, 12'
    """
    found = []
    for _gap, group in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
        run = [row for _at, row in group]
        found += [f"{run[0]}–{run[-1]}"] if len(run) > 2 else [str(row) for row in run]  # noqa: PLR2004 - two are listed
    return ", ".join(found)


def looked_into(found: Payroll) -> Grid | None:
    """What there is to look into, of people by their numbers."""
    rows = []
    for one in (*found.findings, *found.said):
        where = " · ".join(filter(None, [one.place.file or DEFINITION, one.place.sheet, _cells(one)]))
        rows.append((text(one.code), text(one.place.key), text(message(one)), text(where)))
    return grid([_("Code"), _("Number"), _("What is wrong"), _("Where")], rows)


def _cells(finding: Finding) -> str:
    """Name the cells of a finding; of many the first ones, and how many more there are."""
    cells = [place.cell for place in finding.places if place.cell]
    shown = ", ".join(cells[:CELLS])
    return f"{shown} (+{len(cells) - CELLS})" if len(cells) > CELLS else shown


def _owed(value: Decimal | None) -> Cell:
    return Cell(_(UNKNOWN), style="warning") if value is None else pln(value)


def _rate(value: Decimal | None) -> Cell:
    return pln(value)


def _number(value: Decimal | None) -> Cell:
    return Cell(value, "number")


def month_said(found: Payroll) -> str:
    """Name the month of the lists."""
    return figures.month(found.month.start)
