"""A5, posts: how many people hold a post at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aktywna.domain.findings.rule import N_, WARNING, rule
from aktywna.domain.presence.overlap import at_once, days

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits


@rule(
    "A509",
    WARNING,
    on="staff",
    says=N_("On {day:day} {there:count person|people} held the post {post:name}; the project has {count:count place|places} for it."),
    do=N_("Check the dates of employment, or the number of posts in project.toml."),
    basis="rules.md 6.1: Seed4, V1",
)
def more_staff_than_posts(books: Books) -> Hits:
    """
    More people on a post than planned.

    Told at the person whose employment begins when all the posts are taken. Who leaves and who comes on one day do not
    meet.

    Example:
        project: staff = [{ id = "worker", count = 2 }]
        staff:
        no | post   | start_date | end_date
        1  | worker | 2009-01-02 | 2009-06-30
        2  | worker | 2009-01-02 |
        3  | worker | 2009-03-02 |              <- A509
        4  | worker | 2009-07-01 | 2009-12-31   <- A509
        5  |        | 2009-07-01 |
    """
    staff = books.staff
    post, start = staff["post"], staff["start_date"]
    count = post.map({one.id: one.count for one in books.project.staff}).astype("float64")
    there = at_once(post.where(start.notna() & count.notna()), days(start, blank=0), days(staff.get("end_date")))
    name = post.map({one.id: one.name for one in books.project.staff})
    return staff.hits(there > count, at="post", day=start, there=there, post=name, count=count.astype("Int64"))
