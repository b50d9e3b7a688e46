"""A1: who the people are. Numbers that identify a person, and persons entered twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.identifiers import pesel_birth, pesel_sex, pesel_valid
from aktywna.domain.layout import normal
from aktywna.domain.overlap import days, earlier_overlap
from aktywna.domain.people import NOT_YET, TAKES_PART
from aktywna.domain.rule import ERROR, N_, WARNING, rule

if TYPE_CHECKING:
    from aktywna.domain.books import Books
    from aktywna.domain.register import Hits, Register


@rule(
    "A101",
    ERROR,
    on="participants",
    says=N_("{pesel:private} is not a PESEL number: its check digit or its date of birth is wrong."),
    do=N_("Copy the number again from the document; most often a digit is wrong or two digits are swapped."),
    basis="count",  # rules.md 8.2 W1, W3: one person may count as two
)
def pesel_not_valid(books: Books) -> Hits:
    """
    The PESEL number is not valid.

    The last digit must follow from the ten before it, and the first six must be a day that exists. Sex and age are
    read from the number, and without it a person entered twice is not recognised.

    Example:
        no | pesel
        1  | 44051401458
        2  | 44051401358   <- A101
        3  | 02381307589   <- A101
        4  |
    """
    people = books.participants
    pesel = people["pesel"]
    wrong = pesel.notna() & ~pesel_valid(pesel).fillna(value=False).astype(bool)
    return people.hits(wrong, at="pesel", pesel=pesel)


@rule(
    "A102",
    ERROR,
    on="participants",
    says=N_("The sex entered ({gender:choice}) differs from the sex in the PESEL number ({from_pesel:choice gender})."),
    do=N_("Correct the sex or the number; the tenth digit is even for a woman and odd for a man."),
    basis="count",  # rules.md 8.2 W2: one of the two is counted under the wrong sex
)
def sex_differs_from_pesel(books: Books) -> Hits:
    """
    The sex differs from the PESEL number.

    Every indicator is reported for women and for men.

    Example:
        no | pesel       | gender
        1  | 44051401458 | man
        2  | 44051401458 | woman   <- A102
        3  | 02070803628 | woman
        4  | 02070803628 |
        5  |             | man
    """
    people = books.participants
    written, from_pesel = people["gender"], pesel_sex(people["pesel"])
    differs = written.notna() & from_pesel.notna() & (written != from_pesel)
    return people.hits(differs, at="gender", gender=written, from_pesel=from_pesel)


@rule(
    "A103",
    ERROR,
    on="participants",
    says=N_("The date of birth {birth:private day} differs from the date in the PESEL number, {from_pesel:private day}."),
    do=N_("Compare both with the document; day and month are often swapped."),
    basis="count",
)
def birth_differs_from_pesel(books: Books) -> Hits:
    """
    The date of birth differs from the PESEL number.

    Age on the first day, and with it every breakdown by age, follows from the date of birth.

    Example:
        no | pesel       | birth_date
        1  | 44051401458 | 1944-05-14
        2  | 44051401458 | 1944-05-15   <- A103
        3  | 44051401458 |
        4  |             | 1944-05-15
    """
    people = books.participants
    written, from_pesel = people.get("birth_date"), pesel_birth(people["pesel"])
    differs = written.notna() & from_pesel.notna() & (written != from_pesel)
    return people.hits(differs, at="birth_date", birth=written, from_pesel=from_pesel)


@rule(
    "A104",
    WARNING,
    on="participants",
    says=N_("There is no PESEL number, no note that the person has none, and no other identifier."),
    do=N_("Enter the PESEL number, or mark “no PESEL” and enter another identifier."),
    basis="rules.md 8.2 W5: G3, V",
)
def without_identifier(books: Books) -> Hits:
    """
    A participant has neither a PESEL number nor another identifier.

    Without either nobody can tell whether the person is in the project twice. Candidates and the reserve list are not
    asked.

    Example:
        era: pokl-2007
        no | pesel       | no_pesel | other_id  | start_date
        1  | 44051401458 |          |           | 2009-03-02
        2  |             | yes      | ZZ0000000 | 2009-03-02
        3  |             | yes      |           | 2009-03-02   <- A104
        4  |             |          |           | 2009-03-02   <- A104
        5  |             |          |           |
    """
    people = books.participants
    pesel, other = people["pesel"], people.get("other_id")
    state = people.get("state")
    takes_part = state.isin(TAKES_PART) | (people.get("start_date").notna() & ~state.isin(NOT_YET))
    return people.hits(takes_part & pesel.isna() & other.isna(), at="pesel")


@rule(
    "A105",
    WARNING,
    on="participants",
    says=N_("The row says that the person has no PESEL number, and a number is entered."),
    do=N_("Remove the mark, or move the number to “other identifier” if it is not a PESEL."),
    basis="rules.md 8.2 W5: G3, V",
)
def pesel_despite_mark(books: Books) -> Hits:
    """
    A person marked as having no PESEL has one.

    The mark and the number exclude one another in the official file.

    Example:
        no | pesel       | no_pesel
        1  | 44051401458 | no
        2  | 44051401458 | yes   <- A105
        3  |             | yes
    """
    people = books.participants
    return people.hits((people.get("no_pesel") == "yes") & people["pesel"].notna(), at="no_pesel")


@rule(
    "A106",
    ERROR,
    on="participants",
    says=N_("The participant has no number."),
    do=N_("Give the participant a number that nobody else has; the other registers refer to it."),
    basis="count",
)
def without_number(books: Books) -> Hits:
    """
    A participant has no number.

    Attendance, support and outcomes find their person by this number; without it nothing that happened to the person
    can be counted.

    Example:
        no | last_name
        1  | Testowska
           | Przykładowicz   <- A106
    """
    people = books.participants
    return people.hits(people["no"].isna(), at="no")


@rule(
    "A107",
    ERROR,
    on="participants",
    says=N_("Participant number {number} already belongs to another person, in row {row}."),
    do=N_("Give one of the two people a number of their own, also in the other registers."),
    basis="count",
)
def number_of_two_people(books: Books) -> Hits:
    """
    Two people have one participant number.

    What happened to one of them would be counted for the other. The same number in another edition is not judged here:
    some offices begin again from 1.

    Example:
        no | pesel       | start_date | end_date
        1  | 44051401458 | 2009-03-02 | 2009-06-30
        1  | 02070803628 | 2009-03-02 |              <- A107
        2  | 02122401358 | 2009-03-02 | 2009-06-30
        2  | 02122401358 | 2009-09-01 |
    """
    people = books.participants
    number = people["no"]
    group = pd.factorize(people.get("edition").fillna("") + "\n" + number)[0]
    _, firsts, back = np.unique(group, return_index=True, return_inverse=True)
    heads = firsts[back]
    again = (group >= 0) & (heads != np.arange(len(people)))
    if not again.any():
        # Nobody's identity is asked for when no number stands twice.
        return people.no_hits()
    person = books.column("participants", "person").to_numpy()
    return people.hits(again & (person != person[heads]), at="no", number=number, row=people.numbers(heads))


@rule(
    "A108",
    ERROR,
    on="participants",
    says=N_("PESEL {pesel:private} is already in row {row}, and the two participations overlap."),
    do=N_("Leave one row. A return to the project begins only after the previous participation ended."),
    basis="rules.md 8.2 W6: S05, V",
)
def person_twice(books: Books) -> Hits:
    """
    One person takes part twice at the same time.

    A return is lawful: in another edition, or after the previous participation ended. Two participations at once are
    one person entered twice.

    Example:
        no | pesel       | edition | start_date | end_date
        1  | 44051401458 | first   | 2009-03-02 | 2009-06-30
        2  | 44051401458 | first   | 2009-05-04 |              <- A108
        3  | 44051401458 | second  | 2009-05-04 |
        4  | 02070803628 | first   | 2009-03-02 | 2009-03-31
        5  | 02070803628 | first   | 2009-03-31 |
        6  | 02122401358 | first   |            |
        7  | 02122401358 | first   |            |
        project: editions = [{ id = "first" }, { id = "second" }]
    """
    people = books.participants
    pesel = people["pesel"]
    good = pesel.where(pesel_valid(pesel).fillna(value=False).astype(bool))
    earlier = _overlapping(people, good)
    return people.hits(earlier >= 0, at="pesel", pesel=pesel, row=people.numbers(earlier))


@rule(
    "A109",
    WARNING,
    on="participants",
    says=N_("The same name and date of birth are already in row {row}, and the two participations overlap."),
    do=N_("Check whether this is one person; then leave one row and correct the PESEL number."),
    basis="rules.md 8.2 W7: I",
)
def namesake_twice(books: Books) -> Hits:
    """
    Two people have the same name and date of birth.

    Probably one person, entered once without a PESEL number or with a wrong one. Rows with the same PESEL are A108.

    Example:
        era: pokl-2007
        no | first_name | last_name     | birth_date | pesel       | other_id  | start_date
        1  | Anna       | Testowska     | 1902-07-08 | 02070803628 |           | 2009-03-02
        2  | Anna       | TESTOWSKA     | 1902-07-08 |             | ZZ0000000 | 2009-03-02   <- A109
        3  | Anna       | Testowska     | 1902-07-09 |             | ZZ0000001 | 2009-03-02
        4  | Ewa        | Przykładowicz | 1902-07-08 |             | ZZ0000002 | 2009-03-02
        5  | Anna       | Testowska     | 1902-07-08 |             | ZZ0000003 |
    """
    people = books.participants
    born = books.column("participants", "birth").dt.strftime("%Y%m%d").astype("str")
    named = _folded(people["last_name"]) + " " + _folded(people["first_name"]) + " " + born
    earlier = _overlapping(people, named)
    pesel = people.get("pesel").fillna("").to_numpy(dtype=object)
    same = (pesel == pesel[np.maximum(earlier, 0)]) & (pesel != "")
    return people.hits((earlier >= 0) & ~same, at="last_name", row=people.numbers(earlier))


def _overlapping(people: Register, key: pd.Series[Any]) -> np.ndarray[Any, Any]:
    """Give for each row an earlier row of the same key and edition whose participation overlaps, else -1."""
    start = people["start_date"]
    owner = (people.get("edition").fillna("") + "\n" + key).where(start.notna())
    return earlier_overlap(owner, days(start, blank=0), days(people.get("end_date")))


def _folded(names: pd.Series[Any]) -> pd.Series[Any]:
    """Give names as they are compared; each different name is looked at once."""
    codes, known = pd.factorize(names)
    folded = np.array([*(normal(name) for name in known), None], dtype=object)
    return pd.Series(folded[codes], dtype="str")
