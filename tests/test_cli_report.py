"""`aktywna report`: which files it writes, where, over what, and that they are the same each time."""

from __future__ import annotations

import hashlib
import json
import shutil

import pytest

from desk import EXAMPLES, copied, typed
from shelf import read_anew


@pytest.fixture
def office(tmp_path):
    return copied("do-poprawy", tmp_path)


def named(folder):
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def test_the_default_files(capsys, office):
    said = typed(capsys, "report", office)
    folder = office / "raporty"

    assert said.code == 0
    assert named(folder) == ["month_2019-12.md", "month_2019-12.xlsx"]
    pictures = [folder / "month_2019-12.pictures" / f"{name}.svg" for name in ("targets", "recruitment")]
    assert said.out.splitlines()[-4:] == [str(path) for path in (folder / "month_2019-12.md", folder / "month_2019-12.xlsx", *pictures)]
    assert "Uczestnicy projektu" in said.out


@pytest.mark.parametrize(
    ("words", "file"),
    [
        (["--kind", "year"], "year_2019.md"),
        (["--kind", "period", "--period", "2019-Q2"], "period_2019-Q2.md"),
        (["--period", "2019-H1"], "month_2019-H1.md"),
        (["--period", "2019-05-01..2019-07-31"], "month_2019-05-01..2019-07-31.md"),
        (["--period", "2019-05"], "month_2019-05.md"),
        (["--as-of", "2019-08-10"], "month_2019-07.md"),
    ],
)
def test_names_of_files(capsys, office, words, file):
    assert typed(capsys, "report", office, "--format", "md", *words).code == 0
    assert named(office / "raporty") == [file]


def test_the_part_is_in_the_name_and_in_the_heading(capsys, tmp_path):
    project = copied("wodzislaw", tmp_path)
    words = ["--kind", "year", "--period", "2009", "--edition", "2009", "--format", "md"]

    assert typed(capsys, "report", project, *words).code == 0
    (file,) = (project / "raporty").glob("*.md")
    assert file.name == "year_2009_edition-2009.md"
    assert "edycja: " in file.read_text(encoding="utf-8").lower()


def test_another_folder(capsys, office, tmp_path):
    said = typed(capsys, "report", office, "-o", tmp_path / "a" / "b", "--format", "md")

    assert named(tmp_path / "a" / "b") == ["month_2019-12.md"]
    assert str(tmp_path / "a" / "b" / "month_2019-12.md") in said.out.splitlines()
    assert not (office / "raporty").exists()


def test_formats_in_any_order_and_once(capsys, office):
    assert typed(capsys, "report", office, "--format", "XLSX, md,xlsx").code == 0
    assert named(office / "raporty") == ["month_2019-12.md", "month_2019-12.xlsx"]


def test_the_same_inputs_give_the_same_bytes(capsys, office, tmp_path):
    other = shutil.copytree(office, tmp_path / "elsewhere" / "do-poprawy")
    for project in (office, other):
        read_anew()
        assert typed(capsys, "report", project, "--kind", "final").code == 0

    first, second = (
        {path.name: path.read_bytes() for path in (project / "raporty").glob("*.*") if path.is_file()} for project in (office, other)
    )
    assert first == second


def test_what_was_made_is_listed_and_replaced(capsys, office):
    folder = office / "raporty"
    typed(capsys, "report", office)
    listed = json.loads((folder / ".aktywna" / "made.json").read_text(encoding="utf-8"))["files"]

    pictures = [f"month_2019-12.pictures/{path.name}" for path in (folder / "month_2019-12.pictures").iterdir()]
    everything = sorted([*named(folder), *pictures])
    assert pictures
    assert listed == {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in everything}
    assert typed(capsys, "report", office, "--lang", "en").code == 0
    assert "Participants" in (folder / "month_2019-12.md").read_text(encoding="utf-8")
    assert everything == sorted(listed)


def test_what_a_person_changed_is_not_replaced(capsys, office):
    typed(capsys, "report", office)
    file = office / "raporty" / "month_2019-12.md"
    workbook = office / "raporty" / "month_2019-12.xlsx"
    file.write_text("moje uwagi\n", encoding="utf-8")
    before = workbook.read_bytes()
    said = typed(capsys, "report", office, "--lang", "en")

    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("O001")
    assert file.read_text(encoding="utf-8") == "moje uwagi\n"
    assert workbook.read_bytes() == before

    assert typed(capsys, "report", office, "--force").code == 0
    assert (office / "raporty" / "month_2019-12.md.bak").read_text(encoding="utf-8") == "moje uwagi\n"
    assert not (office / "raporty" / "month_2019-12.xlsx.bak").exists()


def test_what_is_not_listed_is_not_replaced(capsys, office):
    (office / "raporty").mkdir()
    (office / "raporty" / "month_2019-12.xlsx").write_bytes(b"someone else's")

    assert typed(capsys, "report", office).code == 2
    assert named(office / "raporty") == ["month_2019-12.xlsx"]


def test_outputs_are_never_read_as_registers(capsys, tmp_path):
    project = copied("swiebodzice", tmp_path)
    sources = typed(capsys, "count", project, "--json").document["sources"]
    typed(capsys, "report", project, "-o", project, "--kind", "final")
    made = min(project.glob("final_*.xlsx"))
    made.rename(made.with_name("wsparcie_2012.xlsx"))
    listing = project / ".aktywna" / "made.json"
    listing.write_text(listing.read_text(encoding="utf-8").replace(made.name, "wsparcie_2012.xlsx"), encoding="utf-8")
    said = typed(capsys, "check", project)

    assert typed(capsys, "count", project, "--json").document["sources"] == sources
    assert "wsparcie_2012" not in said.out + said.err


def test_inputs_stay_as_they_were(capsys, office):
    before = {path.name: path.read_bytes() for path in office.iterdir() if path.is_file()}
    for command in ("check", "count", "report"):
        typed(capsys, command, office)

    assert before == {path.name: path.read_bytes() for path in office.iterdir() if path.is_file()}


def test_a_report_with_personal_data_is_its_owners_alone_and_says_so(capsys, office):
    said = typed(capsys, "report", office, "--show-personal", "--quiet", "--format", "md,docx")

    assert {0o600} == {path.stat().st_mode & 0o777 for path in (office / "raporty").glob("month_2019-12.*") if path.is_file()}
    assert "Te pliki zawierają dane osobowe" in said.err


def test_the_pictures_are_among_the_files(capsys, office):
    told = json.loads(typed(capsys, "report", office, "--json", "--format", "md").out)

    assert ["raporty/month_2019-12.md", "raporty/month_2019-12.pictures/targets.svg"] == told["files"][:2]


@pytest.mark.parametrize("kind", ["month", "period", "year", "final", "claim", "findings", "visits", "staff", "summary"])
@pytest.mark.parametrize("part", [("wodzislaw", "--partner", "cris"), ("starachowice", "--path", "kis")], ids=lambda part: part[0])
def test_every_kind_can_be_made_of_a_part(capsys, tmp_path, kind, part):
    name, *narrowed = part
    said = typed(capsys, "report", EXAMPLES / name, "--kind", kind, *narrowed, "--format", "md", "-o", tmp_path)
    (made,) = tmp_path.glob("*.md")

    assert 0 == said.code
    assert made.stem.endswith(f"_{narrowed[0].removeprefix('--')}-{narrowed[1]}")
    assert ("ścieżka" if narrowed[0] == "--path" else "partner") in made.read_text(encoding="utf-8")
