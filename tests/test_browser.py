"""What a browser makes of the pages: they are shown, their script runs and complains of nothing, and they print."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import unescape

import pytest

from desk import EXAMPLES, copied, typed

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
READER = shutil.which("pdftotext")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(BROWSER is None or READER is None, reason="Chromium and pdftotext are not on this machine"),
]


def browsed(folder, page, *wanted):
    """Open a page as a person would, with its script; give what the browser printed and what it complained of."""
    headless = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", f"--user-data-dir={folder / 'browser'}"]
    done = subprocess.run([*headless, *wanted, page.as_uri()], check=True, capture_output=True, timeout=180)
    said = done.stderr.decode(errors="replace")
    return done.stdout.decode(), re.findall(r".*CONSOLE.*", said)


def printed(folder, page):
    """Give the text of each page that the browser prints."""
    _shown, complaints = browsed(folder, page, "--no-pdf-header-footer", f"--print-to-pdf={folder / 'page.pdf'}")
    subprocess.run([READER, "-layout", folder / "page.pdf", folder / "pages.txt"], check=True, timeout=60)
    assert complaints == []
    return (folder / "pages.txt").read_text(encoding="utf-8").removesuffix("\f").split("\f")


@pytest.mark.parametrize("tongue", ["pl", "en"])
def test_the_findings_are_shown_and_printed(capsys, tmp_path, tongue):
    project = copied("do-poprawy", tmp_path)
    typed(capsys, "check", project, "--as", "html", "--lang", tongue)
    first = typed(capsys, "check", project, "--as", "line", "--only", "A203", "--lang", tongue).out.split(" error: ")[1].strip()
    page = project / "raporty" / "findings_2019-12-31.html"
    shown, complaints = browsed(tmp_path, page, "--dump-dom")
    sheets = printed(tmp_path, page)

    assert complaints == []
    assert first in unescape(shown)
    assert set(first.split()) <= set(" ".join(sheets).split())
    assert [] == [number for number, sheet in enumerate(sheets, 1) if len(sheet.split()) < 10]


def test_a_long_table_can_be_searched(capsys, tmp_path):
    typed(capsys, "report", EXAMPLES / "katowice", "-o", tmp_path, "--format", "html")
    page = tmp_path / "month_2018-11.html"
    shown, complaints = browsed(tmp_path, page, "--dump-dom")

    assert complaints == []
    assert 'type="search"' not in page.read_text(encoding="utf-8")
    assert len(re.findall(r'type="search"', shown)) == len(re.findall(r"<caption[^>]*>[^<]*: \d+ (?:wiersz\w*)", shown))
    assert {"839", "670", "106", "75", "26"} <= set(" ".join(printed(tmp_path, page)).split())
