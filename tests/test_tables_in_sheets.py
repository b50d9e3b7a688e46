"""Tables found inside sheets: below titles, beside and below one another, without what is not their data."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.findings.finding import Severity
from aktywna.domain.promises.project import Project
from aktywna.domain.registers.layout import Layout
from aktywna.domain.registers.reading import read_register
from aktywna.domain.sheets.header_names import Names
from aktywna.domain.sheets.header_rows import find_header
from aktywna.domain.sheets.sheet import Sheet, Stored
from aktywna.io import shipped
from aktywna.io.reading.files import read_file
from effort import effort

LAYOUT = Layout.model_validate(
    {
        "id": "participants",
        "name": "Uczestnicy",
        "files": ["uczestnicy"],
        "read": "latest",
        "key": "no",
        "unit": "person",
        "column": [
            {"id": "no", "kind": "code", "name": "Nr", "fallback": ["Lp."]},
            {"id": "first_name", "kind": "name", "name": "Imię", "private": True},
            {"id": "last_name", "kind": "name", "name": "Nazwisko", "private": True},
            {"id": "start_date", "kind": "date", "name": "Data rozpoczęcia"},
            {"id": "end_date", "kind": "date", "name": "Data zakończenia"},
            {"id": "city", "kind": "text", "name": "Miejscowość"},
            {"id": "street", "kind": "text", "name": "Ulica"},
            {"id": "hours", "kind": "number", "name": "Liczba godzin"},
            {"id": "grant", "kind": "money", "name": "Kwota"},
        ],
        "split": [
            {"headers": ["Imię i nazwisko"], "into": ["first_name", "last_name"], "by": "words"},
            {"headers": ["Data od-do"], "into": ["start_date", "end_date"], "by": "days"},
        ],
    }
)
PROJECT = Project.model_validate({
    "title": "Przykład", "era": "pokl-2007", "beneficiary": {"name": "Ośrodek"}, "programme": {"name": "PO KL"},
    "period": {"start": "2009-01-01"},
})  # fmt: skip
HEADER = ["Nr", "Imię", "Nazwisko", "Data rozpoczęcia", "Kwota"]
ANNA = ["1", "Anna", "Testowska", "2.03.2009", "5"]
JAN = ["2", "Jan", "Przykładowicz", "3.03.2009", "7"]


def sheet(*rows, merged=(), numbers=(), name="Uczestnicy"):
    """A sheet of rows; `merged` as the carrier gives them, `numbers` are positions of cells stored as numbers."""
    width = max(map(len, rows))
    text = pd.DataFrame([[*row, *[None] * (width - len(row))] for row in rows], dtype="str", index=pd.RangeIndex(1, len(rows) + 1))
    stored = np.where(text.notna(), np.uint8(Stored.TEXT), np.uint8(0))
    for row, column in numbers:
        stored[row, column] = Stored.NUMBER
    return Sheet("uczestnicy.xlsx", name, text, pd.DataFrame(stored, index=text.index), merged=tuple(merged))


def read(*sheets, layout=LAYOUT, own=None):
    return read_register(layout, shipped.choices(), PROJECT, sheets, own)


def column(register, name):
    return register[name].astype(object).where(register[name].notna(), None).tolist()


def said(findings, *codes):
    """Codes and cells; that a register tried out here has no first day is not what is asked."""
    asked = [finding for finding in findings if finding.code != "R001" or finding.place.column != "start_date"]
    return [(finding.code, finding.place.cell) for finding in asked if not codes or finding.code in codes]


def cells(register, name):
    return [place.cell for place in register.places(np.arange(len(register)), name)]


def header_rows(*rows, **more):
    found = find_header(Names(LAYOUT, {}), sheet(*rows, **more))
    return (found.first, found.last) if found is not None else None


class TestWhereHeadersStand:
    def test_below_titles(self):
        assert (2, 2) == header_rows(["Rejestr uczestników"], [], ["Nr", "Nazwisko", "Uwagi"], ["1", "x"])

    def test_not_among_cells_that_are_mostly_unknown(self):
        assert header_rows(["Nr", "a", "b", "c"]) is None

    def test_three_known_ones_are_enough_among_many_of_the_offices_own(self):
        assert (0, 0) == header_rows(["Nr", "Nazwisko", "Kwota", "a", "b", "c", "d", "e"])

    def test_not_without_a_column_that_is_needed(self):
        assert (1, 1) == header_rows(["Nazwisko"], ["Nr", "Nazwisko"])

    def test_not_below_the_twentieth_row(self):
        assert header_rows(*[["x"]] * 20, ["Nr", "Nazwisko"]) is None

    def test_first_known_row_goes_before_a_better_one_below(self):
        assert (0, 0) == header_rows(["Nr", "Nazwisko"], ["1", "Testowska"], ["Nr", "Nazwisko", "Kwota"])

    def test_a_row_of_data_is_no_second_row(self):
        assert (0, 0) == header_rows(["Nr", "Nazwisko", "Typ"], ["1", "Testowska", "Ulica"])

    def test_a_row_with_a_number_is_no_second_row(self):
        assert (0, 0) == header_rows(["Nr", "Adres", None], [None, "Ulica", "5"], numbers=[(1, 2)])


class TestHeadersOfSeveralRows:
    def test_two_merged_rows(self):
        merged = [(1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 1, 4)]
        register, findings = read(
            sheet(["Nr", "Osoba", None, "Data", None], [None, "Imię", "Nazwisko", "rozpoczęcia", "zakończenia"],
                  ["1", "Anna", "Testowska", "2.03.2009", "3.03.2009"], merged=merged)
        )  # fmt: skip

        assert ([["1", "Anna", "Testowska", pd.Timestamp("2009-03-02"), pd.Timestamp("2009-03-03")]], []) == (
            register.frame.to_numpy().tolist(), findings,
        )  # fmt: skip

    def test_two_rows_that_nobody_merged(self):
        register, _ = read(sheet(["Nr", "Data", None], [None, "rozpoczęcia", "zakończenia"], ["1", "2.03.2009", "3.03.2009"]))

        assert ["no", "start_date", "end_date"] == register.frame.columns.tolist()

    def test_three_rows(self):
        rows = (["Nr", "Uczestnik", None, None], [None, "Adres", None, "Dane"], [None, "Miejscowość", "Ulica", "Nazwisko"])
        register, findings = read(sheet(*rows, ["1", "Nigdzie", "Żadna", "Testowska"], merged=[(1, 0, 3, 0), (1, 1, 1, 3), (2, 1, 2, 2)]))

        assert ({"no": 0, "city": 1, "street": 2, "last_name": 3}, [], 1) == (dict(register.origins[0].columns), findings, len(register))

    def test_a_title_over_groups_of_headers(self):
        rows = (["Rejestr", None, None], ["Nr", "Adres", None], [None, "Miejscowość", "Ulica"], ["1", "Nigdzie", "Żadna"])
        register, _ = read(sheet(*rows, merged=[(1, 0, 1, 2)]))

        assert (["Nigdzie"], [4]) == (column(register, "city"), register.row.tolist())

    def test_a_group_over_headers_does_not_count_as_theirs(self):
        rows = (["Dane osobowe", None, None], HEADER[:3], ANNA[:3])
        register, findings = read(sheet(*rows, merged=[(1, 0, 1, 2)]))

        assert (1, []) == (len(register), findings)

    def test_a_hint_below_a_merged_header_belongs_to_it(self):
        rows = (["Nr", "Nazwisko", "Kwota"], [None, None, "(w zł)"], ["1", "Testowska", "5"])
        register, _ = read(sheet(*rows, merged=[(1, 0, 2, 0), (1, 1, 2, 1)]))

        assert ({"no": 0, "last_name": 1, "grant": 2}, 1) == (dict(register.origins[0].columns), len(register))

    def test_an_unknown_header_is_addressed_where_its_last_part_stands(self):
        rows = (["Nr", "Adres", None], [None, "Ulica", "Kolor drzwi"], ["1", "Żadna", "zielony"])
        _, findings = read(sheet(*rows, merged=[(1, 0, 2, 0), (1, 1, 1, 2)]))

        assert [("R002", "C2")] == said(findings)

    def test_an_unknown_header_merged_downwards_is_addressed_by_its_first_row(self):
        rows = (["Nr", "Kolor drzwi", "Adres", None], [None, None, "Ulica", "Miejscowość"], ["1", "zielony", "Żadna", "Nigdzie"])
        _, findings = read(sheet(*rows, merged=[(1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 3)]))

        assert [("R002", "B1")] == said(findings)


class TestNumbersOfColumns:
    @pytest.mark.parametrize(
        "numbers",
        [["1", "2", "3", "4", "5"], [None, "1", "2", "3", "4"], ["1.", "2.", "3.", "4.", "5."], ["(1)", "(2)", "(3)", "(4)", "(5)=4+1"]],
    )
    def test_a_row_of_them_is_skipped(self, numbers):
        register, findings = read(sheet(HEADER, numbers, ANNA))

        assert (["1"], []) == (column(register, "no"), findings)

    def test_below_a_blank_row_too(self):
        register, _ = read(sheet(HEADER, [], ["1", "2", "3", "4", "5"], ANNA))

        assert 1 == len(register)

    def test_small_numbers_that_may_be_data_are_data(self):
        register, _ = read(sheet(["Nr", "Liczba godzin", "Kwota"], ["1", "2", "3"]))

        assert 1 == len(register)

    def test_a_row_that_is_not_in_order_is_data(self):
        register, _ = read(sheet(HEADER, ["1", "3", "2", "4", "5"]))

        assert 1 == len(register)


class TestTablesSideBySide:
    def beside(self, *rows):
        return sheet([*HEADER, None, *HEADER], *rows)

    def test_they_are_read_one_below_another(self):
        register, findings = read(self.beside([*ANNA, None, *JAN], [*["3", *ANNA[1:]], None, *[None] * 5]))

        assert (["1", "3", "2"], [("R015", "G1")]) == (column(register, "no"), said(findings))

    def test_each_cell_keeps_its_address(self):
        register, _ = read(self.beside([*ANNA, None, *JAN]))

        assert ["C2", "I2"] == cells(register, "last_name")

    def test_a_fault_in_the_right_one_is_said_there(self):
        _, findings = read(self.beside([*ANNA, None, "2", "Jan", "Przykładowicz", "wczoraj", "7"]))

        assert [("R101", "J2")] == said(findings, "R101")

    def test_without_a_gap(self):
        register, _ = read(sheet([*HEADER, *HEADER], [*ANNA, *JAN]))

        assert ["1", "2"] == column(register, "no")

    def test_with_numbers_of_rows_before_each(self):
        register, _ = read(sheet(["Lp.", *HEADER, "Lp.", *HEADER], ["1", *ANNA, "2", *JAN]))

        assert ["Testowska", "Przykładowicz"] == column(register, "last_name")

    def test_two_headers_of_one_column_are_no_two_tables(self):
        layout = shipped.layouts()["participants"]
        register, findings = read(
            sheet(["Nr uczestnika", "Nazwisko", "ID uczestnika", "Imię"], ["1", "Testowska", "1", "Anna"]), layout=layout
        )

        assert (1, [("R003", "C1")]) == (len(register), said(findings))


class TestRepeatedHeaders:
    def test_they_are_skipped(self):
        register, findings = read(sheet(HEADER, ANNA, HEADER, JAN))

        assert (["1", "2"], []) == (column(register, "no"), findings)

    def test_with_the_numbers_below_them(self):
        register, _ = read(sheet(HEADER, ["1", "2", "3", "4", "5"], ANNA, HEADER, ["1", "2", "3", "4", "5"], JAN))

        assert ["1", "2"] == column(register, "no")

    def test_of_two_rows(self):
        header = (["Nr", "Data", None], [None, "rozpoczęcia", "zakończenia"])
        register, _ = read(sheet(*header, ["1", "2.03.2009", "3.03.2009"], *header, ["2", "2.03.2009", "3.03.2009"]))

        assert [3, 6] == register.row.tolist()

    def test_a_title_over_them_is_left_out_and_said(self):
        register, findings = read(sheet(["Grupa I"], HEADER, ANNA, [], ["Grupa II"], HEADER, JAN))

        assert (["1", "2"], [("R008", "A5")]) == (column(register, "no"), said(findings))

    def test_in_another_order_they_are_followed(self):
        register, _ = read(
            sheet(HEADER, ANNA, ["Nazwisko", "Nr", "Imię", "Kwota", "Data rozpoczęcia"], ["Przykładowicz", "2", "Jan", "7", "3.03.2009"])
        )

        assert (["Testowska", "Przykładowicz"], ["C2", "C2"]) != (column(register, "last_name"), cells(register, "last_name"))

    def test_in_another_order_under_the_same_first_header(self):
        header = ["Nr", "Nazwisko", "Imię", "Data rozpoczęcia", "Kwota"]
        register, _ = read(sheet(HEADER, ANNA, header, ["2", "Przykładowicz", "Jan", "3.03.2009", "7"]))

        assert (["Testowska", "Przykładowicz"], ["C2", "B4"]) == (column(register, "last_name"), cells(register, "last_name"))

    def test_other_headers_end_the_table_and_it_is_said(self):
        register, findings = read(sheet(HEADER, ANNA, [], ["Nr", "Ulica"], ["1", "Żadna"]))

        assert (1, [("R016", "")]) == (len(register), said(findings))


class TestRowsLeftOut:
    def test_blank_rows_part_nothing(self):
        register, findings = read(sheet(HEADER, ANNA, [None, " ", "\u00a0"], JAN))

        assert (2, []) == (len(register), findings)

    def test_a_number_of_a_row_alone_is_a_blank_row(self):
        register, _ = read(sheet(["Lp.", *HEADER], ["1", *ANNA], ["2"], ["3"]))

        assert 1 == len(register)

    def test_also_where_it_is_read_for_want_of_a_better_one(self):
        register, _ = read(sheet(["Lp.", "Nazwisko"], ["1", "Testowska"], ["2"]))

        assert 1 == len(register)

    def test_what_stands_beside_the_table_is_no_row(self):
        register, findings = read(sheet(HEADER, ANNA, [*[None] * 7, "notatka"]))

        assert (1, [("R004", "H1")]) == (len(register), said(findings))

    @pytest.mark.parametrize(
        "row",
        [["Razem", None, None, None, "12"], [None, None, "Ogółem:", None, "12"], [None, "2", "RAZEM", None, "12,00 zł"],
         [None, None, None, "Suma", "12"], ["Liczba osób: ", "2"], [None, "Razem", "x", "-", "12"], ["W sumie", None, None, None, "100%"]],
    )  # fmt: skip
    def test_totals(self, row):
        register, findings = read(sheet(HEADER, ANNA, JAN, row))

        assert (2, ["R006"]) == (len(register), [finding.code for finding in findings])

    def test_totals_with_a_count_where_the_key_stands(self):
        register, findings = read(sheet(["Lp.", *HEADER], ["1", *ANNA], ["Razem", "1", None, None, None, "5"]))

        assert (1, [("R006", "A3")]) == (len(register), said(findings))

    def test_a_person_called_like_a_total_stays(self):
        register, _ = read(sheet(HEADER, ["1", "Anna", "Suma", "2.03.2009", "5"]))

        assert 1 == len(register)

    @pytest.mark.parametrize(
        "foot", ["Sporządził: Jan Kowalski", "Sporządziła", "Zatwierdził:", "Podpis koordynatora", "Data i podpis", "* dane wstępne"]
    )
    def test_a_foot(self, foot):
        register, findings = read(sheet(HEADER, ANNA, [], [None, foot], ["Anna Testowska", None, None, "Jan Przykładowicz"]))

        assert (1, [("R007", "B4")]) == (len(register), said(findings))

    def test_a_place_and_a_day_may_stand_before_the_signature(self):
        register, findings = read(sheet(HEADER, ANNA, [], ["Katowice, 31.12.2012", None, "Podpis kierownika"]))

        assert (1, [("R007", "C4")]) == (len(register), said(findings))

    def test_the_last_person_with_little_known_is_no_foot(self):
        register, _ = read(sheet(HEADER, ANNA, ["2", "Jan"], [None, "Sporządził:"]))

        assert ["1", "2"] == column(register, "no")

    def test_who_signed_is_not_shown(self):
        _, (finding,) = read(sheet(HEADER, ANNA, ["Sporządził: Jan Przykładowicz"]))

        assert {"label": "Sporządził", "rows": 1} == dict(finding.facts)

    def test_a_foot_never_swallows_people(self):
        register, findings = read(sheet(HEADER, ANNA, [None, "Uwaga: dopisano później"], JAN))

        assert (["1", "2"], [("R007", "B3")]) == (column(register, "no"), said(findings))

    def test_a_row_without_a_key_that_only_mentions_a_signature_stays(self):
        register, _ = read(sheet(HEADER, ANNA, [None, "Jan", "Podpisany", "3.03.2009", "7"]))

        assert 2 == len(register)

    def test_a_title_merged_over_the_table(self):
        register, findings = read(sheet(HEADER, ANNA, ["Grupa II"], JAN, merged=[(3, 0, 3, 4)]))

        assert (["1", "2"], [("R008", "A3")]) == (column(register, "no"), said(findings))

    def test_phantom_columns_and_rows_are_nothing(self):
        register, findings = read(sheet([*HEADER, *[None] * 50], ANNA, *[[]] * 100))

        assert (1, []) == (len(register), findings)


class TestMergedCells:
    ROWS = (
        ["Nr", "Nazwisko", "Data rozpoczęcia"],
        ["1", "Testowska", "2.03.2009"],
        [None, None, "3.03.2009"],
        ["2", "Przykładowicz", "4.03.2009"],
    )

    def test_a_value_belongs_to_each_of_its_rows(self):
        register, findings = read(sheet(*self.ROWS, merged=[(2, 0, 3, 0), (2, 1, 3, 1)]))

        assert (["1", "1", "2"], ["Testowska", "Testowska", "Przykładowicz"], [("R009", "A2"), ("R009", "B2")]) == (
            column(register, "no"), column(register, "last_name"), said(findings),
        )  # fmt: skip

    def test_it_is_addressed_as_the_spreadsheet_shows_it(self):
        register, _ = read(sheet(*self.ROWS, merged=[(2, 0, 3, 0)]))

        assert (["A2", "A2", "A4"], ["C2", "C3", "C4"]) == (cells(register, "no"), cells(register, "start_date"))

    def test_what_is_wrong_with_it_is_said_once(self):
        rows = (["Nr", "Data rozpoczęcia"], ["1", "wczoraj"], ["2", None])
        _, findings = read(sheet(*rows, merged=[(2, 1, 3, 1)]))

        assert [("R101", "B2")] == said(findings, "R101")

    def test_an_amount_is_a_warning(self):
        rows = (["Nr", "Kwota"], ["1", "100"], ["2", None])
        _, (finding,) = read(sheet(*rows, merged=[(2, 1, 3, 1)]))

        assert ("R013", Severity.WARNING) == (finding.code, finding.severity)

    def test_rows_of_nothing_but_merged_cells_are_one_row(self):
        rows = (["Nr", "Nazwisko"], ["1", "Testowska"], [], ["2", "Przykładowicz"], [])
        register, findings = read(sheet(*rows, merged=[(2, 0, 3, 0), (2, 1, 3, 1), (4, 0, 5, 0), (4, 1, 5, 1)]))

        assert (["1", "2"], []) == (column(register, "no"), findings)

    def test_what_was_stored_as_a_number_stays_one(self):
        rows = (["Nr", "Data rozpoczęcia"], ["1", "42441"], ["2", None])
        register, _ = read(sheet(*rows, merged=[(2, 1, 3, 1)], numbers=[(1, 1)]))

        assert [pd.Timestamp("2016-03-12")] * 2 == column(register, "start_date")


class TestTwoColumnsInOne:
    def test_a_name_of_two_words_is_taken_apart(self):
        register, findings = read(sheet(["Nr", "Imię i nazwisko"], ["1", " Anna  Testowska-Przykładowicz "]))

        assert (["Anna"], ["Testowska-Przykładowicz"], []) == (column(register, "first_name"), column(register, "last_name"), findings)

    @pytest.mark.parametrize("name", ["Anna Maria Testowska", "Testowska"])
    def test_any_other_is_not_known_and_said(self, name):
        register, findings = read(sheet(["Nr", "Imię i nazwisko"], ["7", name]))

        assert ([None], [None], [("R012", "B2")]) == (column(register, "first_name"), column(register, "last_name"), said(findings))

    def test_the_finding_has_the_key_and_no_name(self):
        _, (finding,) = read(sheet(["Nr", "Imię i nazwisko"], ["7", "Testowska"]))

        assert ("7", {}) == (finding.place.key, dict(finding.facts))

    def test_an_empty_cell_is_nothing(self):
        _, findings = read(sheet(["Nr", "Imię i nazwisko", "Kwota"], ["7", None, "5"]))

        assert [] == findings

    def test_a_term_is_two_days(self):
        register, findings = read(sheet(["Nr", "Data od-do"], ["1", "od 01.06.10 do 31.08.10"], ["2", "07.06.10"]))

        assert ([pd.Timestamp("2010-06-01"), pd.Timestamp("2010-06-07")], [pd.Timestamp("2010-08-31"), None], []) == (
            column(register, "start_date"), column(register, "end_date"), findings,
        )  # fmt: skip

    def test_both_columns_have_the_address_of_the_cell(self):
        register, _ = read(sheet(["Nr", "Data od-do"], ["1", "od 01.06.10 do 31.08.10"]))

        assert (["B2"], ["B2"]) == (cells(register, "start_date"), cells(register, "end_date"))

    def test_a_term_under_the_header_of_its_beginning_is_parted_and_said(self):
        register, findings = read(sheet(["Nr", "Data rozpoczęcia"], ["1", "od 01.06.10 do 31.08.10"]))

        assert ([pd.Timestamp("2010-08-31")], [("R207", "B2")], ["B2"]) == (
            column(register, "end_date"),
            said(findings),
            cells(register, "end_date"),
        )

    def test_a_number_of_a_proof_and_its_date(self):
        layout = shipped.layouts()["expenditures"]
        register, _ = read(
            sheet(["Nr dokumentu", "Kwota brutto", "Nr dowodu oraz data"], ["F1", "5", "WB 12/2016 z dnia 12.03.2016 r."]), layout=layout
        )

        assert [pd.Timestamp("2016-03-12")] == column(register, "payment_date")


WORDS = st.sampled_from(["Testowska", "Przykładowicz", "Zmyślona", "Próbna", "Null", "NA"])
PEOPLE = st.lists(
    st.tuples(
        WORDS,
        WORDS,
        st.dates(min_value=pd.Timestamp("2009-01-01").date(), max_value=pd.Timestamp("2030-12-31").date()),
        st.integers(0, 10**6),
    ),
    min_size=1,
    max_size=6,
)


@st.composite
def shaped(draw):
    """The same people written plainly, and as an office might keep them."""
    people = [
        [str(number), *map(str, (first, last, day, amount))] for number, (first, last, day, amount) in enumerate(draw(PEOPLE), start=100)
    ]
    order = draw(st.permutations(range(len(HEADER))))
    extra = draw(st.integers(0, 2))
    header = [*(HEADER[at] for at in order), *(f"Własna {letter}" for letter in "AB"[:extra])]
    rows = [[*(person[at] for at in order), *["x"] * extra] for person in people]
    titles = draw(st.lists(st.sampled_from([["Rejestr uczestników"], ["Projekt", "Krok naprzód"], []]), max_size=4))
    numbering = [[str(number) for number in range(1, len(header) + 1)]] if draw(st.booleans()) else []
    body = []
    for row in rows:
        body += [[]] * draw(st.integers(0, 2)) + ([header] if body and draw(st.booleans()) else []) + [row]
    key = order.index(0)
    label = next(at for at in range(len(header)) if at != key)
    totals = [[None if at != label else "Razem:" for at in range(len(header))]] if draw(st.booleans()) else []
    foot = [[], [*[None] * label, "Sporządził:"], [*[None] * label, "Jan Testowski"]] if draw(st.booleans()) else []
    return sheet(HEADER, *people), sheet(*titles, header, *numbering, *body, *totals, *foot)


@effort(2)
@given(shaped())
def test_a_register_reads_the_same_however_it_was_laid_out(written):
    plain, office = written
    expected, _ = read(plain)
    found, findings = read(office)

    pd.testing.assert_frame_equal(expected.frame, found.frame)
    assert {"R002", "R006", "R007"} >= {finding.code for finding in findings}


@effort(2)
@given(
    st.lists(
        st.lists(st.one_of(st.none(), st.sampled_from([*HEADER, "", "Razem", "Podpis", "1", "2.03.2009", "x"])), max_size=7),
        min_size=1,
        max_size=9,
    ),
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 6), st.integers(0, 3), st.integers(0, 3)), max_size=4),
)
def test_no_sheet_stops_the_reading(rows, merges):
    if not any(rows):
        return
    merged = [(top, left, top + high, left + wide) for top, left, high, wide in merges]

    register, _ = read(replace(sheet(*rows), merged=tuple(merged)))

    assert len(register) <= 3 * len(rows)


class TestFromAWorkbook:
    """Merged cells and addresses as a real file has them."""

    @pytest.fixture
    def book(self, tmp_path):
        def make(*rows, merged=()):
            workbook = openpyxl.Workbook()
            for row in rows:
                workbook.active.append(row)
            for cells_ in merged:
                workbook.active.merge_cells(cells_)
            workbook.save(tmp_path / "uczestnicy.xlsx")
            return read_file(tmp_path / "uczestnicy.xlsx", "uczestnicy.xlsx")

        return make

    def test_two_rows_of_headers_below_a_title(self, book):
        sheets = book(
            ["Rejestr", None, None], ["Nr", "Data", None], [None, "rozpoczęcia", "zakończenia"], [1, "2.03.2009", "wczoraj"],
            merged=["A1:C1", "A2:A3", "B2:C2"],
        )  # fmt: skip
        register, findings = read(*sheets)

        assert (["A4"], [("R101", "C4")]) == (cells(register, "no"), said(findings))

    def test_a_person_over_two_rows(self, book):
        register, findings = read(*book(["Nr", "Kwota"], [1, 5], [None, 6], merged=["A2:A3"]))

        assert (["1", "1"], ["A2", "A2"], [("R009", "A2")]) == (column(register, "no"), cells(register, "no"), said(findings))


class TestHintsUnderTheHeaders:
    @pytest.mark.parametrize(
        "hints",
        [
            [None, None, None, "RRRR-MM-DD", None],
            ["tekst", "tekst", "tekst", "(dd.mm.rrrr)", "kwota"],
            ["np. 1", "np. Jan", "np. Testowy", "data", "wybierz z listy"],
            ["pole obowiązkowe"] * 5,
        ],
    )
    def test_are_left_out_and_said(self, hints):
        register, findings = read(sheet(HEADER, hints, ANNA, JAN))

        assert (["1", "2"], ["R018"]) == (column(register, "no"), [finding.code for finding in findings])

    @pytest.mark.parametrize("rows", [(["1", "2", "3", "4", "5"], None), (None, ["1", "2", "3", "4", "5"])])
    def test_stand_before_or_after_the_numbers_of_columns(self, rows):
        hints = [None, None, None, "RRRR-MM-DD", None]
        register, _ = read(sheet(HEADER, *[row if row is not None else hints for row in rows], ANNA))

        assert ["1"] == column(register, "no")

    @pytest.mark.parametrize(
        "person",
        [
            ["1", "Anna", "Testowska", "RRRR-MM-DD", None],
            ["1", None, None, "RRRR-MM-DD", None],
            [None, "Anna", None, "RRRR-MM-DD", None],
            [None, None, None, "RRRR-MM-DD", "5"],
            ["tekst", "tekst", "tekst", None, None],
        ],
    )
    def test_a_row_that_may_be_somebodys_stays(self, person):
        register, findings = read(sheet(HEADER, person, JAN))

        assert (2, []) == (len(register), said(findings, "R018"))

    def test_further_down_a_row_is_data(self):
        register, _ = read(sheet(HEADER, ANNA, [None, None, None, "RRRR-MM-DD", None]))

        assert 2 == len(register)


class TestHeadersAllMisspelt:
    def test_are_said_header_by_header(self):
        _, findings = read(sheet(["Nr", "Imie", "Nazwsko", "Data rozpoczecja", "Kwoota"], ANNA))

        assert [("R002", "C1"), ("R002", "D1"), ("R002", "E1")] == said(findings)

    def test_a_column_that_is_needed_is_missing_and_not_the_headers(self):
        _, findings = read(sheet(["Imja", "Nazwsko", "Data rozpoczecja", "Kwoota"], ANNA[1:]))

        assert {"R001", "R002"} == {finding.code for finding in findings}

    def test_nothing_is_read_by_a_likeness(self):
        register, _ = read(sheet(["Nr", "Imja", "Nazwsko", "Data rozpoczecja"], ANNA))

        assert ["no"] == list(register.frame)

    def test_a_sheet_of_something_else_has_no_headers(self):
        _, findings = read(sheet(["Faktura", "Dostawca", "Brutto"], ["1", "2", "3"]))

        assert ["R005"] == [finding.code for finding in findings]


def test_a_part_of_the_totals_is_left_out_as_they_are():
    register, findings = read(sheet(HEADER, ANNA, ["Razem", None, None, None, "5"], ["w tym kobiety:", None, None, None, "5"]))

    assert (["1"], ["R006", "R006"]) == (column(register, "no"), [finding.code for finding in findings])
