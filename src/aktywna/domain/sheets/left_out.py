"""Rows of a table that are not its data: blank ones, titles, totals, and the foot with its signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from aktywna.domain.abreast import abreast
from aktywna.domain.cells.amounts import grosze, number
from aktywna.domain.cells.texts import Bools, Texts, marked, taken
from aktywna.domain.findings.finding import Fact, Finding, Place
from aktywna.domain.findings.rule import N_, NOTE, WARNING, Notice, notice
from aktywna.domain.sheets.merges import Filled
from aktywna.domain.sheets.sheet import letters
from aktywna.domain.sheets.tables import Table, caption

NO_HEADER = notice(
    "R004",
    WARNING,
    title=N_("A column has cells but no header."),
    says=N_("Column {letter} has no header although {cells:count cell|cells} in it {cells:word is|are} filled; it is not read."),
    do=N_("Write a header over the column; if texts have slipped to the right, put the text with a separator in quotation marks."),
    basis="count",
)
TOTALS = notice(
    "R006",
    NOTE,
    title=N_("A row of totals was left out."),
    says=N_("The row that begins {label:quote} holds totals and was left out."),
    do=N_("Nothing, if it is a sum; otherwise fill the key of the row."),
    basis="registers.md 5.2",
    about=N_("A row is taken for totals when it has no key, says Razem, Ogółem, Suma or Łącznie, and holds nothing else but numbers."),
)
FOOT = notice(
    "R007",
    NOTE,
    title=N_("The foot of a table was left out."),
    says=N_("{label:quote} begins the foot of the table; {rows:count row|rows} from there on {rows:word was|were} left out."),
    do=N_("Nothing, if there are only signatures and remarks; otherwise fill the key of the rows."),
    basis="registers.md 4.1",
    about=N_("A foot begins with such a word as Sporządził, Zatwierdził, Podpis or Legenda, in a row without a key over no whole row."),
)

_TOTALS = (
    r"(?i:(?:razem|ogółem|ogolem|suma|łącznie|lacznie|w sumie|podsumowanie|średnio|średnia|do przeniesienia|z przeniesienia|"
    r"w tym(?: kobiety?| kobiet| mężczyźni| mężczyzn)?|"
    r"liczba (?:obecnych|nieobecnych|osób|uczestników|wierszy|kobiet|mężczyzn))(?:$|[\s:.,(=]))|[Σ∑]"
)
_FOOT = (
    r"(?i:(?:sporządził[ao]?|sporządził\(a\)|sporządził/a|sporządzono|data sporządzenia|zatwierdził[ao]?|zatwierdzam|zatwierdzono|"
    r"sprawdził[ao]?|opracował[ao]?|akceptuję|podpisy?|czytelny podpis|data i podpis|miejscowość i data|pieczęć|pieczęcie|"
    r"pieczątka|legenda|objaśnienia|źródło|uwaga|strona \d+)(?:$|[\s:.,(/]))|\*"
)
_ODD = rf"^\s*(?:{_TOTALS}|{_FOOT})"
_IS_TOTALS, _IS_FOOT = re.compile(rf"\s*(?:{_TOTALS})"), re.compile(rf"\s*(?:{_FOOT})")
_NOTHING = frozenset({"-", "–", "—", "x", "X", "%", "zł"})
_PERCENT = re.compile(r"\s*%$")
# A signature, a date and two remarks fit into a row of the foot.
_FOOT_CELLS = 4
_WHOLE = 3
_FOOT_ROWS = 200
_TITLE_OVER = 3

_SPACE_BEGINS = np.zeros(256, dtype=np.bool_)
_SPACE_BEGINS[[9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 0xC2, 0xE1, 0xE2, 0xE3]] = True
# A word of totals or of a foot begins with a letter, a star, a sign of a sum, or a space.
_ODD_BEGINS = _SPACE_BEGINS.copy()
_ODD_BEGINS[[*b"*", *range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1), *range(0xC0, 0x100)]] = True

Positions = np.ndarray[Any, np.dtype[np.intp]]


def rows_of(table: Table, filled: Filled) -> tuple[Positions | range, list[Finding]]:
    """Give the positions (in the sheet) of the rows of data of a table, a range where it has no others, and say what was left out."""
    body = table.sheet.text.iloc[table.first : table.stop]
    key = table.key
    headed = [at for at, header in enumerate(table.header) if header is not None]
    recognised = sorted(set(table.headings.columns.values()))
    counted = [at for at in headed if not _only_numbers_rows(table, at)]
    blank = _blank(body, sorted(counted, key=lambda at: at != key))
    kept = ~blank
    findings: list[Finding] = []
    for row, column in _titles(table, body, headed):
        if kept[row]:
            kept[row] = False
            findings.append(caption(table.sheet, table.place.register, table.shown(table.first + row), column))
    if key is not None:
        keys = filled.apply(table.sheet.text.iloc[:, key], key).iloc[table.first : table.stop] if key in filled else body.iloc[:, key]
        odd = _odd(body, keys, kept, [at for at in headed if at not in recognised], headed)
        findings += _without_totals(table, body, keys, odd, kept, recognised)
        findings += _without_foot(table, body, keys, odd, kept, recognised)
    findings += _without_header(table, body, kept | blank)
    return range(table.first, table.stop) if kept.all() else np.flatnonzero(kept) + table.first, findings


def _only_numbers_rows(table: Table, at: int) -> bool:
    """Whether a column holds nothing but the numbers of rows, which templates print in advance."""
    header = table.header[at]
    return header is not None and header.is_ordinal


def _blank(body: pd.DataFrame, columns: Sequence[int]) -> Bools:
    """Rows with nothing but spaces in any of the columns."""
    if not columns:
        return np.ones(len(body), dtype=np.bool_)
    blank = np.flatnonzero(_is_blank(body.iloc[:, columns[0]]))
    for position in columns[1:]:
        if not len(blank):
            break
        blank = blank[_is_blank(taken(body.iloc[:, position], blank))]
    return _marked(blank, len(body))


def _is_blank(cells: pd.Series[Any]) -> Bools:
    return marked(cells, _blank_piece)


def _blank_piece(texts: Texts) -> Bools:
    blank: Bools = texts.lengths == 0
    rows = _beginning(texts, _SPACE_BEGINS)
    if len(rows):
        spaces = pc.utf8_is_space(texts.array.take(pa.array(rows)))
        blank[rows[pc.fill_null(spaces, fill_value=False).to_numpy(zero_copy_only=False)]] = True
    return blank


def _beginning(texts: Texts, bytes_: np.ndarray[Any, np.dtype[np.bool_]]) -> Positions:
    """Find the cells whose first byte is one of some; only these are worth a closer look."""
    return texts.rows_where(bytes_.take(texts.first(texts.filled)))


def _titles(table: Table, body: pd.DataFrame, headed: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Find the rows of one text that is merged over several columns: row in the body, and the text's column."""
    shift = int(table.sheet.text.index[0]) if len(table.sheet.text) else 1
    for top, left, bottom, right in table.sheet.merged:
        row = top - shift - table.first
        over = sum(left <= at <= right for at in headed)
        if top == bottom and 0 <= row < len(body) and over >= min(_TITLE_OVER, len(headed)) and over > 1:
            cells = body.iloc[row, table.left : table.right + 1]
            if cells.notna().sum() == 1 and isinstance(body.iloc[row, left], str):
                yield row, left


def _odd(body: pd.DataFrame, keys: pd.Series[Any], kept: Bools, unread: Sequence[int], headed: Sequence[int]) -> list[int]:
    """Find the rows that may be totals or a foot: some cell says so, and the key is empty or is that cell."""
    named = np.logical_or.reduce(abreast(_says, [keys, *(body.iloc[:, at] for at in unread)], len(body)))
    bare = np.flatnonzero(_is_blank(keys) & kept & ~named)
    if len(bare):
        says = np.zeros(len(bare), dtype=np.bool_)
        for at in headed:
            says |= _says(taken(body.iloc[:, at], bare))
        named[bare[says]] = True
    rows: list[int] = np.flatnonzero(named & kept).tolist()
    return rows


def _says(cells: pd.Series[Any]) -> Bools:
    return marked(cells, _says_piece)


def _says_piece(texts: Texts) -> Bools:
    said = np.zeros(len(texts), dtype=np.bool_)
    rows = _beginning(texts, _ODD_BEGINS)
    if len(rows):
        odd = pc.match_substring_regex(texts.array.take(pa.array(rows)), _ODD)
        said[rows[odd.to_numpy(zero_copy_only=False)]] = True
    return said


def _without_totals(  # noqa: PLR0913 - what a row is known by
    table: Table, body: pd.DataFrame, keys: pd.Series[Any], odd: Sequence[int], kept: Bools, recognised: Sequence[int]
) -> list[Finding]:
    found = []
    for row in odd:
        cells = _filled(table, body, row)
        labels = [(at, cell) for at, cell in cells if _IS_TOTALS.match(cell)]
        if not labels or not all(_is_amount(cell) for at, cell in cells if at != labels[0][0]):
            continue
        at, label = labels[0]
        # With a key of its own the row is about somebody, unless the label stands where nothing of anybody is written.
        if isinstance(keys.iloc[row], str) and keys.iloc[row].strip() and at in recognised and at != table.key:
            continue
        kept[row] = False
        found.append(_finding(table, TOTALS, row, at, {"label": label.strip()}))
    return found


def _without_foot(  # noqa: PLR0913 - what a row is known by
    table: Table, body: pd.DataFrame, keys: pd.Series[Any], odd: Sequence[int], kept: Bools, recognised: Sequence[int]
) -> list[Finding]:
    found = []
    below = _below_the_last(body, keys, kept, recognised)
    for row in sorted({*odd, *below}):
        cells = _filled(table, body, row)
        if not kept[row] or not cells or len(cells) > _FOOT_CELLS:
            continue
        # Under the last row of data a place or a day may stand before the signature.
        said = next(((at, word) for at, cell in (cells if row in below else cells[:1]) if (word := _IS_FOOT.match(cell))), None)
        has_key = isinstance(keys.iloc[row], str) and keys.iloc[row].strip() and cells[0][0] in recognised and cells[0][0] != table.key
        if said is None or (has_key and row not in below):
            continue
        last = len(body) if row in below else row + 1
        rows = int(kept[row:last].sum())
        kept[row:last] = False
        found.append(_finding(table, FOOT, row, said[0], {"label": said[1][0].strip(" \t\n:.,(/"), "rows": rows}))
    return found


def _below_the_last(body: pd.DataFrame, keys: pd.Series[Any], kept: Bools, recognised: Sequence[int]) -> list[int]:
    """Give the rows below the last whole one: one with a key and some of what the table has; no more than a foot has."""
    end = max(len(kept) - 2 * _FOOT_ROWS, 0)
    last = np.flatnonzero(kept[end:])[-_FOOT_ROWS:] + end
    if len(last) < _FOOT_ROWS:
        last = np.flatnonzero(kept)[-_FOOT_ROWS:]
    if not len(last):
        return []
    # A slice costs nothing, and of it the few last rows are taken.
    end_of, keys_of = body.iloc[last[0] : last[-1] + 1], keys.iloc[last[0] : last[-1] + 1].iloc[last - last[0]]
    filled = np.sum([~_is_blank(end_of.iloc[last - last[0], at]) for at in recognised], axis=0)
    whole = ~_is_blank(keys_of) & ~_says(keys_of) & (filled >= min(_WHOLE, len(recognised)))
    end = int(np.flatnonzero(whole).max()) + 1 if whole.any() else 0
    rows: list[int] = last[end:].tolist()
    return rows


def _without_header(table: Table, body: pd.DataFrame, looked_at: Bools) -> list[Finding]:
    """Say which columns hold something under an empty header."""
    found = []
    for at in range(table.left, table.right + 1):
        if table.header[at] is not None:
            continue
        cells = int((~_is_blank(body.iloc[:, at]) & looked_at).sum())
        if cells:
            place = Place(table.place.file, table.place.sheet, table.place.row, f"{letters(at)}{table.place.row}", table.place.register)
            found.append(Finding(NO_HEADER.code, NO_HEADER.severity, place, {"letter": letters(at), "cells": cells}))
    return found


def _filled(table: Table, body: pd.DataFrame, row: int) -> list[tuple[int, str]]:
    cells = body.iloc[row, table.left : table.right + 1]
    return [(at, cell) for at, cell in enumerate(cells, start=table.left) if isinstance(cell, str) and cell.strip()]


def _is_amount(cell: str) -> bool:
    bare = _PERCENT.sub("", cell).strip()
    return bare in _NOTHING or number(bare) is not None or grosze(bare) is not None


def _finding(table: Table, said: Notice, row: int, at: int, facts: dict[str, Fact]) -> Finding:
    shown = table.shown(table.first + row)
    place = Place(table.place.file, table.place.sheet, shown, f"{letters(at)}{shown}", table.place.register)
    return Finding(said.code, said.severity, place, facts)


def _marked(rows: Positions, length: int) -> Bools:
    marked = np.zeros(length, dtype=np.bool_)
    marked[rows] = True
    return marked
