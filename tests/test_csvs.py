"""CSV files as offices save them."""

from __future__ import annotations

import pytest

from aktywna.domain.faults import InputRefused
from aktywna.domain.sheets.sheet import Stored
from aktywna.io.reading.csvs import read_csv
from aktywna.io.reading.encodings import Written, in_utf8
from aktywna.io.reading.separators import Shape
from aktywna.io.reading.text_scan import scan_of
from aktywna.io.reading.text_tables import quick_table, row_by_row


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


def test_utf8_with_one_byte_of_another_encoding_is_refused_with_its_line(code):
    assert ("R308", 3) == code("Nr;Imię\n".encode() + b"1;Anna\n2;Gra\xbfyna\n")


@pytest.mark.parametrize("content", [b"PK\x03\x04\x00\x00\x00", b"%PDF-1.4\n1;2", b"\0\0\0\0ab", bytes(range(1, 32)) * 3])
def test_what_is_no_text_is_refused(code, content):
    assert "R350" == code(content)[0]


def notes(sheet):
    return [(note.code, note.place.cell, note.facts.get("line")) for note in sheet.notes]


@pytest.mark.parametrize(
    "content",
    [
        'Nr;Imię;Gmina\n1;"Anna;X\n2;Ewa;Y\n3;Ola;Z\n',  # never closed
        'Nr;Imię;Gmina\n1;"Anna;X\n2;Ewa;Y"\n3;Ola;Z\n',  # closed a row later
        'Nr;Imię;Gmina\n1;"Anna;X\n2;"Ewa";Y\n3;Ola;Z\n',  # closed by the next opening
        'Nr;Imię;Gmina\n1;"Anna;X\n2;Ewa;Y\n3;Ola";Z\n',  # whole rows within a cell
        'Nr;Imię;Gmina\n1;"Anna;X\n2;Ewa";Y\n3;Ola;Z\n',  # one row within a cell, the length right
    ],
)
def test_a_quotation_mark_swallows_nobody_and_is_said_with_its_line(sheet, content):
    found = sheet(content)

    assert [("R357", "B2", 2)] == notes(found)
    assert ["1", "2", "3"] == [row[0] for row in cells(found)[1:]]


def test_the_mark_of_such_a_row_stays(sheet):
    assert ["1", '"Anna', "X"] == cells(sheet('Nr;Imię;Gmina\n1;"Anna;X\n2;Ewa;Y\n'))[1]


def test_every_such_mark_is_said(sheet):
    found = sheet('Nr;Imię;Gmina\n1;"Anna;X\n2;Ewa;Y\n3;"Ola;Z\n4;Iga;W\n')

    assert [("R357", "B2", 2), ("R357", "B4", 4)] == notes(found)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('Nr;Imię;Gmina\n1;"Anna\n2;Ewa;Y\n3;Ola;Z\n', 2),  # the line alone is no row
        ('Nr;Imię;Gmina\n1;Anna;X\n2;"raz "dwa\ntrzy" cztery";Y\n', 3),  # marks of a text not doubled
        ('Nr;Uwagi;Gmina\n1;"raz\n2;Ewa;Y\ntrzy";X\n', 2),  # a whole row between two halves of a text
    ],
)
def test_a_mark_that_can_be_read_in_two_ways_refuses_the_file_with_its_line(code, content, line):
    assert ("R309", line) == code(content)


def test_a_mark_after_a_cell_of_several_lines_is_said_with_its_true_row_and_line(sheet):
    assert [("R357", "B3", 4)] == notes(sheet('Nr;Imię;Gmina\n1;"An\nna";X\n2;"Ewa;Y\n3;Ola;Z\n'))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_any_of_three_ways(sheet, end):
    assert [["Nr", "Imię"], ["1", "Anna"], ["2", "Ewa"]] == cells(sheet(f"Nr;Imię{end}1;Anna{end}2;Ewa{end}"))


def test_lines_of_one_file_may_end_differently(sheet):
    assert [["Nr", "Imię"], ["1", "Anna"], ["2", "Ewa"], ["3", "Ola"]] == cells(sheet("Nr;Imię\r\n1;Anna\n2;Ewa\r3;Ola"))


def test_a_line_break_in_a_cell_is_one_sign(sheet):
    assert "raz\ndwa" == sheet('Nr;Uwagi\r\n1;"raz\r\ndwa"\r\n').text.iloc[1, 1]


def test_a_bar_parts_cells_where_it_parts_most_lines(sheet):
    assert ["1", "pal"] == cells(sheet("Nr|Ścieżka\n1|pal\n2|kis\n"))[1]


def test_bars_inside_cells_part_nothing(sheet):
    assert ["1", "a|b|c", "X"] == cells(sheet("Nr;Wsparcie;Gmina\n1;a|b|c;X\n2;a|b|c;Y\n"))[1]


def test_the_line_that_names_the_separator_is_no_row(sheet):
    assert {1: ["Nr", "Kwota"], 2: ["1", "1,50"]} == rows(sheet("sep=;\nNr;Kwota\n1;1,50\n"))


def test_titles_above_the_header_keep_their_rows(sheet):
    content = "Rejestr uczestników\nstan na 31.05.2015\n\nNr;Imię;Gmina\n1;Anna;X\n2;Ewa;Y\n"

    assert {1: "Rejestr uczestników", 2: "stan na 31.05.2015", 3: None, 4: "Nr", 5: "1", 6: "2"} == {
        row: found[0] for row, found in rows(sheet(content)).items()
    }


def test_rows_of_other_lengths_are_put_back_in_their_places(sheet):
    lines = [f"{number};b;c" if number % 7 else f"{number};b" for number in range(1, 1500)]

    assert [str(number) for number in range(1, 1500)] == [row[0] for row in cells(sheet("\n".join(lines)))]


def test_a_row_longer_than_the_others_is_said(sheet):
    assert [("R358", "C3", None)] == notes(sheet("Nr;Imię\n1;Anna\n2;Ewa;Y\n3;Ola\n"))


@pytest.mark.parametrize("content", ["Nr;Imię;Gmina;Uwagi\n1;Anna\n2;Ewa\n3;Ola\n", "Nr;Imię\n1;Anna;;\n2;Ewa\n3;Ola\n"])
def test_a_longer_header_and_empty_cells_at_the_end_are_nothing_to_say(sheet, content):
    assert [] == notes(sheet(content))


def test_zero_bytes_are_left_out_and_said(sheet):
    found = sheet("Nr;Imię\n1;Anna\n2;E\0w\0a\n")

    assert ["2", "Ewa"] == cells(found)[2]
    assert [("R356", "", 3)] == notes(found)


def test_the_sign_at_the_end_of_old_files_is_no_row(sheet):
    assert [["Nr", "Wiek"], ["1", "40"]] == cells(sheet("Nr;Wiek\r\n1;40\r\n\x1a"))


def test_one_long_row_among_many_short_ones_is_refused(code):
    assert "R331" == code("a;b\n" * 2_000_000 + "a" + ";" * 16_000 + "b\n")[0]


def test_a_row_of_too_many_cells_is_refused(code):
    assert "R331" == code("a;b\n" + ";" * 20_000 + "b\n")[0]


@pytest.mark.parametrize("begun", [False, True])
def test_the_quick_reader_and_the_careful_one_agree(tmp_path, begun):
    path = tmp_path / "a.csv"
    path.write_bytes('Tytuł\n\nNr;Uwagi;Kwota\n1;"a\nb";\n2;"c;d";1,5\n;;\n3\n4;"""e""";x;y\n'.encode())
    written = Written("utf-8")
    shape = Shape(";", 3)
    scan = scan_of(in_utf8(path, written), ";")

    quick = quick_table(path, written, shape, lambda: scan, "a.csv", begun=begun)
    slow = row_by_row(path, written, shape, "a.csv")

    assert slow.table.to_pydict() == quick.table.to_pydict()
    assert list(slow.longer) == list(quick.longer) == [(8, 4)]


@pytest.mark.parametrize("last", ['9;"a\nb"', '9;"c;d"', "9;a\0b", "9;a;b", '9;5" rura', "9"])
def test_what_stands_far_below_the_head_is_read_as_in_it(sheet, last):
    """Until it is found, the file is read as if there were no such thing."""
    rows = cells(sheet("Nr;Uwagi\n" + "1;tak\n" * 20_000 + f"{last}\n2;nie\n"))

    assert cells(sheet(f"Nr;Uwagi\n1;tak\n{last}\n2;nie\n"))[2:] == rows[20_001:]


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputRefused) as refusal:
        read_csv(tmp_path / "brak.csv", "brak.csv")

    assert "R313" == refusal.value.finding.code


def test_a_short_row_of_a_file_that_is_not_utf_8_is_not_asked_what_it_says(tmp_path):
    """The reader of short rows would give them as texts, which they are not."""
    path = tmp_path / "uczestnicy.csv"
    path.write_bytes("Nr;Imię\n".encode() + b"a;b\n" * 40_000 + b"1\xf2\n")

    with pytest.raises(InputRefused) as refused:
        read_csv(path, "uczestnicy.csv")

    assert "R308" == refused.value.finding.code
