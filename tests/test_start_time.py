"""What a command line may load before anybody asked for figures: help comes at once."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from desk import ROOT

HEAVY = ("pandas", "pyarrow", "numpy", "openpyxl", "jinja2", "pydantic", "rich", "xlsxwriter", "python_calamine")
ASKED = """
import sys
from aktywna.cli.app import run
code = run(sys.argv[1:])
print(code, *sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


def loaded(*words: str, language: str = "pl") -> tuple[int, set[str]]:
    """Give the exit code of a command line and what it loaded."""
    done = subprocess.run(
        [sys.executable, "-c", ASKED, *words], capture_output=True, check=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "AKTYWNA_LANG": language, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    code, *names = done.stderr.splitlines()[-1].split()
    return int(code), set(names)


@pytest.mark.parametrize("words", [["--help"], ["check", "--help"], ["report", "--help"], ["explain", "--help"], ["chek"]])
@pytest.mark.parametrize("language", ["pl", "en"])
def test_help_and_wrong_usage_load_nothing_heavy(words, language):
    code, names = loaded(*words, language=language)

    assert code == (2 if words == ["chek"] else 0)
    assert names & set(HEAVY) == set()


def test_help_needs_no_babel_where_sentences_are_compiled():
    """English needs no catalogue; in a wheel the Polish one is compiled."""
    assert "babel" not in loaded("--help", language="en")[1]


@pytest.mark.parametrize("command", ["check", "count", "due"])
def test_a_command_that_writes_no_file_loads_nothing_that_writes_one(command):
    _code, names = loaded(command, str(ROOT / "examples" / "swiebodzice"))

    assert names & {"jinja2", "xlsxwriter", "docxtpl", "docx", "matplotlib", "PIL"} == set()


def test_the_version_loads_no_command_line_at_all():
    code, names = loaded("--version")

    assert code == 0
    assert names & {*HEAVY, "typer", "click", "babel"} == set()
