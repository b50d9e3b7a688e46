"""A5, posts: how many people hold a post at a time, and how much of full time somebody works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aktywna.domain.findings.finding import Several
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


@rule(
    "A560",
    WARNING,
    on="staff",
    says=N_("The share of full time is {share:number}; full time is 1."),
    do=N_("Enter the fraction of full time, for example 0.5; neither percents nor hours."),
    basis="count",  # employment counts from a share of full time, and posts are added up by it
)
def more_than_full_time(books: Books) -> Several:
    """
    A share of full time is more than one, or less than nothing.

    Full time is one, so more is a percent, a number of hours, or a slip; a share that is too large makes a job count that
    is too small. Asked of staff and of jobs among the outcomes. Who has two jobs has two rows.

    Example:
        staff:
        no | job_share
        1  | 1
        2  | 50          <- A560
        3  | 0,75
        4  | -0,5        <- A560
        5  |
        participants:
        no | start_date
        1  | 2016-03-01
        outcomes:
        participant_no | outcome    | date       | evidence  | job_share
        1              | employment | 2016-05-30 | statement | 8           <- A560
        1              | employment | 2016-06-30 | statement | 0,5
    """
    found = []
    for name in ("staff", "outcomes"):
        kept = books.get(name)
        if kept is not None and "job_share" in kept:
            share = kept["job_share"]
            found.append(kept.hits((share > 1) | (share < 0), at="job_share", share=share))
    return Several(found)
