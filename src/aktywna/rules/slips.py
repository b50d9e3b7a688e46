"""A1: PESEL numbers a slip of the hand away from another's, under two names, rounded by a spreadsheet, or beside others' surnames."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aktywna.domain.findings.finding import Together
from aktywna.domain.findings.rule import ERROR, N_, WARNING, rule
from aktywna.domain.people.near_numbers import NONE, differs_in_one, swapped, told_apart
from aktywna.domain.people.participants import folded, rows_told
from aktywna.domain.people.pesels import rounded
from aktywna.domain.people.shared_pesels import other_name_before
from aktywna.domain.people.surnames import beside_others

if TYPE_CHECKING:
    from aktywna.domain.cells.texts import Numbers
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits

_ONE_DIGIT, _SWAPPED = N_("in one digit"), N_("by two neighbouring digits that are swapped")


@rule(
    "A110",
    ERROR,
    on="participants",
    says=N_("{pesel:private} is not a PESEL number; it differs from the number in row {row} {how:said}."),
    do=N_("Compare both rows with the documents; if this is one person, correct the number, and keep one row unless the person came back."),
    basis="count",  # rules.md 8.2 W1, W7: the number is wrong, and one person would count as two
)
def pesel_mistyped(books: Books) -> Hits:
    """
    A PESEL number is not valid, and is a slip away from another row's.

    One digit wrong or two neighbours swapped break the check digit, so the two rows are probably one person, who would
    count as two. Whoever has another first name is not suspected: a twin's number is near as well. A number that is not
    valid and like nobody's is A101.

    Example:
        no | first_name | last_name  | pesel       | gender | age_at_start | start_date | end_date
        1  | Jan        | Testowski  | 44051401458 |        |              | 2009-03-02 | 2009-06-30
        2  | Jan        | Testowski  | 44051401358 | man    | 64           | 2009-03-02 |              <- A110
        3  |            |            | 44051404158 | man    | 65           | 2009-09-01 |              <- A110
        4  | Anna       | Wzorcowicz | 02070803628 |        |              | 2009-03-02 |
        5  | Jan        | Testowski  |             |        |              |            |
    """
    people = books.participants
    pesel, other = people["pesel"], books.column("participants", "slip").to_numpy()

    def how(rows: Numbers) -> Numbers:
        return np.where(differs_in_one(pesel.iloc[rows], pesel.iloc[other[rows]]), _ONE_DIGIT, _SWAPPED).astype(object)

    return people.hits(other != NONE, at="pesel", pesel=pesel, row=lambda rows: rows_told(people, other[rows]), how=how)


@rule(
    "A111",
    WARNING,
    on="participants",
    says=N_("PESEL {pesel:private} and that in row {row} differ by two swapped neighbouring digits, and the first name is the same."),
    do=N_("Compare both numbers with the documents; if they are one person's, copy the right one."),
    basis="rules.md 8.2 W7: I",
)
def pesel_with_digits_swapped(books: Books) -> Hits:
    """
    Two valid PESEL numbers differ by a swap of neighbouring digits.

    When the two digits differ by five, the check digit does not notice. Told only of rows with the same first name and the
    same surname or date of birth; twins have other first names.

    Example:
        no | first_name | last_name     | pesel       | start_date
        1  | Anna       | Testowska     | 02470805042 | 2130-03-02
        2  | Anna       | Przykładowicz | 02470850042 | 2130-03-02   <- A111
        3  | Ewa        | Testowska     | 02470805141 | 2130-03-02
        4  | Maria      | Testowska     | 02470850141 | 2130-03-02
        5  |            | Testowska     | 02470805240 | 2130-03-02
        6  | Maria      | Testowska     | 02470850240 | 2130-03-02
    """
    people = books.participants
    pesel = people["pesel"]
    rows, others = swapped(books)
    if not len(rows):
        return people.no_hits()
    surname, first, born = people.get("last_name"), people.get("first_name"), books.column("participants", "birth")
    named = first.iloc[rows].notna().to_numpy() & first.iloc[others].notna().to_numpy() & ~told_apart(people, rows, others)
    same_surname = folded(surname.iloc[rows]).to_numpy() == folded(surname.iloc[others]).to_numpy()
    alike = same_surname | (born.iloc[rows].to_numpy() == born.iloc[others].to_numpy())
    found = np.full(len(people), NONE, dtype=np.int64)
    found[rows[named & alike]] = others[named & alike]
    return people.hits(found != NONE, at="pesel", pesel=pesel, row=lambda rows: rows_told(people, found[rows]))


@rule(
    "A113",
    ERROR,
    on="participants",
    says=N_("PESEL {pesel:private} is already in row {row}, under another first name."),
    do=N_("Check whose number it is: one of the two people has somebody else's, or one of the names is wrong."),
    basis="count",  # the number decides who is counted: two people would count as one
)
def pesel_of_two_people(books: Books) -> Hits:
    """
    One PESEL number stands under two first names.

    The number decides, so the two count as one person. Another surname is nobody's fault: people marry. Misspellings and
    short forms of one name are not judged, nor are names that begin alike, unless the surnames differ too. A sex or a date of
    birth that the number denies is A102 or A103.

    Example:
        no | first_name   | last_name     | pesel       | start_date | end_date
        1  | Jan          | Testowski     | 44051401458 | 2009-03-02 | 2009-06-30
        2  | Piotr        | Wzorcowicz    | 44051401458 | 2009-03-02 |              <- A113
        3  | Anna         | Testowska     | 02070803628 | 2009-03-02 | 2009-06-30
        4  | Anna Barbara | Przykładowicz | 02070803628 | 2009-09-01 |
        5  |              |               | 02122401358 | 2009-03-02 | 2009-06-30
        6  | Ewa          | Testowska     | 02122401358 | 2009-09-01 |
        7  | Aleksandra   | Testowska     | 02470805042 | 2130-03-02 | 2130-06-30
        7  | Ola          | Nowowicz      | 02470805042 | 2130-09-01 |
        8  | Anna         | Testowska     | 02470805240 | 2130-03-02 | 2130-06-30
        9  | Alicja       | Wzorcowicz    | 02470805240 | 2130-09-01 |              <- A113
    """
    people = books.participants
    pesel = people["pesel"]
    people.need("first_name")
    other = books.once(other_name_before)
    return people.hits(other != NONE, at="pesel", pesel=pesel, row=lambda rows: rows_told(people, other[rows]))


@rule(
    "A120",
    ERROR,
    on="participants",
    says=N_("The PESEL number was rounded by a spreadsheet ({pesel:private}): its last digits are lost."),
    do=N_("Copy the number again from the document into a cell that is formatted as text; what was rounded cannot be restored."),
    basis="count",
)
def pesel_rounded(books: Books) -> Hits:
    """
    A spreadsheet wrote a PESEL number with an exponent.

    A long number in a narrow cell is shown as `7,20516E+10`; saved as text, its last digits are gone. The person is not
    recognised by it, and sex and age cannot be read from it.

    Example:
        no | pesel
        1  | 02070803628
        2  | 7,20516E+10   <- A120
        3  | 7.20516e+10   <- A120
        4  | 44051401458
    """
    people = books.participants
    pesel = people["pesel"]
    return people.hits(books.once(rounded), at="pesel", pesel=pesel)


@rule(
    "A121",
    WARNING,
    on="participants",
    says=N_(
        "In rows {first}–{last}, {n:n} of {of:count surname|surnames} have the form of the other sex than the PESEL number "
        "beside them says."
    ),
    do=N_(
        "Check whether the column of surnames or that of PESEL numbers was shifted, or sorted apart from the others; put each surname "
        "back beside its person."
    ),
    basis="count",
)
def surnames_beside_others(books: Books) -> Together:
    """
    Surnames stand beside other people than their own.

    When a column of surnames is sorted alone, or a cell is put into it, women get the surnames of men and men those of women. Told
    only where both happen, five times or more, to a quarter of the surnames that have two forms (-ska and -ski, -cka and -cki,
    -dzka and -dzki): a single one may be a foreigner's or a slip. It is one fault, so it is said once, with all the cells. Where
    PESEL numbers deny what stands beside them as well, it is A119.

    Example:
        no | last_name   | pesel       | start_date
        1  | Próbowska   | 44051401359 | 2016-03-01   <- A121
        2  | Testowski   | 02211307589 | 2016-03-01
        3  | Wzorcowski  | 02070803628 | 2016-03-01
        4  | Zmyślińska  | 44051401458 | 2016-03-01
        5  | Pokazowski  | 09222509560 | 2016-03-01
    """
    people = books.participants
    people.need("last_name", "pesel")
    spots = []
    for rows, of in books.once(beside_others):
        first, last = people.numbers(rows[[0, -1]]).tolist()
        spots.append((people.places(rows, "last_name"), {"first": first, "last": last, "n": len(rows), "of": of}))
    return Together(spots)
