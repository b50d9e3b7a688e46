"""
Reading a CSV file of 1,000,000 x 25 cells: this program against a bare pyarrow read of the same file, all columns text.

    python benchmarks/reading_csv.py [ROWS] [PAIRS]

The typed arms go on to typed columns with their findings, which is what opening a register means.

Each measure is a process of its own; they alternate (A B A B ...), and the ratio is that of their shortest times, by the
clock and, behind a stroke, of all processors together, which a busy machine disturbs less. Peak memory is that of the
process over what it had after its imports, against the size of the file. People are invented.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

HEADERS = (
    "Nr uczestnika", "Imię", "Nazwisko", "PESEL", "Płeć", "Wiek", "Wykształcenie", "Ulica", "Nr domu", "Nr lokalu", "Miejscowość",
    "Kod pocztowy", "Województwo", "Powiat", "Gmina", "Telefon", "E-mail", "Data rozpoczęcia", "Data zakończenia", "Status",
    "Kwota", "Niepełnosprawność", "Godziny", "Ścieżka", "Uwagi",
)  # fmt: skip
TOWNS = ("Łodygowo Próbne", "Przykładowo", "Zmyślin Wielki", "Świętoszów Próbny")
NAMES = ("Anna", "Grażyna", "Łukasz", "Zażółcisława", "Jan", "Ewa")
STEMS = ("Testow", "Przykładowicz", "Próbn", "Zmyśloń")
STREETS = ("ul. Zmyślona", "ul. Nieistniejąca", "pl. Próbny")
STATUSES = ("osoba bierna zawodowo", "osoba pracująca", "osoba bezrobotna niezarejestrowana w ewidencji urzędów pracy")

MEASURE = """
import resource, sys, time
from pathlib import Path
arm, path = sys.argv[1], Path(sys.argv[2])
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
import pandas, pyarrow as pa, pyarrow.csv as arrow
from aktywna.domain.promises.project import Project
from aktywna.domain.registers.reading import read_register
from aktywna.io import shipped
from aktywna.io.reading.csvs import read_csv
project = Project.model_validate({
    "title": "x", "era": "efs-2014", "beneficiary": {"name": "x"}, "programme": {"name": "x"}, "period": {"start": "2016-01-01"},
})
shipped.layouts(), shipped.choices()
names = [str(number) for number in range(25)]
begun, busy, clock = peak(), time.process_time(), time.perf_counter()
if arm == "bare":
    read = arrow.read_csv(
        path,
        read_options=arrow.ReadOptions(column_names=names),
        parse_options=arrow.ParseOptions(delimiter=";"),
        convert_options=arrow.ConvertOptions(column_types=dict.fromkeys(names, pa.large_string())),
    ).to_pandas()
elif arm == "decoding":
    import codecs
    decoder = codecs.getincrementaldecoder("cp1250")()
    with path.open("rb", buffering=0) as opened:
        while piece := opened.read(1 << 20):
            decoder.decode(piece).encode()
else:
    read = read_csv(path, path.name)
    if arm == "typed":
        read, findings = read_register(shipped.layouts()["participants"], shipped.choices(), project, [read])
print(time.perf_counter() - clock, time.process_time() - busy, peak() - begun)
"""


def main(rows: int = 1_000_000, pairs: int = 3) -> None:
    """Write the files, measure, print."""
    with tempfile.TemporaryDirectory() as folder:
        utf8, older = Path(folder) / "utf8.csv", Path(folder) / "cp1250.csv"
        write(utf8, older, rows)
        arms = {
            "bare": ("bare", utf8),
            "utf-8": ("ours", utf8),
            "decoding": ("decoding", older),
            "cp1250": ("ours", older),
            "typed utf-8": ("typed", utf8),
            "typed cp1250": ("typed", older),
        }
        runs: dict[str, list[Run]] = {name: [] for name in arms}
        for _pair in range(pairs):
            for name, arm in arms.items():
                runs[name].append(measured(*arm))
        size = utf8.stat().st_size
    best = {name: Run(*(min(column) for column in zip(*found, strict=True))) for name, found in runs.items()}
    peaks = {name: max(run.memory for run in found) / size for name, found in runs.items()}
    bare, decoding = best["bare"], best["decoding"]
    decoded = Run(bare.seconds + decoding.seconds, bare.busy + decoding.busy, 0)
    print(f"{rows} x {len(HEADERS)}, {size / 1e6:.0f} MB; bare pyarrow {bare.seconds:.2f} s, decoding {decoding.seconds:.2f} s")
    print(f"{'bare pyarrow':14} peak {peaks['bare']:.2f} of the file")
    for name, reference in {"utf-8": bare, "typed utf-8": bare, "cp1250": decoded, "typed cp1250": decoded}.items():
        found, against = best[name], "bare" if reference is bare else "bare and decoding"
        ratios = f"{found.seconds / reference.seconds:.2f} / {found.busy / reference.busy:.2f}"
        print(f"{name:14} {found.seconds:5.2f} s, {ratios} of {against}, peak {peaks[name]:.2f} of the file")


class Run(NamedTuple):
    """What one reading took: seconds by the clock, seconds of all processors, bytes at the peak."""

    seconds: float
    busy: float
    memory: float


def measured(arm: str, path: Path) -> Run:
    """Measure one reading in a process of its own."""
    said = subprocess.run([sys.executable, "-c", MEASURE, arm, str(path)], check=True, capture_output=True, text=True)  # noqa: S603
    return Run(*map(float, said.stdout.split()))


def write(utf8: Path, older: Path, rows: int) -> None:
    """Write the same register in UTF-8 and in cp1250."""
    chance = random.Random(3)
    with utf8.open("w", encoding="utf-8", newline="") as one, older.open("w", encoding="cp1250", newline="") as other:
        for file in (one, other):
            file.write(";".join(HEADERS) + "\r\n")
        for number in range(1, rows + 1):
            line = ";".join(row(number, chance)) + "\r\n"
            one.write(line)
            other.write(line)


def row(number: int, chance: random.Random) -> list[str]:
    """Make an invented person."""
    return [
        str(number), chance.choice(NAMES), f"{chance.choice(STEMS)}{number % 997}", born_later(chance),
        chance.choice("KM"), str(chance.randrange(18, 70)), "ponadgimnazjalne", chance.choice(STREETS), str(chance.randrange(200)), "",
        chance.choice(TOWNS),
        f"{chance.randrange(100):02}-{chance.randrange(1000):03}", "śląskie", "próbny", "Zmyślin", "000000000",
        f"osoba{number}@poczta.example", f"{chance.randrange(1, 29):02}.{chance.randrange(1, 13):02}.2016",
        "2016-12-31" if number % 3 else "", chance.choice(STATUSES), f"{chance.randrange(10**6)},{chance.randrange(100):02}", "Nie",
        str(chance.randrange(400)), "PAL", "",
    ]  # fmt: skip


def born_later(chance: random.Random) -> str:
    """Make eleven digits like a PESEL of somebody born in the 2100s."""
    return f"{chance.randrange(100):02}{chance.randrange(41, 53)}{chance.randrange(10, 29)}{chance.randrange(10**5):05}"


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
