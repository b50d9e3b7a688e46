"""What can be wrong with sums of expenditures: plans, limits and flat rates that are exceeded. Told at the last entry of each sum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from aktywna.domain.cells.texts import Bools
from aktywna.domain.counting.tally import Span
from aktywna.domain.findings.finding import Found
from aktywna.domain.findings.rule import N_, NOTE, WARNING, Notice, notice
from aktywna.domain.spending.documents import Documents
from aktywna.domain.spending.limits import flat_lines, limit_lines, of_flat, of_limit
from aktywna.domain.spending.lines import category_lines
from aktywna.domain.spending.sources import chosen, set_aside
from aktywna.domain.spending.staff import of_post, post_lines

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books

OVER_CATEGORY = notice(
    "M204",
    WARNING,
    title=N_("A category of costs costs more than its plan."),
    says=N_("The category of costs {category:name} makes {spent:money}, more than its plan {planned:money}."),
    do=N_("Check the category of its documents, or the amount of the category in project.toml."),
    basis="count",
    about=N_("Told at the last document of the category. A task over its budget is A614."),
)
OVER_FLAT = notice(
    "M205",
    WARNING,
    title=N_("More is entered as flat-rate costs than the rate gives."),
    says=N_("{name:name}: {spent:money} is entered, and {rate:percent} of {base:money} makes {allowed:money}."),
    do=N_("Correct what is entered, or the rate in project.toml; a claim with another rate than the agreement's is refused."),
    basis="registers.md 13: POZ",
    about=N_(
        "The rate of the agreement times the costs spent so far, without the categories that the agreement takes out. A claim holds"
        " approved costs: what is not approved makes the base smaller."
    ),
)
OVER_SHARE = notice(
    "M209",
    WARNING,
    title=N_("A limited category is more than its share of what was spent."),
    says=N_("The project is over; {category:quote} makes {spent:money}, more than {share:percent} of {base:money} ({limit:money})."),
    do=N_("Check the category of its documents, or the limit in project.toml; what is over the limit is not eligible."),
    basis="registers.md 13: V",
    about=N_("A limit that is a share of what was spent is judged when the project has ended; until then it grows. Other limits are A613."),
)
NO_HOURS = notice(
    "M210",
    NOTE,
    title=N_("A post is paid, and the timesheets have no hours of it."),
    says=N_("The post {post:name} was paid {spent:money}, and the timesheets have no hours of anybody who holds it."),
    do=N_("Add the timesheets if hours are settled on this post; otherwise nothing needs doing."),
    basis="registers.md 4.6: S39",
    about=N_("Asked when staff and timesheets are kept and the post says in project.toml from which task or category it is paid."),
)
OVER_POST = notice(
    "M211",
    WARNING,
    title=N_("A post costs more than its amount."),
    says=N_("The post {post:name} makes {spent:money}, more than its amount {planned:money}."),
    do=N_("Check the documents of the post, or its amount in project.toml."),
    basis="count",
    about=N_("Told at the last document that pays for the post."),
)
OVER_ASIDE = notice(
    "M213",
    WARNING,
    title=N_("More was spent for a purpose than was set aside for it."),
    says=N_("{name:name}: {spent:money} was spent, more than the {planned:money} set aside within {within:name}."),
    do=N_("Check the documents of its tasks and categories, or the amount in project.toml."),
    basis="count",
)


def overspent(books: Books, span: Span, documents: Documents) -> Iterator[tuple[Notice, Found]]:
    """Give each sum that is over what was planned or allowed, up to the end of the period."""
    yield from _over_category(books, span, documents)
    yield from _over_flat(books, span, documents)
    yield from _over_share(books, span, documents)
    yield from _posts(books, span, documents)
    yield from _over_aside(books, span, documents)


def _over_category(books: Books, span: Span, documents: Documents) -> Iterator[tuple[Notice, Found]]:
    for place, line in enumerate(category_lines(books, span)):
        if line.planned is not None and line.spent is not None and line.spent.cumulative > line.planned:
            facts = {"category": line.name, "spent": line.spent.cumulative, "planned": line.planned}
            yield OVER_CATEGORY, _last(documents, span, documents.category == place, documents.costs, facts)


def _over_flat(books: Books, span: Span, documents: Documents) -> Iterator[tuple[Notice, Found]]:
    for line in flat_lines(books, span):
        # An unknown amount or day of the base would make it larger.
        if line.entered is not None and line.too_much > 0 and line.base.is_whole:
            facts = {
                "name": line.flat.name, "spent": line.entered.cumulative, "rate": line.flat.rate,
                "base": line.base.cumulative, "allowed": line.cumulative,
            }  # fmt: skip
            yield OVER_FLAT, _last(documents, span, of_flat(documents, line.flat), documents.costs, facts)


def _over_share(books: Books, span: Span, documents: Documents) -> Iterator[tuple[Notice, Found]]:
    end = books.project.period.end
    if end is None or end > span.last:
        return
    for line in limit_lines(books, span):
        highest = line.limit.of(books.project.budget) if books.project.budget is not None else line.allowed
        # Over its share of the whole project's value it is A613.
        if line.is_moving and line.allowed < line.spent.cumulative <= highest:
            facts = {
                "category": line.limit.category, "spent": line.spent.cumulative, "share": line.limit.share,
                "base": line.base, "limit": line.allowed,
            }  # fmt: skip
            yield OVER_SHARE, _last(documents, span, of_limit(documents, line.limit.category), documents.costs, facts)


def _posts(books: Books, span: Span, documents: Documents) -> Iterator[tuple[Notice, Found]]:
    for line in post_lines(books, span):
        if line.spent is None or line.spent.cumulative <= 0:
            continue
        paid = of_post(documents, line.post)
        facts: dict[str, Any] = {"post": line.post.name, "spent": line.spent.cumulative}
        if line.worked is not None and not line.worked and books.complete:
            yield NO_HOURS, _last(documents, span, paid, documents.costs, facts)
        if line.planned is not None and line.spent.cumulative > line.planned:
            yield OVER_POST, _last(documents, span, paid, documents.costs, {**facts, "planned": line.planned})


def _over_aside(books: Books, span: Span, documents: Documents) -> Iterator[tuple[Notice, Found]]:
    for line in set_aside(books, span):
        if line.spent is not None and line.planned is not None and line.within is not None and line.spent.cumulative > line.planned:
            rows = chosen(documents, line.aside.tasks, line.aside.categories)
            facts = {"name": line.aside.name, "spent": line.spent.cumulative, "planned": line.planned, "within": line.within.name}
            yield OVER_ASIDE, _last(documents, span, rows, documents.costs, facts)


def _last(documents: Documents, span: Span, rows: Bools, column: str, facts: Mapping[str, Any]) -> Found:
    """Point at the last entry of a sum by its day; of those of one day at the last in the register."""
    counted = rows & documents.cost.known & (documents.day <= np.datetime64(span.last, "D"))
    where = np.flatnonzero(counted)
    here = np.zeros(len(documents), dtype=np.bool_)
    if len(where):
        here[where[np.lexsort((where, documents.day[where]))[-1]]] = True
    return documents.register.hits(here, at=column, **facts)
