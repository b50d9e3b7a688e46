"""Pages: of findings as people keep registers, of registers, columns, values and periods; the same in docs and for scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from aktywna.domain.faults import UnknownWord
from aktywna.domain.findings.rule import Rule, rules
from aktywna.domain.grid import Document, Grid
from aktywna.io import shipped
from aktywna.io.writing.plain import plain
from aktywna.steps import pages
from aktywna.steps.explain.page import declare_all, explain, page
from aktywna.steps.explain.rule_page import example, provoked, told
from aktywna.steps.needs import needs
from aktywna.words import wording
from aktywna.words.wording import set_language
from desk import EXAMPLES, typed

ROOT = Path(__file__).parents[1]
declare_all()
RULES = rules()
each_rule = pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)


@pytest.fixture(params=["pl", "en"])
def tongue(request: pytest.FixtureRequest) -> Iterator[str]:
    set_language(request.param)
    yield request.param
    set_language("pl")


@each_rule
class TestEveryRule:
    def test_its_example_stands_under_the_headers_of_an_office(self, rule: Rule, tongue: str) -> None:
        ids = {column for layout in shipped.layouts().values() for column in layout.columns if "_" in column}
        headers = {str(cell.value) for part in example(rule) if isinstance(part, Grid) for cell in part.header[0]}

        assert set() == headers & ids

    def test_its_days_are_written_as_the_reader_writes_them(self, rule: Rule, tongue: str) -> None:
        grids = [part for part in example(rule) if isinstance(part, Grid)]

        assert [] == [
            cell.value for grid in grids for row in grid.rows for cell in row if re.fullmatch(r"\d{4}-\d\d-\d\d", str(cell.value))
        ]

    def test_what_is_printed_of_its_example_names_the_files_of_an_office(self, rule: Rule, tongue: str) -> None:
        printed = "\n".join(told(provoked(rule)))

        assert rule.code in printed
        assert re.search(r"\b(\w[\w ]*\.csv|project\.toml)\b", printed)
        assert not re.search(r"[{}]", printed)

    def test_what_it_needs_is_known(self, rule: Rule) -> None:
        found = needs(rule)

        assert set(found.registers) <= set(shipped.layouts())
        assert found.registers or rule.chapter == "A7"
        assert all(column in shipped.layouts()[register].columns for register, column in found.columns)
        assert all(any(name in shipped.era(era).values for era in shipped.eras()) for name in found.values)


def test_a_rule_waits_for_what_its_page_calls_needed() -> None:
    found = needs(RULES["A203"])

    assert {("participants", "start_date"): True, ("participants", "end_date"): True} == found.columns


def test_a_rule_shows_its_values_in_every_period_with_what_nobody_has_seen() -> None:
    said = explain("A413")

    assert [["pokl-2007", "tak"], ["efs-2014", "tak"], ["efsplus-2021", "założenie"]] == [
        [name, re.search(rf"{name} .*(tak|założenie)", said)[1]] for name in shipped.eras()
    ]


@pytest.mark.parametrize(
    ("word", "begins"),
    [
        ("a203", "A203 · błąd · "),
        ("R101", "R101 · błąd · "),
        ("efs-2014", "efs-2014 · Europejski Fundusz Społeczny"),
        ("result_window", "result_window · "),
        ("efs-2014.result_window", "result_window · "),
        ("EECR04", "EECR04 · "),
        ("participants", "participants · Uczestnicy"),
        ("uczestnicy", "participants · Uczestnicy"),
        ("Obecność", "attendance · Obecność"),
        ("participants.pesel", "participants.pesel · PESEL"),
        ("uczestnicy.Data urodzenia", "participants.birth_date · Data urodzenia"),
        ("labour_status", "participants.labour_status · Status osoby na rynku pracy"),
    ],
)
def test_every_kind_of_word_has_a_page(word: str, begins: str) -> None:
    assert explain(word).startswith(begins)


@pytest.mark.parametrize("register", shipped.layouts())
def test_every_column_has_a_page_with_its_headers(register: str, tongue: str) -> None:
    layout = shipped.layouts()[register]
    for column in layout.column:
        said = explain(f"{register}.{column.id}")

        assert f"- {column.name.pl}" in re.sub(r"\n  ", " ", said)


def test_a_column_of_choices_lists_what_may_be_written() -> None:
    assert re.search(r"kobieta +woman +K, kob., F, female", explain("participants.gender"))


def test_an_unknown_word_is_refused_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UnknownWord) as caught:
        explain("A999")

    assert "A203" in caught.value.allowed
    assert "„participants.pesel”" in typed(capsys, "explain", "participants.pesle").err


def test_a_script_gets_the_facts() -> None:
    found = page("A413")

    assert {
        "value": "public_work_week_hours",
        "era": "efs-2014",
        "is": "10",
        "unit": "hour",
        "source": "rules.md 3.3: S37",
        "seen": True,
    } in (found["parameters"])
    assert {"register": "attendance", "column": "date", "needed": True} in found["columns"]
    assert {"A413"} == {one["code"] for one in found["findings"]}


def test_the_pages_in_docs_are_current(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    assert 0 == pages.main(["--check"])


def test_the_index_leads_to_every_page() -> None:
    text = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    anchors = {pages._anchor(heading) for heading in re.findall(r"^### (.+)$", text, re.MULTILINE)}

    assert set(re.findall(r"\]\(#([^)]+)\)", text)) == anchors


def test_what_is_verbatim_stands_as_it_was_written() -> None:
    from aktywna.domain.grid import Verbatim  # noqa: PLC0415 - only this test makes one
    from aktywna.io.writing.markdown import markdown  # noqa: PLC0415

    page = Document("", "pl", (Verbatim("a = [1]\n  *b*"),))

    assert ("```text\na = [1]\n  *b*\n```\n", "    a = [1]\n      *b*") == (markdown(page), plain(page))


def test_a_table_keeps_its_words_whole() -> None:
    from aktywna.domain.grid import Cell  # noqa: PLC0415 - only this test makes cells

    words = "participants.completed_as_planned"
    drawn = plain(Document("", "pl", (Grid(((Cell("Id"),),), ((Cell(words),),)),)))

    assert words in drawn


class TestAProjectsOwnNames:
    @pytest.mark.parametrize(
        ("office", "word", "says"),
        [
            ("starachowice", "S18", ["S18 · Osoby, które podjęły zatrudnienie", "Wartość docelowa: 10", "podjęcie zatrudnienia albo"]),
            ("starachowice", "s21", ["co najmniej 1 w co najmniej 1 z obszarów", "autoprezentacja"]),
            ("katowice", "K12", ["„Ścieżka”: Misja: Bobas"]),
            ("katowice", "CR04", ["Przejęty z katalogu okresu programowania: CR04", "Założenie: tej definicji nie sprawdzono"]),
            ("katowice", "bobas", ["Ścieżka: Misja: Bobas", "Wskaźniki, które o to pytają: K12"]),
            ("katowice", "bobas-age", ["Wiek: najwyżej 25", "Należy do: Misja: Bobas"]),
            ("katowice", "result_window", ["W tym projekcie: 28 dni."]),
            ("efektywnosc", "cost-per-job", ["Licznik: spent", "Mianownik: at_risk_employment"]),
            ("efektywnosc", "social-A", ["Próg: 34%", "Nabór ogłoszono 16.05.2016"]),
            ("efektywnosc", "advice", ["Sfera: aktywizacja zawodowa"]),
        ],
    )
    def test_each_has_a_page(self, capsys: pytest.CaptureFixture[str], office: str, word: str, says: list[str]) -> None:
        said = " ".join(typed(capsys, "explain", word, EXAMPLES / office).out.split())

        assert [text for text in says if text not in said] == []

    def test_the_current_folder_is_meant_when_it_has_a_definition(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(EXAMPLES / "starachowice")

        assert typed(capsys, "explain", "S18").code == 0

    def test_a_definition_that_nobody_named_may_be_wrong(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "project.toml").write_text("title = \n", encoding="utf-8")
        monkeypatch.chdir(tmp_path)

        assert [0, 2] == [typed(capsys, "explain", "D001", *named).code for named in ((), (tmp_path,))]

    def test_a_script_is_told_the_project(self, capsys: pytest.CaptureFixture[str]) -> None:
        found = typed(capsys, "explain", "K12", "--project", EXAMPLES / "katowice", "--json").document

        assert found["project"].startswith("Włącz się!")
        assert ["„Ścieżka”: Misja: Bobas"] in found["page"]


@pytest.mark.parametrize("word", ["household_until", "A419", "A437"])
def test_days_are_written_as_their_reader_writes_them(word: str) -> None:
    wording.set_language("pl")
    said = explain(word)

    assert "00:00:00" not in said
    assert "2018-08-02" not in said
