"""
Reading a workbook of 20,000 x 25 cells: ours against the bare readers, alternately in one run.

    python benchmarks/reading_workbooks.py [ROWS]

Each arm runs in a process of its own, imports before the clock starts, and tells its time and how much memory it took
beyond its start. Printed are minima, and ratios to the fastest bare reader.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

ROUNDS = 5
WIDTH = 25
HEADERS = {
    "Nr uczestnika": "no",
    "Imię": "first_name",
    "Nazwisko": "last_name",
    "PESEL": "pesel",
    "Płeć": "gender",
    "Data urodzenia": "birth_date",
    "Data rozpoczęcia udziału w projekcie": "start_date",
    "Data zakończenia udziału w projekcie": "end_date",
    "Kod pocztowy": "postal_code",
    "Miejscowość": "city",
}


def make(path: Path, rows: int) -> None:
    """Write a register of invented people as Excel would."""
    import xlsxwriter  # noqa: PLC0415

    chance = Random(1)
    with xlsxwriter.Workbook(path) as book:
        page, day = book.add_worksheet("Uczestnicy"), book.add_format({"num_format": "yyyy-mm-dd"})
        page.write_row(0, 0, [*HEADERS, *(f"Kolumna {number}" for number in range(WIDTH - len(HEADERS)))])
        for row in range(1, rows + 1):
            born = date(2110, 1, 1) + timedelta(days=chance.randrange(9000))
            start = date(2015, 1, 1) + timedelta(days=chance.randrange(300))
            page.write_number(row, 0, row)
            page.write_row(row, 1, ["Anna", f"Testowska{row % 500}", f"{chance.randrange(10**11):011}", chance.choice("KM")])
            for column, when in ((5, born), (6, start), (7, start + timedelta(days=200))):
                page.write_datetime(row, column, when, day)
            page.write_row(row, 8, ["00-000", "Przykładowo"])
            for column in range(10, WIDTH):
                if column % 3:
                    page.write_string(row, column, chance.choice(["tak", "nie", "nie dotyczy"]))
                else:
                    page.write_number(row, column, round(chance.random() * 1000, 2))


def bare_fastexcel(path: Path) -> Callable[[], object]:
    """Every column as text, to Arrow."""
    import fastexcel  # noqa: PLC0415

    return lambda: fastexcel.read_excel(path).load_sheet(0, header_row=None, dtypes="string").to_arrow()


def bare_calamine(path: Path) -> Callable[[], object]:
    """Rows of Python values."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415

    return lambda: CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)


def sheet(path: Path) -> Callable[[], object]:
    """Our sheet: every cell's text and how it was stored."""
    from aktywna.io.reading.sheets import read_workbook  # noqa: PLC0415

    return lambda: read_workbook(path, path.name)


def register(path: Path) -> Callable[[], object]:
    """Our register: typed columns, every row with its address."""
    from aktywna.domain.promises.project import Project  # noqa: PLC0415
    from aktywna.domain.registers.reading import read_register  # noqa: PLC0415
    from aktywna.io import shipped  # noqa: PLC0415
    from aktywna.io.reading.sheets import read_workbook  # noqa: PLC0415

    project = Project.model_validate(
        {
            "title": "Projekt zmyślony",
            "era": "efs-2014",
            "beneficiary": {"name": "Ośrodek zmyślony"},
            "programme": {"name": "Program zmyślony"},
            "period": {"start": date(2015, 1, 1), "end": date(2016, 12, 31)},
        }
    )
    layout, choices = shipped.layouts()["participants"], shipped.choices()
    return lambda: read_register(layout, choices, project, read_workbook(path, path.name))


ARMS = {arm.__name__: arm for arm in (bare_fastexcel, bare_calamine, sheet, register)}


def measure(arm: str, path: Path) -> None:
    """Run one arm in this process and print what it took."""
    read = ARMS[arm](path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    kept = read()
    took = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(json.dumps({"seconds": took, "mib": peak / 1024, "kept": kept is not None}))


def run(rows: int) -> None:
    """Measure all arms alternately and print their minima."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "uczestnicy.xlsx"
        # A process inherits the peak of the one that began it, so this one must stay small.
        subprocess.run([sys.executable, __file__, "--make", str(rows), str(path)], check=True)  # noqa: S603
        took: dict[str, list[float]] = {arm: [] for arm in ARMS}
        peak: dict[str, float] = {}
        for _ in range(ROUNDS):
            for arm in ARMS:
                said = subprocess.run([sys.executable, __file__, "--arm", arm, str(path)], capture_output=True, text=True, check=True)  # noqa: S603
                found = json.loads(said.stdout)
                took[arm].append(found["seconds"])
                peak[arm] = min(peak.get(arm, found["mib"]), found["mib"])
    fastest = min(*took["bare_fastexcel"], *took["bare_calamine"])
    print(f"{rows} x {WIDTH} cells, {ROUNDS} rounds")
    for arm in ARMS:
        print(f"{arm:16} {min(took[arm]) * 1000:7.0f} ms   x {min(took[arm]) / fastest:4.2f}   peak {peak[arm]:5.0f} MiB")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--arm"]:
        measure(sys.argv[2], Path(sys.argv[3]))
    elif sys.argv[1:2] == ["--make"]:
        make(Path(sys.argv[3]), int(sys.argv[2]))
    else:
        run(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
