"""
An XLSX of 100,000 participants converted into the CSV of SM EFS, against reading that XLSX.

    python benchmarks/converting.py [--rows 100000] [--pairs 3] [--keep FOLDER]

Each measure is a process of its own; they alternate, and a ratio is that of the shortest times: by the clock and, behind a
stroke, of all processors together. `bare` is fastexcel with every column as text, `cells` this program's own reading of the
cells, `typed` that reading with every column typed; `whole` is what the command does: read, typed, put into the form, asked
what the system would refuse, every loss found, written to the disk. People are invented, born in the 2100s.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from checking import write_people
from xlsxwriter import Workbook

MEASURE = """
import json, sys, time
from pathlib import Path
arm, path = sys.argv[1], Path(sys.argv[2])
import pandas, pyarrow, fastexcel, pyarrow.csv
from aktywna.io import shipped
from aktywna.steps.check import check
from aktywna.io.reading.sheets import read_workbook
from aktywna.steps.exchange.convert import Asked, convert
from aktywna.steps.exchange.inputs import Wanted, read_input
form = shipped.formats()["smefs"]
shipped.layouts(), shipped.choices(), shipped.era(form.era)
said = {}
busy, clock = time.process_time(), time.perf_counter()
if arm == "bare":
    fastexcel.read_excel(path).load_sheet(0, header_row=None, dtypes="string").to_arrow()
elif arm == "cells":
    read_workbook(path, path.name)
elif arm == "typed":
    read_input(path, Wanted(unpack=True, era=form.era))
else:
    read = read_input(path, Wanted(unpack=True, era=form.era))
    said["read"] = time.perf_counter() - clock
    asked = Asked(path.with_name("smefs.csv"), form=form, accept=frozenset({"all"}), force=True)
    done = convert(read, asked)
    said |= {"rows": done.rows, "losses": len(done.losses), "rejected": len(done.rejected)}
print(json.dumps({"seconds": time.perf_counter() - clock, "busy": time.process_time() - busy, **said}))
"""
ARMS = ("bare", "cells", "typed", "whole")


def main() -> None:
    """Write the workbook, measure, print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rows", type=int, default=100_000)
    asked.add_argument("--pairs", type=int, default=3)
    asked.add_argument("--keep", type=Path)
    told = asked.parse_args()
    with tempfile.TemporaryDirectory() as made:
        path = (told.keep or Path(made)) / "uczestnicy.xlsx"
        if not path.exists():
            write_workbook(path, told.rows)
        runs: dict[str, list[dict[str, float]]] = {arm: [] for arm in ARMS}
        for _pair in range(told.pairs):
            for arm, found in runs.items():
                found.append(measured(arm, path))
        best = {arm: {key: min(run[key] for run in found) for key in ("seconds", "busy")} for arm, found in runs.items()}
        print(f"{told.rows} participants x 25 columns: bare read {best['bare']['seconds']:.2f} s; {runs['whole'][0]}")
        for against in ("bare", "cells", "typed"):
            ratios = " / ".join(f"{best['whole'][key] / best[against][key]:.2f}" for key in ("seconds", "busy"))
            print(f"  whole conversion {best['whole']['seconds']:6.2f} s, {ratios} of {against} {best[against]['seconds']:.2f} s")


def measured(arm: str, path: Path) -> dict[str, float]:
    """Run one measure in a process of its own and give what it says."""
    said = subprocess.run([sys.executable, "-c", MEASURE, arm, str(path)], check=False, capture_output=True, text=True)  # noqa: S603
    if said.returncode:
        sys.exit(said.stderr)
    found: dict[str, float] = json.loads(said.stdout.splitlines()[-1])
    return found


def write_workbook(path: Path, rows: int) -> None:
    """Write a register of participants as Excel would: texts shared, days as days."""
    listed = path.with_suffix(".csv")
    write_people(listed, rows)
    with Workbook(path) as book, listed.open(encoding="utf-8", newline="") as file:
        page, shown = book.add_worksheet("Uczestnicy"), book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(csv.reader(file, delimiter=";")):
            for at, cell in enumerate(row):
                if number and cell[4:5] == "-" and cell[7:8] == "-":
                    page.write_datetime(number, at, date.fromisoformat(cell), shown)
                elif cell:
                    page.write_string(number, at, cell)
    listed.unlink()


if __name__ == "__main__":
    main()
