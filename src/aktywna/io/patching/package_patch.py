"""An XLSX or XLSM workbook with cells marked, cells corrected and a sheet added; every part that has none of it stays byte for byte."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from xml.parsers.expat import ExpatError

import numpy as np

from aktywna.domain.findings.finding import Severity
from aktywna.domain.sheets.refusals import DAMAGED, refused
from aktywna.domain.sheets.sheet import letters
from aktywna.io.patching.added_sheet import Added, add_sheet
from aktywna.io.patching.cell_patch import Cells, Change, Spot
from aktywna.io.patching.notes_patch import put_notes
from aktywna.io.patching.package_parts import Parts
from aktywna.io.patching.spans import Spanned
from aktywna.io.patching.styles_patch import BLANK, DAY_FORMAT, KIND, TEXT_FORMAT, Styles
from aktywna.io.reading.cell_text import Look
from aktywna.io.reading.outline import looks, outline, targets

_FIRST_DAY, _FIRST_DAY_1904 = date(1899, 12, 30), date(1904, 1, 1)
_SURE_FROM = date(1900, 3, 1)
"""Before this day the calendars of spreadsheet programs differ."""
_FORMULA = re.compile(rb"<(?:[^\s<>/:=]+:)?f[\s/>]")
_BEHIND_CALC = frozenset({
    "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects",
    "extLst",
})  # fmt: skip
"""What stands behind the settings of calculation (ECMA-376 part 1, 18.2.27)."""
_LONGEST_NOTE = 32_000


@dataclass(frozen=True)
class Mark:
    """A cell to be filled by severity, with a note beside it: its sheet, its row as shown, its column from 0."""

    sheet: str
    row: int
    column: int
    severity: Severity
    note: str = ""


@dataclass(frozen=True)
class NewValue:
    """A cell to hold another value: a text, or a day; an empty text empties the cell."""

    sheet: str
    row: int
    column: int
    value: str | date


@dataclass(frozen=True)
class Patched:
    """A workbook with its changes, and the cells whose value was left alone."""

    content: bytes
    left: frozenset[tuple[str, str]] = frozenset()
    """Sheet and cell: formulas, texts in several fonts, cells hidden in merged ones, values that stand elsewhere."""


def patched(
    content: bytes, file: str, *, marks: Iterable[Mark] = (), values: Iterable[NewValue] = (), added: Added | None = None
) -> Patched:
    """
    Give the workbook `content` with its changes; `file` is the name to call it by.

    Touched are: the cells, the styles (new ones behind the old, a mark takes all of its cell's but the fill), the notes with
    their shapes, the added sheet, and what names new parts. A cell that is not there is made in its row's or column's style;
    of a merged one the cell that is seen is marked. Formulas keep the values that were saved with them; where a value was
    changed in a workbook that has a formula anywhere, it is asked to calculate anew when it is opened (`fullCalcOnLoad`), for
    then a saved value may be out of date. A signature of the package does not hold for the copy. Takes time and memory in
    proportion to the parts it changes. Raise `InputRefused` when the package is damaged.
    """
    try:
        return _patched(Parts(content, file), list(marks), list(values), added)
    except (ValueError, KeyError, LookupError, ExpatError) as error:
        raise refused(DAMAGED, file) from error


def _patched(parts: Parts, marks: list[Mark], values: list[NewValue], added: Added | None) -> Patched:
    book = outline(parts.package)
    where = {tab.name: tab.part for tab in book.tabs}
    styles = styles_of(parts, book.styles)
    shown = looks(parts.package, book.styles)
    day = partial(_serial, first=_FIRST_DAY_1904 if book.from_1904 else _FIRST_DAY)
    rich = _rich(parts, book.shared)
    left = {(one.sheet, f"{letters(one.column)}{one.row}") for one in values if one.sheet not in where}
    is_changed = False
    by_sheet: dict[str, tuple[list[Mark], dict[Spot, str | date]]] = {}
    for mark in marks:
        by_sheet.setdefault(mark.sheet, ([], {}))[0].append(mark)
    for value in values:
        by_sheet.setdefault(value.sheet, ([], {}))[1][value.row, value.column] = value.value
    for sheet, (of_sheet, new) in by_sheet.items():
        if sheet not in where:
            continue
        cells = Cells(parts.open(where[sheet]), rich)
        mine = _gathered(of_sheet, cells)
        hidden = cells.anchors(list(new))
        changes = {spot: _valued(styles, shown, value, day) for spot, value in new.items() if hidden.get(spot, spot) == spot}
        for spot, mark in mine.items():
            changes[spot] = _marked(styles, changes.get(spot), mark.severity)
        alone = cells.patch(changes) | (new.keys() - changes.keys())
        left |= {(sheet, f"{letters(column)}{row}") for row, column in alone}
        is_changed = is_changed or bool(new.keys() - alone)
        put_notes(parts, where[sheet], {spot: mark.note for spot, mark in mine.items() if mark.note})
    if is_changed and any(_FORMULA.search(parts.open(part).bare) for part in where.values()):
        calculate_anew(parts.open(parts.book))
    if added is not None:
        add_sheet(parts, styles, added)
    styles.write()
    return Patched(parts.content(), frozenset(left))


def styles_of(parts: Parts, part: str | None) -> Styles:
    """Give the styles of a workbook; one that has none gets some when a style is asked for."""
    if part is not None:
        return Styles(parts.open(part))
    main = parts.open(parts.book).root.namespace()
    return _NewStyles(parts, Spanned(BLANK.format(main=main).encode()))


class _NewStyles(Styles):
    """Styles of a workbook that had none."""

    def __init__(self, parts: Parts, markup: Spanned) -> None:
        super().__init__(markup)
        self._parts = parts

    def write(self) -> None:
        super().write()
        if self._markup.is_changed:
            # Some programs point at styles that they do not write.
            pointed = next((part for kind, part in targets(self._parts.package, self._parts.book).values() if kind == "styles"), None)
            part = pointed or "xl/styles.xml"
            self._parts.add(part, self._markup.content(), KIND)
            if pointed is None:
                self._parts.link(self._parts.book, "styles", part)


def _gathered(marks: list[Mark], cells: Cells) -> dict[Spot, Mark]:
    """Give each cell that is seen one mark: the heaviest, with the notes of all."""
    anchors = cells.anchors([(one.row, one.column) for one in marks])
    found: dict[Spot, Mark] = {}
    for one in marks:
        spot = anchors.get((one.row, one.column), (one.row, one.column))
        other = found.get(spot)
        if other is None:
            found[spot] = one
            continue
        note = "\n\n".join(dict.fromkeys(filter(None, (*other.note.split("\n\n"), *one.note.split("\n\n")))))
        found[spot] = replace(other, severity=min(other.severity, one.severity), note=note[:_LONGEST_NOTE])
    return found


def _valued(styles: Styles, shown: np.ndarray, value: str | date, day: Callable[[date], int]) -> Change:
    """Say how a cell takes a value: a day in the look of days, digits in the look of texts, which keeps their zeros."""
    if isinstance(value, date):
        return Change(lambda style: style if _look(shown, style) == Look.MOMENT else styles.formatted(style, DAY_FORMAT), day(value))
    if value.isdecimal():
        return Change(lambda style: styles.formatted(style, TEXT_FORMAT), value)
    return Change(lambda style: style, value)


def _marked(styles: Styles, change: Change | None, severity: Severity) -> Change:
    before: Callable[[int], int] = change.style if change else lambda style: style
    return Change(lambda style: styles.filled(before(style), severity), change.value if change else None)


def _look(shown: np.ndarray, style: int) -> int:
    return int(shown[style]) if 0 <= style < len(shown) else Look.NUMBER


def _serial(day: date, first: date) -> int:
    if day < _SURE_FROM:
        raise ValueError(day)
    return (day - first).days


def _rich(parts: Parts, shared: str | None) -> Callable[[int], bool]:
    """Give the question whether a shared text is set in several fonts; the texts are looked at when it is first asked."""
    found: list[bool] = []

    def is_rich(at: int) -> bool:
        if not found and shared is not None:
            markup = parts.open(shared)
            texts = (one for one in markup.children(markup.root) if one.name == "si")
            found.extend(any(piece.name == "r" for piece in markup.children(one)) for one in texts)
        return found[at] if at < len(found) else True

    return is_rich


def calculate_anew(book: Spanned) -> None:
    """Ask whoever opens the workbook to reckon its formulas."""
    root = book.root
    children = book.children(root)
    settings = next((one for one in children if one.name == "calcPr"), None)
    if settings is not None:
        book.set_attributes(settings, {"fullCalcOnLoad": "1"})
        return
    at = min((one.start for one in children if one.name in _BEHIND_CALC), default=root.closing)
    book.insert(at, f'<{root.prefix.decode()}calcPr fullCalcOnLoad="1"/>'.encode())
