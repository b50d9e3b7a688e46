"""
Wide lists of attendance, 200 people x 250 days x 20 sheets: turning and typing them, beyond the reading of the cells.

    python benchmarks/wide_attendance.py [SHEETS] [ROUNDS]

The sheets are made in memory, so the time is that from cells to a typed register of a million rows. Beside it stands the
time of a bare `melt` of the same tables, which reads no marks, no days and keeps no addresses. Printed are minima.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from random import Random

import numpy as np
import pandas as pd

from aktywna.domain.promises.project import Project
from aktywna.domain.registers.reading import read_register
from aktywna.domain.sheets.sheet import Sheet, Stored
from aktywna.io import shipped

PEOPLE, DAYS = 200, 250
PROJECT = Project.model_validate({
    "title": "Pomiar", "era": "pokl-2007", "beneficiary": {"name": "Ośrodek zmyślony"}, "programme": {"name": "PO KL"},
    "period": {"start": "2016-01-01"},
})  # fmt: skip


def made(number: int) -> Sheet:
    """Make a list as an office keeps it: a title, a header of days, people, totals."""
    chance = Random(number)
    days = [day.strftime("%d.%m.%Y") for day in pd.date_range("2016-01-04", periods=DAYS)]
    rows = [["Lista obecności", *[None] * (DAYS + 2)], ["Lp.", "Nr uczestnika", *days, "Razem"]]
    marks = ("x", "nb", "u", "4", None)
    rows += [[str(person), f"G{number}/{person}", *chance.choices(marks, k=DAYS), None] for person in range(1, PEOPLE + 1)]
    text = pd.DataFrame(rows, dtype="str", index=pd.RangeIndex(1, len(rows) + 1))
    return Sheet("obecnosc.xlsx", f"G{number}", text, text.notna().astype(np.uint8) * np.uint8(Stored.TEXT))


def shortest(rounds: int, asked: Callable[[], object]) -> float:
    """Give the shortest time of several."""
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        asked()
        times.append(time.perf_counter() - begun)
    return min(times)


def main(sheets: int = 20, rounds: int = 5) -> None:
    """Make the sheets, measure, print."""
    lists = [made(number) for number in range(sheets)]
    layout, choices = shipped.layouts()["attendance"], shipped.choices()
    register, _ = read_register(layout, choices, PROJECT, lists)
    melt = shortest(rounds, lambda: pd.concat([one.text.iloc[2:].melt(id_vars=[0, 1]) for one in lists]))
    read = shortest(rounds, lambda: read_register(layout, choices, PROJECT, lists))
    print(f"{len(register):,} rows: {read:.2f} s; bare melt {melt:.2f} s; ratio {read / melt:.1f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
