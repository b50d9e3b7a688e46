"""The examples' registers are made by a script: what it makes today is what is kept in the repository, byte for byte."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
BY_HAND = {".toml", ".md"}


NAMES = sorted(path.parent.name for path in EXAMPLES.glob("*/project.toml"))


class Made:
    """The script, and what it makes: each example once for all tests."""

    def __init__(self, script: ModuleType) -> None:
        self.script = script
        self._files: dict[str, dict[str, bytes]] = {}

    def __getitem__(self, name: str) -> dict[str, bytes]:
        if name not in self._files:
            self._files[name] = self.script.files_of(name)
        return self._files[name]


@pytest.fixture(scope="module")
def made() -> Iterator[Made]:
    sys.path.insert(0, str(EXAMPLES))
    yield Made(import_module("make"))
    sys.path.remove(str(EXAMPLES))


@pytest.mark.parametrize("name", NAMES)
class TestEveryExample:
    def test_is_made_by_the_script(self, made: Made, name: str) -> None:
        assert name in made.script.examples()

    def test_made_again_is_what_is_kept(self, made: Made, name: str) -> None:
        kept = EXAMPLES / name

        assert [file for file, content in made[name].items() if not made.script.same(content, (kept / file).read_bytes())] == []

    def test_keeps_no_register_that_the_script_does_not_make(self, made: Made, name: str) -> None:
        kept = {path.name for path in (EXAMPLES / name).iterdir() if path.is_file() and path.suffix not in BY_HAND}

        assert kept - set(made[name]) == set()


def test_making_twice_gives_the_same_bytes(made: Made) -> None:
    """Compared in one process, where even the packing of a workbook is the same."""
    assert made["katowice"] == made.script.files_of("katowice")


def test_workbooks_differ_when_a_cell_does(made: Made) -> None:
    """`same` looks into workbooks: how tightly they are packed does not matter, what is in them does."""
    sheets = import_module("making.sheets")
    one, other = (sheets.as_workbook({"A": sheets.Table(["x"], [{"x": value}])}) for value in ("1", "2"))

    assert made.script.same(one, one)
    assert not made.script.same(one, other)
