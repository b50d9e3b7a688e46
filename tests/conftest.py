"""Fixtures that several tests ask for."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import shelf  # noqa: F401 - before anything else asks for what opens projects
from aktywna.words.catalogue import Message
from aktywna.words.wording import set_language
from tables import books_of

# The one place that says how many examples properties are tried on; `effort` takes shares of them. In CI the parent is the
# profile that Hypothesis chooses there, which tries the same examples each time.
settings.register_profile("usual", settings(), max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", settings.get_profile("usual"), max_examples=500)
settings.load_profile("usual")


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A reader who has chosen nothing: Polish, and colours only where they are asked for; nothing is left to the next test."""
    for name in ("AKTYWNA_LANG", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    set_language("pl")
    yield
    set_language("pl")


@pytest.fixture(scope="session")
def sentences() -> list[Message]:
    """Every sentence of the program: finding them reads the whole program."""
    from aktywna.words.extract import messages  # noqa: PLC0415 - only tests of words need them

    return messages()


@pytest.fixture(scope="session")
def converted(tmp_path_factory: pytest.TempPathFactory):
    """Let LibreOffice save a file in another format: `converted(file, "pdf", folder)` gives the new one. It makes its settings once."""
    from desk import OFFICE  # noqa: PLC0415 - only some tests need commands

    settled = f"-env:UserInstallation={tmp_path_factory.mktemp('office').as_uri()}"

    def convert(file: Path, to: str, folder: Path) -> Path:
        assert OFFICE is not None
        words = [OFFICE, settled, "--headless", "--convert-to", to, "--outdir", folder, file]
        subprocess.run(words, check=True, capture_output=True, timeout=180)
        return folder / f"{file.stem}.{to.partition(':')[0]}"

    return convert


@pytest.fixture
def ask():
    """Count one indicator of an era's catalogue over an example: `ask(rows, "EECR04")` gives its Count since the start."""
    # Only tests that count need what counts.
    from aktywna.domain.counting.tally import Span  # noqa: PLC0415
    from aktywna.steps.count import count  # noqa: PLC0415

    def counted(rows, code, era="efsplus-2021"):
        books = books_of(rows, era, indicators=[{"id": code, "use": code}])
        return count(books, Span(books.project.period.start, books.as_of))[code]

    return counted
