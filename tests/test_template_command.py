"""`aktywna report --template`, `aktywna explain template` and the pages that describe templates."""

from __future__ import annotations

import re
import stat
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from aktywna.io.specimens import workbook_of
from aktywna.io.writing.office_templates import Asked, filled_office
from aktywna.steps import pages
from aktywna.steps.explain.template_page import FILTERS, NAMES, template_page
from aktywna.steps.report import context
from aktywna.steps.showing import filters
from aktywna.words.wording import set_language
from desk import EXAMPLES, typed
from published import LANGUAGES, example

ROOT = Path(__file__).parents[1]
PROJECT = EXAMPLES / "wodzislaw"


@pytest.fixture(autouse=True)
def _polish() -> None:
    set_language("pl")


def own(folder: Path, **cells: str) -> Path:
    (folder / "zestawienie.xlsx").write_bytes(workbook_of(cells))
    return folder / "zestawienie.xlsx"


def known(name: str, tongue: Any = "pl") -> dict[str, Any]:
    one = example(name)
    return context(one.books, one.tally, one.findings, language=tongue, kind="month")


def test_a_workbook_of_the_office_becomes_the_report(capsys: Any, tmp_path: Path) -> None:
    template = own(
        tmp_path, A1="{{ period | period }}", A2="{% for person in people %}{{ person.key }}", B2="{{ person.last_name }}",
        C2="{{ person.start_date }}{% endfor %}", A3="Razem", B3="=COUNTA(A2)",
    )  # fmt: skip
    told = typed(capsys, "report", PROJECT, "--template", template, "-o", tmp_path / "out")
    (file,) = (tmp_path / "out").glob("*.xlsx")
    rows = list(openpyxl.load_workbook(file).active.values)

    assert (0, True) == (told.code, str(file) in told.out)
    assert (file.name.startswith("month_"), len(example("wodzislaw").books.participants)) == (True, len(rows) - 2)
    assert {"•••"} == {row[1] for row in rows[1:-1]}
    assert all(isinstance(row[2], datetime) or row[2] is None for row in rows[1:-1])


def test_personal_data_are_shown_when_asked_for_and_only_to_the_owner(capsys: Any, tmp_path: Path) -> None:
    template = own(tmp_path, A1="{% for person in people %}{{ person.last_name }}", B1="{% endfor %}")
    typed(capsys, "report", PROJECT, "--template", template, "-o", tmp_path / "out", "--show-personal")
    (file,) = (tmp_path / "out").glob("*.xlsx")

    assert "•••" not in {row[0] for row in openpyxl.load_workbook(file).active.values}
    assert 0o600 == stat.S_IMODE(file.stat().st_mode)


def test_a_letter_of_the_office_keeps_what_a_person_wrote_in_it(capsys: Any, tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("{{ project.title | name }}")
    made.add_paragraph('{{ narrative("plan", "Co dalej?") }}')
    made.save(tmp_path / "pismo.docx")
    asked = ("report", PROJECT, "--template", tmp_path / "pismo.docx", "-o", tmp_path / "out")
    typed(capsys, *asked)
    (file,) = (tmp_path / "out").glob("*.docx")
    written = docx.Document(str(file))
    (text,) = (one for one in written.element.body.iter(qn("w:t")) if one.text == "[Co dalej?]")
    text.text = "Nabór wiosną."
    written.save(str(file))
    told = typed(capsys, *asked)

    assert (0, True) == (told.code, b"Nab\xc3\xb3r wiosn\xc4\x85." in _document(file))


def _document(file: Path) -> bytes:
    from packages import parts_of  # noqa: PLC0415 - only here

    return bytes(parts_of(file.read_bytes())["word/document.xml"])


@pytest.mark.parametrize(
    ("name", "formats", "said"),
    [("pismo.odt", "md,xlsx", ".docx"), ("pismo.docx", "html", "docx"), ("nie_ma.xlsx", "md,xlsx", "nie_ma.xlsx")],
)
def test_what_cannot_be_a_template_is_refused(capsys: Any, tmp_path: Path, name: str, formats: str, said: str) -> None:
    if not name.startswith("nie_ma"):
        (tmp_path / name).write_bytes(b"x")
    told = typed(capsys, "report", PROJECT, "--template", tmp_path / name, "--format", formats, "-o", tmp_path / "out")

    assert (True, True) == (told.code in {2, 3}, said in told.err)
    assert not (tmp_path / "out").exists()


def test_the_page_names_what_there_is_and_nothing_else() -> None:
    one = example("wodzislaw")

    assert set(known("wodzislaw")) == set(NAMES)
    assert set(filters(one.books, "pl")) | {"rows"} == set(FILTERS)


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_everything_the_page_names_can_be_asked_for(tongue: Any, tmp_path: Path) -> None:
    set_language(tongue)
    code = next(iter(known("wodzislaw")["counts"]))
    said = " ".join(NAMES.values())
    asked = {found.replace("K01", code) for found in re.findall(r"(?<![.\w])(?:project|era|period|counts|found)\.[\w.]*\w", said)}
    cells = {f"A{at}": f"{{{{ {one} }}}}x" for at, one in enumerate(sorted(asked), 1)}
    file = own(tmp_path, **cells)

    assert len(asked) > 8
    assert filled_office(Asked(file, known("wodzislaw", tongue), {}))


@pytest.mark.parametrize(("name", "tongue"), [("README.md", "pl"), ("README.en.md", "en")])
def test_the_examples_of_the_guide_work(name: str, tongue: Any, tmp_path: Path) -> None:
    set_language(tongue)
    text = (ROOT / "templates" / name).read_text(encoding="utf-8")
    block = next(one for one in re.findall(r"```text\n(.*?)```", text, re.DOTALL) if "project.title" in one)
    asked = [line[:50].strip() if line.startswith("{{") else line for line in block.splitlines()]
    cells = {f"A{at}": one for at, one in enumerate(asked, 1)}
    file, one = own(tmp_path, **cells), example("katowice")
    rows = list(
        openpyxl.load_workbook(BytesIO(filled_office(Asked(file, known("katowice", tongue), filters(one.books, tongue))))).active.values
    )

    expected = [line[50:].strip() for line in block.splitlines() if line.startswith("{{")]
    assert expected[1:] == [str(row[0]).replace("\u00a0", " ") for row in rows[1 : len(expected)]]


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_the_page_in_docs_is_current(tongue: Any) -> None:
    assert pages.of_templates(tongue) == (ROOT / pages.TEMPLATES[tongue]).read_text(encoding="utf-8")


def test_every_table_and_picture_is_described() -> None:
    from aktywna.steps.explain.template_page import spoken  # noqa: PLC0415 - only here

    assert all(spoken())
    assert len(template_page()) > 10


def test_explain_shows_the_page(capsys: Any) -> None:
    told = typed(capsys, "explain", "szablon")

    assert (0, True) == (told.code, "tables.outputs" in told.out and "pictures.recruitment" in told.out)
