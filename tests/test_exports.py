"""Exports of participants as SM EFS and SL2014 make them: nobody is numbered in them, and support is packed into cells."""

from __future__ import annotations

import re

import numpy as np
import openpyxl
import pandas as pd
import pytest

from aktywna.domain.registers.stand_in_keys import stand_in_key
from aktywna.steps.judging import judged
from aktywna.steps.open import open_books
from desk import typed
from exports import sl2014, sm_efs

EFS = "Uczestnicy_projektu_Efs_2131-01-31.csv"
DEFINITION = """
title = "Projekt zmyślony"
era = "{era}"
as_of = 2131-01-31
[beneficiary]
name = "Ośrodek zmyślony"
[programme]
name = "Program zmyślony"
[period]
start = 2130-01-01
end = 2131-12-31
"""
SECOND = {4: "Jan", 5: "Testowski", 6: "02470805110", 8: "T-000002", 9: "Mężczyzna"}
FOREIGNER = {
    1: "Brak polskiego obywatelstwa lub UE – obywatel kraju spoza UE/ bezpaństwowiec", 4: "Olha", 5: "Przykładowicz", 6: "ZZ000000",
    7: "Tak", 8: "", 33: "Tak", 34: "Tak",
}  # fmt: skip
SECOND_SL = {33: "Jan", 34: "Testowski", 35: "02470805110", 37: "mężczyzna"}
LATER = {62: "usługa aktywnej integracji o charakterze zawodowym", 63: "2130-10-01", 64: "2130-11-01"}
SECRET = re.compile(r"02470800306|02470805110|2470800306|T-00000[12]|ZZ000000|Testowsk|Przykładowicz")


def office(folder, content, *, era="efsplus-2021", name=EFS, more=(), definition=""):
    """Make a project with one export, and other registers as texts."""
    folder.mkdir(exist_ok=True)
    (folder / "project.toml").write_text(DEFINITION.format(era=era) + definition, encoding="utf-8")
    (folder / name).write_bytes(content)
    for other, text in dict(more).items():
        (folder / other).write_text(text, encoding="utf-8")
    return folder


def sl_office(folder, *people, **others):
    return office(folder, sl2014(*people), era="efs-2014", name="uczestnicy.csv", **others)


def weights(folder):
    return [(one.severity.name, one.code) for one in judged(open_books(folder)).findings if one.severity.name != "NOTE"]


def codes(folder):
    return [one.code for one in judged(open_books(folder)).findings]


class TestCorrectExports:
    """What a system made is not accused of being made so."""

    def test_an_export_of_sm_efs(self, tmp_path):
        assert [] == weights(office(tmp_path, sm_efs({}, SECOND, FOREIGNER)))

    def test_an_export_of_sl2014(self, tmp_path):
        assert [] == weights(sl_office(tmp_path, {}, SECOND_SL))

    def test_rules_about_numbers_of_participants_have_nothing_to_say(self, tmp_path):
        assert not {"A106", "A107", "A115", "R001"} & set(codes(office(tmp_path, sm_efs({}, SECOND))))

    def test_of_headers_no_more_is_said_than_what_they_are(self, tmp_path):
        found = open_books(office(tmp_path, sm_efs())).findings

        assert ["R010", "R065", "R066"] == sorted(one.code for one in found)

    def test_the_latest_export_is_read(self, tmp_path):
        project = office(tmp_path, sm_efs({}, SECOND))
        office(tmp_path, sm_efs(), name="Uczestnicy_projektu_Efs_2130-12-31.csv")

        assert [(EFS, 2)] == [(one.file, one.rows) for one in open_books(project).books.sources if one.register == "participants"]


class TestIdentifiers:
    """One column holds a PESEL or the number of another document."""

    @pytest.mark.parametrize(
        ("written", "pesel", "other"),
        [
            ("02470800306", "02470800306", None),
            ("2470800306", "02470800306", None),
            ("O247O8OO3O6", "02470800306", None),
            ("0247080030x", "0247080030x", None),
            ("ZZ000000", None, "ZZ000000"),
            ("ABC 123456", None, "ABC 123456"),
            ("000123456", None, "000123456"),
            ("", None, None),
        ],
    )
    def test_what_is_written_goes_where_it_belongs(self, tmp_path, written, pesel, other):
        people = open_books(office(tmp_path, sm_efs({6: written}))).books.participants

        assert (pesel, other) == tuple(people[name].iloc[0] if people[name].notna().iloc[0] else None for name in ("pesel", "other_id"))

    def test_the_surest_stands_for_the_key(self, tmp_path):
        people = open_books(office(tmp_path, sm_efs({}, SECOND | {8: ""}, FOREIGNER))).books.participants

        assert ["T-000001", "02470805110", "ZZ000000"] == people.key.tolist()

    def test_who_came_back_under_another_identifier_has_one_key(self):
        people = books_key(["T1", "T2", None], ["02470800306", "02470800306", "02470800306"])

        assert ["T1", "T1", "T1"] == people

    def test_a_placeholder_makes_nobody_one(self):
        assert ["T1", "T2"] == books_key(["T1", "T2"], ["00000000000", "00000000000"])


def books_key(technical, pesel):
    columns = {"technical_id": pd.Series(technical, dtype="str"), "pesel": pd.Series(pesel, dtype="str")}
    return stand_in_key(columns, map(str, range(len(pesel)))).tolist()


DIARY = """Nr uczestnika;Data;Obecność
{who};05.10.2130;obecny
"""


class TestOtherRegisters:
    """Other registers find the people of an export by whatever it knows of them."""

    @pytest.mark.parametrize("who", ["T-000001", "t-000001", "02470800306", "2470800306"])
    def test_by_an_identifier_in_the_column_of_numbers(self, tmp_path, who):
        books = open_books(office(tmp_path, sm_efs({}, SECOND), more={"obecnosc.csv": DIARY.format(who=who)})).books

        assert ["T-000001"] == books.attendance["participant_no"].tolist()

    def test_by_a_pesel_of_sl2014(self, tmp_path):
        project = sl_office(tmp_path, {}, SECOND_SL, more={"obecnosc.csv": DIARY.format(who="02470805110")})

        assert [1] == open_books(project).books.column("attendance", "owner").tolist()

    @pytest.mark.parametrize(("who", "expected"), [("02470805110", "2"), ("2470805110", "2"), ("1", "1"), ("T-000002", "T-000002")])
    def test_by_a_pesel_of_people_who_are_numbered(self, tmp_path, who, expected):
        """Of an export to which the office added numbers of rows, a PESEL still says who is meant; another identifier does not."""
        first, *rest = sm_efs({}, SECOND).decode("utf-8-sig").splitlines()
        numbered = "\n".join([f"Lp.;{first}", *(f"{number};{line}" for number, line in enumerate(rest, 1))]).encode()
        project = office(tmp_path, numbered, more={"obecnosc.csv": DIARY.format(who=who)})

        assert [expected] == open_books(project).books.attendance["participant_no"].tolist()

    def test_by_name(self, tmp_path):
        diary = "Imię i nazwisko;Data;Obecność\nTestowski Jan;05.10.2130;obecny\n"
        project = office(tmp_path, sm_efs({}, SECOND), more={"obecnosc.csv": diary})

        assert [1] == open_books(project).books.column("attendance", "owner").tolist()

    @pytest.mark.parametrize("numbered", [False, True])
    def test_by_the_identifier_of_the_system_under_its_own_header(self, tmp_path, numbered):
        diary = DIARY.format(who="T-000002").replace("Nr uczestnika", "Techniczny identyfikator uczestnika")
        header = "Nr uczestnika;Techniczny identyfikator;Data rozpoczęcia udziału w projekcie"
        own = f"{header}\n7;T-000001;01.09.2130\n8;T-000002;01.09.2130\n".encode()
        project = office(tmp_path, own if numbered else sm_efs({}, SECOND), name="uczestnicy.csv", more={"obecnosc.csv": diary})

        assert [["T-000002"], ["8"]][numbered] == open_books(project).books.attendance["participant_no"].tolist()

    def test_by_name_whom_nothing_identifies(self, tmp_path):
        diary = "Imię i nazwisko;Data;Obecność\nEwa Przykładowicz;05.10.2130;obecny\n"
        project = office(tmp_path, sm_efs(FOREIGNER, FOREIGNER | {4: "Ewa", 6: ""}), more={"obecnosc.csv": diary})

        assert [1] == open_books(project).books.column("attendance", "owner").tolist()

    def test_a_stranger_is_still_one(self, tmp_path):
        project = office(tmp_path, sm_efs({}, SECOND), more={"obecnosc.csv": DIARY.format(who="T-000009")})

        assert ("ERROR", "A401") in weights(project)


NAMES = """Imię i nazwisko;Data;Obecność
Anna Testowska;31.08.2130;obecny
Jan Testowski;05.10.2129;obecny
Ewa Wzorcowa;05.10.2130;obecny
"""
NUMBERED = """Nr uczestnika;Data;Obecność
02470800306;31.08.2129;obecny
T-000002;31.08.2129;obecny
2470800306;31.08.2129;obecny
"""
ASKED = (
    ["check"], ["check", "--as", "line"], ["check", "--json"], ["check", "--lang", "en"], ["check", "--as", "xlsx"],
    ["check", "--as", "html"], ["count"], ["count", "--json"], ["count", "--who", "K"], ["count", "--who", "K", "--json"],
    ["count", "--who", "W", "--json"], ["report"],
    ["due"], ["due", "--json"],
    ["report", "--kind", "final"], ["report", "--kind", "findings", "--format", "md,xlsx,html"],
)  # fmt: skip
INDICATORS = """
[[indicators]]
id = "K"
name = "Osoby"
[[indicators]]
id = "W"
name = "Formy wsparcia"
counts = "support"
unit = "event"
"""


class TestPrivacy:
    """An identifier in place of a number is nobody's to see: findings give the file and the cell."""

    @pytest.mark.parametrize("made", ["sm", "sl"])
    @pytest.mark.parametrize("diary", [NAMES, NUMBERED])
    def test_no_identifier_is_shown(self, capsys, tmp_path, made, diary):
        twice, wrong = {22: "2130-08-01"}, {9: "Mężczyzna", 11: ""}
        explained = """
[[explained]]
rule = "A104"
register = "participants"
key = "T-000002"
who = "Kierownik"
on = 2130-12-01
why = "Sprawdzono."
"""
        more = {"obecnosc.csv": diary, "explained.toml": explained}
        if made == "sm":
            project = office(tmp_path, sm_efs(wrong, SECOND | {10: "50"}, FOREIGNER, twice), more=more, definition=INDICATORS)
        else:
            wrong, twice = {37: "mężczyzna", 39: ""}, {52: "2130-08-01", 49: "000000001"}
            project = sl_office(tmp_path, wrong, SECOND_SL | {38: "50"}, twice, more=more, definition=INDICATORS)
        for words in ASKED:
            said = typed(capsys, *words, project)

            assert said.code in {0, 1}, said.err
            assert SECRET.findall(said.out + said.err + written(project)) == [], words
            if words == ["check", "--json"]:
                assert {None} == {one["key"] for one in said.document["findings"] if one["register"] in {"participants", "attendance"}}

    def test_the_key_is_shown_when_it_is_asked(self, capsys, tmp_path):
        project = office(tmp_path, sm_efs({9: "Mężczyzna"}))
        (finding,) = typed(capsys, "check", project, "--json", "--only", "A102", "--show-personal").document["findings"]

        assert "T-000001" == finding["key"]

    def test_people_behind_a_number_are_called_by_their_rows(self, capsys, tmp_path):
        project = office(tmp_path, sm_efs({}, SECOND), definition=INDICATORS)

        assert ["wiersz 2", "wiersz 3"] == typed(capsys, "count", project, "--who", "K", "--json").document["who"]["met"]


def written(project):
    """Give everything that stands in the reports, and then take them away."""
    text = ""
    for file in sorted(file for file in (project / "raporty").rglob("*") if file.is_file()):
        if file.suffix == ".xlsx":
            sheets = openpyxl.load_workbook(file).worksheets
            text += "\n".join(str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row if cell)
        else:
            text += file.read_text(encoding="utf-8")
        file.unlink()
    return text


EXPLAINED = """
[[explained]]
rule = "A110"
register = "participants"
key = "{key}"
who = "Kierownik"
on = 2131-01-02
why = "Dwie osoby, sprawdzono w dokumentach."
"""


class TestExplanations:
    """A finding of an export is explained by the identifier of the system; a PESEL has no place among explanations."""

    def test_by_the_identifier_of_the_system(self, tmp_path):
        wrong = {6: "02470800307", 21: "2130-08-31"}
        project = office(tmp_path, sm_efs({}, wrong | {8: "T-000002"}))
        found = judged(open_books(project)).findings
        warning = next(one for one in found if one.severity.name == "WARNING" and one.place.key == "T-000002")
        (project / "explained.toml").write_text(EXPLAINED.format(key="t-000002").replace("A110", warning.code), encoding="utf-8")

        assert [warning.code] == [one.finding.code for one in judged(open_books(project)).silenced]

    def test_not_by_a_pesel(self, tmp_path):
        project = sl_office(tmp_path, {}, more={"explained.toml": EXPLAINED.format(key="02470800306")})

        assert ("WARNING", "R408") in weights(project)

    def test_a_number_of_eleven_digits_that_is_no_pesel_is_a_key(self, tmp_path):
        project = sl_office(tmp_path, {}, more={"explained.toml": EXPLAINED.format(key="12345678901")})

        assert "R408" not in codes(project)


def rows_of(books):
    support = books.support
    columns = [support.get(name) for name in ("participant_no", "support_type", "support_subtype", "support_scope")]
    days = support["start_date"].dt.strftime("%Y-%m-%d")
    return [tuple(None if not isinstance(cell, str) else cell for cell in row) for row in zip(*columns, days, strict=True)]


class TestPackedSupport:
    """Supports that stand in one cell are rows of the register of support; items belong together by their order."""

    def test_items_pair_by_position(self, tmp_path):
        books = open_books(office(tmp_path, sm_efs())).books
        expected = [
            ("T-000001", "doradztwo/konsultacje", "doradztwo zawodowe", "Zakres A", "2130-09-01"),
            ("T-000001", "usługa aktywnej integracji", "usługa o charakterze społecznym", "Zakres A", "2130-10-05"),
            ("T-000001", "krajowe szkolenie/kurs", None, "Zakres B", "2130-11-02"),
        ]

        assert expected == rows_of(books)

    def test_each_has_the_address_of_its_cell(self, tmp_path):
        support = open_books(office(tmp_path, sm_efs({}, SECOND))).books.support
        places = support.places(pd_rows(support), "start_date")

        assert [(EFS, 2, "AF2")] * 3 + [(EFS, 3, "AF3")] * 3 == [(place.file, place.row, place.cell) for place in places]

    def test_a_day_that_cannot_be_read_is_told_at_its_cell(self, tmp_path):
        found = open_books(office(tmp_path, sm_efs({31: "2130-09-01|wkrótce|2130-11-02"}))).findings

        assert ["AF2"] == [one.place.cell for one in found if one.place.register == "support" and one.place.column == "start_date"]

    def test_a_quoted_cell_is_packed_as_well(self, tmp_path):
        books = open_books(office(tmp_path, sm_efs({28: 'Zakres "A"; pierwszy|Zakres A|Zakres B'}))).books

        assert ['Zakres "A"; pierwszy', "Zakres A", "Zakres B"] == [row[3] for row in rows_of(books)]

    def test_an_empty_cell_says_nothing_of_any_item(self, tmp_path):
        books = open_books(office(tmp_path, sm_efs({28: ""}))).books

        assert [None] * 3 == [row[3] for row in rows_of(books)]

    def test_unequal_numbers_are_one_finding_and_no_guess(self, tmp_path):
        opened = open_books(office(tmp_path, sm_efs({31: "2130-09-01|2130-10-05"}, SECOND)))
        (finding,) = [one for one in opened.findings if one.code == "R068"]

        assert ("AF2", 2, 3) == (finding.place.cell, finding.facts["items"], finding.facts["others"])
        assert {"T-000002"} == {row[0] for row in rows_of(opened.books)}

    def test_a_register_of_its_own_goes_first(self, tmp_path):
        own = "Techniczny;PESEL;Rodzaj przyznanego wsparcia;Data rozpoczęcia udziału we wsparciu\n;02470800306;staż;01.09.2130\n"
        opened = open_books(office(tmp_path, sm_efs(), more={"wsparcie.csv": own}))

        assert [("T-000001", "staż", None, None, "2130-09-01")] == rows_of(opened.books)
        assert ["AC"] == [one.place.cell for one in opened.findings if one.code == "R067"]

    def test_who_has_no_support_yet_has_no_row(self, tmp_path):
        project = office(tmp_path, sm_efs(SECOND, {28: "", 29: "", 30: "", 31: ""}))

        assert {"T-000002"} == {row[0] for row in rows_of(open_books(project).books)}

    def test_without_days_nothing_is_made_of_it(self, tmp_path):
        text = "Nr uczestnika;Data rozpoczęcia udziału w projekcie;Rodzaj przyznanego wsparcia\n1;01.09.2130;staż\n"
        opened = open_books(office(tmp_path, text.encode(), name="uczestnicy.csv"))

        assert (None, ["R067"]) == (opened.books.get("support"), [one.code for one in opened.findings])


def pd_rows(register):

    return np.arange(len(register))


class TestRepeatedPersons:
    """A flat export that repeats a person for each support has one participation of the person."""

    def test_one_participation_and_its_supports(self, tmp_path):
        books = open_books(sl_office(tmp_path, {}, LATER, SECOND_SL)).books

        assert (2, 3) == (len(books.participants), len(books.support))
        assert [2, 3, 4] == books.support.numbers(pd_rows(books.support)).tolist()

    def test_so_it_is_of_somebody_whom_nothing_identifies(self, tmp_path):
        without = {35: "", 36: "Tak"}
        books = open_books(sl_office(tmp_path, without, SECOND_SL, without | LATER)).books

        assert [0, 1, 0] == books.column("support", "owner").tolist()

    def test_it_is_nobody_entered_twice(self, tmp_path):
        assert [] == weights(sl_office(tmp_path, {}, LATER))

    def test_a_row_that_is_repeated_whole_is(self, tmp_path):
        assert ("ERROR", "A108") in weights(sl_office(tmp_path, {}, {}))

    def test_so_is_one_that_says_something_else(self, tmp_path):
        assert ("ERROR", "A108") in weights(sl_office(tmp_path, {}, LATER | {38: "29"}))

    def test_a_register_of_support_changes_nothing_of_it(self, tmp_path):
        own = "PESEL;Rodzaj przyznanego wsparcia;Data rozpoczęcia udziału we wsparciu\n02470800306;staż;01.09.2130\n"

        assert 1 == len(open_books(sl_office(tmp_path, {}, LATER, more={"wsparcie.csv": own})).books.participants)

    def test_sources_tell_the_rows_of_the_file(self, tmp_path):
        sources = open_books(sl_office(tmp_path, {}, LATER)).books.sources

        assert [("participants", 2), ("support", 2)] == [(one.register, one.rows) for one in sources]
