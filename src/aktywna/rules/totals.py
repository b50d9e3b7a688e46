"""A7: what the project's own definition promises, and whether its numbers agree with one another."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from aktywna.domain.findings.finding import Elsewhere, Fact, Place
from aktywna.domain.findings.rule import ERROR, N_, rule
from aktywna.domain.spending.sources import within

if TYPE_CHECKING:
    from aktywna.domain.promises.budget import Budget
    from aktywna.domain.promises.indicator import Target
    from aktywna.domain.registers.books import Books

FILE = "project.toml"
HUNDRED = Decimal(100)


@rule(
    "A701",
    ERROR,
    on="",
    says=N_("The parts of {name:name} make {parts:number}, and their total {total:quote} is {planned:number}."),
    do=N_("Correct the planned numbers, or the list of parts."),
    basis="count",
)
def parts_do_not_add_up(books: Books) -> Elsewhere:
    """
    A planned breakdown does not add up.

    The definition says which planned numbers are the parts of which total. A part without a planned number is not
    known, and then nothing is said.

    Example:
        project: indicators = [{ id = "all", target = 273 }, { id = "contract", target = 165 }, { id = "pal", target = 107 }]
        project: sums = [{ name = "ścieżki", total = "all", parts = ["contract", "pal"] }]   <- A701
        project: sums = [{ name = "podział", total = "all", parts = ["all"] }]
    """
    targets = {indicator.id: indicator.target for indicator in books.indicators}
    spots: list[tuple[Place, dict[str, Fact]]] = []
    for position, one in enumerate(books.project.sums):
        total, parts = targets.get(one.total), [targets.get(part) for part in one.parts]
        known = [part.total for part in parts if part is not None]
        if total is not None and len(known) == len(parts) and sum(known) != total.total:
            facts: dict[str, Fact] = {"name": one.name, "parts": sum(known), "planned": total.total, "total": one.total}
            spots.append((at(f"sums[{position}]"), facts))
    return Elsewhere(spots)


@rule(
    "A702",
    ERROR,
    on="",
    says=N_("{women:number} women and {men:number} men make {both:number}, and the planned total is {total:number}."),
    do=N_("Correct one of the three numbers."),
    basis="count",
)
def sexes_do_not_add_up(books: Books) -> Elsewhere:
    """
    Women and men do not make the planned total.

    Example:
        project: indicators = [{ id = "all", target = { total = 101, women = 57, men = 43 } }]   <- A702
        project: indicators = [{ id = "all", target = { total = 101, women = 57, men = 44 } }]
        project: indicators = [{ id = "all", target = { total = 101, women = 57 } }]
    """
    return Elsewhere(
        [
            (at(key), {"women": target.women, "men": target.men, "both": target.women + target.men, "total": target.total})
            for key, target in targets(books)
            if target.women is not None and target.men is not None and target.women + target.men != target.total
        ]
    )


@rule(
    "A703",
    ERROR,
    on="",
    says=N_("The sources of money make {sources:money}, and the value of the project is {total:money}."),
    do=N_("Correct the amounts."),
    basis="count",
)
def sources_do_not_add_up(books: Books) -> Elsewhere:
    """
    The sources of money do not make the project's value.

    Example:
        project: budget = { total = 100, sources = [{ id = "grant", amount = 89.5 }, { id = "own", amount = 10.4 }] }   <- A703
        project: budget = { total = 100, sources = [{ id = "grant", amount = 89.5 }, { id = "own", amount = 10.5 }] }
    """
    budget = books.project.budget
    if budget is None:
        return Elsewhere(())
    sources = sum((source.amount for source in budget.sources), Decimal(0))
    return Elsewhere([(at("budget.total"), {"sources": sources, "total": budget.total})] if sources != budget.total else ())


@rule(
    "A704",
    ERROR,
    on="",
    says=N_("The share of {name:name} is declared as {declared:percent}, and its amount makes {counted:percent}."),
    do=N_("Correct the amount or the share; the share is rounded as it was declared."),
    basis="count",
)
def share_differs(books: Books) -> Elsewhere:
    """
    A declared share differs from the amounts.

    It may differ by half of the last digit it was declared with, and by 0.05 of a percentage point at least: 10.5 % stands
    for 10.45 to 10.55 %.

    Example:
        project: budget.total = 1000
        project: budget.sources = [{ id = "grant", amount = 895.4, share = 89.5 }, { id = "own", amount = 104.6, share = 10.5 }]
        project: budget.sources = [{ id = "grant", amount = 895.4, share = 89.50 }, { id = "own", amount = 104.6 }]
        project: budget.sources = [{ id = "grant", amount = 900, share = 89.5 }, { id = "own", amount = 100 }]   <- A704
    """
    budget = books.project.budget
    spots: list[tuple[Place, dict[str, Fact]]] = []
    for position, source in enumerate(budget.sources if budget else ()):
        if budget is None or source.share is None or not budget.total:
            continue
        counted = source.amount * HUNDRED / budget.total
        last = Decimal(1).scaleb(min(int(source.share.as_tuple().exponent), 0))
        if within(counted, source.share) is False:
            counted = counted.quantize(min(last, Decimal("0.01")))
            facts: dict[str, Fact] = {"name": source.name, "declared": source.share, "counted": counted}
            spots.append((at(f"budget.sources[{position}].share"), facts))
    return Elsewhere(spots)


@rule(
    "A705",
    ERROR,
    on="",
    says=N_("The amounts set aside within {name:name} make {aside:money}, more than the source itself ({amount:money})."),
    do=N_("Correct the amounts, or the source they are set aside within."),
    basis="count",
)
def more_set_aside_than_there_is(books: Books) -> Elsewhere:
    """
    More is set aside than its source has.

    Example:
        project: budget.total = 100
        project: budget.sources = [{ id = "grant", amount = 100 }]
        project: budget.set_aside = [{ within = "grant", amount = 60 }, { within = "grant", amount = 41 }]   <- A705
        project: budget.set_aside = [{ within = "grant", amount = 100 }]
    """
    budget = books.project.budget
    spots: list[tuple[Place, dict[str, Fact]]] = []
    for source in budget.sources if budget else ():
        aside = _set_aside(budget, source.id)
        if aside > source.amount:
            spots.append((at("budget.set_aside"), {"name": source.name, "aside": aside, "amount": source.amount}))
    return Elsewhere(spots)


@rule(
    "A706",
    ERROR,
    on="",
    says=N_("The tasks make {tasks:money}, more than the value of the project ({total:money})."),
    do=N_("Correct the amounts of the tasks, or the value of the project."),
    basis="count",
)
def tasks_over_budget(books: Books) -> Elsewhere:
    """
    The tasks cost more than the project.

    Tasks without an amount are not counted.

    Example:
        project: budget.total = 100
        project: budget.sources = [{ id = "grant", amount = 100 }]
        project: budget.tasks = [{ id = "t1", amount = 60 }, { id = "t2", amount = 41 }]   <- A706
        project: budget.tasks = [{ id = "t1", amount = 60 }, { id = "t2" }]
    """
    budget = books.project.budget
    tasks = sum((task.amount or Decimal(0) for task in budget.tasks), Decimal(0)) if budget else Decimal(0)
    if budget is None or tasks <= budget.total:
        return Elsewhere(())
    return Elsewhere([(at("budget.tasks"), {"tasks": tasks, "total": budget.total})])


def targets(books: Books) -> Iterator[tuple[str, Target]]:
    """Give every planned number of the definition, and its key."""
    project = books.project
    for position, indicator in enumerate(project.indicators):
        if indicator.target is not None:
            yield f"indicators[{position}].target", indicator.target
        for part, target in enumerate(indicator.targets):
            yield f"indicators[{position}].targets[{part}]", target
    for position, group in enumerate(project.groups):
        if group.planned is not None:
            yield f"groups[{position}].planned", group.planned
    for position, path in enumerate(project.paths):
        if path.planned is not None:
            yield f"paths[{position}].planned", path.planned


def _set_aside(budget: Budget | None, source: str) -> Decimal:
    return sum((one.amount for one in budget.set_aside if one.within == source), Decimal(0)) if budget else Decimal(0)


def at(key: str) -> Place:
    """Give the place of a key of the definition."""
    return Place(file=FILE, key=key)
