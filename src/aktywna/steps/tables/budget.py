"""Tables of money against the plan: tasks, categories of costs, sources with their shares, amounts set aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Cell, Grid
from aktywna.domain.promises.model import Language
from aktywna.domain.spending.lines import Line
from aktywna.domain.spending.sources import TOLERANCE, Payers, SourceLine
from aktywna.domain.spending.sums import Spent
from aktywna.steps.budget import Spending
from aktywna.steps.tables.cells import EMPTY, Cells, Header, answer, grid, pln, share, strong, text
from aktywna.words import figures
from aktywna.words.sentences import sentence
from aktywna.words.wording import _

KINDS = {"grant": N_("grant"), "own": N_("own contribution"), "other": N_("other")}
FORMS = {"cash": "", "in_kind": N_("in kind"), "allowances": N_("in allowances")}
SIDES = {"grant": N_("Grant, no source told"), "rest": N_("Own contribution and other, no source told")}


def tasks(found: Spending, language: Language) -> Grid | None:
    """Tasks of the budget: planned, spent in the period and since the start, percent, what is left."""
    made = _lines(found, found.tasks, language, _("Task"), _("no task named"))
    return made and replace(made, name=_("Tasks"))


def categories(found: Spending, language: Language) -> Grid | None:
    """Categories of costs, likewise."""
    made = _lines(found, found.categories, language, _("Category of costs"), _("no category named")) if found.categories else None
    return made and replace(made, name=_("Categories"))


def sources(found: Spending, language: Language) -> Grid | None:
    """Where the money comes from: the plan, declared and computed shares and whether they agree, and what was spent."""
    known, budget = found.payers, found.books.project.budget
    if known is None or budget is None or (found.books.part is not None and found.documents is None):
        return None
    rows: list[Cells] = [
        (
            text(line.source.name.say(language)), text(_kind(line, language)), pln(line.planned), share(line.source.share),
            share(line.share), answer(line.agrees), *_paid(line.spent), share(line.spent_share),
        )
        for line in known.lines
    ]  # fmt: skip
    rows += [(text(_(SIDES[side])), *(EMPTY,) * 5, *_paid(paid), EMPTY) for side, paid in known.unnamed]
    agreed = None if known.planned is None else known.planned == budget.total
    whole = strong(text(_("Sum of the sources")), EMPTY, pln(known.planned))
    rows.append((*whole, EMPTY, EMPTY, answer(agreed), *strong(*_paid(known.spent)), EMPTY))
    if known.spent is not None and found.whole is not None and (rest := _rest(found.whole, known.spent)).cumulative:
        rows.append((text(_("Expenditure that no source is entered for")), *(EMPTY,) * 5, *_paid(rest), EMPTY))
    if found.books.part is None:
        rows.append((*strong(text(_("Value of the project")), EMPTY, pln(budget.total)), *(EMPTY,) * 6))
    columns: list[Header] = [
        _("Source"), _("Kind"), _("Planned amount"), (_("Share of the plan"), (_("declared"), _("computed"), _("agrees?"))),
        _("Spent in the period"), _("Spent, cumulative"), _("% of all spent"),
    ]  # fmt: skip
    made = grid(columns, rows, _shares_note(known))
    return made and replace(made, name=_("Sources"))


def set_aside(found: Spending, language: Language) -> Grid | None:
    """Amounts named within the sources, whether they fit, and what was spent of them."""
    rows = [
        (
            text(line.aside.name.say(language)), text(line.within.name.say(language) if line.within else line.aside.within),
            pln(line.planned), answer(line.fits), *_paid(line.spent), share(line.percent),
        )
        for line in found.set_aside
    ]  # fmt: skip
    columns = [
        _("For what"), _("Within"), _("Planned amount"), _("Fits?"), _("Spent in the period"), _("Spent, cumulative"), _("% of the plan"),
    ]  # fmt: skip
    return grid(columns, rows)


def _lines(found: Spending, lines: Sequence[Line], language: Language, what: str, nothing: str) -> Grid | None:
    """Draw lines with their sum; nothing where there is neither a plan nor a register."""
    if found.documents is None and all(line.planned is None for line in lines):
        return None
    named = {line.id: _name(line, language) for line in found.tasks if line.id}
    rows: list[Cells] = [(text(_name(line, language) or nothing), text(named.get(line.task or "")), *_amounts(line)) for line in lines]
    rows.append(strong(text(_("Together")), EMPTY, *_amounts(Line("planned", planned=found.planned, spent=found.whole))))
    columns = [
        what, _("In the task"), _("Planned amount"), _("Spent in the period"), _("Spent, cumulative"), _("% of the plan"), _("Left"),
        _("Without a day"),
    ]  # fmt: skip
    return grid(columns, rows, missing_note(found))


def missing_note(found: Spending) -> str:
    """Say what no sum holds because a day or an amount is not known; an empty text when nothing is left out."""
    whole = found.whole
    if whole is None:
        return ""
    said = []
    if found.of_nobody:
        says = N_("Of {n:count entry|entries} nobody knows whether they belong to this part.")
        said.append(sentence(says, {"n": found.of_nobody}))
    if whole.undated_entries:
        says = N_("{n:count entry has|entries have} no day and are in no period: {amount:money}.")
        said.append(sentence(says, {"n": whole.undated_entries, "amount": whole.undated}))
    if whole.without_amount:
        said.append(sentence(N_("{n:count entry has|entries have} no amount and are in no sum."), {"n": whole.without_amount}))
    return " ".join(said)


def _amounts(line: Line) -> Cells:
    left = line.left
    undated = (line.spent.undated or None) if line.spent is not None else None
    return pln(line.planned), *_paid(line.spent), share(line.percent), what_is_left(left), pln(undated)


def what_is_left(value: Decimal | None) -> Cell:
    """What is left of a plan or a limit; less than nothing stands out."""
    return Cell(value, "money", "bad" if value is not None and value < 0 else "plain")


def _paid(spent: Spent | None) -> tuple[Cell, Cell]:
    """What was spent in the period and since the start."""
    return (pln(None), pln(None)) if spent is None else (pln(spent.period), pln(spent.cumulative))


def _rest(whole: Spent, part: Spent) -> Spent:
    return Spent(before=whole.before - part.before, period=whole.period - part.period)


def _name(line: Line, language: Language) -> str:
    return line.name if isinstance(line.name, str) else line.name.say(language)


def _kind(line: SourceLine, language: Language) -> str:
    """Say of what kind a source is, where its name does not begin so; that it is another one says nothing."""
    form, kind = FORMS[line.source.form], _(KINDS[line.source.kind])
    named = line.source.kind == "other" or line.source.name.say(language).casefold().startswith(kind.casefold())
    return ", ".join(filter(None, ["" if named else kind, _(form) if form else ""]))


def _shares_note(known: Payers) -> str:
    """Say by how much a share may differ, and how those of what was spent compare with the declared ones."""
    declared = [line for line in known.lines if line.source.share is not None]
    if not declared:
        return ""
    points = figures.number(TOLERANCE)
    said = [
        _(
            "A share agrees when it differs from the declared one by half of the last digit that was declared, or by {points} of a"
            " percentage point, whichever is more."
        ).format(points=points)
    ]
    apart = [line for line in declared if line.spent_agrees is False]
    if apart:
        says = N_("Of what was spent so far the shares differ from the declared ones: {shares:list}.")
        one = N_("{name:name} {share:percent} instead of {declared:percent}")
        facts = ({"name": line.source.name, "share": line.spent_share, "declared": line.source.share} for line in apart)
        said.append(sentence(says, {"shares": tuple(sentence(one, fact) for fact in facts)}))
    return " ".join(said)
