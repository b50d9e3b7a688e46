"""Dictionaries: by code, name and synonym; yes, no and refusal; boxes that are ticked."""

from __future__ import annotations

import pytest

from aktywna.domain.sheets.sheet import Stored
from aktywna.io import shipped
from columns import GENDER, PATHS, YES_NO, read, troubles, values


def test_yes_and_no_are_read_by_their_dictionary():
    assert ["yes", "yes", "no", "refused", None] == values(
        read("yes_no", "TAK", "x", "nie", "odmowa podania informacji", "-", values=YES_NO)
    )


def test_yes_stored_as_true_is_yes():
    assert ["yes", "no"] == values(read("yes_no", "TRUE", "FALSE", values=YES_NO, stored=Stored.YES_NO))


def test_maybe_is_neither_yes_nor_no():
    assert {"R106": [0]} == troubles(read("yes_no", "może", values=YES_NO))


@pytest.mark.parametrize("written", ["kis", "KIS", "klub integracji spolecznej", "Social Integration Club"])
def test_a_choice_is_read_by_its_id_and_its_names(written):
    assert ["kis"] == values(read("choice", written, values=PATHS))


def test_a_word_for_nothing_that_a_dictionary_knows_is_its_value():
    assert ["none"] == values(read("choice", "brak", values=PATHS))


def test_a_misspelt_choice_is_not_known_and_the_nearest_is_named():
    reading = read("choice", "kis", "Klub Integracjii Spolecznej", values=PATHS)
    (trouble,) = reading.troubles

    assert ("R105", "Klub Integracji Społecznej") == (trouble.notice.code, trouble.facts["near"].iloc[1])


@pytest.mark.parametrize(
    ("dictionary", "written", "meant"),
    [
        ("education", "gimnazjalnee", "gimnazjalne"),
        ("education", "gimnazjalne (ISCED 22)", "gimnazjalne (ISCED 2)"),
        ("education", "isced33", "ponadgimnazjalne (ISCED 3)"),
        ("state", "zakonczłya", "udział zakończony"),
    ],
)
def test_what_is_nearest_to_the_words_of_the_office_is_named(dictionary: str, written: str, meant: str):
    """Not another period's name of the value; where words have a gender, the name that has none."""
    (trouble,) = read("choice", written, values=shipped.choices()[dictionary]).troubles

    assert meant == trouble.facts["near"].iloc[0]


def test_a_choice_like_nothing_is_not_known_and_said():
    reading = read("choice", "kosmonauta", values=PATHS)

    assert ([None], {"R105": [0]}) == (values(reading), troubles(reading))


@pytest.mark.parametrize(
    "written", ["kis|pal", "KIS; PAL", "kis, pal", "Klub Integracji Społecznej\nProgram aktywności lokalnej, rodziny", "kis i pal"]
)
def test_several_choices_stand_between_bars(written):
    assert ["|kis|pal|"] == values(read("choices", written, values=PATHS))


def test_a_comma_within_a_name_parts_nothing():
    assert ["|pal|"] == values(read("choices", "Program aktywności lokalnej, rodziny", values=PATHS))


def test_of_several_choices_one_unknown_makes_the_cell_unknown():
    reading = read("choices", "kis, kosmonauta", values=PATHS)

    assert ([None], {"R105": [0]}) == (values(reading), troubles(reading))


def test_a_personal_choice_is_not_told_by_what_it_is_like():
    (trouble,) = read("choice", "kiss", private=True, values=PATHS).troubles

    assert {"value"} == set(trouble.facts)


@pytest.mark.parametrize("written", ["TAK", "Tak", "T", "t", "1", "x", "X", "☒", "☑", "☒ TAK ☐ NIE", "TAK ☒  NIE ☐", "[x] TAK  [ ] NIE"])
def test_yes_in_all_forms(written):
    assert ["yes"] == values(read("yes_no", written, values=YES_NO))


@pytest.mark.parametrize("written", ["NIE", "Nie", "N", "n", "0", "☐", "☐ TAK ☒ NIE"])
def test_no_in_all_forms(written):
    assert ["no"] == values(read("yes_no", written, values=YES_NO))


@pytest.mark.parametrize("written", ["odmowa", "Odmowa podania informacji", "Odmawiam podania danych"])
def test_refusal_in_all_forms(written):
    assert ["refused"] == values(read("yes_no", written, values=YES_NO))


@pytest.mark.parametrize("written", ["nie dotyczy", "☐ TAK ☐ NIE", "-"])
def test_what_says_neither_is_an_empty_cell(written):
    reading = read("yes_no", written, values=YES_NO)

    assert ([None], {}) == (values(reading), troubles(reading))


def test_two_ticked_boxes_say_nothing_certain():
    reading = read("yes_no", "☒ TAK ☒ NIE", values=YES_NO)

    assert ([None], {"R106": [0]}) == (values(reading), troubles(reading))


def test_an_empty_cell_is_no_only_where_the_column_says_so():
    assert (["yes", None], ["yes", "no"]) == (
        values(read("yes_no", "x", None, values=YES_NO)),
        values(read("yes_no", "x", None, values=YES_NO, empty="no")),
    )


def test_what_cannot_be_read_is_not_taken_for_empty():
    assert [None] == values(read("yes_no", "może", values=YES_NO, empty="no"))


@pytest.mark.parametrize(
    ("written", "sex"),
    [
        ("K", "woman"),
        ("kobieta", "woman"),
        ("Kobieta", "woman"),
        ("F", "woman"),
        ("M", "man"),
        ("mężczyzna", "man"),
        ("MĘŻCZYZNA", "man"),
        ("mezczyzna", "man"),
    ],
)
def test_sex_is_read_however_it_is_written(written, sex):
    assert [sex] == values(read("choice", written, values=GENDER))


@pytest.mark.parametrize("written", ["1", "2"])
def test_a_number_is_no_sex_without_a_legend(written):
    assert {"R105": [0]} == troubles(read("choice", written, values=GENDER))


@pytest.mark.parametrize("written", ["Wyższe (ISCED 5–8)", "Wyższe (ISCED 5-8)", "WYŻSZE  (ISCED 5 – 8)"])
def test_a_dash_is_a_hyphen(written):
    assert ["isced5_8"] == values(read("choice", written, values=shipped.choices()["education"]))
