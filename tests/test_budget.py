"""`aktywna budget`: the figures of the examples, what scripts read, what is written, and who sees it."""

from __future__ import annotations

import re
import stat
from decimal import Decimal

import openpyxl
import pytest

from desk import EXAMPLES, NAMES, copied, edit, typed
from shelf import read_anew
from small_office import office

HEAD = ["aktywna", "command", "project", "as_of", "sources"]
KEYS = {
    *HEAD, "part", "period", "complete",
    "amounts", "dated_by", "total", "agrees", "tasks", "categories", "sources_of_money", "set_aside", "limits",
    "flat_rates", "posts", "unit_costs", "forecast", "doubled", "outside", "attention",
}  # fmt: skip
SPENT = {"period", "cumulative", "later", "undated", "entries", "later_entries", "undated_entries", "without_amount"}

BUDGET = """
[budget]
total = 1000
sources = [{ id = "ue", kind = "grant", name = "dofinansowanie", amount = 850, share = 85 },
           { id = "own", kind = "own", name = "wkład własny", amount = 150, share = 15 }]
tasks = [{ id = "z1", name = "Integracja", amount = 600 }, { id = "z2", name = "Zarządzanie", amount = 400 }]
categories = [{ id = "pay", name = "Wynagrodzenia", amount = 100 }]
"""
ENTRIES = """
    expenditures:
    Nr dokumentu | Wystawca         | NIP wystawcy | Data wystawienia | Data zapłaty | Nazwa towaru lub usługi | Kwota brutto | Wydatki kwalifikowalne | Zadanie    | Kategoria kosztów
    FV/1         | Anna Testowska   | 1234563218   | 02.03.2016       | 10.03.2016   | terapia Jana Próbnego   | 100,00       | 100,00                 | Integracja | Wynagrodzenia
    FV/2         | Firma Zmyślona   | 5260250274   | 02.04.2017       | 10.04.2017   | sala                    | 50,00        | 50,00                  | Integracja | sale
    FV/3         | Firma Zmyślona   | 5260250274   | 02.04.2017       |              | sala                    | 7,00         | 7,00                   | Integracja | Wynagrodzenia
"""  # noqa: E501 - a table


def test_what_reading_says_of_the_register_is_shown(capsys, tmp_path):
    said = typed(
        capsys, "budget", office(tmp_path / "b", ENTRIES.replace("| 50,00                  |", "| sto                    |"), BUDGET)
    )

    assert "R104" in said.out
    assert "„sto”" in said.out


def test_a_register_without_entries_says_so(capsys, tmp_path):
    head = "\n".join(ENTRIES.splitlines()[:3])

    assert "Rejestr wydatków nie ma wpisów." in typed(capsys, "budget", office(tmp_path / "b", head, BUDGET)).out


def test_amounts_of_another_column_are_said_to_be(capsys, tmp_path):
    other = ENTRIES.replace("Wydatki kwalifikowalne", "Uwagi").replace("Kwota brutto", "Wydatki ogółem")

    assert "Kwoty pochodzą z kolumny „Wydatki ogółem”" in typed(capsys, "budget", office(tmp_path / "b", other, BUDGET)).out


def told(capsys, *words):
    """The JSON document of a budget."""
    said = typed(capsys, "budget", *words, "--json")
    assert said.code == 0, said
    return said.document


def by_id(lines):
    return {line["id"]: line for line in lines}


class TestPublishedFigures:
    @pytest.mark.parametrize(
        ("name", "total", "sources"),
        [
            ("radom", "1539637.00", {"grant": ("1377975.00", "89.5", "89.50"), "own": ("161662.00", "10.5", "10.50")}),
            ("wodzislaw", "2137117.00", {"grant": ("1886430.53", "88.27", "88.27"), "own": ("250686.47", "11.73", "11.73")}),
            ("katowice", "4800000.00", {"grant": ("4080000.00", "85", "85.00"), "rest": ("720000.00", "15", "15.00")}),
        ],
    )
    def test_the_plan_its_sources_and_their_shares(self, capsys, name, total, sources):
        document = told(capsys, EXAMPLES / name)
        found = {one["id"]: (one["planned"], one["declared"], one["share"]) for one in document["sources_of_money"]}

        assert (total, sources, True) == (document["total"]["planned"], found, document["agrees"])
        assert all(one["agrees"] for one in document["sources_of_money"])

    def test_radom_sets_money_aside_for_a_social_worker(self, capsys):
        (aside,) = told(capsys, EXAMPLES / "radom")["set_aside"]

        assert ("30400.00", "29890.00", "98.32", True) == tuple(aside[key] for key in ("planned", "cumulative", "percent", "fits"))

    def test_wodzislaw_spent_all_of_it_in_the_declared_shares(self, capsys):
        document = told(capsys, EXAMPLES / "wodzislaw", "--period", "2008-01-01..2015-12-31")
        grant, own = document["sources_of_money"]

        assert ("2137117.00", "0.00") == (document["total"]["period"], document["total"]["undated"])
        assert ("1886430.53", "88.27", True) == (grant["cumulative"], grant["spent_share"], grant["spent_agrees"])
        assert ("250686.47", "11.73", True) == (own["cumulative"], own["spent_share"], own["spent_agrees"])

    @pytest.mark.parametrize("name", NAMES)
    def test_the_parts_of_every_example_make_the_whole(self, capsys, name):
        document = told(capsys, EXAMPLES / name)
        for key in ("period", "cumulative", "later", "undated"):
            whole = document["total"][key]
            parts = [line[key] for line in document["tasks"] if line[key] is not None]

            assert whole is None or sum(map(Decimal, parts)) == Decimal(whole)

    @pytest.mark.parametrize("name", ["radom", "katowice", "wodzislaw", "starachowice"])
    def test_the_sums_are_those_of_count(self, capsys, name):
        spent = told(capsys, EXAMPLES / name, "--period", "2012")["total"]
        counted = typed(capsys, "count", EXAMPLES / name, "--period", "2012", "--json").document["indicators"]
        sums = [one for one in counted if one["name"].startswith("Wydatki kwalifikowalne")]

        assert sums
        assert all((spent["period"], spent["cumulative"]) == (one["period"]["total"], one["cumulative"]["total"]) for one in sums)

    def test_nothing_is_found_that_check_does_not_say(self, capsys):
        """The made-up registers are sound: to accuse them would be to accuse correct data."""
        found = {name: [one["code"] for one in told(capsys, EXAMPLES / name)["attention"]] for name in NAMES}

        assert {"do-poprawy": ["A601", "A603"]} == {name: sorted(codes) for name, codes in found.items() if codes}

    def test_what_the_readme_of_radom_shows_is_printed(self, capsys):
        printed = typed(capsys, "budget", EXAMPLES / "radom", "--period", "2008-Q4").out.replace("\u00a0", " ")
        shown = (EXAMPLES / "radom" / "README.md").read_text(encoding="utf-8").split("```")[1]
        lines = {re.sub(r" +", " ", line.strip()) for line in printed.splitlines()}

        assert [] == [line for line in shown.strip().splitlines() if re.sub(r" +", " ", line.strip()) not in lines]


class TestParts:
    def test_an_edition_has_its_own_money_and_no_plan(self, capsys):
        whole = told(capsys, EXAMPLES / "wodzislaw")["total"]
        years = [told(capsys, EXAMPLES / "wodzislaw", "--edition", year)["total"] for year in map(str, range(2008, 2016))]

        assert Decimal(whole["cumulative"]) == sum(Decimal(one["cumulative"]) for one in years)
        assert {None} == {one["planned"] for one in years}

    def test_scripts_are_told_which_part_it_is(self, capsys):
        document = told(capsys, EXAMPLES / "wodzislaw", "--edition", "2012", "--partner", "cris")

        assert {"edition": ["2012"], "partner": ["cris"]} == document["part"]

    def test_the_paths_of_katowice_make_the_whole(self, capsys):
        paths = [told(capsys, EXAMPLES / "katowice", "--path", path)["total"] for path in ("contracts", "bobas", "teraz-my", "pal")]

        assert Decimal(told(capsys, EXAMPLES / "katowice")["total"]["cumulative"]) == sum(Decimal(one["cumulative"]) for one in paths)

    def test_the_heading_says_which_part_it_is(self, capsys):
        assert "Część projektu – edycja: edycja 2012" in typed(capsys, "budget", EXAMPLES / "wodzislaw", "--edition", "2012").out

    def test_a_part_that_the_register_does_not_tell(self, capsys):
        said = typed(capsys, "budget", EXAMPLES / "katowice", "--path", "pal-giszowiec")

        assert "Rejestr wydatków nie mówi, co należy do tej części projektu." in said.out


class TestJson:
    @pytest.mark.parametrize("language", ["pl", "en"])
    def test_keys(self, capsys, language):
        document = told(capsys, EXAMPLES / "radom", "--lang", language)

        assert HEAD == list(document)[:5]
        assert set(document) == KEYS
        assert document["command"] == "budget"
        assert {*SPENT, "planned"} == set(document["total"])
        assert all({*SPENT, "id", "kind", "name", "task", "planned", "percent", "left"} == set(line) for line in document["tasks"])

    def test_no_number_is_a_float(self, capsys):
        said = typed(capsys, "budget", EXAMPLES / "radom", "--json").out

        assert [] == re.findall(r"^\s*\"[a-z_]+\": -?\d+\.\d+,?$", said, flags=re.MULTILINE)

    def test_what_needs_attention_has_its_cell(self, capsys, tmp_path):
        document = told(capsys, office(tmp_path / "p", ENTRIES, BUDGET))

        assert [("M203", "wydatki.csv", "J3"), ("M207", "wydatki.csv", "E4")] == sorted(
            (one["code"], one["file"], one["cell"]) for one in document["attention"]
        )

    def test_what_has_no_day_is_told_exactly(self, capsys, tmp_path):
        total = told(capsys, office(tmp_path / "p", ENTRIES, BUDGET))["total"]

        assert ("150.00", "7.00", 1) == (total["cumulative"], total["undated"], total["undated_entries"])


class TestFiles:
    def test_a_workbook_with_typed_cells(self, capsys, tmp_path):
        project = copied("radom", tmp_path)
        said = typed(capsys, "budget", project, "-o", tmp_path / "budzet.xlsx")
        book = openpyxl.load_workbook(tmp_path / "budzet.xlsx")
        values = {type(cell.value) for row in book["Zadania"].iter_rows(min_row=3) for cell in row if cell.value is not None}

        assert said.code == 0
        assert {"Zadania", "Źródła", "Dokumenty okresu"} <= {sheet.title for sheet in book}
        assert values <= {str, int, float}
        assert 1524816 in [cell.value for row in book["Zadania"].iter_rows() for cell in row]

    def test_a_file_that_a_person_changed_stays(self, capsys, tmp_path):
        project, file = copied("radom", tmp_path), tmp_path / "budzet.xlsx"
        file.write_bytes(b"moje")

        assert typed(capsys, "budget", project, "-o", file).code == 2
        assert file.read_bytes() == b"moje"
        assert typed(capsys, "budget", project, "-o", file, "--force").code == 0
        assert (tmp_path / "budzet.xlsx.bak").read_bytes() == b"moje"

    def test_an_ending_that_nothing_writes(self, capsys):
        assert typed(capsys, "budget", EXAMPLES / "radom", "-o", "budzet.doc").code == 2

    @pytest.mark.parametrize("ending", ["xlsx", "md", "html", "docx"])
    def test_the_same_bytes_each_time(self, capsys, tmp_path, ending):
        project = office(tmp_path / "p", ENTRIES, BUDGET)
        files = [tmp_path / f"{name}.{ending}" for name in ("a", "b")]
        for file in files:
            read_anew()
            assert typed(capsys, "budget", project, "-o", file).code == 0

        assert files[0].read_bytes() == files[1].read_bytes()

    def test_the_findings_lead_to_their_cells(self, capsys, tmp_path):
        typed(capsys, "budget", office(tmp_path / "p", ENTRIES, BUDGET), "-o", tmp_path / "budzet.xlsx")
        sheet = next(one for one in openpyxl.load_workbook(tmp_path / "budzet.xlsx") if one.title.startswith("Wymaga uwagi"))
        links = [cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink and cell.hyperlink.target]

        assert links
        assert {"p/wydatki.csv"} == {link.replace("\\", "/") for link in links}


class TestPrivacy:
    SECRET = ("Testowska", "1234563218", "Próbnego")

    @pytest.mark.parametrize("more", [(), ("--json",), ("--verbose",)])
    def test_neither_suppliers_nor_what_was_bought_is_shown(self, capsys, tmp_path, more):
        said = typed(capsys, "budget", office(tmp_path / "p", ENTRIES, BUDGET), *more)

        assert [] == [word for word in self.SECRET if word in said.out + said.err]

    @pytest.mark.parametrize("ending", ["xlsx", "md"])
    def test_nor_written(self, capsys, tmp_path, ending):
        file = tmp_path / f"budzet.{ending}"
        typed(capsys, "budget", office(tmp_path / "p", ENTRIES, BUDGET), "-o", file, *WHOLE)

        assert [] == [word for word in self.SECRET if word in words_of(file)]

    def test_with_personal_data_only_the_owner_may_read_it(self, capsys, tmp_path):
        file = tmp_path / "budzet.md"
        said = typed(capsys, "budget", office(tmp_path / "p", ENTRIES, BUDGET), "-o", file, "--show-personal", *WHOLE)

        assert all(word in words_of(file) for word in self.SECRET)
        assert 0o600 == stat.S_IMODE(file.stat().st_mode)
        assert "budzet.md" in said.err


WHOLE = ("--period", "2015-01-01..2017-06-30")


def words_of(file):
    if file.suffix == ".md":
        return file.read_text(encoding="utf-8")
    return " ".join(str(cell.value) for sheet in openpyxl.load_workbook(file) for row in sheet.iter_rows() for cell in row)


class TestTheCommand:
    def test_the_screen(self, capsys, tmp_path):
        said = typed(capsys, "budget", office(tmp_path / "p", ENTRIES, BUDGET), "--period", "2017")

        assert ["Zadania", "Kategorie kosztów", "Źródła finansowania"] == [line for line in said.out.splitlines() if line in HEADINGS][:3]
        assert re.search(r"Integracja +600,00.zł +50,00.zł +150,00.zł +25,00%", said.out)
        assert "1 pozycja nie ma dnia" in said.out
        assert "M203  W budżecie nie ma kategorii kosztów „sale”." in said.out
        assert "wydatki.csv · J3" in said.out

    def test_errors_of_the_registers_are_said(self, capsys):
        said = typed(capsys, "budget", EXAMPLES / "do-poprawy")

        assert said.code == 0
        assert "Policzono mimo 10 błędów" in said.err
        assert "„aktywna check” ma jeszcze 2 uwagi o pieniądzach (A601 i A603)" in said.err

    def test_strict_writes_nothing(self, capsys, tmp_path):
        said = typed(capsys, "budget", copied("do-poprawy", tmp_path), "--strict", "-o", tmp_path / "b.xlsx")

        assert (1, "") == (said.code, said.out)
        assert not (tmp_path / "b.xlsx").exists()

    def test_a_project_may_make_an_error_of_what_the_budget_finds(self, capsys, tmp_path):
        project = office(tmp_path / "p", ENTRIES, BUDGET + '\n[rules.severity]\nM203 = "error"\n')

        assert [0, 1] == [typed(capsys, "budget", project, *more).code for more in ((), ("--strict",))]

    def test_what_the_office_has_explained_is_not_said(self, capsys, tmp_path):
        project = office(tmp_path / "p", ENTRIES, BUDGET)
        given = '[[explained]]\nrule = "M203"\nregister = "expenditures"\nkey = "FV/2"\nwho = "Księgowa"\non = 2017-06-01\nwhy = "Aneks."\n'
        (project / "explained.toml").write_text(given, encoding="utf-8")

        assert ["M207"] == [one["code"] for one in told(capsys, project)["attention"]]
        assert "R406" not in typed(capsys, "check", project).out

    def test_a_project_without_a_register(self, capsys):
        said = typed(capsys, "budget", EXAMPLES / "swiebodzice")

        assert "Projekt nie prowadzi rejestru wydatków" in said.out

    def test_an_unreadable_register_is_refused(self, capsys, tmp_path):
        project = copied("radom", tmp_path)
        (project / "Wydatki.xlsx").write_bytes(b"")

        assert typed(capsys, "budget", project).code == 3

    def test_a_period_that_does_not_exist(self, capsys):
        assert typed(capsys, "budget", EXAMPLES / "radom", "--period", "2008-Q5").code == 2

    def test_quiet(self, capsys):
        assert "" == typed(capsys, "budget", EXAMPLES / "radom", "--quiet").err


HEADINGS = ("Zadania", "Kategorie kosztów", "Źródła finansowania")


class TestTheDefinition:
    @pytest.mark.parametrize(
        ("line", "code", "key"),
        [
            ('sources = [{ id = "a", kind = "grant", name = "a", amount = 1, form = "in_kind" }]', "D013", "budget.sources[1].form"),
            ('limits = [{ category = "x", amount = 1, base = "spent" }]', "D013", "budget.limits[1].base"),
            ('limits = [{ category = "x", share = 1, base = "spend" }]', "D004", "budget.limits[1].base"),
            (
                'categories = [{ id = "a", name = "Płace" }, { id = "b", name = "b", also = ["place"] }]',
                "D007",
                "budget.categories[2].also",
            ),
            ('flat_rates = [{ name = "a", rate = 20, category = "c" }]', "D005", "budget.flat_rates[1].category"),
            ('tasks = [{ id = "a", name = "a", path = "p" }]', "D001", "budget.tasks[1].path"),
            ('dated_by = "day"', "D004", "budget.dated_by"),
        ],
    )
    def test_faults(self, capsys, tmp_path, line, code, key):
        sources = "" if line.startswith("sources") else 'sources = [{ id = "ue", kind = "grant", name = "ue", amount = 1 }]\n'
        said = typed(capsys, "budget", office(tmp_path / "p", "", f"[budget]\ntotal = 1\n{sources}{line}\n"), "--json")
        error = said.document["error"]

        assert (2, code, key) == (said.code, error["code"], error["key"])

    def test_two_categories_of_different_tasks_may_have_one_name(self, capsys, tmp_path):
        more = BUDGET.replace('categories = [{ id = "pay", name = "Wynagrodzenia", amount = 100 }]', CATEGORIES)
        lines = by_id(told(capsys, office(tmp_path / "p", ENTRIES, more))["categories"])

        assert ["100.00", "0.00"] == [lines[one]["cumulative"] for one in ("a", "b")]


CATEGORIES = 'categories = [{ id = "a", name = "Wynagrodzenia", task = "z1" }, { id = "b", name = "Wynagrodzenia", task = "z2" }]'


def test_a_changed_row_changes_the_figure(capsys, tmp_path):
    project = copied("starachowice", tmp_path)
    before = told(capsys, project)["total"]["cumulative"]
    edit(project / "wydatki.csv", "22298,00;22298,00;22298,00;19956,71;2341,29", "22298,01;22298,01;22298,01;19956,72;2341,29")

    assert Decimal(told(capsys, project)["total"]["cumulative"]) == Decimal(before) + Decimal("0.01")
