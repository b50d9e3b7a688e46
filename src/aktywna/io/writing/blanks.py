"""Blank registers: one workbook each, with drop-downs, checks as one types, and a note on every header."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook

from aktywna.domain.cells.vocabulary import vocabulary
from aktywna.domain.findings.rule import N_
from aktywna.domain.promises.model import Language
from aktywna.domain.registers.layout import Choice, Column, KindName, Layout
from aktywna.domain.sheets.sheet import letters
from aktywna.words.wording import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from aktywna.domain.promises.project import Project

ROWS = 2000
"""How many rows below the header are prepared."""
ALWAYS = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The day every workbook claims to be made, so that the same inputs give the same bytes."""
_LONG_LIST = 250
"""Characters of a drop-down that Excel keeps beside the cell; a longer one stands on a sheet of its own."""

HOW: Mapping[KindName, str] = {
    "text": N_("Text."),
    "code": N_("A number or a mark, kept as text: leading zeros stay."),
    "name": N_("Text."),
    "number": N_("A number."),
    "count": N_("A whole number."),
    "hours": N_("A number of hours."),
    "money": N_("An amount in PLN."),
    "date": N_("A date: day, month, year."),
    "time": N_("A time: hour and minutes, for example 8:30."),
    "yes_no": N_("Choose from the list."),
    "choice": N_("Choose from the list."),
    "choices": N_("One or more of the values below, separated with semicolons."),
    "pesel": N_("11 digits, kept as text: the zero at the beginning stays."),
    "nip": N_("10 digits, with or without hyphens."),
    "regon": N_("9 or 14 digits."),
    "teryt": N_("7 digits, kept as text: the zero at the beginning stays."),
    "postal_code": N_("Written 00-000."),
    "phone": N_("A telephone number, kept as text."),
    "email": N_("An e-mail address."),
}
"""What goes into a cell of each kind, in words."""
_ACCEPTED: Mapping[KindName, Mapping[str, Any]] = {
    "date": {"validate": "date", "criteria": "between", "minimum": date(1900, 1, 1), "maximum": date(2199, 12, 31)},
    "time": {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1},
    "count": {"validate": "integer", "criteria": ">=", "value": 0},
    "number": {"validate": "decimal", "criteria": ">=", "value": -999_999_999},
    "hours": {"validate": "decimal", "criteria": ">=", "value": 0},
    "money": {"validate": "decimal", "criteria": ">=", "value": -999_999_999},
}
_SHOWN: Mapping[KindName, str] = {
    "number": "0.##",
    "count": "0",
    "hours": "0.##",
    "money": "#,##0.00",
    "date": "dd\\.mm\\.yyyy",
    "time": "hh:mm",
}
_WIDTHS: Mapping[KindName, int] = {"text": 22, "name": 20, "choice": 24, "choices": 28, "email": 26}


def blank_register(layout: Layout, choices: Mapping[str, Choice], language: Language, project: Project) -> bytes:
    """
    Give a workbook with the header row of `layout` and room for rows below it.

    The names of the project's own paths, forms ... become drop-downs as well. The same arguments give the same bytes.
    """
    stream = BytesIO()
    with Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"title": layout.name.say(language), "created": ALWAYS})
        _Blank(book, layout, _Words(choices, language, project)).write()
    return stream.getvalue()


@dataclass(frozen=True)
class _Words:
    """What may stand in the cells of a column, in the language of the register."""

    choices: Mapping[str, Choice]
    language: Language
    project: Project

    def of(self, column: Column) -> list[str]:
        known = vocabulary(column, self.choices, self.project)
        return [value.name.say(self.language) for value in known.value] if known and column.kind != "teryt" else []


@dataclass(eq=False)
class _Blank:
    book: Workbook
    layout: Layout
    words: _Words
    lists: Worksheet | None = None
    listed: list[str] = field(default_factory=list)
    """Columns whose drop-down stands on the sheet of lists."""

    def write(self) -> None:
        language = self.words.language
        columns = [column for column in self.layout.column if column.offered]
        sheet = self.book.add_worksheet(self.layout.name.say(language)[:31])
        # Keep the register first and in front, whatever lists follow it.
        if any(_is_long(self.words.of(column)) for column in columns):
            self.lists = self.book.add_worksheet(_("lists"))
            self.lists.hide()
        header = self.book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#D9E1F2", "border": 1})
        needed = self.book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#FFE699", "border": 1})
        formats: dict[str, Format] = {}
        for position, column in enumerate(columns):
            shown = _SHOWN.get(column.kind, "@")
            formats.setdefault(shown, self.book.add_format({"num_format": shown}))
            name, words = column.name.say(language), self.words.of(column)
            sheet.set_column(position, position, max(_WIDTHS.get(column.kind, 14), min(len(name), 24)), formats[shown])
            sheet.write_string(0, position, name, needed if column.need.always else header)
            note = self._note(column, words)
            size = {"x_scale": 2.2, "y_scale": max(0.8, note.count("\n") * 0.22 + len(note) / 220)}
            sheet.write_comment(0, position, note, {"author": "aktywna", "font_size": 9, **size})
            check = self._check(column, words, position)
            if check:
                sheet.data_validation(1, position, ROWS, position, check)
        sheet.set_row(0, 60)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, 0, len(columns) - 1)

    def _note(self, column: Column, words: list[str]) -> str:
        lines = [column.about.say(self.words.language)] if column.about else []
        lines.append(_(HOW[column.kind]))
        if column.kind == "choices":
            lines += [f"- {word}" for word in words]
        if column.need.always:
            lines.append(_("Must be filled in."))
        elif column.need.unless or column.need.when:
            other = self.layout.columns[column.need.unless or column.need.when or ""].name.say(self.words.language)
            unless, depending = (
                _("Must be filled in unless this column says yes: {column}."),
                _("Must be filled in depending on: {column}."),
            )
            lines.append((unless if column.need.unless else depending).format(column=other))
        return "\n".join(lines)

    def _check(self, column: Column, words: list[str], position: int) -> dict[str, Any]:
        """Say what Excel is to accept in the cells of a column; nothing for a column of free text."""
        if column.kind in {"choice", "yes_no"} and words:
            source = self._listed(column.id, words) if _is_long(words) else words
            # A warning only: the program understands more ways of writing than the list shows.
            check = {"validate": "list", "source": source, "error_type": "warning"}
        elif column.kind == "pesel":
            cell = f"{letters(position)}2"
            check = {"validate": "custom", "value": f"=AND(LEN({cell})=11,ISNUMBER(--{cell}))"}
        elif column.kind in _ACCEPTED:
            check = {**_ACCEPTED[column.kind]}
        else:
            return {}
        return {**check, "error_title": "aktywna", "ignore_blank": True, "error_message": _(HOW[column.kind])}

    def _listed(self, column: str, words: Iterable[str]) -> str:
        assert self.lists is not None  # made when any list is long
        at = len(self.listed)
        self.listed.append(column)
        entries = [column, *words]
        self.lists.write_column(0, at, entries)
        letter, sheet = letters(at), _("lists")
        return f"='{sheet}'!${letter}$2:${letter}${len(entries)}"


def _is_long(words: list[str]) -> bool:
    return len(",".join(words)) > _LONG_LIST or any("," in word for word in words)
