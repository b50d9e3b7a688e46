"""The letters of text files: which encoding, spoilt ones, lost ones; and that any bytes at all end in a sheet or a refusal."""

from __future__ import annotations

import codecs
import csv
import io
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aktywna.domain.cells.mojibake import MISREADINGS, POLISH
from aktywna.domain.faults import InputRefused
from aktywna.domain.promises.project import RegisterFile
from aktywna.io.reading.csvs import read_csv
from aktywna.io.reading.files import read_file
from aktywna.io.reading.lettering import suspicions
from aktywna.io.reading.text_scan import scan_of
from effort import effort

PEOPLE = "Nr;Imię;Nazwisko;Ścieżka\n1;Grażyna;Źdźbłowska;społeczna\n2;Łukasz;Świętopróbny;zdrowotna\n"
OLDER = ("cp1250", "iso-8859-2", "cp852")


@pytest.fixture
def sheet(tmp_path):
    def read(content, encoding=None):
        path = tmp_path / "uczestnicy.csv"
        path.write_bytes(content)
        return read_csv(path, "uczestnicy.csv", encoding=encoding)

    return read


def cells(sheet):
    return [[cell if isinstance(cell, str) else None for cell in row] for row in sheet.text.itertuples(index=False)]


def codes(sheet):
    return [note.code for note in sheet.notes]


def facts(sheet):
    (note,) = sheet.notes
    return note.facts


def spoilt(text, misreading):
    """Windows hands on as control characters the bytes that mean nothing."""
    stored = (bytes([byte]) for byte in text.encode(misreading.written))
    return "".join(byte.decode(misreading.taken, errors="replace").replace("\ufffd", chr(byte[0])) for byte in stored)


def people(text=PEOPLE):
    return [line.split(";") for line in text.splitlines()]


class TestEncodings:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", *OLDER])
    def test_a_register_reads_the_same_in_each(self, sheet, encoding):
        assert people() == cells(sheet(PEOPLE.encode(encoding)))

    @pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b""])
    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    def test_utf16_needs_no_mark(self, sheet, mark, encoding):
        if not mark or mark == "\ufeff".encode(encoding):
            assert people() == cells(sheet(mark + PEOPLE.encode(encoding)))

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "ascii"])
    def test_utf8_is_nothing_to_say(self, sheet, encoding):
        assert [] == codes(sheet(PEOPLE.encode(encoding) if encoding != "ascii" else b"Nr;Wiek\n1;40\n"))

    @pytest.mark.parametrize(
        ("encoding", "shown"),
        [("cp1250", "cp1250"), ("iso-8859-2", "ISO-8859-2"), ("cp852", "cp852"), ("utf-16", "UTF-16"), ("utf-16-be", "UTF-16")],
    )
    def test_another_one_is_said(self, sheet, encoding, shown):
        found = sheet(PEOPLE.encode(encoding))

        assert (["R351"], shown) == (codes(found), facts(found)["encoding"])

    @pytest.mark.parametrize("letter", "ąśźĄŚŹ")
    @pytest.mark.parametrize("encoding", ["cp1250", "iso-8859-2"])
    def test_one_letter_decides_between_the_two_that_are_alike(self, sheet, encoding, letter):
        text = f"Nr;Imię\n1;Prób{letter}k\n" if letter.islower() else f"Nr;Imię\n1;{letter}RÓBA\n"

        assert (people(text), ["R351"]) == ((found := sheet(text.encode(encoding))) and cells(found), codes(found))

    def test_without_such_a_letter_it_does_not_matter(self, sheet):
        found = sheet("Nr;Imię\n1;Łucja\n".encode("iso-8859-2"))

        assert ([["Nr", "Imię"], ["1", "Łucja"]], ["R351"]) == (cells(found), codes(found))
        assert "alike" in facts(found)["why"]

    def test_a_letter_beyond_the_first_megabytes_counts(self, sheet):
        text = "Nr;Gmina\n" + "1;Testowo\n" * 300_000 + "2;Próbówka Śląska\n"

        found = sheet(text.encode("cp1250"))

        assert (["2", "Próbówka Śląska"], ["R351"]) == (cells(found)[-1], codes(found))

    def test_signs_do_not_make_another_encoding(self, sheet):
        text = "Nr;Uwagi\n1;ą ± 5 • § 3 – „próbny”\n"

        assert (people(text), ["R351"]) == ((found := sheet(text.encode("cp1250"))) and cells(found), codes(found))

    def test_foreign_names_do_not_make_another_encoding(self, sheet):
        text = "Nr;Nazwisko\n1;Jäger-Próbny\n2;Świętotestowa\n3;Żółćtestowa\n"

        assert (people(text), ["R351"]) == ((found := sheet(text.encode("cp1250"))) and cells(found), codes(found))

    def test_two_that_fit_as_well_are_said_with_both_readings_of_a_word(self, sheet):
        found = sheet("Nr;Miasto\n1;Ąbc\n".encode("cp1250"))  # ąbc in cp852

        assert ["R352"] == codes(found)
        assert ("Ąbc", "ąbc", "cp1250", "cp852", 1, "B2") == (
            *(facts(found)[name] for name in ("one", "two", "encoding", "other", "n")),
            found.notes[0].place.cell,
        )

    def test_the_definition_decides(self, sheet):
        found = sheet("Nr;Miasto\n1;ąbc\n".encode("cp852"), "cp852")

        assert ("ąbc", []) == (found.text.iloc[1, 1], codes(found))

    def test_a_definition_that_is_wrong_is_refused_with_the_line(self, sheet):
        with pytest.raises(InputRefused) as refusal:
            sheet(PEOPLE.encode("cp1250"), "utf-8")

        assert ("R308", 1, "UTF-8") == (refusal.value.finding.code, *(refusal.value.finding.facts[name] for name in ("line", "encoding")))

    def test_the_key_of_the_definition_reaches_the_file(self, tmp_path):
        (tmp_path / "uczestnicy.csv").write_bytes("Nr;Miasto\n1;ąbc\n".encode("cp852"))
        (register,) = read_file(tmp_path / "uczestnicy.csv", "uczestnicy.csv", encoding=RegisterFile(encoding="cp852").encoding)

        assert "ąbc" == register.text.iloc[1, 1]


class TestSpoiltLetters:
    @pytest.mark.parametrize(("written", "taken"), [("utf-8", "cp1250"), ("utf-8", "cp1252")])
    def test_utf8_read_as_something_else_is_said_and_left(self, sheet, written, taken):
        wrong = "Zażół".encode(written).decode(taken)
        found = sheet(f"Nr;Imię\n1;Ania\n2;{wrong}\n".encode())

        assert (wrong, ["R353"]) == (found.text.iloc[2, 1], codes(found))
        assert (f"{written}-as-{taken}", 1, wrong, "Zażół", "B3") == (
            *(facts(found)[name] for name in ("encoding", "n", "value", "right")),
            found.notes[0].place.cell,
        )

    @pytest.mark.parametrize("name", MISREADINGS)
    def test_it_is_put_right_when_the_definition_asks(self, sheet, name):
        found = sheet(spoilt(PEOPLE, MISREADINGS[name]).encode(), name)

        assert (people(), ["R354"]) == (cells(found), codes(found))

    @pytest.mark.parametrize("name", MISREADINGS)
    @pytest.mark.parametrize("letter", POLISH)
    def test_every_letter_can_be_put_right(self, name, letter):
        assert letter == MISREADINGS[name].repaired(spoilt(letter, MISREADINGS[name]))

    def test_letters_that_were_not_spoilt_stay(self, sheet):
        found = sheet("Nr;Imię;Uwagi\n1;ZaĹĽĂłĹ‚;Łąka 5 m², Jäger\n".encode(), "utf-8-as-cp1250")

        assert ["1", "Zażół", "Łąka 5 m², Jäger"] == cells(found)[1]

    @pytest.mark.parametrize("text", ["Jäger", "Åsa", "São Próbne", "5 m³", "50 m², 3³", "± 5", "Señora Próbna", "¿Qué?"])
    def test_foreign_letters_and_signs_are_not_spoilt(self, sheet, text):
        assert [] == codes(sheet(f"Nr;Uwagi\n1;{text}\n".encode()))

    def test_utf8_declared_as_cp1250_is_said_to_be_utf8(self, sheet):
        found = sheet("Nr;Imię\n1;Zażół\n".encode(), "cp1250")

        assert (["R353"], "utf-8") == (codes(found), facts(found)["encoding"])


class TestLostLetters:
    @pytest.mark.parametrize("text", ["Pawe?ek", "?ukasz Próbny", "Warto\ufffd\ufffd", "Wi?cej"])
    def test_a_question_mark_in_place_of_a_letter_is_said(self, sheet, text):
        found = sheet(f"Nr;Imię\n1;{text}\n".encode())

        assert (["R355"], "B2", 1) == (codes(found), found.notes[0].place.cell, facts(found)["n"])

    @pytest.mark.parametrize("header", ["Tytu?", "Warto??", "Imi? i nazwisko"])
    def test_at_the_end_of_a_word_too_where_there_are_no_polish_letters(self, sheet, header):
        assert ["R355"] == codes(sheet(f"Nr;{header}\n1;Testowa\n".encode()))

    @pytest.mark.parametrize(
        "text", ["Czy pracuje?", "Dlaczego?", "Tak? Nie", "https://przyklad.example/lista?nr=3", "?", "???", "jak? nie wiem"]
    )
    def test_a_question_is_a_question(self, sheet, text):
        assert [] == codes(sheet(f"Nr;Imie\n1;{text}\n".encode()))


class TestWhatIsLookedFor:
    @effort(2)
    @given(
        st.lists(
            st.lists(st.sampled_from(["a", "?", "ą", "Ź", "ó", "¹", "Äš", "Ă", "Ĺ", "\ufffd", "²"]), max_size=4).map("".join), min_size=1
        )
    )
    def test_a_byte_that_no_file_holds_need_not_be_looked_for(self, cells):
        table = pa.table({"0": pa.chunked_array([pa.array([cell or None], pa.large_string()) for cell in cells])})
        held = scan_of(["\n".join(cells).encode()], ";").rare

        assert suspicions(table) == suspicions(table, held)

    def test_bytes_that_are_no_letters_are_told(self):
        offsets, letters = pa.py_buffer(np.array([0, 1, 3]).tobytes()), pa.py_buffer(b"a\xc5 ")
        spoilt = pa.LargeStringArray.from_buffers(2, offsets, letters)

        assert [True] == [one.broken for one in suspicions(pa.table({"0": pa.chunked_array([spoilt])}))]


WORDS = st.text(st.sampled_from("abzKŁ1 ;,|\t\"\n'-.0" + POLISH), max_size=12)
TABLES = st.integers(2, 5).flatmap(lambda width: st.lists(st.lists(WORDS, min_size=width, max_size=width), min_size=1, max_size=8))
BYTES = st.one_of(
    st.binary(max_size=200),
    st.lists(st.sampled_from([b'"', b";", b",", b"\n", b"\r", b"\0", b"a", b"\xc5\x82", b"\xb3", b"\xff", b'""', b"\x1a"])).map(b"".join),
)  # fmt: skip


def read(content, encoding=None):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(content)
        return read_csv(path, "a.csv", encoding=encoding)


class TestAnyTable:
    @effort(2)
    @given(
        table=TABLES,
        encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", *OLDER]),
        separator=st.sampled_from(";,\t|"),
        quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
        end=st.sampled_from(["\n", "\r\n", "\r"]),
    )
    def test_reads_back_the_same(self, table, encoding, separator, quoting, end):
        width = len(table[0])
        # A header of plain words, so that there is a register at all; and a sentence that tells the encoding.
        rows = [[f"Kolumna{number}" for number in range(width)], ["Zażółć gęślą jaźń"] * width, *table]
        rows = [[cell if separator not in cell or "\n" not in cell else cell.replace("\n", " ") for cell in row] for row in rows]
        written = io.StringIO()
        # Python's writer does not quote a line feed where lines end with a return.
        quoting = csv.QUOTE_ALL if end == "\r" else quoting
        csv.writer(written, delimiter=separator, quoting=quoting, lineterminator=end).writerows(rows)

        found = read(written.getvalue().encode(encoding), None if encoding.startswith("utf") else encoding)

        while rows and not any(rows[-1]):
            rows.pop()
        assert [[cell or None for cell in row] for row in rows] == cells(found)

    @effort(4)
    @given(content=BYTES, encoding=st.sampled_from([None, None, "utf-8", "utf-16", *OLDER, *MISREADINGS]))
    @example(b"", None)
    @example(b"\xff\xfe", None)
    @example(b"\xff\xfea", None)
    @example(b"\xef\xbb\xbf", None)
    @example(b"sep=;", None)
    @example(b"sep=;\n", None)
    @example(b'"', None)
    def test_any_bytes_give_a_sheet_or_a_refusal(self, content, encoding):
        try:
            found = read(content, encoding)
        except InputRefused as refusal:
            assert refusal.finding.code.startswith("R3")  # noqa: PT017 - either will do
        else:
            assert found.text.shape == found.stored.shape
