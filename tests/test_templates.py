"""A template makes a document; its faults are told with its name and line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aktywna.domain.faults import InputRefused
from aktywna.domain.grid import Cell, Document, Grid, Heading, Paragraph
from aktywna.domain.sheets.sheet import letters
from aktywna.io.writing.templates import ENDING, SHIPPED, kinds, parsed, render

GRID = Grid(((Cell("Kod"),),), ((Cell("P1"),),))
WRITTEN = next(folder for folder in SHIPPED if folder.is_dir())


def filled(folder: Path, text: str, **context: object) -> Document:
    own = folder / f"own{ENDING}"
    own.write_text(text, encoding="utf-8")
    return render("own", context, language="pl", template=own)


def refused(folder: Path, text: str, **context: object) -> tuple[str, object]:
    with pytest.raises(InputRefused) as caught:
        filled(folder, text, **context)
    finding = caught.value.finding
    return finding.code, finding.facts.get("line")


def test_a_template_makes_headings_paragraphs_and_tables(tmp_path: Path) -> None:
    document = filled(tmp_path, "# Raport {{ n }}\n\n{{ table(grid) }}\nPod tabelą.\n", n=1, grid=GRID)

    assert Document("Raport 1", "pl", (Heading(1, "Raport 1"), GRID, Paragraph("Pod tabelą."))) == document


@pytest.mark.parametrize("grid", [None, Grid(GRID.header, ())])
def test_a_table_of_nothing_takes_its_heading_along(tmp_path: Path, grid: Grid | None) -> None:
    document = filled(tmp_path, "# R\n\n## Ścieżki\n### Jedna\n{{ table(grid) }}\n## Dalej\nTekst.\n", grid=grid)

    assert (Heading(1, "R"), Heading(2, "Dalej"), Paragraph("Tekst.")) == document.parts


def test_an_office_changes_one_block_of_the_shipped_template(tmp_path: Path) -> None:
    near = tmp_path / "templates" / "pl"
    near.mkdir(parents=True)
    (near / f"own{ENDING}").write_text('{% include "_one.md.j2" %}', encoding="utf-8")
    (near / f"_one{ENDING}").write_text("# Nasz", encoding="utf-8-sig")

    assert "own" in kinds("pl", tmp_path)
    assert "Nasz" == render("own", {}, language="pl", project=tmp_path).title


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a\n{% if x %}\n", "T001", 2),
        ("a\n{{ 1 + }}\n", "T001", 2),
        ("a\n\n{{ projekt }}\n", "T002", 3),
        ("{{ project.titel }}", "T002", 1),
        ("{{ 'x' + 1 }}", "T003", 1),
        ("{{ 1 // 0 }}", "T003", 1),
        ("\n{{ ''.__class__.__mro__ }}", "T003", 2),
        ('{% include "_none.md.j2" %}', "T004", None),
        ("{{ 1 | nic }}", "T001", 1),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, text: str, code: str, line: int | None) -> None:
    assert (code, line) == refused(tmp_path, text, project="x")


def test_the_nearest_name_is_offered(tmp_path: Path) -> None:
    with pytest.raises(InputRefused) as caught:
        filled(tmp_path, "{{ projekt }}", project="x", tables="y")

    assert ("projekt", "project") == (caught.value.finding.facts["name"], caught.value.finding.facts["nearest"])


def test_a_filter_that_cannot_show_is_the_templates_fault(tmp_path: Path) -> None:
    own = tmp_path / f"own{ENDING}"
    own.write_text("{{ 'x' | letters }}", encoding="utf-8")

    with pytest.raises(InputRefused) as caught:
        render("own", {}, language="pl", template=own, filters={"letters": letters})

    assert ("T003", "filtr „letters” otrzymał coś, czego nie umie pokazać: tekst") == (
        caught.value.finding.code,
        caught.value.finding.facts["problem"],
    )


def test_our_own_fault_is_not_the_templates(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        filled(tmp_path, "{{ ours('x') }}", ours=letters)


def test_a_kind_that_does_not_exist_is_refused_with_the_list() -> None:
    with pytest.raises(InputRefused) as caught:
        render("mounth", {}, language="pl")

    assert "T004" == caught.value.finding.code
    assert "month" in str(caught.value.finding.facts["known"])


def test_both_languages_have_the_same_templates() -> None:
    polish, english = ({path.name for path in (WRITTEN / language).glob("*.j2")} for language in ("pl", "en"))

    assert polish == english


@pytest.mark.parametrize("name", sorted(path.name for path in (WRITTEN / "pl").glob("*.j2")))
def test_both_languages_have_the_same_blocks_tables_and_headings(name: str) -> None:
    polish, english = (_bones((WRITTEN / language / name).read_text(encoding="utf-8")) for language in ("pl", "en"))

    assert polish == english


def _bones(text: str) -> list[str]:
    """Statements, tables, pictures and the levels of headings, in order; words and what is put between them are left out."""
    found = re.findall(r"(\{%.*?%\})|(\{\{\s*(?:table|picture)\(.*?\)\s*\}\})|^(#+) ", text, re.MULTILINE | re.DOTALL)
    return [" ".join("".join(groups).split()) for groups in found]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{% for x in [1] %}", "szablon się kończy, a „for” nie zostało zamknięte; brakuje „endfor” albo „else”"),
        ("{% if x %}{% endfor %}", "„endfor” nie może stać w tym miejscu; najpierw potrzebne jest „elif” albo „else” albo „endif”"),
        ("{% endif %}", "„endif” niczego nie zamyka: nic nie zostało wcześniej otwarte"),
        ("{{ x", "szablon kończy się w środku znacznika"),
        ("{% foo %}", "nie ma instrukcji „foo”; najczęstsze to for, if i block"),
        ("{{ x | foo }}", "nie ma filtra „foo”; dostępne wymienia aktywna explain template"),
        ("{{ }}", "przed „}}” brakuje tego, co ma się pokazać"),
        ("{{ x y }}", "w miejscu, w którym stoi „y”, powinno stać „}}”"),
        ("{# x", "komentarz został otwarty, a nie został zamknięty"),
        ("{{ 1 / 0 }}", "dzielenie przez zero"),
        ("{{ x + 1 }}", "połączono tekst z liczbą; liczbę trzeba najpierw zapisać filtrem"),
        ("{% for x in 5 %}{% endfor %}", "„for” przechodzi przez coś, co nie jest listą"),
        ("{{ ''.__class__ }}", "tego w szablonie nie wolno"),
    ],
)
def test_what_is_wrong_is_said_in_polish(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputRefused) as caught:
        filled(tmp_path, text, x="a")

    assert said == caught.value.finding.facts["problem"]


def test_a_paragraph_may_stand_in_small_print() -> None:
    assert (Paragraph("drobny druk", small=True), Paragraph("a <small>b</small>")) == parsed(
        "<small>drobny\ndruk</small>\n\na <small>b</small>\n", []
    )
