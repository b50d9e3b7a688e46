"""Headers recognised by name, and what is said of the others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aktywna.domain.findings.finding import Place, Severity
from aktywna.domain.registers.layout import Layout, normal
from aktywna.domain.sheets.header_names import Header
from aktywna.domain.sheets.headers import recognise
from aktywna.io import shipped
from exports import SL2014

LAYOUT = Layout.model_validate(
    {
        "id": "participants",
        "name": "Uczestnicy",
        "files": ["uczestnicy"],
        "read": "latest",
        "key": "no",
        "key_else": ["pesel"],
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


def without_day(headings):
    """Headings of a register that is only tried out: that it has no first day is not what is asked."""
    return replace(headings, findings=tuple(one for one in headings.findings if one.place.column != PARTICIPANTS.dated))


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


def test_what_tells_people_apart_stands_for_the_key():
    headings = read("Data rozpoczęcia udziału w projekcie", "PESEL")
    (finding,) = headings.findings

    assert ("R065", ("participants.pesel",), "B3") == (finding.code, finding.facts["columns"], finding.place.cell)


def test_the_key_cannot_be_missing():
    (finding,) = read("Data rozpoczęcia udziału w projekcie").findings

    assert ("R001", "Nr uczestnika") == (finding.code, finding.facts["column"].pl)


def test_a_header_of_the_offices_own_is_kept_out_and_said():
    (finding,) = read("Lp.", "Data rozpoczęcia udziału w projekcie", "Kolor segregatora").findings

    assert ("R002", None) == (finding.code, finding.facts["near"])


def test_a_misspelt_header_is_told_its_nearest():
    (finding,) = read("Lp.", "Data rozpoczęcia udziału w projekcie", "Data zakonczenia udzialu w porjekcie").findings

    assert ("R002", "Data zakończenia udziału w projekcie") == (finding.code, finding.facts["near"])


def test_a_column_that_is_there_is_not_suggested():
    header = ("Lp.", "Data rozpoczęcia udziału w projekcie", "Data rozpoczęcia udziału we wsparciach")

    assert [("R002", None)] == [(found.code, found.facts["near"]) for found in read(*header).findings]


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


PARTICIPANTS = shipped.layouts()["participants"]


def of_participants(*header, own=None):
    place = Place("uczestnicy.xlsx", "Uczestnicy", 1, register="participants")
    return without_day(recognise(PARTICIPANTS, header, own or {}, place))


@pytest.mark.parametrize(
    "header",
    [
        "NR\u00a0UCZESTNIKA",
        "Nr uczestnika²",
        "Nr uczestnika **)",
        "Nr uczest-\nnika",
        "Nr ucze\u00adstnika",
        "\ufeffNr uczestnika",
        "Nr  uczestnika:",
    ],
)
def test_a_header_is_known_whatever_a_spreadsheet_put_into_it(header):
    assert {"no": 0} == dict(of_participants(header).columns)


@pytest.mark.parametrize(
    ("header", "column"),
    [("woj.", "voivodeship"), ("Pow.", "county"), ("gm.", "commune"), ("Nr tel.", "phone"), ("Data ur.", "birth_date")],
)
def test_an_abbreviation_is_a_synonym(header, column):
    assert column in of_participants(header).columns


@pytest.mark.parametrize(("header", "column"), [("Godz. od", "time_from"), ("Godz.", "hours")])
def test_an_abbreviation_of_hours_is_a_synonym(header, column):
    assert column in recognise(shipped.layouts()["attendance"], [header], {}).columns


class TestDoubledHeaders:
    """A header that official exports repeat is known by the column it stands right after."""

    def test_of_which_follows_the_status(self):
        header = ("Status osoby na rynku pracy", "w tym", "Rodzaj przyznanego wsparcia", "w tym")

        expected = {"labour_status": 0, "labour_detail": 1, "support_type": 2, "support_subtype": 3}

        assert expected == dict(of_participants(*header).columns)

    def test_of_which_after_a_support_is_of_the_support(self):
        header = ("Nr uczestnika", "Status osoby na rynku pracy", "w tym", "Rodzaj przyznanego wsparcia", "w tym")
        headings = recognise(shipped.layouts()["support"], header, {})

        assert {"participant_no": 0, "support_type": 3, "support_subtype": 4} == dict(headings.columns)

    def test_alone_it_is_nothing(self):
        headings = of_participants("Nr uczestnika", "w tym")

        assert ({"no": 0}, ["R002"]) == (dict(headings.columns), codes(headings))

    def test_the_second_number_of_a_building_is_the_flats(self):
        assert {"no": 0, "house_no": 1, "flat_no": 2} == dict(of_participants("Nr uczestnika", "Nr budynku", "Nr budynku").columns)

    def test_the_person_of_a_sheet_of_institutions_and_persons_is_read(self):
        headings = of_participants(*SL2014)
        expected = {
            "country": 30,
            "institution_name": 32,
            "first_name": 33,
            "house_no": 45,
            "flat_no": 46,
            "labour_detail": 54,
            "start_date": 51,
        }

        assert expected == {name: headings.columns[name] for name in expected}

    def test_the_institution_is_one_note(self):
        asides = [found for found in of_participants(*SL2014).findings if found.code == "R010"]

        assert [("G1", "G", "AD"), ("B1", "B", "F")] == [(one.place.cell, one.facts["first"], one.facts["last"]) for one in asides]

    def test_nothing_of_such_a_sheet_is_doubled(self):
        assert "R003" not in codes(of_participants(*SL2014))


class TestColumnsForWantOfBetterOnes:
    """`Lp.` is a number of a person only where there is no other."""

    def test_the_number_of_the_row_is_read_and_said(self):
        headings = of_participants("Lp.", "Nazwisko")

        assert (0, ["R011"]) == (headings.columns["no"], codes(headings))

    def test_a_better_one_goes_first(self):
        headings = of_participants("Lp.", "ID", "Nr uczestnika")

        assert 2 == headings.columns["no"]

    def test_of_two_such_the_better_one_is_read(self):
        assert 1 == of_participants("Lp.", "ID").columns["no"]

    def test_numbers_of_rows_are_no_unknown_header(self):
        assert [] == codes(of_participants("Lp.", "Nr uczestnika"))

    def test_an_identifier_that_is_not_read_is_said(self):
        assert [("R002", "A1")] == [(found.code, found.place.cell) for found in of_participants("ID", "Nr uczestnika").findings]


class TestTwoColumnsInOne:
    """Headers over cells that hold two columns."""

    @pytest.mark.parametrize("header", ["Imię i nazwisko", "Nazwisko i imię", "NAZWISKO I IMIĘ *"])
    def test_a_name_is_both_columns(self, header):
        columns = of_participants("Nr uczestnika", header).columns

        assert (1, 1) == (columns["first_name"], columns["last_name"])

    def test_columns_of_their_own_go_first(self):
        headings = of_participants("Nr uczestnika", "Imię i nazwisko", "Imię", "Nazwisko")

        assert ({"no": 0, "first_name": 2, "last_name": 3}, ["R003"]) == (dict(headings.columns), codes(headings))

    def test_what_is_missing_beside_one_of_its_own_is_taken(self):
        headings = of_participants("Nr uczestnika", "Imię i nazwisko", "Nazwisko")

        assert {"no": 0, "first_name": 1, "last_name": 2} == dict(headings.columns)

    def test_hours_from_to(self):
        columns = recognise(shipped.layouts()["sessions"], ["Data", "Godziny od–do"], {}).columns

        assert (1, 1) == (columns["time_from"], columns["time_to"])

    def test_a_term_of_a_support(self):
        columns = recognise(shipped.layouts()["support"], ["Nr uczestnika", "Data od-do"], {}).columns

        assert (1, 1) == (columns["start_date"], columns["end_date"])

    def test_an_address_is_not_taken_apart(self):
        headings = of_participants("Nr uczestnika", "Adres")

        assert (["no"], ["R002"]) == (list(headings.columns), codes(headings))


class TestHeadersOfSeveralRows:
    """A header made of several rows is known whole, or by a part that can stand alone."""

    def test_the_whole_goes_first(self):
        header = (Header("Data zakończenia udziału w projekcie", ("Data rozpoczęcia udziału w projekcie",)), "Nr uczestnika")

        assert ["end_date", "no"] == list(of_participants(*header).columns)

    def test_a_part_is_known_alone(self):
        assert {"city": 0} == dict(of_participants(Header("Adres zamieszkania Miejscowość", ("Miejscowość",))).columns)

    def test_a_whole_header_goes_before_a_part_to_its_left(self):
        header = (Header("Opiekun Imię", ("Imię",)), Header("Imię"))

        assert 1 == of_participants(*header).columns["first_name"]

    def test_its_address_is_that_of_its_lowest_part(self):
        (finding,) = of_participants("Nr uczestnika", Header("Teczka Kolor", ("Kolor",), row=4)).findings

        assert "B4" == finding.place.cell


def test_a_name_in_place_of_a_number_is_enough():
    headings = recognise(shipped.layouts()["attendance"], ["Nazwisko i imię", "Data", "Obecność"], {})

    assert [] == codes(headings)


def test_an_own_header_goes_before_one_that_stands_first():
    assert 1 == of_participants("Nr uczestnika", "Teczka", own={"Teczka": "no"}).columns["no"]


@pytest.mark.parametrize("header", ["Sytuacja (1)", "Wykształcenie (ISCED 1)"])
def test_a_number_in_brackets_is_no_footnote(header):
    assert normal(header).endswith("1")


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Data rozpoczęcia udziału w projekcie (dd.mm.rrrr)", "start_date"),
        ("Data zakończenia udziału w projekcie RRRR-MM-DD", "end_date"),
        ("PESEL (11 cyfr)", "pesel"),
        ("Brak PESEL (TAK/NIE)", "no_pesel"),
        ("Brak PESEL [wybierz z listy]", "no_pesel"),
        ("Data rozp. udz. w proj.", "start_date"),
        ("Data zakoń. udziału w projekcie", "end_date"),
    ],
)
def test_hints_and_shortened_words_do_not_hide_a_header(header, column):
    assert {column: 0} == dict(read(header).columns)


@pytest.mark.parametrize("header", ["Data (dd.mm.rrrr)", "Data r. udz. w proj.", "Data udz. w proj.", "Nr (uwagi)", "PESEL (opiekuna)"])
def test_a_header_that_may_mean_something_else_stays_unknown(header):
    assert ({}, "R002") == (dict(read(header).columns), codes(read(header))[0])


def test_a_word_written_out_goes_before_a_shortened_one():
    headings = read("Data rozp. udziału w projekcie", "Data rozpoczęcia udziału w projekcie")

    assert (1, "R003") == (headings.columns["start_date"], codes(headings)[0])


def test_numbers_of_columns_inside_headers_are_no_part_of_them():
    assert {"no": 0, "pesel": 1, "start_date": 2} == dict(
        read("1 Nr uczestnika", "2 PESEL", "3 Data rozpoczęcia udziału w projekcie").columns
    )


def test_a_number_in_one_header_is_part_of_it():
    assert {} == dict(read("2 PESEL").columns)
