"""`aktywna pay`: what it shows, writes and refuses, and what it keeps to itself."""

from __future__ import annotations

import re
import stat
import subprocess
import tomllib
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from aktywna.domain.faults import DefinitionError
from aktywna.io.definitions.project import understand
from clean_registers import pesel
from desk import OFFICE, copied, edit, typed
from shelf import read_anew
from small_office import DEFINITION, office
from test_cli_privacy import personal, shown

PAY = """
    [[forms]]
    id = "k"
    name = "Kurs zmyślony"
    kind = "course"
    unit = "h60"
    [[pay.lists]]
    id = "s"
    kind = "training"
    forms = ["k"]
"""
TABLES = """
    participants:
    no | first_name | last_name    | start_date
    7  | Anna       | Testowska    | 2017-01-02
    9  | Jan        | Przykładowicz | 2017-01-02
    attendance:
    participant_no | form | date       | hours | mark
    7              | k    | 2017-05-08 | 48    | present
    9              | k    | 2017-05-08 | 96    | present
"""


@pytest.fixture
def desk(tmp_path):
    return office(tmp_path / "biuro", TABLES, PAY)


@pytest.fixture
def wyplaty(tmp_path):
    return copied("wyplaty", tmp_path)


class TestWhatIsShown:
    def test_everybody_with_the_amount_and_how_it_follows(self, capsys, desk):
        said = typed(capsys, "pay", desk, "--month", "2017-05")

        assert said.code == 0
        assert "319,17\u00a0zł" in said.out
        assert "638,34\u00a0zł" in said.out
        assert "957,51\u00a0zł" in said.out
        assert "997,40zł×48h/150h=319,17zł" in "".join(said.out.replace("obecnosc.csv: 2", "").split())
        assert "obecnosc.csv: 2" in said.out

    def test_nobody_is_named_unless_asked(self, capsys, desk, wyplaty):
        for words in (["pay", desk, "--month", "2017-05"], ["pay", desk, "--month", "2017-05", "--json"]):
            masked, open_ = typed(capsys, *words), typed(capsys, *words, "--show-personal")

            assert "Testowska" not in masked.out + masked.err
            assert "Testowska Anna" in open_.out

    def test_json_as_scripts_rely_on_it(self, capsys, desk):
        said = typed(capsys, "pay", desk, "--month", "2017-05", "--json").document

        assert ("pay", "2017-05") == (said["command"], said["month"])
        (listed,) = said["lists"]
        first = listed["people"][0]
        assert ("training", "7", "48", "997.40", "319.17") == (
            listed["kind"], first["key"], first["hours"], first["rate"], first["amount"],
        )  # fmt: skip
        assert [{"file": "obecnosc.csv", "sheet": None, "rows": [2]}] == first["source_rows"]
        assert ("144", "957.51") == (listed["totals"]["hours"], listed["totals"]["amount"])
        assert [{"form": "k", "task": None, "amount": "957.51"}] == listed["totals"]["forms"]

    def test_no_number_of_money_is_a_float(self, capsys, wyplaty):
        def floats(value):
            if isinstance(value, dict):
                return [one for part in value.values() for one in floats(part)]
            if isinstance(value, list):
                return [one for part in value for one in floats(part)]
            return [value] if isinstance(value, float) else []

        said = typed(capsys, "pay", wyplaty, "--month", "2017-07", "--json").document

        assert floats(said["lists"]) + floats(said["compared"]) == []

    def test_the_last_month_that_ended_by_default(self, capsys, wyplaty):
        assert typed(capsys, "pay", wyplaty, "--json").document["month"] == "2017-07"

    def test_only_some_kinds(self, capsys, wyplaty):
        said = typed(capsys, "pay", wyplaty, "--kind", "meals", "--kind", "travel", "--json").document

        assert ["travel", "meals"] == [one["kind"] for one in said["lists"]]

    def test_a_month_of_nothing(self, capsys, desk):
        said = typed(capsys, "pay", desk, "--month", "2017-02")

        assert (said.code, said.out) == (0, "Za luty 2017 nikomu nic się nie należy.\n")


def test_nobody_of_an_example_is_named(capsys, wyplaty):
    """Neither on the screen, nor in JSON, nor in the month's report, nor in what is kept beside the lists."""
    secrets = {secret for secret in personal(wyplaty) if re.fullmatch(r"[\w.@-]+", secret)}
    typed(capsys, "pay", wyplaty, "-o", wyplaty / "listy.xlsx")
    kept = (wyplaty / ".aktywna" / "pay.json").read_text(encoding="utf-8")

    assert len(secrets) > 25
    for words in (["pay"], ["pay", "--json"], ["pay", "--lang", "en"], ["report", "--period", "2017-07"]):
        told = set(re.findall(r"[\w.@-]+", shown(capsys, wyplaty, words) + kept))

        assert secrets & told == set()


class TestWhatIsWritten:
    def test_a_list_to_sign_for_the_owner_alone(self, capsys, desk):
        file = desk / "lista.xlsx"
        said = typed(capsys, "pay", desk, "--month", "2017-05", "-o", file)

        assert said.code == 0
        assert 0o600 == stat.S_IMODE(file.stat().st_mode)
        assert "lista.xlsx" in said.err
        sheet = openpyxl.load_workbook(file)["Stypendium szkoleniowe"]
        held = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
        assert ["Lp.", "Nazwisko i imię", "Kwota", "Forma (przelew / gotówka)", "Podpis"] == held[0]
        assert [[1, "Testowska Anna", 319.17, None, None], [2, "Przykładowicz Jan", 638.34, None, None]] == held[1:3]
        assert [None, "Razem", "=SUM(C4:C5)", None, None] == held[3]
        assert ("landscape", "9") == (sheet.page_setup.orientation, str(sheet.page_setup.paperSize))
        assert sheet.print_area
        assert "Listy wypłat" in sheet.oddHeader.left.text

    def test_the_sums_are_kept_as_values_too(self, capsys, desk):
        typed(capsys, "pay", desk, "--month", "2017-05", "-o", desk / "lista.xlsx")

        sheet = openpyxl.load_workbook(desk / "lista.xlsx", data_only=True)["Stypendium szkoleniowe"]
        assert Decimal("957.51") == Decimal(str(sheet["C6"].value))

    @pytest.mark.office
    @pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not here")
    def test_a_spreadsheet_adds_up_the_same(self, capsys, wyplaty):
        """The sums are formulas: another program reckons them anew."""
        typed(capsys, "pay", wyplaty, "-o", wyplaty / "lista.xlsx")
        wrong = openpyxl.load_workbook(wyplaty / "lista.xlsx")
        wrong.save(wyplaty / "bez-wartosci.xlsx")
        told = subprocess.run(
            [OFFICE, "--headless", f"-env:UserInstallation=file://{wyplaty}/profil", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
             "--outdir", wyplaty / "policzone", wyplaty / "bez-wartosci.xlsx"], capture_output=True, check=True, timeout=120,
        )  # fmt: skip
        assert told.returncode == 0

        ours, theirs = (
            openpyxl.load_workbook(file, data_only=True) for file in (wyplaty / "lista.xlsx", wyplaty / "policzone" / "bez-wartosci.xlsx")
        )
        sums = [
            (sheet.title, cell.coordinate)
            for sheet in openpyxl.load_workbook(wyplaty / "lista.xlsx").worksheets
            for row in sheet.iter_rows()
            for cell in row
            if isinstance(cell.value, str) and cell.value.startswith("=SUM")
        ]
        assert len(sums) > 5
        assert [(at, round(ours[sheet][at].value, 2)) for sheet, at in sums] == [
            (at, round(theirs[sheet][at].value, 2)) for sheet, at in sums
        ]

    def test_what_was_given_out_is_compared_with_today(self, capsys, desk):
        typed(capsys, "pay", desk, "--month", "2017-05", "-o", desk / "maj.xlsx")
        edit(desk / "obecnosc.csv", "48", "96")

        said = typed(capsys, "pay", desk, "--month", "2017-05", "--json").document
        assert [{"month": "2017-05", "list": "s", "key": "7", "given": "2017-06-30", "before": "319.17", "now": "638.34"}] == said["since"]
        later = typed(capsys, "pay", desk, "--month", "2017-06", "--json").document
        assert ["2017-05"] == [one["month"] for one in later["since"]]

    def test_the_record_names_nobody(self, capsys, desk):
        typed(capsys, "pay", desk, "--month", "2017-05", "-o", desk / "maj.xlsx")

        assert "Testowska" not in (desk / ".aktywna" / "pay.json").read_text(encoding="utf-8")

    def test_a_damaged_record_is_refused_and_set_aside_with_force(self, capsys, desk):
        words = ["pay", desk, "--month", "2017-05", "-o", desk / "maj.xlsx"]
        typed(capsys, *words)
        edit(desk / ".aktywna" / "pay.json", "319.17", "319.18")

        assert (3, True) == ((said := typed(capsys, *words)).code, "O008" in said.err)
        assert 0 == typed(capsys, *words, "--force").code
        assert (desk / ".aktywna" / "pay.json.bak").exists()

    def test_a_file_that_a_person_changed_is_not_replaced(self, capsys, desk):
        words = ["pay", desk, "--month", "2017-05", "-o", desk / "maj.xlsx"]
        typed(capsys, *words)
        (desk / "maj.xlsx").write_bytes(b"own")

        assert (2, True) == ((said := typed(capsys, *words)).code, "O001" in said.err)

    def test_the_same_lists_give_the_same_bytes(self, capsys, wyplaty):
        for name in ("a.xlsx", "b.xlsx"):
            read_anew()
            typed(capsys, "pay", wyplaty, "-o", wyplaty / name)

        assert (wyplaty / "a.xlsx").read_bytes() == (wyplaty / "b.xlsx").read_bytes()


def test_identifiers_in_place_of_numbers_are_nobodys_to_see(capsys, tmp_path):
    """Where people have no numbers a PESEL stands for one: it is neither shown nor kept."""
    tables = TABLES.replace("no | first_name", "pesel | first_name").replace("participant_no |", "pesel |")
    first, second = (pesel(date(2102, 7, 8), serial, 6) for serial in (1, 2))
    place = office(tmp_path / "b", tables.replace("\n    7 ", f"\n    {first} ").replace("\n    9 ", f"\n    {second} "), PAY)
    said = typed(capsys, "pay", place, "--month", "2017-05", "--json", "-o", place / "l.xlsx")

    assert ["319.17", "638.34"] == [one["amount"] for one in said.document["lists"][0]["people"]]
    assert first[:6] not in said.out + said.err + (place / ".aktywna" / "pay.json").read_text(encoding="utf-8")


class TestTheReportOfTheMonth:
    def test_it_has_the_lists(self, capsys, wyplaty):
        typed(capsys, "report", wyplaty, "--period", "2017-07", "--format", "md")
        text = (wyplaty / "raporty" / "month_2017-07.md").read_text(encoding="utf-8").replace("\u00a0", " ")

        assert "638,34 zł" in text
        assert "7 100,36 zł" in text

    def test_it_says_which_rate_is_missing(self, capsys, wyplaty):
        edit(wyplaty / "project.toml", "until = 2017-12-31, amount = 8.10", "until = 2017-06-30, amount = 8.10")
        typed(capsys, "report", wyplaty, "--period", "2017-07", "--format", "md")
        text = (wyplaty / "raporty" / "month_2017-07.md").read_text(encoding="utf-8")

        assert "pay.lists[4]: na lipiec 2017 brakuje stawki" in text


class TestWhatIsRefused:
    @pytest.mark.parametrize("month", ["2017", "2017-13", "2017-Q2", "maj"])
    def test_a_month_that_is_none(self, capsys, desk, month):
        said = typed(capsys, "pay", desk, "--month", month)

        assert (2, True) == (said.code, "2015-07" in said.err)

    def test_an_unknown_kind(self, capsys, desk):
        said = typed(capsys, "pay", desk, "--kind", "traning")

        assert (2, True) == (said.code, "training" in said.err)

    def test_a_project_that_pays_nothing(self, capsys, tmp_path):
        said = typed(capsys, "pay", office(tmp_path / "b", TABLES))

        assert (2, True) == (said.code, "pay.lists" in said.err)

    def test_another_kind_of_file(self, capsys, desk):
        assert 2 == typed(capsys, "pay", desk, "-o", desk / "lista.pdf").code

    def test_a_month_without_a_rate_ends_with_two_and_names_it(self, capsys, desk):
        edit(desk / "obecnosc.csv", "2017-05", "2017-06")
        edit(desk / "project.toml", 'forms = ["k"]', 'forms = ["k"]\nrates = [{ until = 2017-05-31, amount = 900.00, per = "month" }]')
        said = typed(capsys, "pay", desk, "--month", "2017-06", "-o", desk / "lista.xlsx")

        assert (2, True, True, False) == (said.code, "M101" in said.err, "czerwiec 2017" in said.err, (desk / "lista.xlsx").exists())

    def test_a_diary_that_is_not_there(self, capsys, tmp_path):
        said = typed(capsys, "pay", office(tmp_path / "b", TABLES.partition("    attendance:")[0], PAY), "--json").document

        assert (["M113"], []) == ([one["code"] for one in said["findings"]], said["lists"])


class TestDefinitions:
    @pytest.mark.parametrize(
        ("line", "code", "key"),
        [
            ("fares = [{ day = 8.40 }]", "D013", "pay.lists[1].fares"),
            ('rates = [{ amount = 8.40, per = "day" }]', "D013", "pay.lists[1].rates[1].per"),
            ('rates = [{ from = 2017-01-15, amount = 8.40, per = "hour" }]', "D013", "pay.lists[1].rates[1]"),
            (
                'rates = [{ amount = 8.40, per = "hour" }, { from = 2017-01-01, amount = 9.00, per = "hour" }]',
                "D013",
                "pay.lists[1].rates[2]",
            ),
            ("trial_months = 1", "D013", "pay.lists[1].trial_months"),
            ('kinds = "training"', "D001", "pay.lists[1].kinds"),
            ('paths = ["x"]', "D005", "pay.lists[1].paths[1]"),
            ("floor = 120", "D015", "pay.lists[1].floor"),
        ],
    )
    def test_each_fault_has_its_key(self, line, code, key):
        text = DEFINITION + "\n".join(one.strip() for one in PAY.splitlines()) + "\n" + line + "\n"

        with pytest.raises(DefinitionError) as refused:
            understand(text, "project.toml")

        assert [(code, key)] == [(one.code, one.facts["key"]) for one in refused.value.findings]

    @pytest.mark.parametrize(
        ("kind", "more", "missing"),
        [
            ("travel", "", "fares"),
            ("public-work", "", "rates"),
            ("allowance", 'marks = { sick = ["L4"] }', "sick_limit"),
        ],
    )
    def test_what_a_kind_cannot_do_without(self, kind, more, missing):
        text = DEFINITION + "\n".join(one.strip() for one in PAY.splitlines()).replace("training", kind) + f"\n{more}\n"

        with pytest.raises(DefinitionError) as refused:
            understand(text, "project.toml")

        assert [("D002", f"pay.lists[1].{missing}")] == [(one.code, one.facts["key"]) for one in refused.value.findings]

    def test_hours_of_two_lengths_are_never_mixed_in_silence(self):
        forms = '[[forms]]\nid = "l"\nname = "Lekcje"\nunit = "h45"\n'
        text = DEFINITION + forms + "\n".join(one.strip() for one in PAY.splitlines()).replace('["k"]', '["k", "l"]')

        with pytest.raises(DefinitionError) as refused:
            understand(text, "project.toml")
        assert ["pay.lists[1].forms"] == [one.facts["key"] for one in refused.value.findings]
        assert understand(text + '\nunit = "h45"\n', "project.toml").pay

    def test_the_keys_that_belong_to_no_kind_are_none(self):
        """Every key of a list belongs to a kind, and every kind's keys are keys."""
        from aktywna.domain.pay.terms import PayList  # noqa: PLC0415 - beside what is asked of it
        from aktywna.io.definitions.pay import BELONGS  # noqa: PLC0415

        assert set(PayList.model_fields) == set().union(*BELONGS.values())

    def test_a_definition_is_toml(self):
        assert tomllib.loads(DEFINITION)


def test_the_example_is_reproduced(capsys, wyplaty):
    """The sourced numbers: 96 h and 48 h, 20 and 4 days of sickness, four unexcused days, a job in the middle of the course."""
    said = typed(capsys, "pay", wyplaty, "--month", "2017-07", "--json").document
    owed = {one["id"]: {person["key"]: person["amount"] for person in one["people"]} for one in said["lists"]}

    assert {"1": "727.21", "2": "692.58", "3": "0.00", "4": "574.87", "5": "443.25"} == owed["swiadczenie"]
    assert {"6": "638.34", "7": "319.17", "8": "319.17", "9": "427.77"} == owed["kurs"]
    assert {"10": "964.15", "11": "498.70"} == owed["staz"]
    assert ["M106"] == [one["code"] for one in said["findings"]]
