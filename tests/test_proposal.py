"""A project begins with the files that an office already has: they are recognised, copied, and read through the mapping."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from aktywna.domain.faults import InputRefused
from aktywna.domain.promises.model import Language
from aktywna.io.definitions.project import load_project
from aktywna.steps.open import open_books
from aktywna.steps.proposing.data import slug
from aktywna.steps.proposing.proposal import propose
from aktywna.steps.proposing.spheres import sphere_of
from aktywna.steps.start import examples, start
from desk import typed

HEADERS = (
    "Nr uczestnka", "Imię", "Nazwisko", "Płeć", "Data rozpoczęcia udzialu w projekcji", "Data zakończenia udziału w projekcie",
    "Ścieżka", "Edycja", "Kolor teczki",
)  # fmt: skip
PEOPLE = (
    ("1", "Anna", "Testowska", "K", "12.03.2012", "01.09.2012", "Klub Integracji; Łódź – prace", "2012", "żółty"),
    ("2", "Jan", "Przykładowicz", "M", "14.03.2013", "02.09.2013", "klub integracji", "2013", ""),
    ("3", "Ewa", "Testowska", "K", "15.03.2103", "", "-", "2013", ""),
)
SUPPORT = (
    "Nr uczestnika;Forma wsparcia;Data rozpoczęcia;Data zakończenia;Liczba godzn\n"
    "1;Trening kompetencji społecznych;12.03.2012;20.05.2012;10\n"
    "2;Doradztwo zawodowe;14.03.2013;20.05.2013;12\n"
)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    folder = tmp_path / "biuro"
    folder.mkdir()
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Osoby"
    for row in (("Wykaz osób objętych wsparciem",), (), HEADERS, *PEOPLE):
        sheet.append(row)
    book.create_sheet("Notatki").append(("telefony", "do oddzwonienia"))
    book.save(folder / "Lista osób.xlsx")
    (folder / "karty.csv").write_bytes(SUPPORT.encode("cp1250"))
    return folder


def begun(office: Path, folder: Path, language: Language = "pl", **said: Any) -> Path:
    proposal = propose([office / "Lista osób.xlsx", office / "karty.csv"], folder, today=date(2020, 1, 1), **said)
    start(folder, proposal=proposal, language=language, **said)
    return folder


@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_row_is_read_through_the_mapping(office: Path, tmp_path: Path, language: Language):
    opened = open_books(begun(office, tmp_path / "nowy", language))

    assert {name: len(opened.books.registers[name]) for name in ("participants", "support")} == {"participants": 3, "support": 2}
    assert not opened.refused
    assert [finding for finding in opened.findings if finding.code == "R001"] == []
    assert sorted(opened.books.registers["participants"].frame["no"]) == ["1", "2", "3"]


@pytest.mark.parametrize("language", ["pl", "en"])
def test_what_the_cells_name_is_proposed(office: Path, tmp_path: Path, language: Language):
    project = load_project(begun(office, tmp_path / "nowy", language))

    assert [(path.id, path.name.pl) for path in project.paths] == [
        ("klub-integracji", "Klub Integracji"),
        ("lodz-prace", "Łódź – prace"),
    ]
    assert [form.id for form in project.forms] == ["trening-kompetencji-spolecznych", "doradztwo-zawodowe"]
    assert [(one.id, one.start, one.end) for one in project.editions] == [
        ("2012", date(2012, 3, 12), date(2012, 9, 1)),
        ("2013", date(2013, 3, 14), date(2013, 9, 2)),
    ]


def test_days_say_when_and_slips_of_the_keyboard_do_not(office: Path, tmp_path: Path):
    project = load_project(begun(office, tmp_path / "nowy"))

    assert (project.era, project.period.start, project.period.end) == ("pokl-2007", date(2012, 3, 12), date(2013, 9, 2))
    assert project.as_of == date(2013, 9, 2)


def test_the_era_that_is_asked_for_wins(office: Path, tmp_path: Path):
    assert load_project(begun(office, tmp_path / "nowy", era="efs-2014")).era == "efs-2014"


def test_a_header_like_a_known_one_is_proposed_and_others_are_listed(office: Path, tmp_path: Path):
    folder = begun(office, tmp_path / "nowy")
    declared = load_project(folder).registers

    assert declared.participants is not None
    assert declared.support is not None
    assert declared.participants.headers == {"Nr uczestnka": "no", "Data rozpoczęcia udzialu w projekcji": "start_date"}
    assert declared.support.headers == {"Liczba godzn": "hours_done"}
    assert '#"Kolor teczki" = "..."' in (folder / "project.toml").read_text(encoding="utf-8").splitlines()


def test_the_files_are_copied_as_they_are_and_only_other_registers_are_blank(office: Path, tmp_path: Path):
    before = {path.name: path.read_bytes() for path in office.iterdir()}
    folder = begun(office, tmp_path / "nowy")

    assert {path.name: path.read_bytes() for path in office.iterdir()} == before
    assert {name: (folder / name).read_bytes() for name in before} == before
    assert not {"uczestnicy.xlsx", "wsparcie.xlsx"} & {path.name for path in folder.iterdir()}
    assert (folder / "rezultaty.xlsx").is_file()


def test_a_file_called_like_another_register_is_not_read_as_that_one(office: Path, tmp_path: Path):
    (office / "wydatki.csv").write_bytes((office / "karty.csv").read_bytes())
    folder = tmp_path / "nowy"
    start(folder, proposal=propose([office / "wydatki.csv"], folder))

    opened = open_books(folder)

    assert {source.register: source.file for source in opened.books.sources if source.rows} == {"support": "wydatki.csv"}
    assert not opened.refused


def test_a_list_without_days_makes_a_definition_as_well(tmp_path: Path):
    (tmp_path / "lista.csv").write_text('Nr uczestnika;Imię;Nazwisko;Edycja;Ścieżka\n1;Anna;Testowska;2012;"A"" b"\n', encoding="utf-8")
    start(tmp_path / "nowy", proposal=propose([tmp_path / "lista.csv"], tmp_path / "nowy"))

    project = load_project(tmp_path / "nowy")

    assert (project.editions, [path.name.pl for path in project.paths]) == ((), ['A" b'])


def test_an_older_encoding_is_read_as_well(tmp_path: Path):
    rows = "Nr uczestnika;Imię;Nazwisko;Ścieżka\n1;Anna;Testowska;Praca\n"
    (tmp_path / "lista.csv").write_bytes(rows.encode("iso-8859-2"))
    proposal = propose([tmp_path / "lista.csv"], tmp_path / "nowy")
    start(tmp_path / "nowy", proposal=proposal)

    opened = open_books(tmp_path / "nowy")

    assert {"no", "first_name", "path"} <= set(opened.books.registers["participants"].frame)


def test_most_headers_may_be_only_like_known_ones(tmp_path: Path):
    (tmp_path / "lista.csv").write_text("Nr uczestnka;Imiee;Nazwiskko;Pleć\n1;Anna;Testowska;K\n", encoding="utf-8")

    (fit,) = propose([tmp_path / "lista.csv"], tmp_path / "nowy").fits

    assert (fit.layout.id, fit.rows) == ("participants", 1)
    assert {"no", "first_name", "last_name"} <= set(fit.headers.values())


@pytest.mark.parametrize("name", sorted(examples()))
def test_every_register_of_an_example_is_recognised(name: str, tmp_path: Path):
    folder = tmp_path / "nowy"
    proposal = propose([examples()[name]], folder)
    start(folder, proposal=proposal)
    theirs = {source.register for source in open_books(examples()[name]).books.sources if source.rows}

    opened = open_books(folder)

    assert not opened.refused
    assert load_project(folder).era == load_project(examples()[name]).era
    assert theirs == {source.register for source in opened.books.sources if source.rows}


def test_a_file_without_a_register_is_refused(capsys: Any, tmp_path: Path):
    (tmp_path / "przepisy.csv").write_text("ciasto;cukier\ndrożdżowe;tak\n", encoding="utf-8")

    with pytest.raises(InputRefused) as caught:
        propose([tmp_path / "przepisy.csv"], tmp_path / "nowy")
    said = typed(capsys, "init", tmp_path / "nowy", "--from", tmp_path / "przepisy.csv")

    assert caught.value.finding.code == "O005"
    assert (said.code, "O005" in said.err, (tmp_path / "nowy").exists()) == (3, True, False)


def test_the_command_says_what_became_of_each_file(capsys: Any, office: Path, tmp_path: Path):
    said = typed(capsys, "init", tmp_path / "nowy", "--from", office, "--lang", "pl")
    checked = typed(capsys, "check", tmp_path / "nowy", "--as", "line")

    assert (said.code, checked.code in {0, 1}, "R001" in checked.out) == (0, True, False)
    for word in ("Lista osób.xlsx:Osoby", "Uczestnicy", "Nr uczestnka", "Kolor teczki", "Lista osób.xlsx:Notatki"):
        assert word in said.err


def test_the_document_says_it_too(capsys: Any, office: Path, tmp_path: Path):
    said = json.loads(typed(capsys, "init", tmp_path / "nowy", "--from", office, "--json").out)

    assert {one["register"]: one["rows"] for one in said["registers"]} == {"participants": 3, "support": 2}
    assert said["left_out"] == ["Lista osób.xlsx:Notatki"]


def test_ids_are_made_of_polish_texts():
    assert slug("Ścieżka „Żółta” – część II") == "sciezka-zolta-czesc-ii"


def test_letters_in_doubt_name_their_encoding(tmp_path: Path):
    rows = b"Nr uczestnika;Imie;Nazwisko\n1;Anna;Testo{}ska\n2;Jan;Testo{}k\n".replace(b"{}", b"\xb9", 1).replace(b"{}", b"\xa9", 1)
    (tmp_path / "lista.csv").write_bytes(rows)
    start(tmp_path / "nowy", proposal=propose([tmp_path / "lista.csv"], tmp_path / "nowy"))

    declared = load_project(tmp_path / "nowy").registers.participants

    assert declared is not None
    assert declared.encoding == "cp1250"


def test_the_words_of_a_form_say_its_sphere_or_leave_it_to_be_chosen(office: Path, tmp_path: Path):
    (office / "karty.csv").write_text(SUPPORT.replace("Doradztwo zawodowe", "Zajęcia w klubie"), encoding="utf-8")
    folder = begun(office, tmp_path / "nowy")

    assert [form.sphere for form in load_project(folder).forms] == ["social", None]
    assert '#sphere = "..."' in (folder / "project.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "sphere"),
    [
        ("Kurs zawodowy – opiekun", "vocational"),
        ("Trening umiejętności społecznych", "social"),
        ("Rehabilitacja zdrowotna", "health"),
        ("Uzupełnienie wykształcenia gimnazjalnego", "educational"),
        ("Kurs zawodowy i trening kompetencji społecznych", None),
        ("Wyjazd", None),
    ],
)
def test_two_spheres_in_a_name_are_none(name: str, sphere: str | None):
    assert sphere == sphere_of(name)


def test_too_many_texts_for_a_list_are_said(capsys: Any, office: Path, tmp_path: Path):
    lines = "".join(f"1;Forma numer {number};12.03.2012;20.05.2012;10\n" for number in range(61))
    (office / "karty.csv").write_text(SUPPORT.splitlines()[0] + "\n" + lines, encoding="utf-8")
    said = typed(capsys, "init", tmp_path / "nowy", "--from", office, "--lang", "en")

    assert "nothing is proposed for forms: the registers name 61 different texts" in said.err
    assert load_project(tmp_path / "nowy").forms == ()


def test_own_files_and_an_example_do_not_go_together(capsys: Any, office: Path, tmp_path: Path):
    said = typed(capsys, "init", tmp_path / "nowy", "--from", office, "--example", "radom")

    assert (2, False) == (said.code, (tmp_path / "nowy").exists())


def test_a_header_that_says_nothing_is_told_by_its_cells(tmp_path: Path):
    header = "Nr uczestnika;Nazwisko;Identyfikator;Kontakt;Kto;Rozpoczęcie udziału w projekcie - data\n"
    pesels = ("00410179932", "00291600815", "44051401359")
    rows = "".join(f"{at};Testowska;{pesel};a{at}@b.example;{'KMK'[at]};12.03.2016\n" for at, pesel in enumerate(pesels))
    (tmp_path / "lista.csv").write_text(header + rows, encoding="utf-8")
    (fit,) = propose([tmp_path / "lista.csv"], tmp_path / "nowy", today=date(2020, 1, 1)).fits

    assert {
        "Identyfikator": "pesel", "Kontakt": "email", "Kto": "gender", "Rozpoczęcie udziału w projekcie - data": "start_date",
    } == fit.headers  # fmt: skip
