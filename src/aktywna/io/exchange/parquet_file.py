"""Parquet: typed columns under their ids; days, decimals and whole numbers as such, texts as texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from aktywna.domain.exchange.table import Table
from aktywna.domain.sheets.refusals import CLOSED, DAMAGED, EMPTY, NOT_THERE, refused
from aktywna.domain.sheets.sheet import Sheet, Stored
from aktywna.io.reading.limits import CELLS, DEFAULT, FILE, within

SUFFIX = ".parquet"


def parquet_file(table: Table) -> bytes:
    """Give a table as Parquet."""
    columns = [one.text if one.typed is None else one.typed for one in table.columns]
    stream = pa.BufferOutputStream()
    pq.write_table(pa.table(columns, names=[one.id for one in table.columns]), stream, compression="zstd")
    content: bytes = stream.getvalue().to_pybytes()
    return content


def read_parquet(path: Path, file: str) -> Sheet:
    """Read a file of Parquet as one sheet: the first row holds the names of columns; raise `InputRefused`."""
    try:
        within(file, FILE, path.stat().st_size, DEFAULT.unpacked)
        with pq.ParquetFile(path) as opened:
            within(file, CELLS, opened.metadata.num_rows * opened.metadata.num_columns, DEFAULT.cells)
            table = opened.read()
    except FileNotFoundError as error:
        raise refused(NOT_THERE, file) from error
    except pa.ArrowException as error:
        raise refused(DAMAGED, file) from error
    except OSError as error:
        raise refused(CLOSED, file) from error
    if not table.num_rows or not table.num_columns:
        raise refused(EMPTY, file)
    index = pd.RangeIndex(1, table.num_rows + 2)
    text: dict[int, Any] = {}
    stored: dict[int, Any] = {}
    for at, name in enumerate(table.column_names):
        column, kind = _texts(table.column(at))
        whole = pa.concat_arrays([pa.array([name], type=pa.large_string()), *(chunk.cast(pa.large_string()) for chunk in column.chunks)])
        text[at] = pd.Series(whole.to_pandas().array, index=index, dtype="str")
        stored[at] = np.concatenate([[Stored.TEXT], column.is_valid().to_numpy() * np.uint8(kind)]).astype(np.uint8)
    return Sheet(file, None, pd.DataFrame(text, index=index), pd.DataFrame(stored, index=index))


def _texts(column: pa.ChunkedArray) -> tuple[pa.ChunkedArray, Stored]:
    """Give a column as the texts of its cells, and how they are stored."""
    kind = column.type
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        days = pc.cast(column, pa.date32(), safe=False)
        return pc.cast(days, pa.large_string()), Stored.DATE
    if pa.types.is_boolean(kind):
        return pc.if_else(column, "TRUE", "FALSE").cast(pa.large_string()), Stored.YES_NO
    if pa.types.is_floating(kind):
        shown = [None if one is None or np.isnan(one) else np.format_float_positional(one, trim="-") for one in column.to_pylist()]
        return pa.chunked_array([pa.array(shown, type=pa.large_string())]), Stored.NUMBER
    number = pa.types.is_integer(kind) or pa.types.is_decimal(kind)
    if pa.types.is_dictionary(kind):
        column = pc.cast(column, kind.value_type)
    return pc.cast(column, pa.large_string()), Stored.NUMBER if number else Stored.TEXT
