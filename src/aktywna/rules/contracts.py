"""A5, contracts and posts: social contracts of participants, and the people employed in the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aktywna.domain.events import strangers
from aktywna.domain.overlap import at_once, days
from aktywna.domain.people import NOT_YET
from aktywna.domain.rule import ERROR, N_, WARNING, rule

if TYPE_CHECKING:
    from aktywna.domain.books import Books
    from aktywna.domain.register import Hits


@rule(
    "A507",
    WARNING,
    on="participants",
    says=N_("The person's path needs a social contract, and there is none."),
    do=N_("Enter the contract, or correct the path."),
    basis="rules.md 6.1: Seed3, V1",
)
def without_contract(books: Books) -> Hits:
    """
    A participant has no social contract.

    The project's definition says with the people of which paths a contract is concluded. It may stand in the register of
    contracts or in the participant's own row.

    Example:
        project: paths = [{ id = "contract", contract = true }, { id = "pal" }]
        participants:
        no | path     | start_date | contract_no
        1  | contract | 2016-03-01 | 7/2016
        2  | contract | 2016-03-01 |
        3  | contract | 2016-03-01 |               <- A507
        4  | pal      | 2016-03-01 |
        5  | contract |            |
        contracts:
        contract_no | participant_no
        8/2016      | 2
    """
    people = books.participants
    paths = [path.id for path in books.project.paths if path.contract]
    if not paths:
        return people.no_hits()
    contracts = books.get("contracts")
    if contracts is None and "contract_no" not in people and "contract_date" not in people:
        # Nowhere is it written who has one.
        return books.contracts.no_hits()
    path = people["path"]
    lawful = [codes for codes in path.dropna().unique() if set(paths) & set(codes.split("|"))]
    has = people.get("contract_no").notna() | people.get("contract_date").notna()
    if contracts is not None:
        has |= people["no"].isin(contracts["participant_no"].dropna().unique())
    here = people.get("start_date").notna() & ~people.get("state").isin(NOT_YET)
    return people.hits(path.isin(lawful) & here & ~has, at="path")


@rule(
    "A508",
    ERROR,
    on="contracts",
    says=N_("There is no participant number {number}."),
    do=N_("Correct the number, or add the person to the register of participants."),
    basis="count",
)
def contract_of_stranger(books: Books) -> Hits:
    """
    A contract names a participant whom the register does not have.

    Example:
        participants:
        no | start_date
        1  | 2016-03-01
        contracts:
        contract_no | participant_no
        7/2016      | 1
        8/2016      | 9                <- A508
    """
    return books.contracts.hits(strangers(books, "contracts"), at="participant_no", number=books.contracts["participant_no"])


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
