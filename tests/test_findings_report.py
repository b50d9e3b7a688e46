"""The findings as files to work through: every one of them, where it is, what to do, and nobody's name."""

from __future__ import annotations

import json
import re
import stat
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import numpy as np
import openpyxl
import pytest

from aktywna.domain.counting.part import narrowed
from aktywna.domain.findings.explained import Explanation, Silenced
from aktywna.domain.findings.finding import Finding, Place, Severity
from aktywna.domain.promises.policy import Change
from aktywna.domain.registers.books import Part
from aktywna.domain.registers.register import Origin
from aktywna.steps.findings_summary import of_part, totals
from aktywna.steps.judging import Judged
from aktywna.steps.tables.findings import Told, links_from, no_links
from desk import copied, typed
from sample_books import sample
from shelf import read_anew

FILE = "findings_2019-12-31"


@pytest.fixture
def office(tmp_path):
    return copied("do-poprawy", tmp_path)


def listed(capsys, project):
    """What `check --as line` says: code, weight, sentence, without the address."""
    lines = typed(capsys, "check", project, "--as", "line").out.splitlines()
    return sorted(re.fullmatch(r".+?: ([A-Z]\d{3}) (\w+): (.+)", line).groups() for line in lines)


def told(*findings, silenced=(), changed=(), links=no_links):
    return Told(sample(), Judged(findings, silenced, changed), "pl", links)


def at(cell, register="participants", *, row=2, code="A203", severity=Severity.ERROR, key="1", file="u.xlsx", sheet="Uczestnicy"):
    facts = {"start": date(2012, 3, 2), "end": date(2012, 2, 27)}
    return Finding(code, severity, Place(file, sheet, row, cell, register, "end_date", key), facts)


class TestTheFile:
    @pytest.mark.parametrize("ending", ["xlsx", "html"])
    def test_is_named_after_the_day_and_lies_with_the_reports(self, capsys, office, ending):
        said = typed(capsys, "check", office, "--as", ending)
        path = office / "raporty" / f"{FILE}.{ending}"

        assert said.code == 1
        assert said.out.splitlines()[-1] == str(path)
        assert path.name in json.loads((path.parent / ".aktywna" / "made.json").read_text(encoding="utf-8"))["files"]

    def test_goes_where_it_is_asked_to(self, capsys, office, tmp_path):
        typed(capsys, "check", office, "--as", "html", "-o", tmp_path / "tu")

        assert [path.name for path in (tmp_path / "tu").iterdir() if path.is_file()] == [f"{FILE}.html"]
        assert not (office / "raporty").exists()

    def test_never_replaces_what_a_person_changed(self, capsys, office):
        path = office / "raporty" / f"{FILE}.html"
        path.parent.mkdir()
        path.write_text("moje", encoding="utf-8")
        said = typed(capsys, "check", office, "--as", "html")

        assert (2, "moje") == (said.code, path.read_text(encoding="utf-8"))
        assert typed(capsys, "check", office, "--as", "html", "--force").code == 1
        assert (path.parent / f"{FILE}.html.bak").read_text(encoding="utf-8") == "moje"

    @pytest.mark.parametrize("ending", ["xlsx", "html"])
    def test_is_the_same_each_time(self, capsys, office, tmp_path, ending):
        other = copied("do-poprawy", tmp_path / "indziej")
        for project in (office, other):
            read_anew()
            typed(capsys, "check", project, "--as", ending)

        assert (office / "raporty" / f"{FILE}.{ending}").read_bytes() == (other / "raporty" / f"{FILE}.{ending}").read_bytes()

    def test_is_named_in_the_document(self, capsys, office):
        document = typed(capsys, "check", office, "--as", "html", "--json").document

        assert document["files"] == [f"raporty/{FILE}.html"]
        assert sum(document["totals"][name] for name in ("error", "warning", "note")) == len(document["findings"])

    @pytest.mark.parametrize("ending", ["xlsx", "html"])
    def test_with_personal_data_is_for_its_owner_alone(self, capsys, office, ending):
        path = office / "raporty" / f"{FILE}.{ending}"
        typed(capsys, "check", office, "--as", ending)
        masked, mode = text_of(path), stat.S_IMODE(path.stat().st_mode)
        said = typed(capsys, "check", office, "--as", ending, "--show-personal")

        assert not re.search(r"(?<!\d)\d{11}(?!\d)", masked)
        assert mode & 0o044
        assert re.search(r"(?<!\d)\d{11}(?!\d)", text_of(path))
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert path.name in said.err

    def test_of_a_project_with_a_file_that_cannot_be_read(self, capsys, office):
        (office / "obecnosc.csv").unlink()
        said = typed(capsys, "check", office, "--as", "html")

        assert said.code == 3
        assert "Nie wszystkie zadeklarowane rejestry udało się odczytać" in text_of(office / "raporty" / f"{FILE}.html")

    def test_says_which_codes_it_is_limited_to(self, capsys, office):
        typed(capsys, "check", office, "--as", "html", "--only", "A203")
        text = text_of(office / "raporty" / f"{FILE}.html")

        assert "Szukano tylko uwag o kodach: A203" in text
        assert "1 błąd w 1 z 129 wierszy." in text
        assert "A102" not in text


def text_of(path):
    """Every text of a workbook or a page."""
    if path.suffix == ".html":
        body = ET.fromstring(path.read_text(encoding="utf-8").removeprefix("<!DOCTYPE html>\n"))[1]
        return "\n".join("".join(one.itertext()) for one in body.iter() if one.tag.endswith(("}li", "}p", "}td", "}th", "}h1", "}h2")))
    rows = [row for sheet in openpyxl.load_workbook(path).worksheets for row in sheet.iter_rows(values_only=True)]
    return "\n".join(str(cell) for row in rows for cell in row if cell is not None)


class TestTheWorkbook:
    @pytest.fixture
    def book(self, capsys, office):
        typed(capsys, "check", office, "--as", "xlsx")
        return openpyxl.load_workbook(office / "raporty" / f"{FILE}.xlsx")

    def test_begins_with_the_figures_and_has_a_sheet_a_register(self, book):
        prose = [cell.value for cell in book.worksheets[0]["A"] if cell.value]

        assert ["Raport", "Uczestnicy", "Obecność", "Oceny początkowe i końcowe", "Wydatki", "Zaświadczenia"] == book.sheetnames
        assert "Uwagi do rejestrów: stan na 31.12.2019" == prose[0]
        assert any(re.fullmatch(r"10 błędów, 2 ostrzeżenia i \d+ wskaz\w+ w 14 z 129 wierszy\.", text) for text in prose)
        assert "•\u00a0A203 (błąd): Udział kończy się, zanim się rozpocznie – 1" in prose
        assert any(re.search(r"obecnosc\.csv – Obecność: 47 wierszy; SHA-256: [0-9a-f]{64}$", text) for text in prose)

    def test_holds_every_finding_once(self, capsys, office, book):
        found = []
        for sheet in book.worksheets[1:]:
            header, *rows = list(sheet.iter_rows(min_row=3, values_only=True))
            at = [header.index(name) for name in ("Kod", "Waga", "Co jest nie tak")]
            found += [tuple(row[one] for one in at) for row in rows]
        weights = {"błąd": "error", "ostrzeżenie": "warning", "wskazówka": "note"}

        assert listed(capsys, office) == sorted((code, weights[weight], sentence) for code, weight, sentence in found)

    def test_leads_to_the_cell_of_the_office(self, book):
        sheet = book["Uczestnicy"]
        (cell,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == "U13"]

        assert ("..\\Rejestry.xlsx", "'Uczestnicy'!U13") == (cell.hyperlink.target, cell.hyperlink.location)

    def test_leads_to_a_text_file_as_a_whole(self, book):
        (cell,) = [cell for row in book["Obecność"].iter_rows() for cell in row if cell.value == "F46"]

        assert ("..\\obecnosc.csv", None) == (cell.hyperlink.target, cell.hyperlink.location)

    def test_can_be_filtered_filled_in_and_printed(self, book):
        sheet = book["Uczestnicy"]
        header = [cell.value for cell in sheet[3]]

        assert ["Waga", "Kod", "Plik", "Arkusz", "Komórka", "Nr uczestnika"] == header[:6]
        assert ["Kto wyjaśnił", "Kiedy", "Dlaczego"] == header[-3:]
        assert [None] * 3 == [cell.value for cell in sheet[4]][-3:]
        assert ("A4", "$3:$3") == (sheet.freeze_panes, sheet.print_title_rows)
        assert sheet.auto_filter.ref.startswith("A3:L")
        assert "landscape" == sheet.page_setup.orientation

    def test_says_the_weight_in_words_and_in_colour(self, book):
        fills = {cell.value: cell.fill.fgColor.rgb for cell in book["Uczestnicy"]["A"] if cell.value in {"błąd", "ostrzeżenie"}}

        assert {"błąd": "FFF8CBAD", "ostrzeżenie": "FFFFE699"} == fills


class TestTheReport:
    @pytest.mark.parametrize("tongue", ["pl", "en"])
    def test_comes_in_every_format(self, capsys, office, tongue):
        said = typed(capsys, "report", office, "--kind", "findings", "--format", "md,xlsx,html", "--lang", tongue)

        assert said.code == 0
        assert said.out.splitlines()[1:] == [str(office / "raporty" / f"{FILE}.{ending}") for ending in ("md", "xlsx", "html")]

    def test_tells_every_finding_in_plain_text(self, capsys, office):
        typed(capsys, "report", office, "--kind", "findings", "--format", "md")
        text = (office / "raporty" / f"{FILE}.md").read_text(encoding="utf-8")

        assert [sentence for _code, _weight, sentence in listed(capsys, office) if sentence not in text] == []
        assert "- błąd · A203 · Rejestry.xlsx · Uczestnicy · U13 · Nr uczestnika: 12\n  - Co jest nie tak: Udział zakończony" in text
        assert max(len(line) for line in text.splitlines()) < 400

    def test_never_names_anybody(self, capsys, office):
        typed(capsys, "report", office, "--kind", "findings", "--format", "md", "--show-personal")

        assert not re.search(r"(?<!\d)\d{11}(?!\d)", (office / "raporty" / f"{FILE}.md").read_text(encoding="utf-8"))


class TestTheTables:
    def test_participants_come_first_and_what_is_about_no_register_last(self):
        found = (at("A1", "support"), at("", "", row=0), at("H2"), at("A1", "attendance"))

        assert ["Uczestnicy", "Formy wsparcia", "Obecność", "Pliki i definicja projektu"] == [one.name for one in told(*found).registers]

    def test_several_files_are_told_apart(self):
        (group,) = told(at("H2"), at("H3", row=3, file="b.xlsx"), at("H4", row=4, file="b.xlsx")).registers

        assert ("b.xlsx: 2 błędy", "u.xlsx: 1 błąd") == group.files

    def test_a_fault_of_several_cells_names_them(self):
        others = tuple(replace(at("H3", row=number).place, cell=f"H{number}") for number in range(3, 30))
        (group,) = told(replace(at("H2"), also=others)).registers
        cells = [cell.value for cell in group.tables[0].rows[0]]

        assert f"{', '.join(f'H{number}' for number in range(2, 22))} (+8)" in cells

    def test_a_column_has_a_cell_to_go_to(self, tmp_path):
        link = links_from(tmp_path / "raporty", tmp_path)

        assert ("../u.xlsx", "Uczestnicy", "H1") == tuple(vars(link(at("H", row=0).place)).values())
        assert ("../u.xlsx", "Uczestnicy", "A7") == tuple(vars(link(at("", row=7).place)).values())

    def test_explanations_are_told_without_names(self):
        answer = Explanation("A203", "participants", "1", "Jan Testowski", date(2012, 5, 4), "Sprawdzono z Anną Testowską.")
        grid = told(silenced=(Silenced(at("H2", severity=Severity.WARNING), answer),)).explained
        texts = [cell.value for cell in grid.rows[0]]

        assert date(2012, 5, 4) in texts
        assert not [text for text in texts if isinstance(text, str) and "Testowsk" in text]

    def test_what_the_project_changed_is_said(self):
        changed = (Change("severity", "A203", Severity.ERROR, Severity.WARNING),)

        assert ("A203 (Udział kończy się, zanim się rozpocznie): zwykle błąd, w tym projekcie ostrzeżenie",) == told(
            changed=changed
        ).changed

    def test_findings_of_other_parts_are_left_out(self):
        many = len(sample().participants)
        origin = Origin("u.xlsx", "Uczestnicy", {})
        people = replace(sample().participants, origins=(origin,), origin=np.zeros(many, dtype=int), row=np.arange(2, many + 2))
        whole = replace(sample(), registers={**sample().registers, "participants": people})
        part = narrowed(whole, Part(partners=("cris",)))
        found = (at("H", row=0), *(at(f"H{row}", row=row) for row in people.row.tolist()))
        kept = of_part(Judged(found), whole, part).findings

        assert [0, *part.participants.row.tolist()] == [one.place.row for one in kept]
        assert 0 < len(part.participants) < many

    def test_a_finding_about_several_people_is_kept_with_those_of_the_part(self):
        many = len(sample().participants)
        origin = Origin("u.xlsx", "Uczestnicy", {})
        people = replace(sample().participants, origins=(origin,), origin=np.zeros(many, dtype=int), row=np.arange(2, many + 2))
        whole = replace(sample(), registers={**sample().registers, "participants": people})
        part = narrowed(whole, Part(partners=("cris",)))
        first, *others = (at(f"H{row}", row=row) for row in people.row.tolist())
        moved = replace(first, also=tuple(one.place for one in others), facts={**first.facts, "rows": many})
        (kept,) = of_part(Judged((moved,)), whole, part).findings

        assert part.participants.row.tolist() == [place.row for place in kept.places]
        assert len(part.participants) == kept.facts["rows"]

    def test_nothing_to_correct_is_said(self):
        assert re.fullmatch(r"W \d+ wierszach nie ma nic do poprawienia\.", totals(Judged(()), sample()))
