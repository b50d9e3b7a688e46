"""The office's own template in Excel: cells filled as numbers, days and texts, rows repeated, everything else kept byte for byte."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property, partial
from typing import Any

from jinja2 import TemplateError, TemplateRuntimeError, Undefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from aktywna.domain.faults import InputRefused
from aktywna.domain.findings.finding import Place
from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Cell, Grid, Narrative, Picture
from aktywna.domain.sheets.refusals import DAMAGED, refused
from aktywna.domain.sheets.sheet import letters
from aktywna.io.patching.new_rows import Filled, NewRow, move_the_rest, write_rows
from aktywna.io.patching.old_rows import OldCell, OldRow, Piece, rows_of, texts_of
from aktywna.io.patching.package_parts import Parts
from aktywna.io.patching.package_patch import calculate_anew, styles_of
from aktywna.io.patching.row_followers import follow
from aktywna.io.patching.row_moves import RowMoves
from aktywna.io.patching.spans import Spanned, escaped, plain
from aktywna.io.patching.styles_patch import DAY_FORMAT
from aktywna.io.reading.cell_text import Look
from aktywna.io.reading.outline import Outline, looks, outline
from aktywna.io.writing.narrative import range_name
from aktywna.io.writing.narrative import shown as narrative_shown
from aktywna.io.writing.office_templates import Asked, written
from aktywna.io.writing.row_loops import Turned, blocks_of, placed, turned
from aktywna.io.writing.workbook import number_format
from aktywna.words import figures
from aktywna.words.wording import language

_ONLY = re.compile(r"\s*\{\{((?:(?!\}\}|\{\{).)*)\}\}\s*", re.DOTALL)
_FIRST_DAY, _FIRST_DAY_1904 = date(1899, 12, 30), date(1904, 1, 1)
_FORMULA = re.compile(rb"<(?:[^\s<>/:=]+:)?f[\s/>]")
_SOURCE = re.compile(rb'<worksheetSource\b[^>]*\bsheet="([^"]*)"')
_FAULTS = (TemplateError, TypeError, ValueError, ArithmeticError, AttributeError, LookupError)


def filled_excel(content: bytes, asked: Asked) -> bytes:
    """Fill an Excel template; the same inputs give the same bytes. Raise `InputRefused` with T005-T008, R3xx for no workbook."""
    try:
        return _Book(Parts(content, asked.file.name), asked).filled()
    except (ValueError, LookupError, StopIteration) as error:
        raise refused(DAMAGED, asked.file.name) from error


class _Book:
    """A workbook while it is being filled."""

    def __init__(self, parts: Parts, asked: Asked) -> None:
        self.parts = parts
        self.asked = asked
        self.outline: Outline = outline(parts.package)
        self.styles = styles_of(parts, self.outline.styles)
        self.texts = texts_of(parts.open(self.outline.shared)) if self.outline.shared else []
        self.names: list[tuple[str, str]] = []
        """Names of cells where people write, and where they are."""

    @cached_property
    def looks(self) -> Any:
        return looks(self.parts.package, self.outline.styles)

    def filled(self) -> bytes:
        sheets = {tab.name: tab.part for tab in self.outline.tabs}
        old = {name: rows_of(self.parts.open(part), self.texts) for name, part in sheets.items()}
        made: dict[str, list[NewRow]] = {}
        moves: dict[str, RowMoves] = {}
        for name, rows in old.items():
            sheet = _Sheet(self, name)
            block = blocks_of(rows, sheet)
            found = turned(block, sheet)
            where = placed(found)
            known = {row.number: row for row in rows}
            made[name] = [
                NewRow(at, sheet.filled(known.get(at.source), row, number))
                for number, (at, row) in enumerate(zip(where, found, strict=True), 1)
            ]
            self.names += sheet.names
            moves[name.casefold()] = RowMoves([row.placed for row in made[name]], block.row)
        self._refuse_losses(sheets, old, moves)
        for name, part in sheets.items():
            markup = self.parts.open(part)
            if made[name] or _FORMULA.search(markup.bare):
                write_rows(markup, old[name], made[name], moves, name)
            if any(not one.is_still for one in moves.values()):
                move_the_rest(markup, {key: one for key, one in moves.items() if not one.is_still}, name)
            self._headers(markup, name)
        follow(self.parts, sheets, moves)
        self._name_places()
        if any(_FORMULA.search(self.parts.open(part).bare) for part in sheets.values()):
            calculate_anew(self.parts.open(self.parts.book))
        self.styles.write()
        return self.parts.content()

    def _name_places(self) -> None:
        """Name the cells where people write, so that what they write is found again."""
        if not self.names:
            return
        book = self.parts.open(self.parts.book)
        p = book.root.prefix.decode()
        written_ = "".join(f'<{p}definedName name="{name}">{escaped(at)}</{p}definedName>' for name, at in self.names).encode()
        known = book.child(book.root, "definedNames")
        if known is not None:
            book.append(known, written_)
            return
        before = [one for one in book.children(book.root) if one.name in {"sheets", "functionGroups", "externalReferences"}]
        book.insert(before[-1].end, f"<{p}definedNames>".encode() + written_ + f"</{p}definedNames>".encode())

    def _refuse_losses(self, sheets: Mapping[str, str], old: Mapping[str, list[OldRow]], moves: Mapping[str, RowMoves]) -> None:
        """Refuse what could not be kept where rows move."""
        caches = [self.parts.package.read(name) for name in self.parts.package.names if "pivotCacheDefinition" in name]
        pivots = {plain(found[1]) for cache in caches for found in _SOURCE.finditer(cache)}
        for name in sheets:
            if moves[name.casefold()].is_still:
                continue
            if name in pivots:
                raise self.asked.loss(N_("A pivot table is made of this sheet, whose rows are repeated."), N_("sheet"), name)
            for row in old[name]:
                for cell in row.cells:
                    if cell.kind not in {"", "alone"}:
                        at = f"{letters(cell.column)}{row.number}"
                        place = Place(file=self.asked.file.name, sheet=name, row=row.number, cell=at)
                        what = N_("A formula of several cells stands in a sheet whose rows are repeated.")
                        raise self.asked.loss(what, N_("cell"), f"{name}!{at}", place)

    def _headers(self, markup: Spanned, sheet: str) -> None:
        """Fill what is printed at the top and at the foot of pages."""
        found = markup.child(markup.root, "headerFooter")
        for one in markup.children(found) if found is not None else ():
            text = plain(markup.inner(one))
            if "{" in text:
                environment = self.asked.environment()
                # A single `&` begins an instruction there.
                environment.finalize = lambda value: str(written(value)).replace("&", "&&")
                try:
                    said = environment.from_string(text).render(self.asked.context)
                except _FAULTS as error:
                    raise self.asked.fault(error, N_("page header or footer of the sheet"), sheet) from error
                markup.replace(one.opened, one.closing, escaped(said).encode())


class _Sheet:
    """A sheet whose placeholders are asked; a fault is told with its cell."""

    def __init__(self, book: _Book, name: str) -> None:
        self.book = book
        self.name = name
        self.asked = book.asked
        self.environment: ImmutableSandboxedEnvironment = self.asked.environment()
        self.known = {**self.asked.context, "table": _no_table, "picture": _no_picture}
        self.names: list[tuple[str, str]] = []
        self._compiled: dict[str, Callable[..., Any]] = {}

    def turns(self, body: str, scope: Mapping[str, Any], cell: OldCell, row: int) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []

        def take(loop: Any, **names: Any) -> str:
            found.append(
                {
                    **names,
                    "loop": {"index": loop.index, "index0": loop.index0, "first": loop.first, "last": loop.last, "length": loop.length},
                }
            )
            return ""

        def run() -> None:
            (parsed,) = self.environment.parse(f"{{% for {body} %}}{{% endfor %}}").find_all(nodes.For)
            stored = [one.name for one in parsed.target.find_all(nodes.Name)] or [parsed.target.name]  # type: ignore[attr-defined]
            names = ", ".join(f"{name}={name}" for name in dict.fromkeys(stored))
            source = f"{{% for {body} %}}{{{{ take_turn(loop, {names}) }}}}{{% endfor %}}"
            self._template(source)({**self.known, **scope, "take_turn": take})

        self._guarded(run, cell, row)
        return found

    def holds(self, body: str, scope: Mapping[str, Any], cell: OldCell, row: int) -> bool:
        source = f"{{% if {body} %}}1{{% endif %}}"
        return bool(self._guarded(lambda: self._template(source)({**self.known, **scope}), cell, row))

    def wrong(self, error: Exception, cell: OldCell, row: int) -> InputRefused:
        at = f"{letters(cell.column)}{row}"
        return self.asked.fault(error, N_("cell"), f"{self.name}!{at}", Place(file=self.asked.file.name, sheet=self.name, row=row, cell=at))

    def filled(self, source: OldRow | None, row: Turned, number: int) -> dict[int, Filled]:
        """Give what the cells of a row, `number` of the new sheet, are filled with."""
        cells = {cell.column: cell for cell in source.cells} if source is not None else {}
        found = {}
        for column, pieces in row.line.cells.items():
            cell = cells[column]
            if row.scope is None:
                found[column] = Filled(cell.style)
            else:
                at = f"'{self.name.replace(chr(39), chr(39) * 2)}'!${letters(column)}${number}"
                scope = {**self.known, **row.scope, "narrative": partial(self._narrative, at)}
                found[column] = self._guarded(lambda: self._content(cell, pieces, scope), cell, row.line.number)  # noqa: B023 - asked at once
        return found

    def _narrative(self, at: str, name: str, hint: str = "") -> str:
        place: Narrative = self.asked.narrative(name, hint)
        self.names.append((range_name(place), at))
        return narrative_shown(place)

    def _content(self, cell: OldCell, pieces: tuple[Piece, ...], scope: Mapping[str, Any]) -> Filled:
        only = _ONLY.fullmatch("".join(piece.text for piece in pieces))
        if only is None:
            return Filled(cell.style, None, tuple(Piece(self._template(one.text)(scope), one.looks) for one in pieces))
        value = self._expression(only[1])(scope)
        if isinstance(value, Undefined):
            str(value)
        looks_of = next((piece.looks for piece in pieces if piece.text.strip()), b"")
        return self._typed(cell, value, looks_of)

    def _typed(self, cell: OldCell, value: Any, looks_of: bytes) -> Filled:
        """Give a value as a cell holds it: a number in the cell's own format, when it has one."""
        if isinstance(value, Cell) and isinstance(value.value, int | Decimal) and not isinstance(value.value, bool):
            style = cell.style
            if value.prefix or not self.book.styles.format_of(style):
                style = self.book.styles.written_as(style, number_format(value, language()))
            return Filled(style, _number(value.value / 100 if value.kind == "percent" else value.value))
        bare = value.value if isinstance(value, Cell) and isinstance(value.value, date) else value
        if isinstance(bare, date):
            first = _FIRST_DAY_1904 if self.book.outline.from_1904 else _FIRST_DAY
            day = bare.date() if isinstance(bare, datetime) else bare
            is_day = 0 <= cell.style < len(self.book.looks) and self.book.looks[cell.style] == Look.MOMENT
            return Filled(cell.style if is_day else self.book.styles.formatted(cell.style, DAY_FORMAT), (day - first).days)
        if isinstance(bare, bool):
            return Filled(cell.style, None, (Piece(figures.yes_no(bare), looks_of),))
        if isinstance(bare, int | float | Decimal) and not figures.unknown(bare):
            return Filled(cell.style, _number(bare))
        return Filled(cell.style, None, (Piece(str(written(bare)), looks_of),))

    def _template(self, source: str) -> Callable[..., str]:
        if source not in self._compiled:
            self._compiled[source] = self.environment.from_string(source).render
        return self._compiled[source]

    def _expression(self, source: str) -> Callable[..., Any]:
        key = f"{{{{{source}}}}}"
        if key not in self._compiled:
            self._compiled[key] = self.environment.compile_expression(source, undefined_to_none=False)
        return self._compiled[key]

    def _guarded(self, run: Callable[[], Any], cell: OldCell, row: int) -> Any:
        try:
            return run()
        except InputRefused:
            raise
        except _FAULTS as error:
            raise self.wrong(error, cell, row) from error


def _number(value: float | Decimal) -> float:
    """Give a number as a workbook keeps it."""
    return int(value) if value == int(value) else float(value)


def _no_table(_grid: Grid | None = None) -> str:
    raise TemplateRuntimeError(N_("table() puts no table into a workbook; a row is repeated instead: for row in tables.outputs | rows"))


def _no_picture(_picture: Picture | None = None) -> str:
    raise TemplateRuntimeError(N_("picture() puts no picture into a workbook; a chart of the template's own cells is drawn by Excel"))
