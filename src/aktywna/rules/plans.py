"""A7, plans: planned numbers of a part against those of the whole."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from aktywna.domain.findings.finding import Elsewhere, Fact, Place
from aktywna.domain.findings.rule import ERROR, N_, WARNING, rule
from aktywna.rules.totals import at, targets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aktywna.domain.promises.indicator import Indicator, PartTarget
    from aktywna.domain.registers.books import Books

PARTS = ("edition", "partner", "path")


@rule(
    "A707",
    ERROR,
    on="",
    says=N_("Of one sex {part:number} are planned, more than the total of {total:number}."),
    do=N_("Correct one of the numbers."),
    basis="count",
)
def sex_over_total(books: Books) -> Elsewhere:
    """
    More women or men are planned than people.

    Asked where only one of the two is planned; both together are A702.

    Example:
        project: indicators = [{ id = "all", target = { total = 40, women = 41 } }]   <- A707
        project: indicators = [{ id = "all", target = { total = 40, men = 40 } }]
        project: indicators = [{ id = "all", target = 40 }]
    """
    spots: list[tuple[Place, dict[str, Fact]]] = []
    for key, target in targets(books):
        part = target.women if target.men is None else target.men if target.women is None else None
        if part is not None and part > target.total:
            spots.append((at(key), {"part": part, "total": target.total}))
    return Elsewhere(spots)


@rule(
    "A708",
    ERROR,
    on="",
    says=N_("The part of {name:quote} is planned at {part:number}, more than the whole ({whole:number})."),
    do=N_("Correct one of the two numbers."),
    basis="count",
)
def part_over_whole(books: Books) -> Elsewhere:
    """
    A part of the project is promised more than the whole.

    An edition, a partner or a path cannot have more people than the project; nor a partner in an edition more than the
    edition. Percentages and shares are not judged.

    Example:
        project: editions = [{ id = "2009" }, { id = "2010" }]
        project: partners = [{ id = "ops" }]
        project: paths = [{ id = "p" }]
        project: indicators = [{ id = "all", target = 90, targets = [{ edition = "2009", total = 91 }] }]   <- A708
        project: indicators = [{ id = "a", targets = [{ path = "p", total = 5 }, { path = "p", partner = "ops", total = 6 }] }]   <- A708
        project: indicators = [{ id = "a", target = 9, targets = [{ edition = "2009", total = 5 }, { edition = "2010", total = 5 }] }]
        project: indicators = [{ id = "all", targets = [{ edition = "2009", total = 91 }] }]
    """
    spots: list[tuple[Place, dict[str, Fact]]] = []
    for position, indicator in _counted(books):
        wholes = {frozenset[tuple[str, str]](): indicator.target} if indicator.target else {}
        wholes |= {_named(target): target for target in indicator.targets}
        for place, target in enumerate(indicator.targets):
            mine = _named(target)
            over = [whole.total for key, whole in wholes.items() if key < mine and whole is not None and whole.total < target.total]
            if over:
                facts: dict[str, Fact] = {"name": indicator.id, "part": target.total, "whole": min(over)}
                spots.append((at(f"indicators[{position}].targets[{place}]"), facts))
    return Elsewhere(spots)


@rule(
    "A709",
    ERROR,
    on="",
    says=N_("The editions of {name:quote} make {parts:number} together, less than the whole project is to have ({whole:number})."),
    do=N_("Correct the number of the project or of an edition."),
    basis="count",
)
def editions_fall_short(books: Books) -> Elsewhere:
    """
    All editions together are promised less than the project.

    They may make more than the project, for who takes part in two editions is one person; less they cannot. Asked when every
    edition has a number.

    Example:
        project: editions = [{ id = "1" }, { id = "2" }]
        project: indicators = [{ id = "a", target = 9, targets = [{ edition = "1", total = 5 }, { edition = "2", total = 3 }] }]   <- A709
        project: indicators = [{ id = "a", target = 9, targets = [{ edition = "1", total = 5 }, { edition = "2", total = 5 }] }]
        project: indicators = [{ id = "a", target = 9, targets = [{ edition = "1", total = 5 }] }]
    """
    editions = {edition.id for edition in books.project.editions}
    spots: list[tuple[Place, dict[str, Fact]]] = []
    for position, indicator in _counted(books):
        alone = {target.edition: target.total for target in indicator.targets if target.partner is None and target.path is None}
        parts = sum((alone[edition] for edition in editions if edition in alone), Decimal(0))
        if editions and indicator.target is not None and editions <= set(alone) and parts < indicator.target.total:
            facts: dict[str, Fact] = {"name": indicator.id, "parts": parts, "whole": indicator.target.total}
            spots.append((at(f"indicators[{position}].target"), facts))
    return Elsewhere(spots)


@rule(
    "A710",
    WARNING,
    on="",
    says=N_("Indicator {name:quote} is planned at {part:number}, more than those it is counted among ({among:list}: {whole:number})."),
    do=N_("Correct one of the planned numbers."),
    basis="rules.md 1.4: I",
)
def subset_over_set(books: Books) -> Elsewhere:
    """
    A planned number is more than those it is counted among.

    The long-term unemployed are among the unemployed, people who found work are among those who had none. Which indicators
    of the catalogue lie within which others is a value of the programme period.

    Example:
        era: efsplus-2021
        project: indicators = [{ id = "a", use = "EECO02", target = 40 }, { id = "b", use = "EECO03", target = 41 }]   <- A710
        project: indicators = [{ id = "a", use = "EECO02", target = 40 }, { id = "b", use = "EECO03", target = 40 }]
        project: indicators = [{ id = "b", use = "EECO03", target = 41 }]
    """
    planned = {one.use or one.id: (position, one) for position, one in enumerate(books.project.indicators) if one.target is not None}
    spots: list[tuple[Place, dict[str, Fact]]] = []
    for pair in books.value_or("subsets", ()):
        part, _, among = str(pair).partition(" <= ")
        wholes = among.split(" + ")
        if part not in planned or not set(wholes) <= set(planned):
            continue
        position, indicator = planned[part]
        known = [planned[code][1].target for code in wholes]
        whole = sum((target.total for target in known if target is not None), Decimal(0))
        if indicator.target is not None and indicator.target.total > whole:
            facts: dict[str, Fact] = {"name": part, "part": indicator.target.total, "whole": whole, "among": tuple(wholes)}
            spots.append((at(f"indicators[{position}].target"), facts))
    return Elsewhere(spots)


@rule(
    "A711",
    WARNING,
    on="",
    says=N_("The limit of {name:quote} is {limit:money}, more than the value of the project ({total:money})."),
    do=N_("Correct the limit, or the value of the project."),
    basis="count",
)
def limit_over_budget(books: Books) -> Elsewhere:
    """
    A limit that limits nothing.

    Example:
        project: budget.total = 100
        project: budget.limits = [{ category = "cross-financing", amount = 101 }]   <- A711
        project: budget.limits = [{ category = "cross-financing", amount = 10 }]
    """
    budget = books.project.budget
    limits = enumerate(budget.limits) if budget else ()
    return Elsewhere(
        [
            (at(f"budget.limits[{position}]"), {"name": limit.category, "limit": limit.of(budget), "total": budget.total})
            for position, limit in limits
            if budget and limit.of(budget) > budget.total
        ]
    )


def _counted(books: Books) -> Iterator[tuple[int, Indicator]]:
    """Give the indicators of which a part cannot be more than the whole: those that are not shares."""
    for position, indicator in enumerate(books.project.indicators):
        if indicator.ratio is None and indicator.unit != "percent":
            yield position, indicator


def _named(target: PartTarget) -> frozenset[tuple[str, str]]:
    """Give what a part names: its edition, partner and path."""
    return frozenset((column, value) for column in PARTS if (value := getattr(target, column)) is not None)
