"""What a spreadsheet program makes of the workbook: it opens, it prints, and the figures stand on the pages."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from desk import EXAMPLES, typed

SPREADSHEET = shutil.which("soffice") or shutil.which("libreoffice")
READER = shutil.which("pdftotext")


@pytest.mark.office
@pytest.mark.skipif(SPREADSHEET is None or READER is None, reason="LibreOffice and pdftotext are not on this machine")
def test_the_published_figures_stand_on_the_printed_pages(capsys, tmp_path):
    typed(capsys, "report", EXAMPLES / "katowice", "-o", tmp_path, "--format", "xlsx")
    office = [SPREADSHEET, f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*office, "--outdir", tmp_path, tmp_path / "month_2018-11.xlsx"], check=True, capture_output=True, timeout=180)
    subprocess.run([READER, "-layout", tmp_path / "month_2018-11.pdf", tmp_path / "pages.txt"], check=True, timeout=60)
    words = (tmp_path / "pages.txt").read_text(encoding="utf-8").split()

    assert {"839", "670", "106", "75", "26"} <= set(words)
    assert "co" in words
    assert not [word for word in words if word.startswith("###")]
