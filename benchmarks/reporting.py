"""
A whole report of Katowice, all formats and pictures, against importing what it is made with; and a large workbook of findings.

    python benchmarks/reporting.py [--rows 100000] [--times 5]

Each measure is a process of its own, from its start to its end; they take turns, and a ratio is that of the shortest
times: by the clock and, behind a stroke, of all processors together, which a busy machine disturbs less. What a report is
held against is one process that imports pandas, openpyxl, jinja2 and what draws pictures. Both sides run as installed:
with compiled modules, wherever the environment wants them, and the program's words compiled beside it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import aktywna

KATOWICE = Path(__file__).parents[1] / "examples" / "katowice"
IMPORTS = "import pandas, openpyxl, jinja2"
PICTURES = f"{IMPORTS}, matplotlib.backends.backend_agg"
"""What draws files with the library that draws, and nothing that shows windows."""
RENDERER = f"{IMPORTS}, matplotlib.backends._backend_agg, matplotlib.colors, matplotlib.path, matplotlib.transforms"
"""As far as the program itself imports that library."""
WORDS = Path(aktywna.__file__).parent / "words" / "locale"

ROWS = """
import sys
rows, arm, file = int(sys.argv[1]), sys.argv[2], sys.argv[3]
from aktywna.domain.grid import Cell, Document, Grid, Heading
from aktywna.io.writing.workbook import workbook
said = ["Udział zakończony 27.02.2009, zanim się rozpoczął 02.03.2009.", "Numer PESEL ma złą cyfrę kontrolną.", "Brak daty rozpoczęcia."]
heads = ("Lp.", "Kod", "Waga", "Plik", "Arkusz", "Komórka", "Uwaga", "Co zrobić")
body = tuple(
    (Cell(at, "count"), *(Cell(text) for text in ("A203", "błąd", "uczestnicy.csv", "-", f"H{at}", said[at % 3], "Porównaj daty.")))
    for at in range(1, rows + 1)
)
"""
OURS = (
    ROWS
    + """
grid = Grid((tuple(Cell(head) for head in heads),), body, widths=(6, 8, 8, 20, 14, 10, 60, 24))
open(file, "wb").write(workbook(Document("Uwagi", "pl", (Heading(1, "Uwagi"), grid))))
"""
)
BARE = (
    ROWS
    + """
from xlsxwriter import Workbook
with Workbook(file, {"constant_memory": True}) as book:
    line = {"valign": "top", "border": 1, "border_color": "#BFBFBF", "font_name": "Arial", "font_size": 10}
    text = book.add_format(line | {"text_wrap": True, "align": "left", "indent": 1})
    number = book.add_format(line | {"num_format": "#,##0"})
    sheet = book.add_worksheet("Uwagi")
    sheet.freeze_panes(1, 0)
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, text)
    for row, cells in enumerate(body, 1):
        sheet.set_row(row, 28)
        for column, cell in enumerate(cells):
            if column:
                sheet.write_string(row, column, cell.value, text)
            else:
                sheet.write_number(row, column, cell.value, number)
"""
)


def compiled() -> None:
    """Compile the program's words as an installation does."""
    for written in WORDS.glob("*/LC_MESSAGES/*.po"):
        with written.open("rb") as file, written.with_suffix(".mo").open("wb") as binary:
            write_mo(binary, read_po(file, locale=written.parent.parent.name))


def measured(*command: str) -> tuple[float, float]:
    """Run a command and give its seconds by the clock and of all processors; raise where it fails."""
    given = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun, busy = time.perf_counter(), os.times()
    subprocess.run(command, check=True, env=given, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - commands of this file
    after = os.times()
    return time.perf_counter() - begun, (after.children_user - busy.children_user) + (after.children_system - busy.children_system)


def shortest(arms: dict[str, tuple[str, ...]], times: int) -> dict[str, tuple[float, float]]:
    """Run the arms by turns and give the shortest times of each."""
    found: dict[str, list[tuple[float, float]]] = {arm: [] for arm in arms}
    for _time in range(times):
        for arm, command in arms.items():
            with tempfile.TemporaryDirectory() as where:
                found[arm].append(measured(*(word.replace("WHERE", where) for word in command)))
    return {arm: (min(one[0] for one in runs), min(one[1] for one in runs)) for arm, runs in found.items()}


def main() -> None:
    """Print the two ratios."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rows", type=int, default=100_000)
    asked.add_argument("--times", type=int, default=5)
    given = asked.parse_args()
    python = sys.executable
    compiled()
    with tempfile.TemporaryDirectory() as first:
        report = (
            python, "-m", "aktywna", "report", str(KATOWICE), "--kind", "final", "--lang", "pl", "--quiet",
            "--format", "md,xlsx,html,docx", "-o", "WHERE",
        )  # fmt: skip
        codes = {"imports": IMPORTS, "with pictures": PICTURES, "with renderer": RENDERER}
        imports = {name: (python, "-c", code) for name, code in codes.items()}
        for command in (*imports.values(), (*report[:-1], first)):
            measured(*command)  # what is compiled on the first run is not measured
        whole = shortest({**imports, "report": report}, given.times)
        for name, (clock, busy) in whole.items():
            print(f"{name:14} {clock:6.2f} s  / {busy:6.2f} s of processors")
        ratios = [whole["report"][at] / whole["with pictures"][at] for at in (0, 1)]
        print(f"report, of the imports with those of pictures: {ratios[0]:.2f} / {ratios[1]:.2f} (gate 3.0)")
        ratios = [whole["report"][at] / whole["with renderer"][at] for at in (0, 1)]
        print(f"report, of the imports with as much of pictures as it imports: {ratios[0]:.2f} / {ratios[1]:.2f}")
        ratios = [(whole["report"][at] - whole["with renderer"][at] + whole["imports"][at]) / whole["imports"][at] for at in (0, 1)]
        print(f"report without the import of pictures, of the other imports: {ratios[0]:.2f} / {ratios[1]:.2f}")
        arms = {"nothing": ROWS, "ours": OURS, "bare": BARE}
        run = {arm: (python, "-c", code, str(given.rows), arm, "WHERE/rows.xlsx") for arm, code in arms.items()}
        rows = shortest(run, max(1, given.times // 2))
        ours, bare = ([rows[arm][at] - rows["nothing"][at] for at in (0, 1)] for arm in ("ours", "bare"))
        said = f"{ours[0] / bare[0]:.2f} / {ours[1] / bare[1]:.2f}"
        print(f"workbook of {given.rows} rows, of bare XlsxWriter in constant memory: {said} (gate 1.5)")


if __name__ == "__main__":
    main()
