"""A1: who the people are. Numbers that identify a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aktywna.domain.cells.identifiers import pesel_birth, pesel_sex
from aktywna.domain.cells.texts import taken
from aktywna.domain.findings.finding import Several
from aktywna.domain.findings.rule import ERROR, N_, WARNING, rule
from aktywna.domain.people.participants import joined, rows_of_one_number
from aktywna.domain.people.pesels import numbers_of, rounded, says_birth, says_woman, valid
from aktywna.domain.people.same_person import identified
from aktywna.domain.people.shared_pesels import of_others
from aktywna.domain.sheets.keys import NONE, earlier_twin, keys

if TYPE_CHECKING:
    from aktywna.domain.cells.texts import Bools
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits


@rule(
    "A101",
    ERROR,
    on="participants",
    says=N_("{pesel:private} is not a PESEL number: its check digit or its date of birth is wrong."),
    do=N_("Copy the number again from the document; most often a digit is wrong or two digits are swapped."),
    basis="count",  # rules.md 8.2 W1, W3: one person may count as two
    same="pesel",
)
def pesel_not_valid(books: Books) -> Hits:
    """
    The PESEL number is not valid.

    The last digit must follow from the ten before it, and the first six must be a day that exists. Sex and age are
    read from the number, and without it a person entered twice is not recognised. A number a slip away from that of
    another row is A110, one that a spreadsheet rounded A120.

    Example:
        no | pesel
        1  | 02070803628
        2  | 44051401358   <- A101
        3  | 02381307589   <- A101
        4  |
    """
    people = books.participants
    pesel = people["pesel"]
    wrong = people.known("pesel") & ~valid(books)
    if wrong.any():
        wrong &= (books.column("participants", "slip") == NONE).to_numpy() & ~books.once(rounded)
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

    Every indicator is reported for women and for men. A number that denies the date of birth as well is A103.

    Example:
        no | pesel       | gender
        1  | 44051401458 | man
        2  | 44051401458 | woman   <- A102
        3  | 02070803628 | woman
        4  | 02070803628 |
        5  |             | man
    """
    people = books.participants
    written, pesel = people.said("gender"), people["pesel"]
    is_woman = says_woman(numbers_of(books))
    differs = valid(books) & ((people.among("gender", "woman") & ~is_woman) | (people.among("gender", "man") & is_woman))
    if differs.any():
        # A number that denies the date of birth too is another person's: that is A103, or A113.
        differs &= ~books.once(of_others) & ~_denies_birth(books)
    return people.hits(differs, at="gender", gender=written, from_pesel=lambda rows: pesel_sex(taken(pesel, rows)))


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

    Age on the first day, and with it every breakdown by age, follows from the date of birth. A number that stands under two
    first names is A113.

    Example:
        no | pesel       | birth_date
        1  | 44051401458 | 1944-05-14
        2  | 44051401458 | 1944-05-15   <- A103
        3  | 44051401458 |
        4  |             | 1944-05-15
    """
    people = books.participants
    written, pesel = people.get("birth_date"), people["pesel"]
    differs = _denies_birth(books)
    if differs.any():
        differs &= ~books.once(of_others)
    return people.hits(differs, at="birth_date", birth=written, from_pesel=lambda rows: pesel_birth(taken(pesel, rows)))


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
    asked, nor is a row of somebody whom another row identifies.

    Example:
        era: pokl-2007
        no | pesel       | no_pesel | other_id  | gender | birth_date | start_date | end_date
        1  | 44051401458 |          |           |        |            | 2009-03-02 | 2009-05-29
        2  |             | yes      | ZZ0000000 | woman  | 1984-05-14 | 2009-03-02 |
        3  |             | yes      |           | woman  | 1984-05-14 | 2009-03-02 |              <- A104
        4  |             |          |           | woman  | 1984-05-14 | 2009-03-02 |              <- A104
        5  |             |          |           |        |            |            |
        1  |             |          |           | man    | 1944-05-14 | 2009-06-01 |
    """
    people = books.participants
    people.need("pesel")
    without = joined(people) & ~people.known("pesel") & ~people.known("other_id")
    if without.any():
        without &= ~identified(books)
    return people.hits(without, at="pesel")


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
    people.need("pesel")
    return people.hits(people.among("no_pesel", "yes") & people.known("pesel"), at="no_pesel")


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
    people.need("no")
    return people.hits(~people.known("no"), at="no")


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
    some offices begin again from 1. A row without a PESEL number is the person of that number, unless its first name or
    another identifier says otherwise.

    Example:
        no | pesel       | start_date | end_date
        1  | 44051401458 | 2009-03-02 | 2009-06-30
        1  | 02070803628 | 2009-03-02 |              <- A107
        2  | 02122401358 | 2009-03-02 | 2009-06-30
        2  | 02122401358 | 2009-09-01 |
    """
    people = books.participants
    number, edition = people["no"], people.get("edition")
    rows = books.once(rows_of_one_number)
    if not len(rows):
        return people.no_hits()
    first = np.full(len(people), NONE, dtype=np.intp)
    first[rows] = np.append(rows, NONE)[earlier_twin(keys([edition.iloc[rows].fillna(""), number.iloc[rows]]))]
    again = first != NONE
    if not again.any():
        # Nobody's identity is asked for when no number stands twice.
        return people.no_hits()
    person = books.column("participants", "person").to_numpy()
    return people.hits(again & (person != person[first]), at="no", number=number, row=people.numbers(first))


@rule(
    "A116",
    WARNING,
    on="participants",
    says=N_("The person has no PESEL number, and {what:column} is not entered."),
    do=N_("Without a PESEL number the sex and the date of birth must be entered by hand."),
    basis="rules.md 8.2 W5: G3, V",
)
def undescribed_without_pesel(books: Books) -> Several:
    """
    A person without a PESEL number has no date of birth or no sex.

    Both are read from the PESEL; without it they have to be written down. Where the age or the sex is missing
    altogether, the record is not complete, and that is told there.

    Example:
        era: pokl-2007
        no | no_pesel | other_id  | gender | birth_date | age_at_start | start_date | labour_status | education
        1  | yes      | ZZ0000000 | woman  | 1984-05-14 |              | 2009-03-02 | inactive      | isced3
        2  | yes      | ZZ0000001 | woman  |            | 24           | 2009-03-02 | inactive      | isced3      <- A116
        3  |          | ZZ0000002 | woman  |            | 24           | 2009-03-02 | inactive      | isced3      <- A116
        4  | yes      | ZZ0000003 | woman  |            |              |            |               |
    """
    people = books.participants
    stated = people.among("no_pesel", "yes") | people.known("other_id")
    bare = joined(people) & ~people.known("pesel") & stated
    if not bare.any():
        return Several(())
    asked = books.value_or("complete_columns", ())
    found = []
    for written, read in (("gender", "sex"), ("birth_date", "age")):
        people.need(written)
        is_told = books.column("participants", read).isna().to_numpy() if read in asked else np.zeros(len(people), dtype=np.bool_)
        found.append(people.hits(bare & ~people.known(written) & ~is_told, at=written, what=written))
    return Several(found)


def _denies_birth(books: Books) -> Bools:
    """Say in which rows a valid PESEL number has another date of birth than the one that is written."""
    people = books.participants
    differs = people.known("birth_date") & valid(books)
    return differs & ~says_birth(numbers_of(books), people.get("birth_date")) if differs.any() else differs
