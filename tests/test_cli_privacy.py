"""Nothing that a command shows names anybody, unless it is asked to."""

from __future__ import annotations

import re
from functools import lru_cache
from io import BytesIO

import openpyxl
import pytest

from desk import EXAMPLES, copied, rows, typed

PRIVATE = (
    "imie", "nazwisko", "pesel", "ulica", "telefon", "e-mail", "data urodzenia", "prowadzący", "pracownik socjalny", "osoba wizytująca",
    "osoba przeprowadzająca", "wystawca", "nip",
)  # fmt: skip
ASKED = (
    ["check"], ["check", "--as", "line"], ["check", "--json"], ["check", "--lang", "en"], ["count"], ["count", "--json"],
    ["count", "--by", "gender:age"], ["report"], ["report", "--kind", "final"], ["report", "--json"],
    ["check", "--as", "xlsx"], ["check", "--as", "html"], ["report", "--kind", "findings", "--format", "md,xlsx,html"],
    ["due", "--within", "3650"], ["due", "--json"], ["budget"], ["budget", "--json"], ["budget", "--period", "2019"],
    ["report", "--kind", "claim", "--format", "md,xlsx,html"],
)  # fmt: skip


def personal(project):
    """Give every personal text of a project's registers that is long enough to be recognised."""
    found = set()
    for _file, row in rows(project):
        if "Wykonawca" in row.get("Wystawca", ""):
            continue
        for header, cell in row.items():
            if any(word in header.lower() for word in (*PRIVATE, "imię")) and "brak" not in header.lower() and len(cell) > 2:
                found.add(cell.strip())
    # Words of the definition are no secret: an office may be called like somebody's street.
    public = set(re.findall(r"[\w.@-]+", (project / "project.toml").read_text(encoding="utf-8")))
    return found - public - {"Tak", "Nie"}


@lru_cache(100)
def text_in(suffix, content):
    """Everything that a written file says; commands leave most files of those before them as they are."""
    if suffix != ".xlsx":
        return content.decode()
    sheets = openpyxl.load_workbook(BytesIO(content)).worksheets
    return "\n".join(str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)


def shown(capsys, project, words):
    said = typed(capsys, *words, project)
    assert said.code in {0, 1}
    text = said.out + said.err
    for file in sorted(file for ending in ("md", "html", "xlsx") for file in (project / "raporty").glob(f"*.{ending}")):
        text += text_in(file.suffix, file.read_bytes())
    return text


@pytest.mark.parametrize(("name", "code"), [("do-poprawy", "persons"), ("swiebodzice", "persons")])
def test_nobody_is_named(capsys, tmp_path, name, code):
    project = copied(name, tmp_path)
    secrets = personal(project)
    assert len(secrets) > 25

    for words in (*ASKED, ["count", "--who", code], ["count", "--who", code, "--json"]):
        tokens = set(re.findall(r"[\w.@-]+", shown(capsys, project, words)))
        one_word = {secret for secret in secrets if re.fullmatch(r"[\w.@-]+", secret)}

        assert one_word & tokens == set(), words


def test_people_are_named_when_it_is_asked(capsys):
    project = EXAMPLES / "do-poprawy"
    masked = typed(capsys, "check", project, "--as", "line", "--only", "A108,R201")
    named = typed(capsys, "check", project, "--as", "line", "--only", "A108,R201", "--show-personal")

    assert masked.out.count("•••") == 2
    assert "•••" not in named.out
    assert len(re.findall(r"(?<!\d)\d{11}(?!\d)", named.out)) == 2


def test_facts_of_the_document_are_masked_too(capsys):
    words = ["check", EXAMPLES / "do-poprawy", "--json", "--only", "A108,R201"]

    assert not re.search(r'"\d{11}"', typed(capsys, *words).out)
    assert re.search(r'"\d{11}"', typed(capsys, *words, "--show-personal").out)


def test_a_register_kept_by_pesel(capsys, tmp_path):
    """The number of a participant is nobody's secret, unless the office writes a PESEL there: then file and cell only."""
    project = copied("do-poprawy", tmp_path)
    file = project / "obecnosc.csv"
    file.write_text(re.sub(r"(?m)^31;", "44051401359;", file.read_text(encoding="utf-8-sig")), encoding="utf-8")

    for words in (["check"], ["check", "--as", "line"], ["check", "--json"]):
        said = typed(capsys, *words, project)

        assert "A401" in said.out
        assert "44051401359" not in said.out + said.err
    assert "44051401359" in typed(capsys, "check", project, "--show-personal").out


def test_cells_of_private_columns_are_not_quoted(capsys, tmp_path):
    project = copied("do-poprawy", tmp_path)
    book = openpyxl.load_workbook(project / "Rejestry.xlsx")
    sheet = book["Uczestnicy"]
    headers = {cell.value: cell.column for cell in sheet[1]}
    written = {"PESEL": "9x2313ABC77", "Kod pocztowy": "Q0-Z00", "Telefon kontaktowy": "zadzwonić do Testowskiej", "Płeć": "kobietka"}
    for header, text in written.items():
        sheet.cell(5, headers[header]).value = text
    book.save(project / "Rejestry.xlsx")

    for words in (["check"], ["check", "--json"], ["check", "--as", "line"]):
        said = typed(capsys, *words, project)

        assert [header for header, text in written.items() if text in said.out and header != "Płeć"] == []
        assert "kobietka" in said.out


def test_someone_without_a_number_is_called_by_the_row(capsys, tmp_path):
    project = copied("do-poprawy", tmp_path)
    book = openpyxl.load_workbook(project / "Rejestry.xlsx")
    book["Uczestnicy"]["A5"].value = 44051401359
    book.save(project / "Rejestry.xlsx")

    for words in (["count", "--who", "persons"], ["count", "--who", "persons", "--json"]):
        said = typed(capsys, *words, project)

        assert "44051401359" not in said.out
        assert "wiersz 5" in said.out
