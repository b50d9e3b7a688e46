"""The JSON documents that scripts rely on: COMMANDS.md, key by key."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal

import pytest

from desk import EXAMPLES, copied, typed

HEAD = ["aktywna", "command", "project", "as_of", "sources"]
FIGURES = {"total", "women", "men", "sex_unknown", "unknown"}
INDICATOR = {
    "code", "name", "unit", "kind", "target", "period", "cumulative", "population", "excluded", "at_least", "percent", "numerator",
    "denominator", "denominator_unknown", "between", "measured", "improved", "mean_change", "pace",
}  # fmt: skip
FINDING = {
    "code", "severity", "register", "file", "sheet", "cell", "row", "column", "key", "message", "advice", "basis", "also", "facts",
}  # fmt: skip


def counted(capsys, *words):
    said = typed(capsys, "count", *words, "--json")
    assert said.code == 0, said
    return said.document


@pytest.mark.parametrize("command", ["check", "count"])
@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_head(capsys, command, language):
    project = EXAMPLES / "do-poprawy"
    document = typed(capsys, command, project, "--json", "--lang", language).document

    assert list(document)[:5] == HEAD
    assert document["command"] == command
    assert document["as_of"] == "2019-12-31"
    assert isinstance(document["project"], str)
    for source in document["sources"]:
        assert set(source) == {"file", "sha256", "register", "rows"}
        assert hashlib.sha256((project / source["file"]).read_bytes()).hexdigest() == source["sha256"]


def test_the_head_of_a_report(capsys, tmp_path):
    project = copied("do-poprawy", tmp_path)
    document = typed(capsys, "report", project, "--json").document

    assert list(document)[:5] == HEAD
    pictures = [f"raporty/month_2019-12.pictures/{name}.svg" for name in ("targets", "recruitment")]
    assert document["files"] == ["raporty/month_2019-12.md", "raporty/month_2019-12.xlsx", *pictures]
    assert all((project / file).is_file() for file in document["files"])


def test_commands_without_a_project(capsys, tmp_path):
    explained = typed(capsys, "explain", "A203", "--json").document
    begun = typed(capsys, "init", tmp_path / "nowy", "--json").document

    assert list(explained)[:5] == list(begun)[:5] == HEAD
    assert (explained["code"], explained["severity"], explained["basis"]) == ("A203", "error", "count")
    assert any(file.endswith("project.toml") for file in begun["files"])


class TestCheck:
    @pytest.fixture
    def document(self, capsys):
        return typed(capsys, "check", EXAMPLES / "do-poprawy", "--json").document

    def test_totals(self, document):
        totals = document["totals"]

        assert {"error", "warning", "note", "by_code", "rows", "silenced"} == set(totals)
        assert (10, 2, 2) == (totals["error"], totals["warning"], totals["note"])
        assert sum(totals["by_code"].values()) == len(document["findings"]) == 14
        assert totals["by_code"]["A203"] == 1

    def test_findings(self, document):
        found = next(one for one in document["findings"] if one["code"] == "A203")

        assert all(set(one) == FINDING for one in document["findings"])
        assert {one["severity"] for one in document["findings"]} == {"error", "warning", "note"}
        assert ("participants", "Rejestry.xlsx", "Uczestnicy", "U13", 13, "end_date", "12") == tuple(
            found[key] for key in ("register", "file", "sheet", "cell", "row", "column", "key")
        )
        assert {"start": "2019-03-04", "end": "2019-02-12"} == found["facts"]
        assert found["message"] == "Udział zakończony 12.02.2019, zanim się rozpoczął 04.03.2019."

    def test_the_same_document_with_as_json(self, capsys, document):
        assert typed(capsys, "check", EXAMPLES / "do-poprawy", "--as", "json").document == document

    def test_only(self, capsys):
        said = typed(capsys, "check", EXAMPLES / "do-poprawy", "--json", "--only", "a2,R201")

        assert {"A203": 1, "R201": 1} == said.document["totals"]["by_code"]
        assert said.code == 1

    def test_a_file_that_cannot_be_read_is_among_the_findings(self, capsys, tmp_path):
        project = copied("do-poprawy", tmp_path)
        (project / "obecnosc.csv").unlink()
        said = typed(capsys, "check", project, "--json", "--only", "A203")

        assert said.code == 3
        assert {"A203": 1, "R301": 1} == said.document["totals"]["by_code"]


class TestCount:
    def test_keys(self, capsys):
        document = counted(capsys, EXAMPLES / "katowice")

        assert {*HEAD, "part", "period", "complete", "assumptions", "indicators", "corrections", "changed"} == set(document)
        assert {"from": "2018-11-01", "to": "2018-11-30"} == document["period"]
        assert document["complete"] is True
        assert all({"value", "name", "source", "seen"} == set(one) for one in document["assumptions"])
        for one in document["indicators"]:
            assert set(one) == INDICATOR
            assert one["kind"] in {"output", "result", "ratio", "soft"}
            assert set(one["period"]) == set(one["cumulative"]) == FIGURES
            assert one["target"] is None or set(one["target"]) == {"total", "women", "men"}

    def test_the_published_figures(self, capsys):
        document = counted(capsys, EXAMPLES / "katowice")
        figures = {one["code"]: one["cumulative"]["total"] for one in document["indicators"]}

        assert (839, 670, 106, 75, 26) == tuple(figures[code] for code in ("K01", "K02", "K03", "K04", "K05"))

    def test_a_lower_bound(self, capsys):
        job = next(one for one in counted(capsys, EXAMPLES / "katowice")["indicators"] if one["code"] == "K03")

        assert job["at_least"] is True
        assert job["cumulative"]["unknown"] == 41
        assert job["percent"] is None

    def test_money_and_ratios_are_text(self, capsys):
        found = {one["code"]: one for one in counted(capsys, EXAMPLES / "katowice")["indicators"]}
        money, share = found["K41"], found["K43"]

        assert ("PLN", "3752199.00", "78.17") == (money["unit"], money["cumulative"]["total"], money["percent"])
        assert Decimal(money["target"]["total"]) == Decimal("4800000.00")
        assert isinstance(money["target"]["total"], str)
        assert share["kind"] == "ratio"
        assert isinstance(share["cumulative"]["total"], str)
        assert isinstance(share["numerator"], str)
        assert isinstance(share["denominator"], str)
        assert share["period"]["total"] is None  # nothing was paid in the period, so the denominator is empty

    def test_percent(self, capsys):
        found = {one["code"]: one for one in counted(capsys, EXAMPLES / "do-poprawy")["indicators"]}

        assert ("96.00", {"total": 25, "women": None, "men": None}) == (found["persons"]["percent"], found["persons"]["target"])

    def test_soft_results(self, capsys):
        soft = [one for one in counted(capsys, EXAMPLES / "starachowice")["indicators"] if one["kind"] == "soft"]

        assert soft
        for one in soft:
            assert isinstance(one["measured"], int)
            assert isinstance(one["improved"], int)
            assert isinstance(one["mean_change"], str)

    def test_breakdowns_side_by_side_and_crossed(self, capsys):
        document = counted(capsys, EXAMPLES / "katowice", "--by", "gender,gender:age")
        people = next(one for one in document["indicators"] if one["code"] == "K01")

        assert set(people["by"]) == set(people["by_period"]) == {"gender", "gender:age"}
        assert {"woman": 485, "man": 354} == people["by"]["gender"]
        assert sum(people["by"]["gender:age"].values()) == 839
        assert all(value.partition(":")[0] in {"woman", "man"} for value in people["by"]["gender:age"])
        assert sum(people["by_period"]["gender"].values()) == people["period"]["total"]

    def test_codes_do_not_depend_on_the_language(self, capsys):
        polish, english = (counted(capsys, EXAMPLES / "do-poprawy", "--by", "education", "--lang", tongue) for tongue in ("pl", "en"))

        assert [one["by"] for one in polish["indicators"]] == [one["by"] for one in english["indicators"]]

    @pytest.mark.parametrize("period", ["2016", "2018-11", "2015-05-01..2017-06-30"])
    def test_the_people_behind_a_number_add_up_to_it(self, capsys, period):
        """Whoever met it after the period has not met it in it: met + unknown + unmet = population."""
        for code in ("K01", "K02", "K03", "K32"):
            document = counted(capsys, EXAMPLES / "katowice", "--period", period, "--who", code.lower())
            (one,) = document["indicators"]
            who = document["who"]

            assert one["code"] == code
            assert len(who["met"]) == one["cumulative"]["total"]
            assert len(who["unknown"]) == one["cumulative"]["unknown"]
            assert len(who["met"]) + len(who["unknown"]) + len(who["unmet"]) == one["population"]

    def test_who_was_left_out_and_what_is_missing(self, capsys):
        document = counted(capsys, EXAMPLES / "do-poprawy", "--who", "persons")

        assert document["indicators"][0]["excluded"] == 1
        assert [{"key": "15", "missing": ["labour_status"]}] == document["who"]["excluded"]

    def test_errors_are_said_beside_the_document(self, capsys):
        said = typed(capsys, "count", EXAMPLES / "do-poprawy", "--json")

        assert json.loads(said.out)
        assert "Policzono mimo 10 błędów" in said.err


def test_a_part(capsys):
    whole = counted(capsys, EXAMPLES / "wodzislaw")
    part = counted(capsys, EXAMPLES / "wodzislaw", "--edition", "2008", "--edition", "2009")
    same = counted(capsys, EXAMPLES / "wodzislaw", "--edition", "2009", "--edition", "2008")

    assert part["indicators"] == same["indicators"]
    assert part["indicators"][0]["cumulative"]["total"] <= whole["indicators"][0]["cumulative"]["total"]
