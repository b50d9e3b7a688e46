"""Lawful registers: nothing is said of them, in any era, whichever of them an office keeps."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from aktywna.io import shipped
from aktywna.steps.judging import judged
from aktywna.steps.open import open_books
from clean_books import REGISTERS, Book, clean, found_in

ERAS = shipped.eras()
MINIMUM = (
    "no", "last_name", "first_name", "pesel", "other_id", "birth_date", "gender", "state", "start_date", "end_date",
    "completed_as_planned", "labour_status", "labour_detail",
)  # fmt: skip
"""Columns without which some rule waits, and says so; an office may keep no others."""
OPTIONAL = tuple(register for register in REGISTERS if register != "participants")


def saved(book: Book, folder: Path) -> Path:
    """Write a book as an office keeps it: project.toml and a CSV for each register, with Polish headers."""
    (folder / "project.toml").write_text(book.definition, encoding="utf-8")
    for name in book.registers:
        layout, (header, *rows) = shipped.layouts()[name], book.cells(name)
        with (folder / f"{layout.files[0]}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=";").writerows([[layout.columns[column].name.pl for column in header], *rows])
    return folder


@pytest.mark.parametrize("era", ERAS)
class TestNothingIsSaid:
    def test_of_all_registers_with_all_columns(self, era: str, tmp_path: Path) -> None:
        opened = open_books(saved(clean(era), tmp_path))

        assert set(REGISTERS) == set(opened.books.registers)
        assert () == judged(opened).findings

    def test_of_the_participants_alone(self, era: str) -> None:
        book = clean(era)
        people = book.registers["participants"]
        book.registers = {"participants": {column: people[column] for column in MINIMUM}}
        book.definition = book.definition.partition("[[editions]]")[0]

        assert [] == found_in(book)

    @pytest.mark.parametrize("register", OPTIONAL)
    def test_without_a_register_that_is_not_declared(self, era: str, register: str) -> None:
        book = clean(era)
        del book.registers[register]

        assert [] == found_in(book)

    @pytest.mark.parametrize("register", OPTIONAL)
    def test_without_a_register_that_is_not_kept(self, era: str, register: str) -> None:
        book = clean(era)
        book.definition += f'\n[registers]\nnot_kept = ["{register}"]\n{register} = {{ file = "brak.csv" }}\n'
        del book.registers[register]

        assert [] == found_in(book)

    def test_of_a_project_without_registers(self, era: str) -> None:
        book = clean(era)
        book.registers = {}

        assert [] == found_in(book)


def test_every_register_is_here() -> None:
    """Explanations are no register of what happened: a clean project has nothing to explain."""
    assert set(shipped.layouts()) - {"explained"} == set(REGISTERS)


def test_every_column_of_every_register_is_filled() -> None:
    """Columns that name a person, or hold support, are kept in place of a number, or of a register."""
    naming = {"full_name", "last_name", "first_name", "pesel", "technical_id", "birth_date"}
    book = clean("efs-2014")
    empty = {
        (layout.id, column.id)
        for layout in shipped.layouts().values()
        if layout.id != "explained"  # what an office answers to findings; here are none
        for column in layout.column
        if not any(book.registers[layout.id].get(column.id, ())) and not (not column.offered and (column.id in naming or column.gives))
    }

    assert {("attendance", "mark_raw")} == empty
