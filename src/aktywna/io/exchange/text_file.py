"""Text files with delimiters as offices and systems take them: quoted where needed, in any encoding, formulas made harmless."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aktywna.domain.exchange.losses import Loss
from aktywna.domain.exchange.notices import NEUTRALISED, NO_LETTER
from aktywna.domain.exchange.table import Leaving, Table

FORMULA = "^'*[=+@\t\r-]"
"""What a spreadsheet runs, and the apostrophes that already stand before it."""
PLAIN_SIGNS = r"^[+-][0-9 ().,/+-]*$"
"""A number or a telephone number, which runs nothing."""
_LINE_ENDS = {"CRLF": "\r\n", "LF": "\n"}
_MOST_SIGNS = 12


@dataclass(frozen=True)
class Dialect:
    """How a text file is written."""

    encoding: str = "utf-8-sig"
    delimiter: str = ";"
    line_end: str = "CRLF"


def text_file(table: Table, dialect: Dialect) -> tuple[bytes, list[Loss], list[Loss]]:
    """
    Give the bytes of a table as a text file, what its encoding has no letter for, and which texts were made harmless.

    The first line holds the headers; every line ends, the last one too. A cell is quoted only when it holds the delimiter,
    a quotation mark or a line break.
    """
    said: list[Loss] = []
    columns = []
    for leaving in table.columns:
        text, harmless = _harmless(leaving) if leaving.is_free else (leaving.text, None)
        if harmless is not None:
            said.append(Loss(NEUTRALISED, table.register, leaving.column, harmless, {"what": leaving.header}))
        columns.append(pc.fill_null(_quoted(text, dialect.delimiter), ""))
    end = _LINE_ENDS[dialect.line_end]
    header = dialect.delimiter.join(_quoted_one(one.header, dialect.delimiter) for one in table.columns) + end
    lines = pc.binary_join_element_wise(*columns, _word(dialect.delimiter)) if len(columns) > 1 else columns[0]
    lines = pc.binary_join_element_wise(lines, _word(""), _word(end))
    body = _bytes_of(lines)
    losses: list[Loss] = []
    if not dialect.encoding.startswith("utf"):
        losses = list(_no_letters(table, dialect.encoding))
        return header.encode(dialect.encoding, "replace") + body.decode().encode(dialect.encoding, "replace"), losses, said
    if dialect.encoding == "utf-16":
        return (header + body.decode()).encode("utf-16"), losses, said
    return header.encode(dialect.encoding) + body, losses, said


def without_apostrophe(text: pa.Array) -> pa.Array:
    """
    Take away the apostrophe that `text_file` puts before a formula.

    >>> without_apostrophe(pa.array(["'=1+1", "''=1", "'48", "=1"])).to_pylist()
    ['=1+1', "'=1", "'48", '=1']
    """
    return pc.replace_substring_regex(text, "^'('*[=+@\t\r-])", r"\1")


def _harmless(leaving: Leaving) -> tuple[Any, np.ndarray[Any, Any] | None]:
    """Put an apostrophe before texts that a spreadsheet would run, a second one where one stands: so one can be taken away again."""
    text = leaving.text
    first = pc.utf8_slice_codeunits(text, 0, 1)
    may = pc.fill_null(pc.is_in(first, pa.array(["=", "+", "-", "@", "\t", "\r", "'"], type=pa.large_string())), False)
    if not pc.any(may).as_py():
        return text, None
    runs = pc.and_(may, pc.match_substring_regex(text, FORMULA))
    runs = pc.and_not(pc.fill_null(runs, False), pc.fill_null(pc.match_substring_regex(text, PLAIN_SIGNS), False))
    rows = np.flatnonzero(runs.to_numpy(zero_copy_only=False))
    if not len(rows):
        return text, None
    return pc.if_else(runs, pc.binary_join_element_wise(_word("'"), text, _word("")), text), rows


def _quoted(text: Any, delimiter: str) -> Any:
    """Quote the cells that need it; most columns have none, which their bytes say at once."""
    held = _bytes_of(text)
    if not any(sign in held for sign in (delimiter.encode(), b'"', b"\n", b"\r")):
        return text
    needs = pc.match_substring_regex(text, f'[\\x{ord(delimiter):02x}"\r\n]')
    doubled = pc.binary_join_element_wise(_word('"'), pc.replace_substring(text, '"', '""'), _word('"'), _word(""))
    return pc.if_else(pc.fill_null(needs, False), doubled, text)


def _quoted_one(text: str, delimiter: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in (delimiter, '"', "\n", "\r")) else text


def _word(text: str) -> Any:
    return pa.scalar(text, pa.large_string())


def _bytes_of(text: Any) -> bytes:
    """Give the texts of a column one after another."""
    if isinstance(text, pa.ChunkedArray):
        text = text.combine_chunks()
    _, offsets, data = text.buffers()
    if data is None or not len(text):
        return b""
    places = np.frombuffer(offsets, dtype=np.int64)[text.offset : text.offset + len(text) + 1]
    return data.slice(int(places[0]), int(places[-1] - places[0])).to_pybytes()


def _no_letters(table: Table, encoding: str) -> Sequence[Loss]:
    found: list[Loss] = []
    for leaving in table.columns:
        whole = _bytes_of(leaving.text).decode()
        strange = [sign for sign in dict.fromkeys(whole) if not _has(encoding, sign)]
        if not strange:
            continue
        mask = np.zeros(table.rows, dtype=np.bool_)
        for sign in strange:
            mask |= pc.fill_null(pc.match_substring(leaving.text, sign), False).to_numpy(zero_copy_only=False)
        signs = "".join(strange[:_MOST_SIGNS])
        facts = {"encoding": encoding, "written": signs, "what": leaving.header}
        found.append(Loss(NO_LETTER, table.register, leaving.column, np.flatnonzero(mask), facts))
    return found


def _has(encoding: str, sign: str) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
