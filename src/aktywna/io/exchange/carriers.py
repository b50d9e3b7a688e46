"""Which kinds of files a conversion writes, by their endings."""

from __future__ import annotations

from collections.abc import Sequence

from aktywna.domain.exchange.losses import Loss
from aktywna.domain.exchange.table import Table
from aktywna.io.exchange.json_lines import SUFFIX as JSON_LINES
from aktywna.io.exchange.json_lines import json_lines
from aktywna.io.exchange.ods_file import ods_file
from aktywna.io.exchange.parquet_file import SUFFIX as PARQUET
from aktywna.io.exchange.parquet_file import parquet_file
from aktywna.io.exchange.text_file import Dialect, text_file
from aktywna.io.exchange.workbook_file import workbook_file

TEXT_FILES = (".csv", ".tsv", ".txt")
WORKBOOKS = (".xlsx", ".ods")
FOR_SCRIPTS = (JSON_LINES, PARQUET)
"""Files whose columns are called by their ids and whose values are codes and types."""
ENDINGS = (*TEXT_FILES, *WORKBOOKS, *FOR_SCRIPTS)
ONLY_READ = (".xls", ".xlsb", ".xlsm")


def carried(tables: Sequence[Table], ending: str, dialect: Dialect) -> tuple[bytes, list[Loss], list[Loss]]:
    """Give the bytes of tables in a file with this ending, what the file cannot hold, and what there is to say of it."""
    if ending in TEXT_FILES:
        return text_file(tables[0], dialect)
    if ending == JSON_LINES:
        return json_lines(tables[0]), [], []
    if ending == PARQUET:
        return parquet_file(tables[0]), [], []
    return (workbook_file(tables) if ending == ".xlsx" else ods_file(tables)), [], []
