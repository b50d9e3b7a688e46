"""What posts cost against the hours that the people on them worked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.cells.texts import Bools
from aktywna.domain.counting.tally import Span
from aktywna.domain.promises.plan import Post
from aktywna.domain.spending.documents import Documents, documents_of
from aktywna.domain.spending.lines import HUNDREDTH, percent_of, plan_of
from aktywna.domain.spending.sources import chosen
from aktywna.domain.spending.sums import Spent, spent

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books

_PARTS = 100
"""Hours are added up in hundredths, which are whole."""


@dataclass(frozen=True)
class PostLine:
    """A post: its plan, what was spent on it, and the hours of those who hold this post and no other."""

    post: Post
    planned: Decimal | None
    spent: Spent | None
    """Nothing where the definition does not say from which task or category the post is paid."""
    hours: tuple[Decimal, Decimal] | None
    """In the period and since the start; nothing where no timesheets are kept or nobody holds the post alone."""
    worked: bool | None = None
    """Whether the timesheets have hours of anybody who holds the post; nothing where it cannot be known."""

    @property
    def percent(self) -> Decimal | None:
        """What was spent since the start, in percent of the plan."""
        return None if self.spent is None else percent_of(self.spent.cumulative, self.planned)

    @property
    def of_an_hour(self) -> Decimal | None:
        """PLN that an hour cost since the start; nothing without hours."""
        if self.spent is None or self.hours is None or not self.hours[1]:
            return None
        return (self.spent.cumulative / self.hours[1]).quantize(HUNDREDTH, ROUND_HALF_UP)


@dataclass(frozen=True)
class PersonLine:
    """Somebody of the staff: hours worked, and the month with most of them against the limit."""

    row: int
    """The first row of the timesheets that names them."""
    posts: tuple[str, ...]
    period: Decimal
    cumulative: Decimal
    month: date
    """The first day of the month since the start in which most hours were worked."""
    most: Decimal
    limit: Decimal | None
    """Hours that a month may have; nothing where neither the programme period nor the project states a limit."""

    @property
    def left(self) -> Decimal | None:
        """Hours that were left of the limit in that month; below zero where it was exceeded."""
        return None if self.limit is None else self.limit - self.most


def post_lines(books: Books, span: Span) -> tuple[PostLine, ...]:
    """Give each post that the project pays."""
    documents = books.once(documents_of)
    people = person_lines(books, span)
    sheets = books.get("timesheets")
    kept = books.get("staff") is not None and sheets is not None and "hours" in sheets
    held = list(_posts(books).values())
    lines = []
    for post in books.project.staff:
        paid = None if documents is None or not is_told(post) else spent(documents, span, of_post(documents, post))
        alone = [one for one in people if one.posts == (post.id,)]
        hours = (sum((one.period for one in alone), Decimal(0)), sum((one.cumulative for one in alone), Decimal(0)))
        worked = any(post.id in one.posts for one in people) if kept and any(post.id in posts for posts in held) else None
        lines.append(PostLine(post, plan_of(books, post.amount), paid, hours if kept and (post.id,) in held else None, worked))
    return tuple(lines)


def is_told(post: Post) -> bool:
    """Whether the definition says from which task or category a post is paid."""
    return post.task is not None or post.category is not None


def of_post(documents: Documents, post: Post) -> Bools:
    """Say which entries pay for a post: shape (entries,)."""
    tasks = () if post.task is None else (post.task,)
    return chosen(documents, tasks, () if post.category is None else (post.category,))


def person_lines(books: Books, span: Span) -> tuple[PersonLine, ...]:
    """Give everybody whom the timesheets name, by the days up to the end of the period, in the order of their numbers."""
    sheets = books.get("timesheets")
    if sheets is None or not {"staff_no", "date", "hours"} <= set(sheets.columns):
        return ()
    day, number = sheets.days("date").astype("datetime64[D]"), sheets["staff_no"]
    here = (sheets.known("hours") & sheets.known("staff_no") & ~np.isnat(day)) & (day <= np.datetime64(span.last, "D"))
    limit = books.value_or("staff_hours_limit", None)
    found = pd.DataFrame(
        {
            "number": number[here].to_numpy(dtype=object),
            "month": day[here].astype("datetime64[M]"),
            "hours": np.rint(sheets["hours"].to_numpy()[here] * _PARTS).astype("int64"),
            "now": day[here] >= np.datetime64(span.start, "D"),
            "row": np.flatnonzero(here),
        }
    )
    posts = _posts(books)
    lines = []
    for key, rows in found.groupby("number", sort=True):
        months = rows.groupby("month")["hours"].sum()
        lines.append(
            PersonLine(
                int(rows["row"].iloc[0]),
                posts.get(str(key), ()),
                _hours(rows["hours"][rows["now"]].sum()),
                _hours(rows["hours"].sum()),
                months.index[int(months.to_numpy().argmax())].date(),
                _hours(months.max()),
                None if limit is None else Decimal(str(limit)),
            )
        )
    return tuple(lines)


def _posts(books: Books) -> Mapping[str, tuple[str, ...]]:
    """Give the posts that each number of the staff holds or held."""
    staff = books.get("staff")
    if staff is None:
        return {}
    held = pd.DataFrame({"no": staff.get("no"), "post": staff.get("post")}).dropna()
    return {str(number): tuple(sorted(set(some))) for number, some in held.groupby("no")["post"]}


def _hours(parts: Any) -> Decimal:
    return Decimal(int(parts)).scaleb(-2)
