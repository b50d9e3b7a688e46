"""A project starts with a definition that loads as written and with registers that are recognised."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from aktywna.domain.faults import DefinitionError, InputRefused
from aktywna.domain.promises.model import Language
from aktywna.domain.promises.project import Project, Registers
from aktywna.domain.registers.layout import normal
from aktywna.io import schema, shipped
from aktywna.io.definitions.project import load_project, understand
from aktywna.io.definitions.toml_lines import lines_of
from aktywna.io.writing.blanks import ROWS, blank_register
from aktywna.steps.start import definition, examples, start
from aktywna.words import wording

LANGUAGES: tuple[Language, ...] = ("pl", "en")
WORKBOOKS = sorted(shipped.layouts())


def file_of(register: str) -> str:
    return shipped.layouts()[register].files[0].replace(" ", "_") + ".xlsx"


@pytest.fixture(scope="module", params=LANGUAGES)
def started(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Language, Path]:
    folder = tmp_path_factory.mktemp("project") / "new"
    start(folder, title='Klub „Start” i "Dalej"', language=request.param)
    return request.param, folder


def test_the_definition_loads_as_written(started: tuple[Language, Path]):
    _, folder = started

    project = load_project(folder)

    assert (project.title.pl, project.era) == ('Klub „Start” i "Dalej"', "efsplus-2021")
    assert not project.registers.model_fields_set ^ set(Registers.model_fields) - {"not_kept"}


def test_the_definition_names_its_schema(started: tuple[Language, Path]):
    _, folder = started

    assert (folder / "project.toml").read_text(encoding="utf-8").splitlines()[0] == f"#:schema ./{schema.NAME}"
    assert (folder / schema.NAME).read_text(encoding="utf-8") == schema.text()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("era", shipped.eras())
def test_the_examples_in_the_definition_load_as_well(era: str, language: Language):
    """Whoever deletes every hash before an example still has a definition."""
    text = re.sub(r"^#(?=[a-z\[])", "", definition(era, "Próba", language), flags=re.MULTILINE)

    project = understand(text, "project.toml")

    of_one_era = set() if shipped.efficiency(era) else {"efficiency"}
    assert set(Project.model_fields) - of_one_era == project.model_fields_set


def test_both_languages_explain_the_same_keys():
    keys = [[key[0] for key in lines_of(definition("efs-2014", "", language))] for language in LANGUAGES]

    assert keys[0] == keys[1]


@pytest.mark.parametrize("register", WORKBOOKS)
def test_a_blank_register_is_recognised_by_its_headers(started: tuple[Language, Path], register: str):
    language, folder = started
    layout = shipped.layouts()[register]

    sheet = openpyxl.load_workbook(folder / file_of(register)).worksheets[0]
    headers = [str(cell.value) for cell in sheet[1]]

    assert [layout.headers.get(normal(header)) for header in headers] == [column.id for column in layout.column if column.offered]
    assert headers[0] == layout.column[0].name.say(language)
    assert sheet.freeze_panes == "A2"


@pytest.mark.parametrize("register", WORKBOOKS)
def test_every_header_has_a_note(started: tuple[Language, Path], register: str):
    _, folder = started

    sheet = openpyxl.load_workbook(folder / file_of(register)).worksheets[0]

    assert [cell.coordinate for cell in sheet[1] if cell.comment is None] == []


def test_cells_are_ready_for_what_belongs_in_them(started: tuple[Language, Path]):
    _, folder = started
    columns = [column.id for column in shipped.layouts()["participants"].column]

    book = openpyxl.load_workbook(folder / file_of("participants"))
    sheet = book.worksheets[0]
    checks = {str(check.sqref).split(":")[0]: check for check in sheet.data_validations.dataValidation}
    formats = {letter: dimension.number_format for letter, dimension in sheet.column_dimensions.items()}

    def letter(column: str) -> str:
        return openpyxl.utils.get_column_letter(columns.index(column) + 1)

    assert checks[f"{letter('start_date')}2"].type == "date"
    assert checks[f"{letter('pesel')}2"].formula1 == f"AND(LEN({letter('pesel')}2)=11,ISNUMBER(--{letter('pesel')}2))"
    assert checks[f"{letter('gender')}2"].type == "list"
    assert str(checks[f"{letter('pesel')}2"].sqref).endswith(str(ROWS + 1))
    assert [formats[letter(column)] for column in ("no", "pesel", "phone")] == ["@"] * 3
    assert book.worksheets[1].sheet_state == "hidden"


def test_the_same_register_has_the_same_bytes():
    project = understand(definition("efs-2014", "", "pl"), "project.toml")
    layout = shipped.layouts()["participants"]

    first, second = (blank_register(layout, shipped.choices(), "pl", project) for _ in range(2))

    assert first == second


def test_what_the_project_declares_is_a_drop_down(tmp_path: Path):
    text = definition("efs-2014", "", "pl") + '\n[[editions]]\nid = "1"\nname = "Edycja wiosenna"\nstart = 2016-01-01\nend = 2016-12-31\n'
    project = understand(text, "project.toml")
    (tmp_path / "x.xlsx").write_bytes(blank_register(shipped.layouts()["participants"], shipped.choices(), "pl", project))

    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets[0]

    assert '"Edycja wiosenna"' in [check.formula1 for check in sheet.data_validations.dataValidation]


def test_nothing_is_written_into_a_folder_in_use(tmp_path: Path):
    (tmp_path / "uczestnicy.xlsx").write_bytes(b"mine")

    with pytest.raises(InputRefused) as caught:
        start(tmp_path)

    assert (caught.value.finding.code, [path.name for path in tmp_path.iterdir()]) == ("O003", ["uczestnicy.xlsx"])


def test_force_adds_only_what_is_missing(tmp_path: Path):
    (tmp_path / "uczestnicy.xlsx").write_bytes(b"mine")

    written = start(tmp_path, force=True)

    assert (tmp_path / "uczestnicy.xlsx").read_bytes() == b"mine"
    assert tmp_path / "uczestnicy.xlsx" not in written
    assert len(written) == len(shipped.layouts()) + 1


def test_an_example_is_copied_without_what_was_made_of_it(tmp_path: Path):
    name = next(iter(examples()))

    written = start(tmp_path / "copy", example=name)

    assert load_project(tmp_path / "copy") == load_project(examples()[name])
    assert not [path for path in written if {"expected", "raporty", ".aktywna"} & set(path.parts)]


def test_an_unknown_example_is_refused_with_the_nearest(tmp_path: Path):
    with pytest.raises(InputRefused) as caught:
        start(tmp_path / "copy", example="katowic")

    assert (caught.value.finding.code, caught.value.finding.facts["nearest"]) == ("O004", "katowice")
    assert not (tmp_path / "copy").exists()


def test_an_unknown_era_is_refused(tmp_path: Path):
    with pytest.raises(DefinitionError) as caught:
        start(tmp_path, era="efs-2007")

    assert [finding.code for finding in caught.value.findings] == ["D010"]


def test_the_language_of_the_program_stays_as_it_was(tmp_path: Path):
    before = wording.language()

    start(tmp_path, language="en" if before == "pl" else "pl")

    assert wording.language() == before
