"""
How long the columns of a register of a million rows take to be typed, against the barest thing that reads the same cells.

    python benchmarks/typing_columns.py [ROWS]

Each line is a ratio of two times of this run, the best of five, taken by turns; a machine's speed cancels out. The last
line sets all columns of a register against reading their CSV as nothing but text.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow

from aktywna.domain.cells.identifiers import pesel_valid
from aktywna.domain.cells.kinds import read_column
from aktywna.domain.registers.layout import Column
from aktywna.domain.sheets.sheet import Stored
from aktywna.io import shipped

ROUNDS = 5
WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)


def main(rows: int) -> None:
    """Print the ratios."""
    columns = register(rows)
    texts = {name: pd.Series(cells).astype("str") for name, (_kind, cells) in columns.items()}
    arrays = {name: pa.array(text, type=pa.large_string()) for name, text in texts.items()}
    points = pc.replace_substring(arrays["grant"], ",", ".")
    dirty = {name: spoilt(name, text) for name, text in texts.items()}

    def typed(name: str, given: dict[str, pd.Series[Any]] = texts) -> Callable[[], object]:
        return lambda: typed_column(columns[name][0], given[name])

    print(f"{rows} rows; time / time of the reference, best of {ROUNDS}")
    against("PESEL read", typed("pesel"), "pc.cast to int64", lambda: pc.cast(arrays["pesel"], pa.int64()))
    against("PESEL checked", lambda: pesel_valid(texts["pesel"]), "pc.cast to int64", lambda: pc.cast(arrays["pesel"], pa.int64()))
    against("ISO dates", typed("start_date"), "pc.cast to date32", lambda: pc.cast(arrays["start_date"], pa.date32()))
    against("dd.mm.yyyy dates", typed("end_date"), "pc.strptime", lambda: pc.strptime(arrays["end_date"], format="%d.%m.%Y", unit="s"))
    against("money with commas", typed("grant"), "pc.cast of points to float64", lambda: pc.cast(points, pa.float64()))
    against("whole numbers", typed("age_at_start"), "pc.cast to int64", lambda: pc.cast(arrays["age_at_start"], pa.int64()))
    against("dictionary", typed("gender"), "pc.dictionary_encode", lambda: pc.dictionary_encode(arrays["gender"]))
    against("text", typed("last_name"), "pc.utf8_trim_whitespace", lambda: pc.utf8_trim_whitespace(arrays["last_name"]))
    for name in ("pesel", "end_date", "grant", "gender"):
        against(f"{name}, 2 % written otherwise", typed(name, dirty), "the same, clean", typed(name))
    content = csv(texts)
    bare = "pyarrow read of their CSV"
    against("all columns", lambda: [typed(name)() for name in columns], bare, lambda: read_csv(content, list(columns)))


def register(rows: int) -> dict[str, tuple[str, np.ndarray[Any, Any]]]:
    """Make the columns of a register: the kind of each (with its dictionary), and its cells."""
    chance = np.random.default_rng(2100)
    days = np.datetime64("2100-01-01") + chance.integers(0, 20000, rows)
    born = np.datetime64("2100-01-01") + chance.integers(0, 36000, rows)
    return {
        "no": ("code", np.arange(rows).astype(str)),
        "first_name": ("name", chance.choice(["Anna", "Łucja", "Żaneta", "Jan", "Ewa"], rows)),
        "last_name": ("name", np.char.add("Testow", chance.integers(0, 50_000, rows).astype(str))),
        "pesel": ("pesel", pesels(born, chance.integers(0, 10_000, rows))),
        "gender": ("choice gender", chance.choice(["kobieta", "mężczyzna"], rows)),
        "start_date": ("date", np.datetime_as_string(days)),
        "end_date": ("date", pd.Series(days.astype("datetime64[s]")).dt.strftime("%d.%m.%Y").to_numpy(dtype=str)),
        "disability": ("yes_no yes_no", chance.choice(["TAK", "NIE", "odmowa"], rows)),
        "grant": ("money", np.char.replace(np.char.mod("%.2f", chance.random(rows) * 10_000), ".", ",")),
        "age_at_start": ("count", chance.integers(18, 80, rows).astype(str)),
    }


def pesels(born: np.ndarray[Any, Any], number: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Make PESELs of people born in the 2100s."""
    months = born.astype("datetime64[M]").astype(int) + 1970 * 12
    days = (born - born.astype("datetime64[M]")).astype(int) + 1
    bare = (months // 12 % 100) * 10**8 + (months % 12 + 41) * 10**6 + days * 10**4 + number
    digits = [bare // 10**place % 10 for place in range(9, -1, -1)]
    check = -sum(digit * weight for digit, weight in zip(digits, WEIGHTS, strict=True)) % 10
    return np.char.zfill((bare * 10 + check).astype(str), 11)


def spoilt(name: str, text: pd.Series[Any]) -> pd.Series[Any]:
    """Write each fiftieth cell in another way."""
    cells = text.copy()
    some = cells.iloc[::50]
    other = {"pesel": some.str[:6] + " " + some.str[6:], "end_date": some + " r.", "grant": some + "\u00a0zł", "gender": some.str.upper()}
    cells.iloc[::50] = other.get(name, " " + some)
    return cells


def typed_column(kind: str, text: pd.Series[Any]) -> object:
    """Read a column by its kind."""
    kind, _space, dictionary = kind.partition(" ")
    column = Column.model_validate({"id": "x", "kind": kind, "name": "x"})
    stored = np.full(len(text), Stored.TEXT, dtype=np.uint8)
    return read_column(column, text, stored, shipped.choices()[dictionary] if dictionary else None)


def csv(texts: dict[str, pd.Series[Any]]) -> bytes:
    """Write the columns as a CSV file."""
    content = io.BytesIO()
    arrow.write_csv(pa.table({name: pa.array(text) for name, text in texts.items()}), content)
    return content.getvalue()


def read_csv(content: bytes, names: list[str]) -> pa.Table:
    """Read the file with every column as text: what any reading of it costs at the least."""
    types = dict.fromkeys(names, pa.large_string())
    return arrow.read_csv(io.BytesIO(content), convert_options=arrow.ConvertOptions(column_types=types))


def against(name: str, run: Callable[[], object], other: str, reference: Callable[[], object]) -> None:
    """Print the ratio of two times; the processor's time, so that a busy machine does not count."""
    times = [(_time(run), _time(reference)) for _ in range(ROUNDS)]
    ours, theirs = (min(column) for column in zip(*times, strict=True))
    print(f"{name:34} {ours / theirs:5.2f} x {other:32} ({ours * 1000:6.1f} ms / {theirs * 1000:6.1f} ms)")


def _time(run: Callable[[], object]) -> float:
    before = time.process_time()
    run()
    return time.process_time() - before


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
