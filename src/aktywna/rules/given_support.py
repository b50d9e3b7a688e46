"""A5, given support: what the register of support says was given, against the diaries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.events import NOBODY, came, person_codes
from aktywna.domain.findings.rule import N_, WARNING, rule
from aktywna.domain.people.first_days import moment
from aktywna.domain.people.participants import NOT_YET, rows_told
from aktywna.domain.presence.classes import HOUR, LESSON, ROUNDED, Answers
from aktywna.domain.sheets.keys import NONE, Keys, Rows, earlier_twin, keys, shared_keys
from aktywna.rules.schedule import taking_part

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits, Register


_SHIFT, _SPREAD = 12_000, 100_000
"""Added to months so that none is negative, and more than there are."""


@rule(
    "A562",
    WARNING,
    on="support",
    says=N_("The form of support is marked as finished, and the diary has this person at none of its classes."),
    do=N_("Check the diary and the number of the participant; correct the mark if the person did not take part."),
    basis="rules.md 6.1: Seed5, V",
)
def finished_and_never_came(books: Books) -> Hits:
    """
    A form of support is marked as finished and the person never came to it.

    The diary is the register of each person's activity. Asked only of forms whose diary has somebody at a class in every month
    of the support, and in which every attendance names its person and its form.

    Example:
        as of: 2016-12-31
        project: forms = [{ id = "kis" }, { id = "psy" }]
        participants:
        no | start_date
        1  | 2016-03-01
        2  | 2016-03-01
        support:
        participant_no | form | start_date | end_date   | finished
        1              | kis  | 2016-03-01 | 2016-03-31 | yes
        2              | kis  | 2016-03-01 | 2016-03-31 | yes        <- A562
        2              | psy  | 2016-03-01 | 2016-03-31 | yes
        2              | kis  | 2016-05-04 | 2016-05-31 | yes
        attendance:
        participant_no | form | date       | mark
        1              | kis  | 2016-03-07 | present
        2              | kis  | 2016-03-07 | absent
    """
    support = books.support
    pairs, came_to = _pairs(books)
    came_to = came_to[_may_have_come(books.attendance)]
    support.need("finished")
    wrong = support.among("finished", "yes") & (pairs >= 0) & ~np.isin(pairs, came_to)
    return support.hits(wrong & _settled_forms(books) & books.once(_kept_diary), at="finished")


@rule(
    "A563",
    WARNING,
    on="support",
    says=N_("{hours:hours} of this form are entered as done, and the diary has {counted:hours} of this person."),
    do=N_("Compare the hours with the diary; enter those in which the person took part."),
    basis="rules.md 6.1: Seed5, V",
)
def more_hours_than_diary(books: Books) -> Hits:
    """
    More hours of a form of support are entered as done than the diary has.

    All rows of a person and form are added up, those entered twice (A567) once. The diary may count clock hours and the support
    lesson hours of 45 minutes, so a third more is not accused. Asked where the diary has somebody at the form in every month of
    the support, and has the hours of all the person's attendance. Whose attendance it does not have at all is A562. Told once
    for a person and form.

    Example:
        as of: 2016-12-31
        project: forms = [{ id = "kis" }]
        participants:
        no | start_date
        1  | 2016-03-01
        2  | 2016-03-01
        3  | 2016-03-01
        support:
        participant_no | form | start_date | end_date   | hours_done
        1              | kis  | 2016-03-01 | 2016-03-31 | 6
        2              | kis  | 2016-03-01 | 2016-03-31 | 8
        3              | kis  | 2016-03-01 | 2016-03-31 | 9          <- A563
        attendance:
        participant_no | form | date       | hours | mark
        1              | kis  | 2016-03-07 | 6     | present
        2              | kis  | 2016-03-07 | 6     | present
        3              | kis  | 2016-03-07 | 6     | present
        3              | kis  | 2016-03-14 | 6     | absent
    """
    support, diary = books.support, books.attendance
    pairs, attended = _pairs(books)
    hours, written = diary["hours"], support["hours_done"]
    own = came(diary).to_numpy(dtype=bool) & (attended >= 0)
    known = (pairs >= 0) & written.notna().to_numpy() & (books.once(_said_before) < 0)
    size = int(max(pairs.max(initial=NONE), attended.max(initial=NONE))) + 2
    counted = np.append(np.bincount(attended[own], hours[own].fillna(0.0), minlength=size), 0.0)[pairs]
    done = np.append(np.bincount(pairs[known], written[known], minlength=size), 0.0)[pairs]
    unread = _may_have_come(diary) & ~came(diary).to_numpy(dtype=bool)
    unsure = [attended[(own & hours.isna().to_numpy()) | unread], pairs[~books.once(_kept_diary)]]
    over = known & np.isin(pairs, attended[own]) & ~np.isin(pairs, np.concatenate(unsure)) & _settled_forms(books)
    over &= done > counted * HOUR / LESSON + ROUNDED
    first = over & (earlier_twin(np.where(over, pairs, NONE)) < 0)
    return support.hits(first, at="hours_done", hours=done, counted=counted)


@rule(
    "A564",
    WARNING,
    on="attendance",
    says=N_("The person attended {form:name}, and the register of support does not give this form of support to the person."),
    do=N_("Enter the form among the person's support, or correct the number or the form in the diary."),
    basis="count",  # the form is missing from what is counted by forms of support
)
def attended_form_not_given(books: Books) -> Hits:
    """
    A person attended a form of support that the register of support does not give to the person.

    Asked of forms that the register of support gives to somebody, when all its rows name their person and form. Attendance
    outside participation is A402 or A403, that of candidates A505. Told once for a person and form.

    Example:
        project: forms = [{ id = "kis" }, { id = "psy" }, { id = "pal" }]
        participants:
        no | start_date
        1  | 2016-03-01
        2  | 2016-03-01
        support:
        participant_no | form | start_date
        1              | kis  | 2016-03-01
        2              | psy  | 2016-03-01
        attendance:
        participant_no | form | date       | mark
        1              | kis  | 2016-03-07 | present
        1              | pal  | 2016-03-07 | present
        2              | kis  | 2016-03-07 | absent
        2              | kis  | 2016-03-14 | present   <- A564
        2              | kis  | 2016-03-21 | present
    """
    diary, support = books.attendance, books.support
    given, pairs = _pairs(books)
    nobody = (given < 0).any()
    candidates = np.append(books.participants.among("state", *NOT_YET), [True])[books.column("attendance", "owner").to_numpy()]
    asked = came(diary).to_numpy(dtype=bool) & (pairs >= 0) & diary["form"].isin(support["form"].dropna().unique()).to_numpy()
    wrong = asked & ~np.isin(pairs, given) & ~candidates & taking_part(books) & ~nobody
    form = diary["form"].map({one.id: one.name for one in books.project.forms})
    return diary.hits(wrong & (earlier_twin(np.where(wrong, pairs, NONE)) < 0), at="form", form=form)


@rule(
    "A565",
    WARNING,
    on="support",
    says=N_(
        "The form of support is marked as finished, and its last day, {day:day}, is after {as_of:day}, when the registers were closed."
    ),
    do=N_("Correct the last day, or the mark."),
    basis="count",
)
def finished_in_future(books: Books) -> Hits:
    """
    A form of support is marked as finished and its last day has not come yet.

    Example:
        as of: 2016-06-30
        participants:
        no | start_date
        1  | 2016-03-01
        support:
        participant_no | start_date | end_date   | finished
        1              | 2016-03-01 | 2016-06-30 | yes
        1              | 2016-03-01 | 2016-07-29 | yes        <- A565
        1              | 2016-03-01 | 2016-07-29 |
    """
    support = books.support
    support.need("finished", "end_date")
    later = support.among("finished", "yes") & (support.days("end_date") > moment(books.as_of))
    return support.hits(later, at="finished", day=support["end_date"], as_of=books.as_of)


@rule(
    "A567",
    WARNING,
    on="support",
    says=N_("The same support of the same person is already in row {row}."),
    do=N_("Leave one row; otherwise the support is counted twice."),
    basis="count",
    same="block",
)
def support_twice(books: Books) -> Hits:
    """
    One form of support of one person is entered twice.

    Everything that the two rows say agrees. A form that was broken off and begun again has other days.

    Example:
        participants:
        no | start_date
        1  | 2016-03-01
        support:
        participant_no | support_type | start_date | end_date
        1              | kurs         | 2016-03-01 | 2016-03-31
        1              | kurs         | 2016-03-01 | 2016-03-31   <- A567
        1              | kurs         | 2016-05-04 | 2016-05-31
        1              | doradztwo    | 2016-03-01 | 2016-03-31
    """
    support = books.support
    earlier = books.once(_said_before)
    return support.hits(earlier >= 0, at="start_date", row=rows_told(support, earlier))


def _said_before(books: Books) -> Rows:
    """Give for each row of support the first one that says the same, else `NONE`; to be asked by `books.once`."""
    support = books.support
    same = keys([support.get(column.id) for column in support.layout.column if column.id in support], blanks=True)
    named = np.logical_or.reduce([support.known(column) for column in ("form", "support_type", "support_subtype", "support_name")])
    known = support["participant_no"].notna() & support["start_date"].notna() & named
    return earlier_twin(np.where(known, same, NONE))


def _pairs(books: Books) -> tuple[Keys, Keys]:
    """Number each person and form, alike in the register of support and in the diary: shapes (rows,)."""
    ours, theirs = (pd.Series(person_codes(books, register)) for register in ("support", "attendance"))
    support = [ours.where(ours != NOBODY), books.support["form"]]
    return shared_keys(support, [theirs.where(theirs != NOBODY), books.attendance["form"]])


def _may_have_come(diary: Register) -> Answers:
    """Say at which entries of a diary the person was there, or has a mark that cannot be read and may be presence: shape (rows,)."""
    return came(diary).to_numpy(dtype=bool) | (diary.known("mark_raw") & ~diary.known("mark"))


def _settled_forms(books: Books) -> Answers:
    """Say of which support the diary leaves nothing open: every attendance names its form, and those of the form their person."""
    diary = books.attendance
    there = _may_have_come(diary)
    if (there & diary["form"].isna().to_numpy()).any():
        return np.zeros(len(books.support), dtype=np.bool_)
    lost = diary["form"][there & (person_codes(books, "attendance") == NOBODY)].unique()
    found: Answers = ~books.support["form"].isin(lost).to_numpy()
    return found


def _kept_diary(books: Books) -> Answers:
    """
    Say of which support the diary has somebody at a class of its form in every month from its first to its last day.

    A month without a class may be one whose diary nobody handed in. To be asked by `books.once`.
    """
    support, diary = books.support, books.attendance
    form, their_form = shared_keys([support["form"]], [diary["form"]])
    there = came(diary).to_numpy(dtype=bool) & (their_form >= 0) & diary.known("date")
    classes = np.unique(their_form[there] * _SPREAD + _months(diary.days("date"))[there])
    start, end = support.days("start_date"), support.days("end_date")
    first, last = _months(start), _months(np.where(np.isnat(end), moment(books.as_of), np.minimum(end, moment(books.as_of))))
    held = np.searchsorted(classes, form * _SPREAD + last, side="right") - np.searchsorted(classes, form * _SPREAD + first, side="left")
    found: Answers = (form >= 0) & ~np.isnat(start) & (last >= first) & (held == last - first + 1)
    return found


def _months(days: np.ndarray[Any, Any]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Give the months of days, counted from January 1970; of no day a month that is never asked for."""
    months: np.ndarray[Any, np.dtype[np.int64]] = days.astype("datetime64[M]").astype("int64")
    return np.where(np.isnat(days), 0, months) + _SHIFT
