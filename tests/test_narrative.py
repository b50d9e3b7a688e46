"""What people write into reports stays: whatever the format, whoever makes the report again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aktywna.domain.grid import Document, Heading, Narrative, Paragraph
from aktywna.io.writing.narrative import plain
from aktywna.io.writing.narrative_back import rest_of, sections, texts_in
from aktywna.steps.report import WRITERS
from aktywna.words.wording import set_language
from desk import copied, typed
from shelf import read_anew

HINT = "Napisz, co dalej."
FORMATS = tuple(WRITERS)
TWO = "Wizyta opóźniona.\nDruga linia.\n\nDrugi akapit <b> & „cudzysłów”."


@pytest.fixture(autouse=True)
def _polish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AKTYWNA_LANG", raising=False)
    set_language("pl")


def written(text: str, ending: str, after: str = "Koniec.") -> bytes:
    parts = (Heading(1, "Raport"), Narrative("plan", text, HINT), Narrative("task-1.2", "", HINT), Paragraph(after))
    return WRITERS[ending](Document("Raport", "pl", parts))


@pytest.mark.parametrize("ending", FORMATS)
class TestEveryFormat:
    def test_a_text_is_read_back_as_it_was_written(self, ending: str) -> None:
        assert {"plan": TWO, "task-1.2": f"[{HINT}]"} == texts_in(f"r.{ending}", written(TWO, ending))

    def test_an_empty_place_shows_its_hint(self, ending: str) -> None:
        assert f"[{HINT}]" == texts_in(f"r.{ending}", written("", ending))["plan"]

    def test_the_rest_is_known_apart_from_the_texts(self, ending: str) -> None:
        empty, full, other = (
            rest_of(f"r.{ending}", one) for one in (written("", ending), written(TWO, ending), written("", ending, "Inny."))
        )

        assert empty == full != other

    def test_a_file_that_cannot_be_read_holds_nothing(self, ending: str) -> None:
        assert {} == texts_in(f"r.{ending}", b"PK\x03\x04 to nie jest raport")


LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters="<>[]\u00a0\u2028\u2029")


@settings(deadline=None, max_examples=30)
@given(st.lists(st.lists(st.text(LETTERS, min_size=1).map(str.strip).filter(bool), min_size=1, max_size=3).map("\n".join), max_size=4))
def test_paragraphs_come_back_from_every_format(paragraphs: list[str]) -> None:
    text = plain("\n\n".join(paragraphs))

    for ending in ("md", "html", "xlsx"):
        assert (text or f"[{HINT}]") == texts_in(f"r.{ending}", written(text, ending))["plan"]


def test_sections_of_the_file_beside_the_definition(tmp_path: Path) -> None:
    file = tmp_path / "narrative.md"
    file.write_text(
        "# Teksty do sprawozdań\n## plan\nDla wszystkich.\n\n## progress\nPostęp.\n\n# claim\n## plan\nDla wniosków.\n"
        "# claim_2009-Q4\n## plan\nDla tego wniosku.\n# claim_2009-Q3\n## plan\nDla innego.\n",
        encoding="utf-8",
    )

    assert {"plan": "Dla tego wniosku.", "progress": "Postęp."} == sections(file, "claim_2009-Q4", "claim")
    assert {"plan": "Dla wniosków.", "progress": "Postęp."} == sections(file, "claim_2009-Q2", "claim")
    assert {"plan": "Dla wszystkich.", "progress": "Postęp."} == sections(file, "month_2009-12", "month")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return copied("swiebodzice", tmp_path)


def made(capsys: Any, office: Path, *words: str) -> Any:
    return typed(capsys, "report", office, "--kind", "visits", *words)


def place(folder: Path, name: str = "conclusions", ending: str = "md") -> str:
    (file,) = folder.glob(f"visits_*.{ending}")
    return texts_in(file.name, file.read_bytes())[name]


def wrote(folder: Path, text: str, name: str = "conclusions") -> Path:
    """A person opens the Markdown and writes between the markers."""
    (file,) = folder.glob("visits_*.md")
    before, rest = file.read_text(encoding="utf-8").split(f"<!-- narrative {name} -->")
    after = rest.split(f"<!-- /narrative {name} -->")[1]
    file.write_text(f"{before}<!-- narrative {name} -->\n{text}\n<!-- /narrative {name} -->{after}", encoding="utf-8")
    return file


class TestMadeAgain:
    def test_what_stands_between_the_markers_needs_no_force(self, capsys: Any, office: Path) -> None:
        folder = office / "raporty"
        made(capsys, office)
        wrote(folder, "Nasz wniosek.")
        said = made(capsys, office)

        assert 0 == said.code
        assert ("Nasz wniosek.", "Nasz wniosek.") == (place(folder), place(folder, ending="xlsx"))
        assert [] == list(folder.glob("*.bak*"))

    def test_it_stays_for_ever_and_in_the_other_language(self, capsys: Any, office: Path) -> None:
        folder = office / "raporty"
        made(capsys, office)
        wrote(folder, "Nasz wniosek.")
        for tongue in ("pl", "en", "pl"):
            made(capsys, office, "--lang", tongue)

        assert "Nasz wniosek." == place(folder)

    def test_with_force_it_stays_too_and_the_old_file_is_kept(self, capsys: Any, office: Path) -> None:
        folder = office / "raporty"
        made(capsys, office)
        file = wrote(folder, "Nasz wniosek.")
        file.write_text(file.read_text(encoding="utf-8") + "\ndopisek poza miejscem\n", encoding="utf-8")

        assert 2 == made(capsys, office).code
        assert 0 == made(capsys, office, "--force").code
        assert "Nasz wniosek." == place(folder)
        assert "dopisek poza miejscem" in (folder / f"{file.name}.bak").read_text(encoding="utf-8")

    def test_a_workbook_is_written_in_as_well(self, capsys: Any, office: Path) -> None:
        folder = office / "raporty"
        made(capsys, office)
        (file,) = folder.glob("visits_*.xlsx")
        book = openpyxl.load_workbook(file)
        cell = book.defined_names["aktywna.narrative.conclusions"].attr_text.rpartition("!")[2].split(":")[0].replace("$", "")
        book["Raport"][cell] = "Z Excela."
        book.save(file)
        said = made(capsys, office)

        assert 0 == said.code
        assert "Z Excela." == place(folder) == place(folder, ending="xlsx")
        # Widths and colours that a person may have changed as well are compared by nothing.
        assert (folder / f"{file.name}.bak").exists()

    def test_two_files_written_differently_keep_both_texts(self, capsys: Any, office: Path) -> None:
        folder = office / "raporty"
        made(capsys, office, "--format", "md,html")
        wrote(folder, "W Markdownie.")
        (page,) = folder.glob("visits_*.html")
        page.write_text(page.read_text(encoding="utf-8").replace('<p class="hint">[Opisz', "<p>[Na stronie"), encoding="utf-8")
        said = made(capsys, office, "--format", "md,html")

        assert (0, "W Markdownie.") == (said.code, place(folder))
        assert "Na stronie" in (folder / f"{page.name}.bak").read_text(encoding="utf-8")
        assert "conclusions" in said.err

    def test_a_text_whose_place_vanished_is_said_and_kept(self, capsys: Any, office: Path) -> None:
        folder = office / "raporty"
        made(capsys, office, "--format", "md")
        file = wrote(folder, "Nasz wniosek.")
        made(capsys, office, "--format", "md")
        own = office / "templates" / "pl"
        own.mkdir(parents=True)
        own.joinpath("visits.md.j2").write_text('{% extends "aktywna/visits.md.j2" %}{% block narrative %}{% endblock %}', encoding="utf-8")
        said = made(capsys, office, "--format", "md", "--quiet")

        assert 0 == said.code
        assert f"{file.name}.bak" in said.err
        assert "Nasz wniosek." in (folder / f"{file.name}.bak").read_text(encoding="utf-8")

    def test_a_second_copy_never_replaces_the_first(self, capsys: Any, office: Path) -> None:
        folder = office / "raporty"
        made(capsys, office, "--format", "md")
        (file,) = folder.glob("visits_*.md")
        for text in ("raz", "dwa"):
            file.write_text(text, encoding="utf-8")
            made(capsys, office, "--format", "md", "--force")

        assert ["raz", "dwa"] == [(folder / f"{file.name}.{ending}").read_text(encoding="utf-8") for ending in ("bak", "bak-2")]


class TestFileBesideTheDefinition:
    def test_it_fills_places_and_may_change(self, capsys: Any, office: Path) -> None:
        given = office / "narrative.md"
        for text in ("Raz.", "Dwa."):
            given.write_text(f"## conclusions\n{text}\n", encoding="utf-8")
            made(capsys, office)

            assert text == place(office / "raporty")

    def test_what_a_person_wrote_in_the_report_goes_before_it(self, capsys: Any, office: Path) -> None:
        given = office / "narrative.md"
        given.write_text("## conclusions\nZ pliku.\n", encoding="utf-8")
        made(capsys, office)
        wrote(office / "raporty", "Z raportu.")
        made(capsys, office)
        given.write_text("## conclusions\nZ pliku, później.\n", encoding="utf-8")
        made(capsys, office)

        assert "Z raportu." == place(office / "raporty")


def test_the_same_inputs_give_the_same_bytes(capsys: Any, tmp_path: Path) -> None:
    contents = []
    for name in ("one", "other"):
        office = copied("swiebodzice", tmp_path / name)
        (office / "narrative.md").write_text("## conclusions\nZ pliku.\n", encoding="utf-8")
        read_anew()
        made(capsys, office, "--format", ",".join(FORMATS))
        folder = office / "raporty"
        contents.append({path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()})

    assert contents[0] == contents[1]
    assert "visits" in json.loads(contents[0][".aktywna/narrative.json"].decode()).popitem()[0]
