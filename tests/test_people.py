"""Which rows are one person: what identifies decides, and a row that says less joins the only person it can speak of."""

from __future__ import annotations

from tables import books_of, table


def people(text: str) -> list[list[str]]:
    """Give the participants' numbers (and rows) of each person, in the order of the register."""
    books = books_of(table(text)[0])
    keys = books.column("participants", "person").tolist()
    return [[str(row + 1) for row, other in enumerate(keys) if other == key] for key in dict.fromkeys(keys)]


def test_a_pesel_decides_against_names() -> None:
    found = people("""
        no | pesel       | first_name | last_name
        1  | 44051401458 | Jan        | Testowski
        2  | 44051401458 | Piotr      | Wzorcowicz
        3  | 02070803628 | Jan        | Testowski
    """)

    assert [["1", "2"], ["3"]] == found


def test_a_number_that_is_not_valid_makes_nobody_one() -> None:
    found = people("""
        no | pesel
        1  | 00000000000
        2  | 00000000000
    """)

    assert [["1"], ["2"]] == found


def test_a_row_without_pesel_joins_the_one_of_its_number() -> None:
    found = people("""
        no | pesel       | first_name
        1  | 44051401458 | Jan
        1  |             | JAN
        1  |             |
        2  | 02070803628 | Anna
        2  |             | Ewa
    """)

    assert [["1", "2", "3"], ["4"], ["5"]] == found


def test_a_row_without_pesel_joins_the_one_of_its_name_and_birthday() -> None:
    found = people("""
        no | pesel       | first_name | last_name | birth_date
        1  | 44051401458 | Jan        | Testowski |
        2  |             | Jan        | Testowski | 1944-05-14
        3  |             | Jan        | Testowski | 1944-05-15
    """)

    assert [["1", "2"], ["3"]] == found


def test_a_row_that_two_people_could_be_joins_neither() -> None:
    found = people("""
        no | pesel       | other_id  | first_name | last_name | birth_date
        1  | 44051401458 |           | Jan        | Testowski |
        2  |             | ZZ0000000 | Jan        | Testowski | 1944-05-14
        3  |             |           | Jan        | Testowski | 1944-05-14
    """)

    assert [["1"], ["2"], ["3"]] == found
