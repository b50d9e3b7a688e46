"""Efficiency in a definition, in the commands and in reports: what is refused, what is said, what is only assumed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from aktywna.domain.faults import DefinitionError
from aktywna.domain.promises.era import Value
from aktywna.io import shipped
from aktywna.io.definitions.project import understand
from aktywna.steps.efficiency import assumed
from desk import typed
from tables import books_of, table

STANDING = {"efficiency.ended", "efficiency.before_leaving", "efficiency.continuous", "efficiency.age_on_leaving"}
DEFINITION = """
title = "Próba"
era = "{era}"
as_of = 2018-12-31
{announced}
[beneficiary]
name = "Gmina Przykładowo"
[programme]
name = "Program"
[period]
start = 2017-01-01
end = 2018-12-31
[[forms]]
id = "course"
name = "kurs"
sphere = "vocational"
[[indicators]]
id = "U"
name = "Uczestnicy"
[efficiency]
{own}
[registers]
"""


def group(own: str) -> str:
    return f'[[efficiency.groups]]\nid = "A"\n{own}'


class TestTheDefinition:
    @pytest.mark.parametrize(
        ("era", "announced", "own", "found"),
        [
            ("efs-2014", "2016-05-01", "", []),
            ("efs-2014", "", "", [("D002", "call_announced")]),
            ("efs-2014", "2018-01-01", "", [("D013", "call_announced")]),
            ("efs-2014", "2018-01-01", group("social = 30"), []),
            ("efs-2014", "", group("employment = { people = 24, of = 120 }"), []),
            ("efs-2014", "2016-05-01", group("social = { people = 24 }"), [("D013", "efficiency.groups[1].social")]),
            ("efs-2014", "2016-05-01", "minimum_wage = { rok = 1850 }", [("D013", "efficiency.minimum_wage.rok")]),
            ("efs-2014", "2016-05-01", 'forms = ["etat"]', [("D005", "efficiency.forms[1]")]),
            ("efs-2014", "2016-05-01", group('among = [{ column = "x", is = "y" }]'), [("D012", "efficiency.groups[1].among[1].column")]),
            ("pokl-2007", "", "", [("D013", "efficiency")]),
        ],
    )  # fmt: skip
    def test_what_cannot_be_measured_is_refused(self, era: str, announced: str, own: str, found: list[tuple[str, str]]):
        assert found == faults(DEFINITION.format(era=era, announced=f"call_announced = {announced}" if announced else "", own=own))


def faults(text: str) -> list[tuple[str, str]]:
    try:
        understand(text, "project.toml")
    except DefinitionError as error:
        return [(one.code, str(one.facts["key"])) for one in error.findings]
    return []


@pytest.fixture
def office(tmp_path: Path) -> Path:
    text = DEFINITION.format(era="efs-2014", announced="call_announced = 2016-05-01", own=group(""))
    (tmp_path / "project.toml").write_text(text, encoding="utf-8")
    people = "no;gender;birth_date;education;labour_status;start_date;end_date;completed_as_planned\n"
    people += "".join(
        f"{number};Kobieta;1980-01-01;isced3;unemployed;2017-01-02;2018-01-31;{said}\n" for number, said in ((1, "Tak"), (2, ""))
    )
    (tmp_path / "uczestnicy.csv").write_text(people, encoding="utf-8")
    (tmp_path / "wsparcie.csv").write_text("participant_no;form\n1;course\n2;course\n", encoding="utf-8")
    jobs = "participant_no;outcome;date;job_form;job_share;job_open_ended\n1;podjęcie pracy;2018-02-01;umowa o pracę;0,5;Tak\n"
    (tmp_path / "rezultaty.csv").write_text(jobs, encoding="utf-8")
    return tmp_path


class TestCommands:
    def test_count_as_json(self, office: Path, capsys: Any):
        found = typed(capsys, "count", office, "--json").document["efficiency"]

        assert ("split", "disjoint", 3) == (found["kind"], found["groups_are"], found["window_months"])
        assert {
            "code": "employment-A", "group": "A", "measure": "employment", "met": 1, "unmet": 0, "unknown": 1, "unknown_effect": 0,
            "unknown_denominator": 1, "population": 2, "numerator": 1, "denominator": 1, "share": "100.00", "threshold": "22",
            "threshold_people": None, "threshold_of": None, "needed": 1, "missing": 0, "left_out": 0,
            "reasons": {"doubtful": {"leaving_unknown": 1}},
        } == found["measures"][1]  # fmt: skip

    def test_the_people_behind_a_measure(self, office: Path, capsys: Any):
        found = typed(capsys, "count", office, "--json", "--who", "EMPLOYMENT-a").document["who"]

        assert [("1", "2018-02-01", None)] == [(one["key"], one["day"], one["why"]) for one in found["met"]]
        assert [("2", None, "leaving_unknown")] == [(one["key"], one["day"], one["why"]) for one in found["doubtful"]]

    def test_the_cells_that_decided(self, office: Path, capsys: Any):
        found = typed(capsys, "count", office, "--json", "--who", "employment-A").document["who"]
        cells = {(cell["file"], cell["cell"]): cell["value"] for cell in found["met"][0]["cells"]}

        assert "labour_contract" == cells["rezultaty.csv", "D2"]
        assert "course" == cells["wsparcie.csv", "B2"]
        assert [None] == [cell["value"] for cell in found["doubtful"][0]["cells"] if cell["column"] == "completed_as_planned"]

    def test_the_people_on_the_screen(self, office: Path, capsys: Any):
        said = typed(capsys, "count", office, "--who", "employment-A", "--lang", "en").out

        assert "It is not known how" in said

    def test_an_unknown_code_is_answered_with_those_that_are_known(self, office: Path, capsys: Any):
        assert "employment-A" in typed(capsys, "count", office, "--who", "employment-B").err

    def test_a_project_without_efficiency_has_no_key_for_it(self, office: Path, capsys: Any):
        text = (office / "project.toml").read_text(encoding="utf-8")
        before, after = text.index("[efficiency]"), text.index("[registers]")
        (office / "project.toml").write_text(text[:before] + text[after:], encoding="utf-8")

        assert "efficiency" not in typed(capsys, "count", office, "--json").document

    @pytest.mark.parametrize("kind", ["month", "period", "year", "final"])
    @pytest.mark.parametrize(
        ("language", "heading", "assumption"),
        [
            ("pl", "## Efektywność społeczna i zatrudnieniowa", "Najmniejszy wymiar etatu w umowie o pracę: 0,5"),
            ("en", "## Social and employment efficiency", "Smallest share of full time in a labour contract: 0.5"),
        ],
    )
    def test_reports_have_it_and_its_assumptions(self, office: Path, capsys: Any, kind: str, language: str, heading: str, assumption: str):
        made = typed(capsys, "report", office, "--kind", kind, "--format", "md", "--lang", language, "-o", office / "r")
        written = "".join(path.read_text(encoding="utf-8") for path in (office / "r").glob("*.md"))

        assert (0, True, True) == (made.code, heading in written, assumption in written)


class TestAssumptions:
    def test_everything_from_memory_is_listed(self):
        books = books_of(table("no | end_date\n1 |")[0], "efs-2014", efficiency={}, call_announced=date(2016, 5, 1))

        assert {
            "efficiency.version_days", "efficiency.groups_are", "efficiency.forms", "efficiency.forms_doubtful", "efficiency.window_months",
            "efficiency.labour_months", "efficiency.labour_share", "efficiency.civil_months", "efficiency.civil_wages",
            "efficiency.business_months", "efficiency.spheres", "efficiency.social_outcomes", *STANDING,
        } == {key for key, _said, _source in assumed(books)}  # fmt: skip

    def test_what_the_project_says_is_not_assumed(self):
        own = {
            "kind": "split", "groups_are": "disjoint", "forms": ["labour_contract"], "window_months": 6, "labour_months": 3,
            "labour_share": 0.5, "civil_months": 3, "civil_wages": 3, "business_months": 3,
            "spheres": ["vocational"], "social_outcomes": ["education"],
            "groups": [{"id": "A", "social": 20, "employment": 10}],
        }  # fmt: skip
        books = books_of(table("no | end_date\n1 |")[0], "efs-2014", efficiency=own, call_announced=date(2019, 5, 1))

        assert STANDING == {key for key, _said, _source in assumed(books)}


def known_values() -> Iterator[tuple[str, Value]]:
    known = shipped.efficiency("efs-2014")
    assert known is not None
    yield from known.values.items()
    for group in known.group:
        yield from ((f"{group.id}.{measure}", value) for measure, value in group.thresholds.items())


@pytest.mark.parametrize(("name", "value"), list(known_values()), ids=lambda one: one if isinstance(one, str) else "")
class TestEveryKnownRule:
    def test_each_of_its_sources_is_known(self, name: str, value: Value):
        for one in value.validities:
            assert len(shipped.cited(one.source)) == sum(part.count(",") + 1 for part in one.source.split(";")), name

    def test_it_is_named_in_both_languages(self, name: str, value: Value):
        assert value.name.pl, name
        assert value.name.en, name

    def test_what_is_from_memory_is_not_called_seen(self, name: str, value: Value):
        assert [one.source for one in value.validities if one.seen and one.source.endswith("M")] == [], name
