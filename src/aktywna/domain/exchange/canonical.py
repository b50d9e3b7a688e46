"""A register written as the program reads it best: every column it has, and the office's own ones behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aktywna.domain.cells.vocabulary import vocabulary
from aktywna.domain.exchange.losses import Loss
from aktywna.domain.exchange.notices import UNREAD
from aktywna.domain.exchange.table import TEXTS, Leaving, Made, Table
from aktywna.domain.exchange.texts_out import Style, Texts, by_code, texts_of
from aktywna.domain.promises.project import Project
from aktywna.domain.registers.layout import Choice, Column
from aktywna.domain.registers.register import Register

_APART = "; "
_PARTING = frozenset(";|,/\n")
_PLACES = 2
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, eq=False)
class Extra:
    """A column that the register does not know: its header, and what its cells hold beside each row (rows,)."""

    header: str
    text: Texts


def canonical(  # noqa: PLR0913 - what is written, how, and what else stands in it
    register: Register,
    choices: Mapping[str, Choice],
    project: Project,
    style: Style,
    *,
    unread: Mapping[str, Mapping[int, str]],
    extras: Sequence[Extra] = (),
    typed_only: bool = False,
    codes: bool = False,
) -> Made:
    """
    Give the columns of `register` in the order of its layout, with what is lost.

    `unread` are the cells that could not be read as they were written (column: row = text): they are written again so,
    unless the file holds typed values only. `codes` keeps codes and ids of columns, which scripts rely on; otherwise values
    and headers are the Polish names.
    """
    columns, losses = [], []
    for column in register.layout.column:
        if column.id not in register:
            continue
        text = _text(register, column, choices, project, style, codes=codes)
        kept = unread.get(column.id, {})
        as_text = column.kind in TEXTS
        if kept and typed_only and not as_text:
            rows = np.array(sorted(kept), dtype=np.intp)
            losses.append(Loss(UNREAD, register, column.id, rows, {"column": f"{register.id}.{column.id}"}))
        elif kept:
            text = _with(text, kept)
        typed = None if as_text else typed_of(column, register[column.id])
        columns.append(Leaving(column.id, column.id if codes else column.name.pl, text, column.kind, typed, column.id))
    taken = {one.header for one in columns}
    for extra in extras:
        header = _free(extra.header, taken)
        taken.add(header)
        columns.append(Leaving(header, header, extra.text, "text"))
    name = register.layout.id if codes else register.layout.name.pl
    return Made(Table(name, register, tuple(columns), len(register)), losses)


def typed_of(column: Column, values: Any) -> Any:
    """Give a column as Arrow types it: days, amounts with two places, whole and other numbers."""
    match column.kind:
        case "date":
            return pa.array(values.to_numpy().astype("datetime64[D]"))
        case "money":
            grosze = pa.array(values, type=pa.int64(), from_pandas=True)
            # A grosz is the hundredth of an amount: the same digits, another place for the point.
            as_decimal = pc.cast(grosze, pa.decimal128(19, 0))
            return pc.cast(pc.multiply(as_decimal, pa.scalar(_HUNDREDTH, pa.decimal128(3, _PLACES))), pa.decimal128(20, _PLACES))
        case "count":
            return pa.array(values, type=pa.int64(), from_pandas=True)
        case _:
            return pa.array(values.to_numpy(dtype=np.float64, na_value=np.nan), from_pandas=True)


def _text(register: Register, column: Column, choices: Mapping[str, Choice], project: Project, style: Style, *, codes: bool) -> Texts:  # noqa: PLR0913 - as above
    known = vocabulary(column, choices, project) if column.kind in {"choice", "choices", "yes_no"} else None
    if known is None:
        return texts_of(column.kind, register[column.id], style)
    numbers, words = register.codes(column.id)
    names = {value.id: value.id if codes else value.name.pl for value in known.value}
    if column.kind == "choices":
        return by_code(numbers, [_several(word, names) for word in words])
    return by_code(numbers, [names.get(word, word) for word in words])


def _several(word: str, names: Mapping[str, str]) -> str:
    """Write codes between bars (`|pal|kis|`) by their names, one that holds a sign which parts names by its code."""
    ids = [one for one in word.split("|") if one]
    return _APART.join(one if _PARTING & set(names.get(one, one)) else names.get(one, one) for one in ids)


def _with(text: Texts, kept: Mapping[int, str]) -> Texts:
    rows = np.array(sorted(kept), dtype=np.int64)
    mask = np.zeros(len(text), dtype=np.bool_)
    mask[rows] = True
    return pc.replace_with_mask(text, pa.array(mask), pa.array([kept[row] for row in rows.tolist()], type=pa.large_string()))


def _free(header: str, taken: set[str]) -> str:
    """Give a header that no other column has."""
    number, free = 1, header
    while free in taken:
        number += 1
        free = f"{header} ({number})"
    return free
