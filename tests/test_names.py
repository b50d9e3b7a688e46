"""People named instead of numbered: matched with the register of participants."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.findings.finding import Severity
from aktywna.domain.findings.rule import NOTICES
from aktywna.domain.registers.naming_people import numbered
from aktywna.steps.open import open_books
from aktywna.words.sentences import private_facts
from effort import effort
from written import codes, column, read, said, sheet

HEADER = ["Nr uczestnika", "Imię", "Nazwisko", "PESEL", "Data urodzenia", "Data rozpoczęcia udziału w projekcie"]
START = "01.03.2116"


def participants(*rows):
    return read(sheet(HEADER, *([*row, START] for row in rows), name="Uczestnicy"), register="participants")[0]


PEOPLE = participants(
    ["12", "Anna", "Testowa", None, "01.02.2101"],
    ["13", "Łucja", "Żółć-Przykładowa", "02070803628", None],
    ["14", "Jan", "Zmyślony", None, "02.02.2101"],
    ["15", "Jan", "Zmyślony", None, "03.02.2101"],
    ["16", "Ewa", "Próbna", None, None],
)


def certificates(header, *rows, people=PEOPLE):
    """Read certificates and number them; give the register and what numbering says."""
    body = [[str(at), *row, START] for at, row in enumerate(rows, start=1)]
    register, _ = read(sheet(["Nr zaświadczenia", *header, "Data"], *body), register="certificates")
    return numbered(register, people)


def numbers(header, *rows):
    return column(certificates(header, *rows)[0], "participant_no")


class TestAName:
    @pytest.mark.parametrize("name", ["Anna Testowa", "TESTOWA ANNA", "testowa  anna", " Anna\u00a0Testowa "])
    def test_is_found_in_either_order_and_any_case(self, name):
        assert ["12"] == numbers(["Imię i nazwisko"], [name])

    @pytest.mark.parametrize("name", ["Lucja Zolc-Przykladowa", "Żółć - Przykładowa Łucja", "ŁUCJA ŻÓŁĆ PRZYKŁADOWA"])
    def test_is_found_without_diacritics_and_hyphens(self, name):
        assert ["13"] == numbers(["Nazwisko i imię"], [name])

    def test_may_stand_in_two_columns(self):
        assert ["12"] == numbers(["Nazwisko", "Imię"], ["Testowa", "Anna"])

    def test_of_several_participants_is_nobodys_and_they_are_listed(self):
        register, (finding,) = certificates(["Imię i nazwisko"], ["Jan Zmyślony"])

        assert ([None], ("14", "15")) == (column(register, "participant_no"), finding.facts["numbers"])
        assert ("R061", "B2", Severity.ERROR) == (finding.code, finding.place.cell, finding.severity)

    def test_with_a_day_of_birth_is_one_of_several(self):
        assert ["15"] == numbers(["Imię i nazwisko", "Data urodzenia"], ["Jan Zmyślony", "03.02.2101"])

    def test_with_another_day_of_birth_is_somebody_else(self):
        assert [None] == numbers(["Imię i nazwisko", "Data urodzenia"], ["Anna Testowa", "05.05.2105"])

    def test_of_nobody_is_said(self):
        _, findings = certificates(["Imię i nazwisko"], ["Zenon Nieznany"])

        assert [("R060", "B2")] == said(findings)

    def test_of_nobody_is_said_once_for_all_its_rows(self):
        _, (finding,) = certificates(["Imię i nazwisko"], ["Zenon Nieznany"], ["Nieznany Zenon"])

        assert ("R060", 2) == (finding.code, finding.facts["rows"])

    def test_alone_is_told_in_a_note(self):
        _, (finding,) = certificates(["Imię i nazwisko"], ["Anna Testowa"], ["Anna Testowa"], ["Ewa Próbna"])

        assert ("R063", Severity.NOTE, 2, 3) == (finding.code, finding.severity, finding.facts["people"], finding.facts["rows"])

    def test_that_is_a_number_is_the_number(self):
        assert (["14"], []) == (numbers(["Uczestnik"], ["14"]), certificates(["Uczestnik"], ["14"])[1])

    def test_that_is_only_a_part_is_not_guessed(self):
        assert [None, None] == numbers(["Imię i nazwisko"], ["Testowa"], ["Anna Maria Testowa"])


class TestAPesel:
    def test_is_found(self):
        assert (["13"], []) == (numbers(["PESEL"], ["02070803628"]), certificates(["PESEL"], ["02070803628"])[1])

    def test_goes_before_the_name(self):
        assert ["13"] == numbers(["Imię i nazwisko", "PESEL"], ["Anna Testowa", "02070803628"])

    def test_of_nobody_is_said(self):
        assert ["R060"] == codes(certificates(["PESEL"], ["44051401359"])[1])


class TestANumber:
    def test_that_is_written_stays(self):
        assert ["99"] == numbers(["Nr uczestnika", "Imię i nazwisko"], ["99", "Anna Testowa"])

    def test_that_is_not_is_filled_in(self):
        assert ["99", "12"] == numbers(["Nr uczestnika", "Imię i nazwisko"], ["99", "Anna Testowa"], [None, "Anna Testowa"])

    def test_found_by_name_has_the_address_of_the_name(self):
        register, _ = certificates(["Imię i nazwisko"], ["Anna Testowa"])

        assert ["B2"] == [place.cell for place in register.places(np.arange(1), "participant_no")]

    def test_is_not_missed_where_names_stand_in_its_place(self):
        _, findings = read(sheet(["Nr zaświadczenia", "Imię i nazwisko", "Data"], ["1", "Anna Testowa", START]), register="certificates")

        assert [] == findings


@pytest.mark.parametrize(
    ("register", "header", "row"),
    [
        ("attendance", ["Imię i nazwisko", "Data", "Obecność"], ["Anna Testowa", START, "ob"]),
        ("certificates", ["Imię i nazwisko", "Nr zaświadczenia", "Data"], ["Anna Testowa", "1", START]),
        ("outcomes", ["Imię i nazwisko", "Rezultat", "Data"], ["Anna Testowa", "employment", START]),
        ("assessments", ["Imię i nazwisko", "Obszar", "Pomiar", "Ocena"], ["Anna Testowa", "a", "PRE", "1"]),
        ("support", ["Imię i nazwisko", "Forma wsparcia", "Data rozpoczęcia"], ["Anna Testowa", "KIS", START]),
        ("contracts", ["Imię i nazwisko", "Nr kontraktu", "Data zawarcia"], ["Anna Testowa", "1", START]),
        ("stays", ["Imię i nazwisko", "Miejsce", "Data rozpoczęcia"], ["Anna Testowa", "MT", START]),
    ],
)
def test_every_register_of_people_may_name_them(register, header, row):
    found, _ = numbered(read(sheet(header, row), register=register)[0], PEOPLE)

    assert ["12"] == column(found, "participant_no")


def test_a_matrix_of_names_is_numbered():
    diary, _ = read(sheet(["marzec 2116"], ["Lp.", "Nazwisko i imię", 1, 2, 3], [1, "Testowa Anna", "ob", "ob", "nn"]))
    register, _ = numbered(diary, PEOPLE)

    assert ["12"] * 3 == column(register, "participant_no")
    assert ["B3"] * 3 == [place.cell for place in register.places(np.arange(3), "participant_no")]


def test_a_row_of_a_matrix_is_one_row_however_many_days_it_has():
    diary, _ = read(
        sheet(["marzec 2116"], ["Lp.", "Nazwisko i imię", 1, 2, 3], [1, "Testowa Anna", *["ob"] * 3], [2, "Nieznana Ewa", *["ob"] * 3])
    )
    _, findings = numbered(diary, PEOPLE)

    assert [("R060", 1), ("R063", 1)] == sorted((one.code, one.facts["rows"]) for one in findings)


def test_without_participants_nobody_can_be_found_and_it_is_said_once():
    register, findings = certificates(["Imię i nazwisko"], ["Anna Testowa"], ["Ewa Próbna"], people=None)

    assert ([("R062", 2)], 2) == ([(one.code, one.facts["rows"]) for one in findings], len(register))


def test_people_are_private_in_every_sentence():
    assert [{"person"}, {"person"}] == [private_facts(NOTICES[code].says) for code in ("R060", "R061")]


def test_opening_a_project_numbers_its_registers(tmp_path):
    keys = (
        'era = "pokl-2007"\ntitle = "x"\nbeneficiary.name = "x"\nprogramme.name = "x"\nperiod = { start = 2115-01-01, end = 2117-12-31 }\n'
    )
    (tmp_path / "project.toml").write_text(keys, encoding="utf-8")
    (tmp_path / "uczestnicy.csv").write_text(f"{';'.join(HEADER)}\n12;Anna;Testowa;;01.02.2101;{START}\n", encoding="utf-8")
    diary = "marzec 2116;;;\nLp.;Nazwisko i imię;1;2;3\n1;Testowa Anna;ob;ob;nn\n2;Nieznana Ewa;ob;ob;ob\n"
    (tmp_path / "obecnosc.csv").write_text(diary, encoding="utf-8")

    opened = open_books(tmp_path, as_of=date(2117, 12, 31))

    assert ["12"] * 3 + [None] * 3 == column(opened.books.attendance, "participant_no")
    assert ["R060", "R063"] == sorted(one.code for one in opened.findings if one.code.startswith("R06"))


@given(st.permutations(["Anna Testowa", "Łucja Żółć-Przykładowa", "Ewa Próbna"]), st.sampled_from([str.upper, str.lower, str.title]))
@effort(1 / 2)
def test_the_order_of_rows_changes_nothing(names, written):
    expected = {"Anna Testowa": "12", "Łucja Żółć-Przykładowa": "13", "Ewa Próbna": "16"}

    assert [expected[name] for name in names] == numbers(["Imię i nazwisko"], *([written(name)] for name in names))
