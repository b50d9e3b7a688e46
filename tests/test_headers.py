"""Headers recognised by name, and what is said of the others."""

from __future__ import annotations

import pandas as pd
import pytest

from aktywna.domain.finding import Place, Severity
from aktywna.domain.headers import header_row, recognise
from aktywna.domain.layout import Layout

LAYOUT = Layout.model_validate(
    {
        "id": "participants",
        "name": "Uczestnicy",
        "files": ["uczestnicy"],
        "read": "latest",
        "key": "no",
        "unit": "person",
        "column": [
            {"id": "no", "kind": "code", "name": {"pl": "Nr uczestnika", "en": "Participant no."}, "also": ["Lp."]},
            {"id": "pesel", "kind": "pesel", "name": "PESEL", "also": ["Nr PESEL"], "private": True},
            {"id": "no_pesel", "kind": "yes_no", "name": "Brak PESEL"},
            {"id": "start_date", "kind": "date", "name": "Data rozpoczęcia udziału w projekcie", "need": {"always": True}},
            {"id": "end_date", "kind": "date", "name": "Data zakończenia udziału w projekcie"},
        ],
    }
)


def read(*header, own=None):
    return recognise(LAYOUT, header, own or {}, Place("uczestnicy.xlsx", "Uczestnicy", 3, register="participants"))


def codes(headings):
    return [finding.code for finding in headings.findings]


def row_of(*rows):
    width = max(map(len, rows))
    return header_row(LAYOUT, pd.DataFrame([[*row, *[None] * (width - len(row))] for row in rows], dtype="str"), {})


@pytest.mark.parametrize(
    "header", ["Nr uczestnika", "NR UCZESTNIKA *", "nr\nuczestnika", "Lp.", "no", "Participant no.", "Nr uczestnika 1)"]
)
def test_a_header_is_known_by_any_of_its_names(header):
    assert {"no": 0, "start_date": 1} == read(header, "data rozpoczecia udzialu w projekcie").columns


def test_a_header_is_never_known_by_a_part_of_it():
    assert {"no": 0, "no_pesel": 1, "start_date": 2} == read("Lp.", "brak PESEL", "Data rozpoczęcia udziału w projekcie").columns


def test_a_needed_column_that_is_missing_is_one_error():
    headings = read("Lp.", "PESEL")

    assert [("R001", Severity.ERROR, "start_date")] == [(found.code, found.severity, found.place.column) for found in headings.findings]


def test_the_key_cannot_be_missing():
    (finding,) = read("Data rozpoczęcia udziału w projekcie").findings

    assert ("R001", "Nr uczestnika") == (finding.code, finding.facts["column"].pl)


def test_a_header_of_the_offices_own_is_kept_out_and_said():
    (finding,) = read("Lp.", "Data rozpoczęcia udziału w projekcie", "Kolor segregatora").findings

    assert ("R002", None) == (finding.code, finding.facts["near"])


def test_a_misspelt_header_is_told_its_nearest():
    (finding,) = read("Lp.", "Data rozpoczęcia udziału w projekcie", "Data zakonczenia udzialu w porjekcie").findings

    assert ("R002", "Data zakończenia udziału w projekcie") == (finding.code, finding.facts["near"])


def test_of_two_headers_of_one_column_the_first_is_read():
    headings = read("PESEL", "Lp.", "Data rozpoczęcia udziału w projekcie", "Nr PESEL")

    assert (0, ["R003"]) == (headings.columns["pesel"], codes(headings))


def test_a_header_has_an_address():
    (finding,) = read("Lp.", "Data rozpoczęcia udziału w projekcie", "Kolor segregatora").findings

    assert Place("uczestnicy.xlsx", "Uczestnicy", 3, "C3", "participants") == finding.place


def test_an_empty_header_is_no_header():
    assert [] == codes(read("Lp.", None, "  ", "Data rozpoczęcia udziału w projekcie"))


def test_the_projects_own_headers_go_first():
    headings = read("Teczka", "Start", own={"TECZKA": "no", "start": "start_date"})

    assert ({"no": 0, "start_date": 1}, []) == (headings.columns, codes(headings))


def test_the_headers_may_stand_below_a_title():
    assert 2 == row_of(["Rejestr uczestników"], [], ["Lp.", "PESEL", "Uwagi"], ["1", "x"])


def test_a_row_of_mostly_unknown_cells_is_no_header():
    assert row_of(["Lp.", "a", "b", "c"]) is None


def test_three_known_headers_are_enough_among_many_of_the_offices_own():
    assert 0 == row_of(["Lp.", "PESEL", "Data zakończenia udziału w projekcie", "a", "b", "c", "d", "e"])


def test_a_row_without_a_needed_column_is_no_header():
    assert 1 == row_of(["PESEL"], ["Lp.", "PESEL"])


def test_headers_are_not_sought_below_the_twentieth_row():
    assert row_of(*[["x"]] * 20, ["Lp.", "PESEL"]) is None
