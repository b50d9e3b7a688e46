"""
Pictures of a report for the READMEs: a page in a browser, a sheet and a page of Word, as Chromium and LibreOffice show them.

    python examples/screenshots.py

Needs chromium, soffice, pdftotext and pdftoppm; writes docs/report-LANGUAGE-page.png, -sheet.png and -word.png.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[1]
KATOWICE = ROOT / "examples" / "katowice"
SHOWN = {"pl": "Droga uczestników: od przystąpienia do rezultatu", "en": "From joining the project to a result"}
"""What stands on the sheet and on the page of Word that are shown."""
BROAD, HIGH = 560, 790
"""Pixels of a picture: what of a page is higher is left out."""
COLOURS = 48


def main() -> int:
    """Write the pictures in both languages; 1 where a program is missing."""
    missing = [name for name in ("chromium", "soffice", "pdftotext", "pdftoppm") if shutil.which(name) is None]
    if missing:
        sys.stderr.write(f"Not on this machine: {', '.join(missing)}\n")
        return 1
    for tongue in SHOWN:
        with tempfile.TemporaryDirectory() as where:
            folder = Path(where)
            asked = ("report", KATOWICE, "--kind", "final", "--lang", tongue, "--quiet", "--format", "html,xlsx,docx", "-o", folder)
            _run(sys.executable, "-m", "aktywna", *asked)
            for name, drawn in (
                ("page", _page(folder)),
                ("sheet", _sheet(folder, tongue, "xlsx")),
                ("word", _sheet(folder, tongue, "docx")),
            ):
                _small(drawn).save(ROOT / "docs" / f"report-{tongue}-{name}.png", optimize=True)
    return 0


def _page(folder: Path) -> Image.Image:
    """Give the top of the page as a browser shows it."""
    (page,) = folder.glob("*.html")
    file = folder / "page.png"
    looks = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1")
    _run("chromium", *looks, "--window-size=840,1185", f"--screenshot={file}", page.as_uri())
    return Image.open(file)


def _sheet(folder: Path, tongue: str, ending: str) -> Image.Image:
    """Give the printed page on which the picture stands."""
    (made,) = folder.glob(f"*.{ending}")
    out = folder / ending
    _run("soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", "pdf", "--outdir", out, made)
    (printed,) = out.glob("*.pdf")
    pages = _run("pdftotext", "-layout", printed, "-").split("\f")
    number = max(at for at, text in enumerate(pages, 1) if SHOWN[tongue] in text)
    _run("pdftoppm", "-f", str(number), "-l", str(number), "-r", "110", "-png", "-singlefile", printed, folder / ending / "shown")
    return Image.open(folder / ending / "shown.png")


def _small(drawn: Image.Image) -> Image.Image:
    shown = drawn.convert("RGB")
    shown = shown.resize((BROAD, shown.height * BROAD // shown.width), Image.Resampling.LANCZOS)
    return shown.crop((0, 0, BROAD, min(HIGH, shown.height))).quantize(COLOURS, dither=Image.Dither.NONE)


def _run(*command: object) -> str:
    return subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True).stdout  # noqa: S603 - commands of this file


if __name__ == "__main__":
    sys.exit(main())
