"""Marks of attendance: declared, explained by a legend, undisputed, told by the others, or not known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.diaries.legends import key
from aktywna.domain.diaries.marks import Seen, read_marks
from aktywna.domain.findings.finding import Place, Severity
from aktywna.io import shipped
from aktywna.steps.telling import message
from written import codes, column, read, said, sheet

MARKS = shipped.choices()["mark"]


def marks(*written, legend=None, **declared):
    """Read the marks of one file, each in one cell; give the code of each."""
    seen = Seen(declared, legend={key(mark): frozenset(said) for mark, said in (legend or {}).items()})
    for mark in written:
        seen.add(mark, 1, Place())
    how = read_marks(seen, MARKS)
    return {mark: how[seen.name(mark)].code for mark in written}


def diary(*cells, titles=(), foot=(), **declared):
    """Read a list of one person with a mark a day."""
    rows = [*titles, ["rok 2116"], ["Lp.", "Nr uczestnika", *(f"{day:02}.03" for day in range(1, len(cells) + 1))], [1, "1", *cells], *foot]
    keys = {"registers": {"attendance": {"marks": declared}}} if declared else {}
    return read(sheet(*rows), **keys)


class TestMarksThatNobodyDisputes:
    @pytest.mark.parametrize(
        ("mark", "code"),
        [("ob", "present"), ("+", "present"), ("✓", "present"), ("P", "present"), ("NN", "absent"), ("u", "excused"), ("SP", "late")],
    )
    def test_are_read(self, mark, code):
        assert {mark: code} == marks(mark)

    @pytest.mark.parametrize("mark", ["x", "X", "nb", "NB", "nu", "O", "N", "1", "0", "/", "-", "–", "t", "w", "zw", "dw"])
    def test_others_alone_are_not(self, mark):
        assert {mark: None} == marks(mark)


class TestMarksByTheOthers:
    @pytest.mark.parametrize(
        ("written", "read"),
        [
            ({"x", "nb"}, {"x": "present", "nb": "absent"}),
            ({"x", "nn"}, {"x": "present", "nn": "absent"}),
            ({"O", "N", "U"}, {"O": "present", "N": "absent", "U": "excused"}),
            ({"T", "N"}, {"T": "present", "N": "absent"}),
            ({"+", "-"}, {"+": "present", "-": "absent"}),
            ({"1", "0"}, {"1": "present", "0": "absent"}),
            ({"ob", "nb"}, {"ob": "present", "nb": "absent"}),
            ({"ob", "u", "nu"}, {"ob": "present", "u": "excused", "nu": "absent"}),
            ({"ob", "nn", "nu"}, {"ob": "present", "nn": "absent", "nu": "excused"}),
            ({"1", "4"}, {"1": "present", "4": "present"}),
        ],
    )
    def test_are_read_where_one_reading_fits(self, written, read):
        assert read == marks(*written)

    @pytest.mark.parametrize(
        ("written", "mark"),
        [
            ({"x", "+"}, "x"),  # one of the two is an absence, or neither
            ({"x", "u"}, "x"),
            ({"x", "o", "nn"}, "x"),
            ({"ob", "nu"}, "nu"),
            ({"nb", "nn", "nu", "ob"}, "nb"),  # in payrolls nb is a medical examination
            ({"ob", "/"}, "/"),
            ({"x", "-"}, "-"),
            ({"+", "-", "nb"}, "-"),
            ({"1", "u"}, "1"),
            ({"O", "ob", "nn"}, "O"),
        ],
    )
    def test_are_not_where_two_fit(self, written, mark):
        assert marks(*written)[mark] is None

    def test_are_said_in_a_note(self):
        _, findings = diary("x", "nb")

        assert [("R054", Severity.NOTE)] * 2 == [(one.code, one.severity) for one in findings]

    def test_do_not_overrule_the_project(self):
        assert {"x": "absent", "nb": None} == marks("x", "nb", x="absent")


class TestDeclaredMarks:
    def test_go_before_everything(self):
        assert {"ob": "absent", "x": "present"} == marks("ob", "x", ob="absent", x="present")

    def test_are_compared_without_case(self):
        assert {"ZW": "excused"} == marks("ZW", zw="excused")

    def test_may_differ_by_case_where_both_are_declared(self):
        assert {"N": "absent", "n": "not_scheduled"} == marks("N", "n", N="absent", n="not_scheduled")

    def test_say_what_an_empty_cell_is(self):
        rows = (["marzec 2116"], ["Nr uczestnika", 1, 2, 3], ["1", "ob", None, "ob"], ["2", "ob", "ob", "ob"])
        register, findings = read(sheet(*rows), registers={"attendance": {"marks": {"": "absent"}}})

        assert (["present", "absent", "present"], ["ob", None, "ob"]) == (column(register, "mark")[:3], column(register, "mark_raw")[:3])
        assert [] == findings

    def test_may_be_numbers(self):
        assert {"1": "excused", "2": "late"} == marks("1", "2", **{"1": "excused", "2": "late"})

    def test_hold_for_long_registers_too(self):
        rows = (["Nr uczestnika", "Data", "Obecność"], ["1", "01.03.2116", "x"])
        register, findings = read(sheet(*rows), registers={"attendance": {"marks": {"x": "absent"}}})

        assert (["absent"], []) == (column(register, "mark"), findings)


class TestLegends:
    @pytest.mark.parametrize(
        "legend",
        [
            ["x – obecny, nb – nieobecny"],
            ["Legenda: x - obecny; nb - nieobecny"],
            ["x = obecny / nb = nieobecny"],
            ["Oznaczenia: „x” – obecność, „nb” – nieobecność nieusprawiedliwiona"],
            ["x: obecny\nnb: nieobecny"],
            ["x obecny, nb nieobecny"],
            ["x", "obecny", "nb", "nieobecny"],
        ],
    )
    def test_are_read_in_every_way_of_writing(self, legend):
        register, _ = diary("x", "nb", titles=[legend])

        assert ["present", "absent"] == column(register, "mark")

    def test_may_stand_under_the_list(self):
        register, findings = diary("x", "zw", foot=[[None, "Legenda: x – obecny, zw – nieobecność usprawiedliwiona"]])

        assert (["present", "excused"], ["R053", "R053"]) == (column(register, "mark"), codes(findings))

    def test_of_one_sheet_hold_for_the_file(self):
        first = sheet(["x – nieobecny"], ["marzec 2116"], ["Nr uczestnika", 1, 2, 3], ["1", "x", "ob", "ob"], name="A")
        second = sheet(["kwiecień 2116"], ["Nr uczestnika", 1, 2, 3], ["1", "x", "ob", "ob"], name="B")
        register, _ = read(first, second)

        assert ["absent", "present", "present"] * 2 == column(register, "mark")

    def test_of_another_file_do_not(self):
        first = sheet(["x – nieobecny"], ["marzec 2116"], ["Nr uczestnika", 1, 2, 3], ["1", "x", "ob", "ob"], file="a.xlsx")
        second = sheet(["kwiecień 2116"], ["Nr uczestnika", 1, 2, 3], ["1", "x", "ob", "ob"], file="b.xlsx")
        register, _ = read(first, second)

        assert ["absent", "present", "present", None, "present", "present"] == column(register, "mark")

    def test_that_do_not_agree_are_not_believed(self):
        assert {"x": None} == marks("x", legend={"x": {"present", "absent"}})

    def test_go_before_what_nobody_disputes(self):
        assert {"u": "absent"} == marks("u", legend={"u": {"absent"}})

    def test_may_be_numeric(self):
        legend = ["1 – nieobecność usprawiedliwiona, 2 – spóźnienie, 3 – nieobecność nieusprawiedliwiona"]
        register, _ = diary("1", "2", "3", "ob", titles=[legend])

        assert ["excused", "late", "absent", "present"] == column(register, "mark")

    def test_may_speak_of_empty_cells(self):
        rows = (["puste pole – nieobecny"], ["marzec 2116"], ["Nr uczestnika", 1, 2, 3], ["1", "ob", None, "ob"], ["2", None, "ob", "ob"])
        register, _ = read(sheet(*rows))

        assert ["present", "absent", "present", "absent", "present", "present"] == column(register, "mark")


class TestWhatIsNotKnown:
    def test_is_said_once_for_a_mark_with_the_number_of_cells(self):
        _, (finding,) = diary("x", "x", "X")

        assert ("R050", "C3", 3) == (finding.code, finding.place.cell, finding.facts["cells"])

    def test_a_strange_mark_is_said_too(self):
        register, findings = diary("ob", "wagary")

        assert (["present", None], [("R051", "D3")]) == (column(register, "mark"), said(findings))

    def test_a_text_in_place_of_a_mark_is_private(self):
        _, (finding,) = diary("ob", "wyszedł z Janem Testowym")

        assert "Testowym" not in message(finding)

    def test_empty_cells_are_said_once(self):
        rows = (["marzec 2116"], ["Nr uczestnika", 1, 2, 3], ["1", "ob", None, "ob"], ["2", None, "ob", "ob"])
        register, findings = read(sheet(*rows))

        assert [("R052", "C3", 2)] == [(one.code, one.place.cell, one.facts["cells"]) for one in findings]
        assert [True, False, True, False, True, True] == [mark is not None for mark in column(register, "mark")]

    def test_the_smallest_list_with_every_trap(self):
        register, findings = read(
            sheet(
                ["Lista obecności – Trening kompetencji społecznych, marzec 2116 r."],
                ["Projekt nr POKL.07.01.01-24-001/08   Prowadzący: Anna Próbna"],
                ["Lp.", "Nazwisko i imię", "01.03", "03.03", "08.03", "10.03", "Razem godz.", "Podpis"],
                ["1.", "Testowa Anna", "x", "x", "nb", 4, 10],
                ["2.", "Przykładowy Jan", "+", None, "nu", "x", 8],
                [None, "Liczba obecnych", 2, 1, 0, 2],
            )
        )

        assert ["present", "present", "absent", "present", "present", None, None, "present"] == column(register, "mark")
        assert ["x", "x", "nb", "4", "+", None, "nu", "x"] == column(register, "mark_raw")
        assert [("R043", "B6"), ("R054", "C4"), ("R054", "E4"), ("R052", "D5"), ("R050", "E5")] == said(findings)


@given(st.text(max_size=8))
def test_no_mark_breaks_the_reading(mark):
    assert list(marks(mark.strip())) == [mark.strip()]


def test_the_evidence_is_what_was_read_and_as_it_is_written():
    _, findings = diary("X", "N", "?", "+")

    assert [("N", ("+", "X"))] == [
        (one.facts["mark"], one.facts["others"]) for one in findings if one.code == "R054" and one.facts["mark"] == "N"
    ]
