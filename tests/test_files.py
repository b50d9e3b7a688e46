"""Which file is which register."""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import date
from pathlib import Path
from types import MappingProxyType

import openpyxl
import pandas as pd
import pytest

from aktywna.domain.faults import InputRefused
from aktywna.domain.promises.project import RegisterFile, Registers
from aktywna.domain.registers.layout import Layout
from aktywna.domain.sheets.naming import is_group, is_month
from aktywna.domain.sheets.sheet import Sheet
from aktywna.io import shipped
from aktywna.io.reading.digest import digest
from aktywna.io.reading.files import find_registers, read_file
from aktywna.io.reading.which_sheets import choose_sheets, said_of_sheets
from aktywna.steps.open import open_books

AS_OF = date(2015, 5, 31)


def layout(name, *files, read="all"):
    return Layout.model_validate({
        "id": name, "name": name, "files": files, "read": read, "key": "no", "unit": "person",
        "column": [{"id": "no", "kind": "code", "name": "Nr"}],
    })  # fmt: skip


LAYOUTS = {
    "participants": layout("participants", "uczestnicy", read="latest"),
    "attendance": layout("attendance", "obecnosc", "dziennik"),
    "timesheets": layout("timesheets", "czas_pracy"),
}


@pytest.fixture
def found(tmp_path):
    def find(*names, as_of=AS_OF, **declared):
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("Nr\n1\n")
        return find_registers(tmp_path, LAYOUTS, Registers(**{key: RegisterFile(**value) for key, value in declared.items()}), as_of)

    return find


def files(found, register="participants"):
    return [source.file for source in found.sources.get(register, ())]


def refusals(found):
    return [finding.code for finding in found.refused]


@pytest.mark.parametrize(
    "name", ["uczestnicy.csv", "Uczestnicy_2015-05.csv", "UCZESTNICY 2015.csv", "uczestnicy-nowe.csv", "uczestnicy2.csv", "Uczestnicy.CSV"]
)
def test_a_usual_name_is_known_with_any_ending(found, name):
    assert [name] == files(found(name))


@pytest.mark.parametrize("name", ["obecność marzec.csv", "Obecnosc.csv", "dziennik_1.csv", unicodedata.normalize("NFD", "Obecność.csv")])
def test_diacritics_do_not_matter(found, name):
    assert [name] == files(found(name), "attendance")


@pytest.mark.parametrize("name", ["czas_pracy.csv", "Czas pracy 2010.csv", "czas-pracy.csv"])
def test_words_of_a_name_are_parted_in_any_way(found, name):
    assert [name] == files(found(name), "timesheets")


@pytest.mark.parametrize("name", ["uczestnicyinni.csv", "nasi uczestnicy.csv", "uczestnicy.pdf"])
def test_another_name_is_no_register(found, name):
    assert [] == files(found(name))


@pytest.mark.parametrize(
    "name", ["~$uczestnicy.csv", ".uczestnicy.csv", "raporty/uczestnicy.csv", ".aktywna/uczestnicy.csv", "kopia/uczestnicy.csv"]
)
def test_locks_hidden_files_and_outputs_are_never_registers(found, name):
    assert [] == files(found(name))


def test_what_this_program_wrote_is_no_register(found, tmp_path):
    (tmp_path / ".aktywna").mkdir()
    (tmp_path / ".aktywna" / "made.json").write_text('{"files": {"uczestnicy_2015.csv": "0"}}')

    assert ["uczestnicy.csv"] == files(found("uczestnicy.csv", "uczestnicy_2015.csv"))


def test_all_means_every_match_in_the_order_of_names(found):
    assert ["Obecność 2.csv", "obecnosc 1.csv"] == files(found("obecnosc 1.csv", "Obecność 2.csv"), "attendance")


def test_latest_means_the_last_day_that_is_not_after_the_day_of_the_report(found):
    matches = found("uczestnicy_2015-04.csv", "uczestnicy_2015-05.csv", "uczestnicy_2015-06.csv")

    assert ["uczestnicy_2015-05.csv"] == files(matches)


def test_files_that_are_not_read_are_named(found):
    matches = found("uczestnicy_2015-04.csv", "uczestnicy_2015-05.csv", "plan.csv")

    assert ("plan.csv", "uczestnicy_2015-04.csv") == matches.left_out


def test_days_are_compared_as_days_and_not_as_texts(found):
    assert ["uczestnicy 30.04.2015.csv"] == files(found("uczestnicy 30.04.2015.csv", "uczestnicy 31.03.2015.csv"))


def test_a_file_without_a_day_stands_back(found):
    assert ["uczestnicy_2015-05.csv"] == files(found("uczestnicy_2015-05.csv", "uczestnicy_stare.csv"))


@pytest.mark.parametrize("names", [("uczestnicy.csv", "uczestnicy_nowe.csv"), ("uczestnicy_2015-05.csv", "Uczestnicy 05.2015.csv")])
def test_several_that_may_be_the_latest_are_refused(found, names):
    assert ([], ["R302"]) == (files(found(*names)), refusals(found(*names)))


def test_the_refusal_lists_them(found):
    (finding,) = found("uczestnicy.csv", "uczestnicy_nowe.csv").refused

    assert ("uczestnicy.csv", "uczestnicy_nowe.csv") == finding.facts["files"]


def test_files_that_are_all_later_are_refused(found):
    assert ["R303"] == refusals(found("uczestnicy_2015-06.csv", "uczestnicy_2015-07.csv"))


def test_a_register_that_nobody_declared_is_not_missed(found):
    assert [] == refusals(found())


def test_a_declared_name_is_read_whatever_it_is(found):
    assert ["dane/lista osób.csv"] == files(found("dane/lista osób.csv", "uczestnicy.csv", participants={"file": "dane/lista osób.csv"}))


def test_a_declared_name_need_not_say_its_day(found):
    assert ["osoby_2016.csv"] == files(found("osoby_2016.csv", participants={"file": "osoby_2016.csv"}))


def test_a_declared_pattern_obeys_the_day(found):
    matches = found("Osoby_2015-04.csv", "Osoby_2015-06.csv", participants={"file": "osoby_*.csv"})

    assert ["Osoby_2015-04.csv"] == files(matches)


def test_a_project_may_read_all_of_them(found):
    matches = found("osoby 1.csv", "osoby 2.csv", participants={"files": ("osoby 1.csv", "osoby 2.csv"), "read": "all"})

    assert ["osoby 1.csv", "osoby 2.csv"] == files(matches)


def test_a_declared_file_that_is_missing_is_refused(found):
    (finding,) = found("uczestnicy.csv", participants={"file": "osoby.csv"}).refused

    assert ("R301", "osoby.csv", "participants") == (finding.code, finding.facts["file"], finding.place.register)


def test_paths_are_shown_from_the_project(tmp_path, found):
    (tmp_path / "projekt").mkdir()
    (tmp_path / "inne").mkdir()
    (tmp_path / "inne" / "uczestnicy.csv").write_text("Nr\n")
    matches = find_registers(tmp_path / "inne", LAYOUTS, Registers(), AS_OF, shown_from=tmp_path / "projekt")

    assert ["../inne/uczestnicy.csv"] == files(matches)


class TestWorkbook:
    @pytest.fixture
    def book(self, tmp_path):
        def make(name, *sheets):
            workbook = openpyxl.Workbook()
            workbook.remove(workbook.active)
            for sheet in sheets:
                workbook.create_sheet(sheet).append(["Nr"])
            workbook.save(tmp_path / name)

        return make

    def test_one_serves_several_registers_by_the_names_of_its_sheets(self, book, found):
        book("Rejestry.xlsx", "Uczestnicy", "Obecność", "Uwagi")
        matches = found()

        assert (["Rejestry.xlsx"], ["Rejestry.xlsx"], []) == (
            files(matches), files(matches, "attendance"), files(matches, "timesheets"),
        )  # fmt: skip

    def test_one_of_a_usual_name_serves_others_too(self, book, found):
        book("uczestnicy.xlsx", "Uczestnicy", "Obecność")

        assert ["uczestnicy.xlsx"] == files(found(), "attendance")

    def test_a_file_of_its_own_goes_before_a_sheet(self, book, found):
        book("uczestnicy.xlsx", "Uczestnicy", "Obecność")

        assert ["obecnosc.csv"] == files(found("obecnosc.csv"), "attendance")

    def test_an_older_export_serves_nothing(self, book, found):
        book("uczestnicy_2015-04.xlsx", "Uczestnicy", "Obecność")
        book("uczestnicy_2015-05.xlsx", "Uczestnicy", "Obecność")

        assert ["uczestnicy_2015-05.xlsx"] == files(found(), "attendance")

    def test_each_file_is_there_once(self, book, found):
        book("Rejestry.xlsx", "Uczestnicy", "Obecność")

        assert ["Rejestry.xlsx"] == [source.file for source in found().files]

    def test_a_damaged_one_of_another_name_stops_nothing(self, tmp_path, found):
        (tmp_path / "Rejestry.xlsx").write_bytes(b"?")

        assert ["uczestnicy.csv"] == files(found("uczestnicy.csv"))


def table(header):
    return pd.DataFrame({0: pd.Series([header, "1"], dtype="str")})


class TestSheets:
    def choose(self, *names, register="participants", declared=None, file="rejestry.xlsx", headers=MappingProxyType({}), groups=()):
        read = [Sheet(file, name, table(headers.get(name, "Nr")), table("Nr")) for name in names]
        return [sheet.name for sheet in choose_sheets(LAYOUTS[register], declared and RegisterFile(**declared), read, AS_OF, groups)]

    def code(self, *names, **asked):
        with pytest.raises(InputRefused) as refusal:
            self.choose(*names, **asked)
        return refusal.value.finding.code

    def test_the_only_one_is_the_register(self):
        assert ["Arkusz1"] == self.choose("Arkusz1")

    def test_of_several_the_one_of_a_usual_name_is(self):
        assert ["Uczestnicy"] == self.choose("Słowniki", "Uczestnicy")

    def test_the_declared_one_goes_first(self):
        assert ["Arkusz2"] == self.choose("Uczestnicy", "Arkusz2", declared={"sheet": "arkusz2"})

    def test_a_declared_one_that_is_missing_is_refused(self):
        assert "R312" == self.code("Arkusz1", declared={"sheet": "Uczestnicy"})

    def test_of_several_without_a_usual_name_none_is_guessed(self):
        assert "R310" == self.code("Arkusz1", "Arkusz2")

    def test_all_of_a_usual_name_are_read_together(self):
        assert ["Obecność 03", "Obecność 04"] == self.choose("Obecność 03", "Obecność 04", "Legenda", register="attendance")

    def test_the_latest_of_a_usual_name_is(self):
        assert ["Uczestnicy 2014"] == self.choose("Uczestnicy 2013", "Uczestnicy 2014", "Uczestnicy 2016")

    @pytest.mark.parametrize(
        "names",
        [("Styczeń", "Luty"), ("01", "02"), ("2016-03", "2016-04"), ("III 2016", "IV 2016"), ("Grupa 1", "gr. 2"), ("Marzec", "Obecność")],
    )
    def test_months_and_groups_of_the_registers_own_file_are_read_together(self, names):
        assert [*names] == self.choose(*names, "Legenda", register="attendance", file="dane/Obecność 2016.xlsx")

    def test_a_file_that_the_definition_names_is_its_own(self):
        assert ["Luty", "Marzec"] == self.choose("Luty", "Marzec", register="attendance", declared={"file": "rejestry.xlsx"})

    def test_months_of_another_file_are_not_guessed(self):
        assert "R310" == self.code("Styczeń", "Luty", register="attendance")

    def test_a_part_of_the_project_is_a_group(self):
        assert ["KIS", "Prawo jazdy"] == self.choose(
            "KIS", "Prawo jazdy", "Legenda", register="attendance", file="obecnosc.xlsx", groups=("kis", "Prawo jazdy")
        )

    def test_of_months_of_a_cumulative_register_the_latest_is(self):
        assert ["2015-05"] == self.choose("2015-04", "2015-05", "2015-06", file="uczestnicy.xlsx")

    def test_groups_of_a_cumulative_register_are_refused(self):
        assert "R310" == self.code("Grupa 1", "Grupa 2", file="uczestnicy.xlsx")

    def test_unless_the_project_reads_them_all(self):
        assert ["Grupa 1", "Grupa 2"] == self.choose("Grupa 1", "Grupa 2", file="uczestnicy.xlsx", declared={"read": "all"})

    def test_the_only_sheet_with_the_headers_is_the_register(self):
        assert ["Arkusz2"] == self.choose("Arkusz1", "Arkusz2", file="uczestnicy.xlsx", headers={"Arkusz1": "Coś"})

    def test_of_two_with_the_headers_none_is_guessed(self):
        assert "R310" == self.code("Arkusz1", "Arkusz2", file="uczestnicy.xlsx")

    def test_a_declared_pattern_is_several(self):
        assert ["Gr A", "Gr B"] == self.choose("Gr A", "Gr B", "Inne", declared={"sheet": "gr *", "read": "all"})

    def test_what_was_read_and_what_was_not_is_said(self):
        read = [Sheet("obecnosc.xlsx", name, table("Nr"), table("Nr")) for name in ("Luty", "Marzec", "Legenda")]
        findings = said_of_sheets("obecnosc.xlsx", read, [("attendance", read[:2])])

        assert [("R017", ("Luty", "Marzec"), None), ("R014", ("Luty", "Marzec"), ("Legenda",))] == [
            (finding.code, finding.facts["read"], finding.facts.get("left")) for finding in findings
        ]

    def test_a_sheet_of_another_register_is_not_left_out(self):
        read = [Sheet("rejestry.xlsx", name, table("Nr"), table("Nr")) for name in ("Uczestnicy", "Obecność")]

        assert [] == said_of_sheets("rejestry.xlsx", read, [("participants", read[:1]), ("attendance", read[1:])])


@pytest.mark.parametrize("name", ["Słowniki", "Legenda 2016", "2016", "Arkusz1", "Grupa docelowa", "Wykres maj"])
def test_other_names_of_sheets_are_no_months_and_no_groups(name):
    assert not is_month(name)
    assert not is_group(name)


def test_a_file_is_read_by_its_ending(tmp_path):
    path = tmp_path / "uczestnicy.CSV"
    path.write_text("Nr\n1\n")

    assert [None] == [sheet.name for sheet in read_file(path, "uczestnicy.CSV")]


def test_a_file_is_known_by_its_sha256(tmp_path):
    path = Path(tmp_path / "x")
    path.write_bytes(b"Nr")

    assert hashlib.sha256(b"Nr").hexdigest() == digest(path, "a.csv")()


@pytest.mark.parametrize("change", [lambda path: path.write_bytes(b"Numer"), lambda path: path.unlink()])
def test_a_file_that_has_changed_since_it_was_read_is_refused(tmp_path, change):
    path = tmp_path / "a.csv"
    path.write_bytes(b"Nr")
    asked = digest(path, "a.csv")
    change(path)

    with pytest.raises(InputRefused) as refused:
        asked()

    assert "R315" == refused.value.finding.code


DEFINITION = """
title = "Krok naprzód"
era = "efs-2014"
beneficiary = { name = "Gmina Przykładowo" }
programme = { name = "Program zmyślony" }
period = { start = 2015-01-01 }
forms = [{ id = "kis", name = "KIS", sphere = "social" }]
"""


class TestARegisterOverSeveralSheets:
    @pytest.fixture
    def opened(self, tmp_path):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, *rows in (
            ("Styczeń", ["Nr uczestnika", "Data", "Liczba godzin"], ["1", "5.01.2015", "2"]),
            ("Luty", ["Data", "Liczba godzin", "Nr uczestnika"], ["3.02.2015", "dużo", "1"], ["4.02.2015", "3", "2"]),
            ("KIS", ["Nr uczestnika", "Data", "Liczba godzin"], ["2", "1.03.2015", "4"]),
            ("Opis", ["Objaśnienia"]),
        ):
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        book.save(tmp_path / "Obecność.xlsx")
        (tmp_path / "project.toml").write_text(DEFINITION, encoding="utf-8")
        return open_books(tmp_path, as_of=AS_OF)

    def test_all_are_read(self, opened):
        assert ["1", "1", "2", "2"] == opened.books.registers["attendance"]["participant_no"].tolist()

    def test_a_fault_is_addressed_in_its_sheet(self, opened):
        (place,) = [found.place for found in opened.findings if found.place.column == "hours"]

        assert ("Luty", "B2") == (place.sheet, place.cell)

    def test_it_is_said_which_were_read_and_which_were_not(self, opened):
        said = {found.code: dict(found.facts) for found in opened.findings if found.code in {"R014", "R017"}}

        assert (("Styczeń", "Luty", "KIS"), ("Opis",)) == (said["R017"]["read"], said["R014"]["left"])


def test_two_registers_in_one_text_are_each_read_in_their_own_encoding(tmp_path):
    keys = (
        'era = "efs-2014"\ntitle = "x"\nbeneficiary.name = "x"\nprogramme.name = "x"\nperiod = { start = 2016-01-01, end = 2017-12-31 }\n'
        '[registers]\nparticipants = { file = "r.csv", encoding = "cp852" }\nsupport = { file = "r.csv", encoding = "iso-8859-2" }\n'
    )
    (tmp_path / "project.toml").write_text(keys, encoding="utf-8")
    text = (
        "Nr uczestnika;Nazwisko;Data rozpoczęcia;Data rozpoczęcia udziału we wsparciu;Forma wsparcia\n1;Śląska;01.03.2016;01.03.2016;kurs\n"
    )
    (tmp_path / "r.csv").write_bytes(text.encode("iso-8859-2"))
    books = open_books(tmp_path, as_of=date(2017, 12, 31)).books

    assert ("Śląska", False) == (books.support["last_name"][0], "Śląska" in set(books.participants["last_name"]))


def test_a_header_that_one_of_two_registers_in_a_sheet_knows_is_not_unknown(tmp_path):
    keys = (
        'era = "efs-2014"\ntitle = "x"\nbeneficiary.name = "x"\nprogramme.name = "x"\nperiod = { start = 2016-01-01, end = 2017-12-31 }\n'
        '[registers]\nparticipants = { file = "r.csv" }\nsupport = { file = "r.csv" }\n'
    )
    (tmp_path / "project.toml").write_text(keys, encoding="utf-8")
    text = "Nr uczestnika;Płeć;Data rozpoczęcia;Forma wsparcia;Kolor teczki\n1;K;01.03.2016;kurs;żółty\n"
    (tmp_path / "r.csv").write_text(text, encoding="utf-8")
    findings = open_books(tmp_path, as_of=date(2017, 12, 31)).findings

    assert {"E1"} == {one.place.cell for one in findings if one.code == "R002"}


def test_a_register_that_is_not_kept_is_not_looked_for_among_sheets(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "zajęcia 1"
    book.save(tmp_path / "obecnosc.xlsx")

    assert "sessions" in find_registers(tmp_path, shipped.layouts(), Registers(), AS_OF).sources
    assert "sessions" not in find_registers(tmp_path, shipped.layouts(), Registers(not_kept=("sessions",)), AS_OF).sources
