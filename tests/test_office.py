"""What a spreadsheet program makes of the workbooks: they open, they print, and what they say stands on the pages."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from desk import EXAMPLES, OFFICE, copied, typed

READER = shutil.which("pdftotext")
pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(OFFICE is None or READER is None, reason="LibreOffice and pdftotext are not on this machine"),
]


def pages(printed, folder):
    """Give the text of each printed page."""
    subprocess.run([READER, "-layout", printed, folder / "pages.txt"], check=True, timeout=60)
    return (folder / "pages.txt").read_text(encoding="utf-8").removesuffix("\f").split("\f")


def test_the_published_figures_stand_on_the_printed_pages(capsys, tmp_path, converted):
    typed(capsys, "report", EXAMPLES / "katowice", "-o", tmp_path, "--format", "xlsx")
    words = " ".join(pages(converted(tmp_path / "month_2018-11.xlsx", "pdf", tmp_path), tmp_path)).split()

    assert {"839", "670", "106", "75", "26"} <= set(words)
    assert "co" in words
    assert not [word for word in words if word.startswith("###")]


def test_the_findings_stand_on_the_printed_pages_and_lead_to_their_cells(capsys, tmp_path, converted):
    project = copied("do-poprawy", tmp_path)
    typed(capsys, "check", project, "--as", "xlsx")
    book = project / "raporty" / "findings_2019-12-31.xlsx"
    printed = pages(converted(book, "pdf", tmp_path), tmp_path)
    opened = converted(book, "fods", tmp_path).read_text(encoding="utf-8")

    assert [] == [number for number, page in enumerate(printed, 1) if len(page.split()) < 10]
    assert {"U13", "F46", "A203", "błąd", "ostrzeżenie"} <= set(" ".join(printed).split())
    assert re.search(r'xlink:href="[^"]*do-poprawy/Rejestry\.xlsx#&apos;Uczestnicy&apos;!U13"', opened)
