"""Columns that lie in pieces are read as those that lie in one, and several at once as one after another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.abreast import abreast
from aktywna.domain.cells import texts
from aktywna.domain.cells.column import Unique, trimmed
from aktywna.domain.cells.contacts import read_emails, read_phones
from aktywna.domain.cells.kinds import READERS, read_column
from aktywna.domain.cells.texts import marked, pieces, series, taken
from aktywna.domain.registers.layout import Column, KindName
from aktywna.domain.sheets.sheet import Stored
from aktywna.io import shipped
from effort import effort

CELLS = st.lists(
    st.lists(
        st.none() | st.sampled_from([
            "a.b@poczta.example", "a@b@c.example", "a..b@poczta.example", "12,50", "1 234,56 zł", "12.03.2016", "12.03.2016 r.",
            "31.02.2016", "02211307589", "2211307589", "00-000", "41300", " tak ", "nie\u00a0", "\u3000", "#N/A", "brak", "+48 000 000 000",
            "-", "żółć", "8:30",
        ]) | st.text(max_size=12),
        max_size=6,
    ),
    min_size=1, max_size=5,
)  # fmt: skip


def column(parts: list[list[str | None]]) -> pd.Series[Any]:
    """Make a column that lies in pieces."""
    array = pa.chunked_array([pa.array(part, type=pa.large_string()) for part in parts], type=pa.large_string())
    return series(array, pd.Series(index=pd.RangeIndex(len(array)), dtype="str"))


def whole(parts: list[list[str | None]]) -> pd.Series[Any]:
    """Make the same column in one piece."""
    return column([[cell for part in parts for cell in part]])


@pytest.mark.parametrize("kind", READERS)
@effort(1 / 2)
@given(parts=CELLS)
def test_a_column_in_pieces_is_read_as_one_in_one_piece(kind: KindName, parts: list[list[str | None]]) -> None:
    values = shipped.choices()["yes_no"] if kind in {"yes_no", "choice", "choices"} else None
    read = [read_column(Column.model_validate({"id": "x", "kind": kind, "name": "x"}), text, stored(text), values) for text in made(parts)]
    pd.testing.assert_series_equal(read[0].typed, read[1].typed)
    assert said(read[0]) == said(read[1])


def made(parts: list[list[str | None]]) -> tuple[pd.Series[Any], pd.Series[Any]]:
    return column(parts), whole(parts)


def stored(text: pd.Series[Any]) -> np.ndarray[Any, np.dtype[np.uint8]]:
    return text.notna().to_numpy().astype(np.uint8) * np.uint8(Stored.TEXT)


def said(reading: Any) -> list[tuple[str, list[bool]]]:
    return [(trouble.notice.code, trouble.mask.tolist()) for trouble in reading.troubles]


@given(parts=CELLS, size=st.integers(min_value=1, max_value=4))
def test_pieces_are_all_of_the_column_in_order(parts: list[list[str | None]], size: int) -> None:
    text = column(parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(texts, "PIECE", size)
        found = [(rows, piece.array.to_pylist()) for rows, piece in pieces(text)]
    assert [cell for _, cells in found for cell in cells] == [cell for part in parts for cell in part]
    assert all(len(cells) <= size and rows.stop - rows.start == len(cells) for rows, cells in found)


@given(parts=CELLS, data=st.data())
def test_rows_are_taken_as_pandas_takes_them(parts: list[list[str | None]], data: st.DataObject) -> None:
    text = column(parts)
    rows = np.array(sorted(data.draw(st.sets(st.integers(0, len(text) - 1)) if len(text) else st.just(set()))), dtype=np.intp)
    pd.testing.assert_series_equal(taken(text, rows), text.iloc[rows])


def test_a_mark_of_each_piece_stands_at_its_rows() -> None:
    assert marked(column([["a", None], [], ["bb"]]), lambda piece: piece.lengths == 2).tolist() == [False, False, True]


def test_each_row_of_a_column_in_pieces_gets_what_its_text_means() -> None:
    found = Unique.of(column([["b", "a"], [None, "b"]]))
    assert found.each([word.upper() for word in found.words], "str").tolist()[:2] == ["B", "A"]
    assert found.codes.tolist() == [0, 1, -1, 0]


def test_only_the_pieces_with_spaces_are_changed() -> None:
    assert trimmed(column([["a"], [" b\u2003", "\u00a0"]])).fillna("?").tolist() == ["a", "b", "?"]


@pytest.mark.parametrize("reader", [read_emails, read_phones])
def test_an_empty_column_is_read(reader: Callable[[Any], Any]) -> None:
    kind = "email" if reader is read_emails else "phone"
    empty = column([[None, None], []])
    read = read_column(Column.model_validate({"id": "x", "kind": kind, "name": "x"}), empty, stored(empty))
    assert read.troubles == ()


def test_columns_worked_on_at_once_come_in_their_order() -> None:
    assert abreast(lambda number: number * number, range(9), 1_000_000) == [number * number for number in range(9)]


def test_what_raises_beside_raises_here() -> None:
    with pytest.raises(ZeroDivisionError):
        abreast(lambda number: 1 // number, [1, 0], 1_000_000)
