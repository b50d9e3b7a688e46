"""A5, assessments: initial and final opinions, their scale and their pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from aktywna.domain.counting.events import from_person, strangers
from aktywna.domain.findings.rule import ERROR, N_, NOTE, WARNING, rule

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits, Register


@rule(
    "A531",
    ERROR,
    on="assessments",
    says=N_("There is no participant number {number}."),
    do=N_("Correct the number, or add the person to the register of participants."),
    basis="count",
    same="number",
)
def assessment_of_stranger(books: Books) -> Hits:
    """
    An assessment names a participant whom the register does not have.

    Example:
        project: soft = { phases = ["pre"], areas = [{ id = "cv" }] }
        participants:
        no | start_date
        1  | 2016-03-01
        assessments:
        participant_no | area | phase | score
        1              | cv   | pre   | 3
        9              | cv   | pre   | 3       <- A531
    """
    assessments = books.assessments
    return assessments.hits(strangers(books, "assessments"), at="participant_no", number=assessments["participant_no"])


@rule(
    "A532",
    ERROR,
    on="assessments",
    says=N_("The score {score:number} is outside the scale ({lowest:number}–{highest:number})."),
    do=N_("Correct the score, or the scale in project.toml."),
    basis="count",
)
def score_off_scale(books: Books) -> Hits:
    """
    A score is outside the scale.

    The mean change would be wrong.

    Example:
        project: soft = { scale_min = 1, scale_max = 5, phases = ["pre"], areas = [{ id = "cv" }, { id = "pc" }, { id = "net" }] }
        participants:
        no | start_date
        1  | 2016-03-01
        assessments:
        participant_no | area | phase | score
        1              | cv   | pre   | 5
        1              | pc   | pre   | 6       <- A532
        1              | net  | pre   | 0       <- A532
        1              |      | pre   |
    """
    assessments, soft = books.assessments, books.project.soft
    if soft is None:
        return assessments.no_hits()
    score = assessments["score"]
    off = (score < float(soft.scale_min)) | (score > float(soft.scale_max))
    return assessments.hits(off, at="score", score=score, lowest=soft.scale_min, highest=soft.scale_max)


@rule(
    "A533",
    NOTE,
    on="assessments",
    says=N_("The final assessment has no initial one to compare with."),
    do=N_("Enter the initial assessment of the same area; without a pair the change is not known."),
    basis="rules.md 6.1: Seed5, V1",
)
def final_without_initial(books: Books) -> Hits:
    """
    A final assessment has no initial one.

    Soft results are measured by pairs: the same person, the same area, before and after.

    Example:
        project: soft = { areas = [{ id = "cv" }, { id = "pc" }] }
        participants:
        no | start_date
        1  | 2016-03-01
        assessments:
        participant_no | area | phase | score
        1              | cv   | pre   | 2
        1              | cv   | post  | 3
        1              | pc   | post  | 3       <- A533
    """
    return _alone(books, "post", "pre", books.assessments["score"].notna())


@rule(
    "A534",
    NOTE,
    on="assessments",
    says=N_("The person has finished, and the initial assessment has no final one to compare with."),
    do=N_("Enter the final assessment of the same area; without a pair the change is not known."),
    basis="rules.md 6.1: Seed5, V1",
)
def initial_without_final(books: Books) -> Hits:
    """
    An initial assessment has no final one.

    Asked of people who finished as planned; who is still here, or broke off, is not assessed again.

    Example:
        project: soft = { areas = [{ id = "cv" }] }
        participants:
        no | start_date | end_date   | completed_as_planned
        1  | 2016-03-01 | 2016-06-30 | yes
        2  | 2016-03-01 | 2016-06-30 | no
        3  | 2016-03-01 |            |
        assessments:
        participant_no | area | phase | score
        1              | cv   | pre   | 2       <- A534
        2              | cv   | pre   | 2
        3              | cv   | pre   | 2
    """
    return _alone(books, "pre", "post", from_person(books, "assessments", "completed_as_planned") == "yes")


@rule(
    "A535",
    WARNING,
    on="assessments",
    says=N_("The same assessment of the area {area:name} is entered more than once."),
    do=N_("Leave one of them; otherwise nobody knows which score counts."),
    basis="count",
    same="block",
)
def assessed_twice(books: Books) -> Hits:
    """
    One assessment is entered twice.

    The same person, tool, area and measurement.

    Example:
        project: soft = { phases = ["pre"], areas = [{ id = "cv" }] }
        participants:
        no | start_date
        1  | 2016-03-01
        assessments:
        participant_no | tool    | area | phase | score
        1              | opinia  | cv   | pre   | 2
        1              | opinia  | cv   | pre   | 3       <- A535
        1              | wywiad  | cv   | pre   | 3
    """
    assessments = books.assessments
    key = _pair(assessments, assessments["phase"].fillna("") + "\n" + assessments.get("date").astype("str").fillna(""))
    named = {area.id: area.name for area in (books.project.soft.areas if books.project.soft else ())}
    again = key.notna() & assessments["phase"].notna() & key.duplicated()
    return assessments.hits(again, at="area", area=assessments["area"].map(named))


@rule(
    "A536",
    WARNING,
    on="assessments",
    says=N_("The final assessment is of {day:day}, before the initial one of {first:day}."),
    do=N_("Check both dates and which of the assessments is the initial one."),
    basis="count",
)
def final_before_initial(books: Books) -> Hits:
    """
    The final assessment is older than the initial one.

    The same person, tool and area; the change would be counted backwards. With several initial assessments the earliest
    is compared. A day that has not come yet is A537.

    Example:
        project: soft = { areas = [{ id = "cv" }, { id = "pc" }] }
        participants:
        no | start_date
        1  | 2016-03-01
        assessments:
        participant_no | area | phase | date       | score
        1              | cv   | pre   | 2016-03-01 | 2
        1              | cv   | post  | 2016-06-30 | 3
        1              | pc   | pre   | 2016-06-30 | 2
        1              | pc   | post  | 2016-03-01 | 3       <- A536
    """
    assessments = books.assessments
    key, day, said = _pair(assessments), assessments["date"], assessments["phase"]
    before = (said == "pre") & (day <= pd.Timestamp(books.as_of))
    began = day[before].groupby(key[before]).min()
    first = began.reindex(key).set_axis(day.index).astype("datetime64[s]")
    return assessments.hits((said == "post") & (day < first), at="date", day=day, first=first)


@rule(
    "A537",
    WARNING,
    on="assessments",
    says=N_("The assessment is dated {day:day}, after {as_of:day}, the day on which the registers were closed."),
    do=N_("Correct the date."),
    basis="count",
)
def assessed_in_future(books: Books) -> Hits:
    """
    A score was given on a day that has not come yet.

    A day planned for an assessment, without a score, is not judged.

    Example:
        as of: 2016-06-30
        project: soft = { phases = ["pre"], areas = [{ id = "cv" }, { id = "pc" }, { id = "net" }] }
        participants:
        no | start_date
        1  | 2016-03-01
        assessments:
        participant_no | area | phase | date       | score
        1              | cv   | pre   | 2016-06-30 | 2
        1              | pc   | pre   | 2016-07-01 | 2       <- A537
        1              | net  | pre   | 2016-07-01 |
    """
    assessments = books.assessments
    later = (assessments["date"] > pd.Timestamp(books.as_of)) & assessments["score"].notna()
    return assessments.hits(later, at="date", day=assessments["date"], as_of=books.as_of)


def _alone(books: Books, phase: str, partner: str, among: pd.Series[Any]) -> Hits:
    """Point at assessments of one phase whose partner in another phase does not exist."""
    assessments, soft = books.assessments, books.project.soft
    if soft is None or not {phase, partner} <= set(soft.phases):
        return assessments.no_hits()
    said, key = assessments["phase"], _pair(assessments)
    paired = key.isin(key[said == partner].dropna().unique())
    return assessments.hits((said == phase) & key.notna() & ~paired & among, at="phase")


def _pair(assessments: Register, also: pd.Series[Any] | str = "") -> pd.Series[Any]:
    """Give a key of person, tool and area, blank where person or area is."""
    return assessments["participant_no"] + "\n" + assessments["area"] + "\n" + assessments.get("tool").fillna("") + "\n" + also
