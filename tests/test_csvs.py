"""CSV files as offices save them."""

from __future__ import annotations

import pytest

from aktywna.domain.faults import InputRefused
from aktywna.domain.sheet import Stored
from aktywna.io.csvs import read_csv


@pytest.fixture
def sheet(tmp_path):
    def read(content):
        path = tmp_path / "uczestnicy.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_csv(path, "rejestry/uczestnicy.csv")

    return read


@pytest.fixture
def code(sheet):
    def refuse(content):
        with pytest.raises(InputRefused) as refusal:
            sheet(content)
        return refusal.value.finding.code, refusal.value.finding.facts.get("line")

    return refuse


def cells(sheet):
    return [[cell if isinstance(cell, str) else None for cell in row] for row in sheet.text.itertuples(index=False)]


def rows(sheet):
    return dict(zip(sheet.text.index, cells(sheet), strict=True))


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_header_says_the_separator(sheet, separator):
    assert [["Nr", "Imię"], ["1", "Anna"]] == cells(sheet(f"Nr{separator}Imię\n1{separator}Anna\n"))


def test_amounts_with_commas_do_not_part_cells(sheet):
    assert [["Brutto", "Netto"], ["1,50", "2,50"], ["3,50", "4,50"]] == cells(sheet("Brutto;Netto\n1,50;2,50\n3,50;4,50\n"))


def test_a_title_with_commas_does_not_choose_the_separator(sheet):
    assert ["Nr", "Imię", "Gmina"] == cells(sheet("Rejestr: kobiety, mężczyźni, razem\nNr;Imię;Gmina\n1;Anna;X\n"))[1]


def test_a_byte_order_mark_is_no_part_of_the_header(sheet):
    assert "Nr" == sheet(b"\xef\xbb\xbfNr;PESEL\r\n1;02070803628\r\n").text.iloc[0, 0]


def test_a_zero_in_front_stays(sheet):
    assert "02070803628" == sheet("Nr;PESEL\n1;02070803628\n").text.iloc[1, 1]


def test_null_and_na_are_names(sheet):
    assert ["Null", "NA"] == cells(sheet("Nazwisko;Imię\nNull;NA\n"))[1]


def test_rows_keep_their_numbers_over_blank_lines(sheet):
    assert {1: ["Nr", "Imię"], 2: [None, None], 3: ["1", "Anna"]} == rows(sheet("Nr;Imię\n\n1;Anna\n\n"))


def test_a_short_row_is_filled_with_empty_cells(sheet):
    assert ["1", None, None] == cells(sheet("Nr;Imię;Gmina\n1\n"))[1]


def test_a_long_row_widens_the_sheet(sheet):
    assert [["Nr", "Imię", None], ["1", "Anna", "x"]] == cells(sheet("Nr;Imię\n1;Anna;x\n"))


def test_a_line_break_in_a_cell_is_one_row(sheet):
    assert {1: ["Nr", "Uwagi"], 2: ["1", "raz\ndwa"], 3: ["2", None]} == rows(sheet('Nr;Uwagi\n1;"raz\ndwa"\n2;\n'))


def test_a_separator_and_doubled_marks_stay_in_their_cell(sheet):
    assert ["1", 'Fundacja "Przykład"; oddział'] == cells(sheet('Nr;Nazwa\n1;"Fundacja ""Przykład""; oddział"\n'))[1]


def test_marks_inside_a_text_stay(sheet):
    assert ["1", 'ul. "Zmyślona" 3'] == cells(sheet('Nr;Ulica\n1;ul. "Zmyślona" 3\n'))[1]


def test_what_is_written_is_text(sheet):
    assert [[Stored.TEXT, Stored.TEXT], [Stored.TEXT, Stored.EMPTY]] == sheet("Nr;Wiek\n1;\n").stored.to_numpy().tolist()


def test_it_has_an_address_and_no_sheet_name(sheet):
    found = sheet("Nr;Imię\n")

    assert ("rejestry/uczestnicy.csv", None) == (found.file, found.name)


def test_every_column_is_text(sheet):
    assert {"str"} == {str(dtype) for dtype in sheet("Nr;Wiek\n1;\n").text.dtypes}


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff", ";;;\n;;;\n"])
def test_a_file_with_nothing_in_it_is_refused(code, content):
    assert ("R307", None) == code(content)


def test_another_encoding_is_refused_with_its_line(code):
    assert ("R308", 3) == code("Nr;Imię\n".encode() + b"1;Anna\n2;Gra\xbfyna\n")


def test_a_workbook_called_csv_is_refused(code):
    assert "R308" == code(b"PK\x03\x04\x00\x00\x00")[0]


@pytest.mark.parametrize(
    "content",
    [
        'Nr;Imię;Gmina\n1;"Anna;X\n2;Ewa;Y\n3;Ola;Z\n',  # never closed
        'Nr;Imię;Gmina\n1;"Anna;X\n2;Ewa;Y"\n3;Ola;Z\n',  # closed a row later
        'Nr;Imię;Gmina\n1;"Anna;X\n2;"Ewa";Y\n3;Ola;Z\n',  # closed by the next opening
        'Nr;Imię;Gmina\n1;"Anna;X\n2;Ewa;Y\n3;Ola";Z\n',  # whole rows within a cell
    ],
)
def test_a_quotation_mark_that_swallows_rows_is_refused_with_its_line(code, content):
    assert ("R309", 2) == code(content)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputRefused) as refusal:
        read_csv(tmp_path / "brak.csv", "brak.csv")

    assert "R313" == refusal.value.finding.code
