"""
A whole check, files in and findings out, against the bare pyarrow read of the same files; and peers doing a part of it.

    python benchmarks/checking.py [--rows 1000000] [--attendance 2000000] [--pairs 3] [--peers PYTHON] [--slowest 25]

Each measure is a process of its own, run twice, of which the second counts: a virtual machine may give memory back that
nobody used for a moment, and who runs after a smaller process would pay for getting it again (README.md). Measures
alternate, and a ratio is that of the shortest times: by the clock and, behind a stroke, of all processors together, which a
busy machine disturbs less. The rules alone are reported beside, and which of
them take most. Peers (pandera, frictionless, pointblank, duckdb) are looked for in the interpreter `--peers`; they check
100,000 people by a handful of conditions; this program reads and types the whole register, and asks the same of it or all
that it can. People are invented, born in the 2100s.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow

FAULTY = 100
"""One PESEL in so many is spoilt, and one last day in twice as many stands before the first."""
SHARED = 100_000
"""People that peers are asked about too."""
DAYS = 28
WEIGHTS = np.array([1, 3, 7, 9, 1, 3, 7, 9, 1, 3])
DEFINITION = """
title = "Projekt zmyślony"
era = "efs-2014"
as_of = 2149-12-31
beneficiary = { name = "Gmina Zmyślin" }
programme = { name = "Program zmyślony" }
period = { start = 2140-01-01, end = 2149-12-31 }
forms = [{ id = "kis", name = "Klub Integracji Społecznej", sphere = "social", kind = "class" }]
"""

MEASURE = """
import json, sys, time
from pathlib import Path
arm, folder = sys.argv[1], Path(sys.argv[2])
import pandas, pyarrow as pa, pyarrow.csv as arrow
from aktywna.domain.findings.rule import rules
from aktywna.domain.promises.project import Project
from aktywna.domain.registers.register import Absent
from aktywna.io import shipped
from aktywna.steps.check import check
from aktywna.steps.judging import judged
from aktywna.steps.open import open_books
# What the program brings along is read before, as the schemas of the peers are made before.
shipped.layouts(), shipped.choices(), shipped.era("efs-2014"), shipped.catalogue("efs-2014")
Project.model_rebuild()
# What getrusage says begins at the peak of the process that started this one.
peak = lambda: int(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1]) * 1024
size = sum(path.stat().st_size for path in folder.glob("*.csv"))
begun, busy, clock = peak(), time.process_time(), time.perf_counter()
said = {}
if arm == "bare":
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8") as file:
            names = file.readline().strip().split(";")
        arrow.read_csv(
            path,
            parse_options=arrow.ParseOptions(delimiter=";"),
            convert_options=arrow.ConvertOptions(column_types=dict.fromkeys(names, pa.large_string())),
        ).to_pandas()
elif arm == "part":
    opened = open_books(folder)
    begun = time.perf_counter()
    found = check(opened.books, only=("A101", "A108", "A203"))
    said = {"checks": time.perf_counter() - begun, "findings": len(found)}
elif arm == "whole":
    opened = open_books(folder)
    read = time.perf_counter()
    found = judged(opened).findings
    said = {"reading": read - clock, "findings": len(found)}
else:
    opened = open_books(folder)
    busy, clock = time.process_time(), time.perf_counter()
    books, by_rule = opened.books, {}
    for one in rules().values():
        begun = time.perf_counter()
        try:
            if not one.eras or books.era.id in one.eras:
                list(one.finds(books).findings(one.code, one.severity))
        except Absent:
            continue
        by_rule[one.code] = time.perf_counter() - begun
    said = {"rules": by_rule}
print(json.dumps({"seconds": time.perf_counter() - clock, "busy": time.process_time() - busy, "peak": (peak() - begun) / size, **said}))
"""

PEERS = {
    "duckdb": """
import duckdb
def read(path):
    duckdb.sql(f"create table people as from read_csv('{path}', delim=';', all_varchar=true)")
def run(_):
    return duckdb.sql('''
        select count(*) filter (where not regexp_full_match("PESEL", '[0-9]{11}'))
             + count(*) - count(distinct "PESEL")
             + count(*) filter (where "Data zakończenia udziału w projekcie" < "Data rozpoczęcia udziału w projekcie")
             + count(*) filter (where "Płeć" not in ('kobieta', 'mężczyzna'))
        from people''').fetchall()[0][0]
""",
    "pandera": """
import pandas as pd
import pandera.pandas as pa
schema = pa.DataFrameSchema(
    {
        "PESEL": pa.Column(str, pa.Check.str_matches(r"^[0-9]{11}$"), unique=True),
        "Płeć": pa.Column(str, pa.Check.isin(["kobieta", "mężczyzna"])),
    },
    checks=pa.Check(lambda frame: ~(frame["Data zakończenia udziału w projekcie"] < frame["Data rozpoczęcia udziału w projekcie"])),
)
def read(path):
    return pd.read_csv(path, sep=";", dtype=str, engine="pyarrow")
def run(frame):
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        return len(error.failure_cases)
    return 0
""",
    "pointblank": """
import pandas as pd
import pointblank as pb
days = ["Data rozpoczęcia udziału w projekcie", "Data zakończenia udziału w projekcie"]
def read(path):
    frame = pd.read_csv(path, sep=";", dtype=str, engine="pyarrow")
    frame[days] = frame[days].apply(pd.to_datetime, format="%Y-%m-%d")
    return frame
def run(frame):
    done = (
        pb.Validate(frame)
        .col_vals_regex("PESEL", r"^[0-9]{11}$")
        .rows_distinct(["PESEL"])
        .col_vals_in_set("Płeć", ["kobieta", "mężczyzna"])
        .col_vals_ge(days[1], pb.col(days[0]), na_pass=True)
        .interrogate()
    )
    return sum(done.n_failed().values())
""",
    "frictionless": """
from pathlib import Path
from frictionless import Resource, Schema, formats
def read(path):
    return path
def run(path):
    names = open(path, encoding="utf-8").readline().strip().split(";")
    about = {"PESEL": {"pattern": "^[0-9]{11}$", "unique": True}, "Płeć": {"enum": ["kobieta", "mężczyzna"]}}
    fields = [{"name": name, "type": "string", "constraints": about.get(name, {})} for name in names]
    schema, place = Schema.from_descriptor({"fields": fields}), Path(path)
    resource = Resource(path=place.name, basepath=str(place.parent), schema=schema, control=formats.CsvControl(delimiter=";"))
    report = resource.validate(limit_errors=1_000_000)
    return sum(task.stats.get("errors", 0) for task in report.tasks)
""",
}
PEER = """
import json, sys, time
{run}
clock = time.perf_counter()
people = read(sys.argv[1])
begun = time.perf_counter()
found = run(people)
print(json.dumps({{"seconds": time.perf_counter() - clock, "checks": time.perf_counter() - begun, "found": int(found)}}))
"""


def main() -> None:
    """Write the files, measure, print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rows", type=int, default=1_000_000)
    asked.add_argument("--attendance", type=int, default=2_000_000)
    asked.add_argument("--pairs", type=int, default=3)
    asked.add_argument("--peers", metavar="PYTHON", default=sys.executable)
    asked.add_argument("--slowest", type=int, default=25)
    told = asked.parse_args()
    with tempfile.TemporaryDirectory() as made:
        people, fewer, diary, shorter, shared = (Path(made) / name for name in ("people", "fewer", "diary", "shorter", "shared"))
        some = told.attendance // 20 * 3
        for folder, rows in ((people, told.rows), (fewer, told.rows // 4), (diary, some), (shorter, some // 4), (shared, SHARED)):
            folder.mkdir()
            (folder / "project.toml").write_text(DEFINITION, encoding="utf-8")
            write_people(folder / "uczestnicy.csv", rows)
        write_attendance(diary / "obecnosc.csv", told.attendance)
        write_attendance(shorter / "obecnosc.csv", told.attendance // 4)
        whole(f"{told.rows} participants x 25 columns", people, fewer, told.pairs, told.slowest)
        whole(f"{told.attendance} rows of attendance", diary, shorter, told.pairs, told.slowest)
        peers(shared, told.pairs, told.peers)


def whole(name: str, folder: Path, quarter: Path, pairs: int, slowest: int) -> None:
    """
    Measure a whole check of a folder and the bare read of its files by turns; print the ratio and the rules that take most.

    Beside each rule stands how many times its time over a quarter of the rows that is: four, or somewhat more; a rule that
    compares rows in pairs would take sixteen times as long.
    """
    runs: dict[str, list[dict[str, float]]] = {"bare": [], "whole": [], "rules": [], "quarter": []}
    for _pair in range(pairs):
        for arm, found in runs.items():
            asked = ["rules", str(quarter)] if arm == "quarter" else [arm, str(folder)]
            found.append(measured([sys.executable, "-c", MEASURE, *asked]))
    best = {arm: {key: min(run[key] for run in found) for key in ("seconds", "busy")} for arm, found in runs.items()}
    print(f"\n{name}: bare read {best['bare']['seconds']:.2f} s, {runs['whole'][0]['findings']:.0f} findings")
    for arm in ("whole", "rules"):
        ratios = " / ".join(f"{best[arm][key] / best['bare'][key]:.2f}" for key in ("seconds", "busy"))
        print(f"  {'whole check' if arm == 'whole' else 'rules alone':12} {best[arm]['seconds']:6.2f} s, {ratios} of the bare read")
    by_rule, by_quarter = by_code(runs["rules"]), by_code(runs["quarter"])
    total = sum(by_rule.values())
    print(f"  peak memory {max(run['peak'] for run in runs['whole']):.2f} of the files")
    for code, seconds in sorted(by_rule.items(), key=lambda pair: -pair[1])[:slowest]:
        print(f"    {code} {seconds * 1000:7.0f} ms {seconds / total:6.1%} {seconds / by_quarter[code]:5.1f} times a quarter of the rows")


def by_code(runs: list[dict[str, float]]) -> dict[str, float]:
    """Give the shortest time of each rule."""
    found: dict[str, float] = {}
    for run in runs:
        for code, seconds in run["rules"].items():  # type: ignore[attr-defined]
            found[code] = min(seconds, found.get(code, seconds))
    return found


def peers(folder: Path, pairs: int, python: str) -> None:
    """Measure this program and its peers on the same people; say of a peer that is not installed that it is not."""
    path = str(folder / "uczestnicy.csv")
    print(f"\n{SHARED} participants: form and repetition of PESEL, sex, and (not frictionless) the order of two days")
    ours = {arm: [measured([sys.executable, "-c", MEASURE, arm, str(folder)]) for _pair in range(pairs)] for arm in ("whole", "part")}
    part = {key: min(run[key] for run in ours["part"]) for key in ("seconds", "checks")}
    everything = min(run["seconds"] for run in ours["whole"])
    print(f"  {'':12} files in, findings out · the checks alone")
    print(f"  {'aktywna':12} {part['seconds']:6.2f} s · {part['checks']:6.3f} s by the rules that ask the same, {everything:.2f} s by all")
    for name, run in PEERS.items():
        there = subprocess.run([python, "-c", f"import {name}"], capture_output=True, check=False)  # noqa: S603
        if there.returncode:
            print(f"  {name:12} is not installed in the interpreter given with --peers, so it is not measured")
            continue
        found = [measured([python, "-c", PEER.format(run=run), path]) for _pair in range(pairs)]
        best = {key: min(one[key] for one in found) for key in part}
        ratios = " · ".join(f"{best[key] / part[key]:.2f}" for key in part)
        print(f"  {name:12} {best['seconds']:6.2f} s · {best['checks']:6.3f} s; {ratios} of this program")


def measured(command: list[str]) -> dict[str, float]:
    """Run one measure in a process of its own, twice, and give what the second one says."""
    for _time in range(2):
        said = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603
        if said.returncode:
            sys.exit(said.stderr)
    found: dict[str, float] = json.loads(said.stdout.splitlines()[-1])
    return found


def write_people(path: Path, rows: int) -> None:
    """Write a register of participants, lawful but for one in a hundred."""
    chance = np.random.default_rng(3)
    number = np.arange(rows)
    year, month, day = 2100 + number % 20, 1 + number // 20 % 12, 1 + number // 240 % DAYS
    # Numbers of one day lie apart, as people's do.
    serial, woman = number // (240 * DAYS) * 67 % 1000, number % 2 == 0
    sex_digit = np.where(woman, 0, 1) + 2 * (number % 5)
    digits = np.stack([year // 10 % 10, year % 10, (month + 40) // 10, (month + 40) % 10, day // 10, day % 10,
                       serial // 100, serial // 10 % 10, serial % 10, sex_digit])  # fmt: skip
    check = -(WEIGHTS[:, None] * digits).sum(axis=0) % 10
    check = np.where(number % FAULTY == FAULTY - 1, (check + 1) % 10, check)
    pesel = sum(digits[at].astype("int64") * 10 ** (10 - at) for at in range(10)) + check
    begun = np.datetime64("2140-01-02") + chance.integers(0, 3000, rows)
    over = number % 3 > 0
    ended = begun + np.where(number % (2 * FAULTY) == 2 * FAULTY - 2, -5, chance.integers(30, 300, rows))
    ended = np.minimum(ended, np.datetime64("2149-12-30"))
    start_year = begun.astype("datetime64[Y]").astype(int) + 1970
    start_month = begun.astype("datetime64[M]").astype(int) % 12 + 1
    start_day = (begun - begun.astype("datetime64[M]")).astype(int) + 1
    age = start_year - year - ((start_month * 100 + start_day) < (month * 100 + day))
    text, blank = np.char.add, ""
    columns = {
        "Nr uczestnika": (number + 1).astype("str"),
        "Imię": _each(number, ("Anna", "Jan", "Ewa", "Adam", "Olga", "Piotr")),
        "Nazwisko": text("Testow", (number % 99_991).astype("str")),
        "PESEL": np.char.zfill(pesel.astype("str"), 11),
        "Płeć": np.where(woman, "kobieta", "mężczyzna"),
        "Wiek w chwili przystąpienia do projektu": age.astype("str"),
        "Wykształcenie": _each(number // 2, ("podstawowe (ISCED 1)", "gimnazjalne (ISCED 2)", "ponadgimnazjalne (ISCED 3)")),
        "Ulica": _each(number, ("ul. Zmyślona", "ul. Nieistniejąca", "pl. Próbny")),
        "Nr domu": (number % 200 + 1).astype("str"),
        "Miejscowość": _each(number, ("Zmyślin", "Przykładowo")),
        "Kod pocztowy": np.full(rows, "00-000"),
        "Województwo": np.full(rows, "zmyślone"),
        "Powiat": np.full(rows, "zmyśliński"),
        "Gmina": np.full(rows, "Zmyślin"),
        "Kod TERYT": np.full(rows, "0000011"),
        "Telefon kontaktowy": np.full(rows, "000000000"),
        "Adres e-mail": text(text("osoba", number.astype("str")), "@poczta.example"),
        "Data podpisania deklaracji": begun.astype("str"),
        "Data rozpoczęcia udziału w projekcie": begun.astype("str"),
        "Data zakończenia udziału w projekcie": np.where(over, ended.astype("str"), blank),
        "Status udziału w projekcie": np.where(over, "zakończył", "uczestniczy"),
        "Zakończenie udziału osoby w projekcie zgodnie z zaplanowaną dla niej ścieżką uczestnictwa": np.where(over, "Tak", blank),
        "Status osoby na rynku pracy w chwili przystąpienia do projektu": _each(number, ("osoba bierna zawodowo", "osoba bezrobotna")),
        "W tym (status na rynku pracy)": np.full(rows, "inne"),
        "Osoba z niepełnosprawnościami": np.full(rows, "Nie"),
    }
    _write(path, columns)


def write_attendance(path: Path, rows: int) -> None:
    """Write a diary: twenty classes of each third person, who is still here, on days after the first."""
    number = np.arange(rows)
    day = np.datetime64("2149-03-01") + number % 20
    columns = {
        "Nr uczestnika": (number // 20 * 3 + 1).astype("str"),
        "Forma wsparcia": np.full(rows, "Klub Integracji Społecznej"),
        "Data": day.astype("str"),
        "Godzina od": np.full(rows, "09:00"),
        "Godzina do": np.full(rows, "11:00"),
        "Liczba godzin": np.full(rows, "2"),
        "Obecność": _each(number // 7, ("obecny", "obecny", "nieobecny")),
        "Temat": _each(number, ("rynek pracy", "rozmowa", "praca w grupie", "podsumowanie")),
        "Prowadzący": np.full(rows, "Ewa Testowska"),
    }
    _write(path, columns)


def _each(number: np.ndarray, words: tuple[str, ...]) -> np.ndarray:
    return np.array(words)[number % len(words)]


def _write(path: Path, columns: dict[str, np.ndarray]) -> None:
    table = pa.table({name: pa.array(values) for name, values in columns.items()})
    with path.open("wb") as file:
        file.write((";".join(columns) + "\n").encode())
        arrow.write_csv(table, file, arrow.WriteOptions(include_header=False, delimiter=";", quoting_style="none"))


if __name__ == "__main__":
    main()
