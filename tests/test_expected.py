"""What the tool says of every example is what is kept in its `expected/`; and what its README says of its people."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from published import ALL, EXAMPLES


@pytest.fixture(scope="module")
def make() -> Iterator[Any]:
    sys.path.insert(0, str(EXAMPLES))
    yield import_module("make")
    sys.path.remove(str(EXAMPLES))


def _compared(file: str, content: bytes) -> bytes | list[str]:
    """Give what must be the same: of a picture its words and numbers, because another matplotlib draws other lines."""
    return content if not file.endswith(".svg") else [said.strip() for said in ET.fromstring(content).itertext() if said.strip()]


@pytest.mark.parametrize("name", ALL)
class TestWhatIsExpected:
    def test_it_is_what_the_tool_says_today(self, make: Any, name: str) -> None:
        """Out of date? `python examples/make.py --expected` makes it again; look at what changed before keeping it."""
        kept = {path.name: path.read_bytes() for path in (EXAMPLES / name / "expected").iterdir()}
        made = make.expected_of(name)

        assert sorted(kept) == sorted(made)
        assert [file for file, content in made.items() if _compared(file, content) != _compared(file, kept[file])] == []

    def test_it_names_no_folder_of_a_machine_and_no_version(self, name: str) -> None:
        for path in (EXAMPLES / name / "expected").iterdir():
            text = path.read_text(encoding="utf-8")

            assert str(EXAMPLES.parent) not in text
            assert '"aktywna":' not in text
            assert "aktywna 0." not in text


def test_what_is_expected_takes_little_room() -> None:
    assert sum(path.stat().st_size for path in EXAMPLES.glob("*/expected/*")) < 2_600_000


@pytest.mark.parametrize("name", ALL)
def test_a_readme_says_in_both_languages_that_nobody_is_real(name: str) -> None:
    text = (EXAMPLES / name / "README.md").read_text(encoding="utf-8")

    assert "zmyślone" in text
    assert "losowe" in text
    assert "invented" in text
    assert "random" in text
    assert f"python examples/make.py {name}" in " ".join(text.split())
