"""A form learnt from a file that an official system exported: its headers in order, its encoding, delimiter, days and words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from aktywna.domain.exchange.coded import dictionary_of
from aktywna.domain.exchange.format import PARTICIPANTS, SUPPORT, Format
from aktywna.domain.faults import InputRefused
from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.findings.rule import ERROR, N_, notice
from aktywna.domain.registers.layout import Column, normal
from aktywna.domain.sheets.tables import Table, tables
from aktywna.io import shipped
from aktywna.io.exchange.carriers import ENDINGS, FOR_SCRIPTS, TEXT_FILES
from aktywna.io.reading import csvs
from aktywna.io.reading.encodings import encoding_of
from aktywna.steps.exchange.inputs import read_sheets

NO_HEADER = notice(
    "R360",
    ERROR,
    title=N_("A sample holds no headers of participants."),
    says=N_("The sample {file:quote} has no row of headers of the register of participants."),
    do=N_("Export a file from the system, with or without people in it, and name it: --to sample:FILE."),
    basis="registers.md 2.3: P",
    about=N_("Of some systems nobody has published how their files are written; a file of theirs says it."),
)
_SOURCE = "registers.md 2.3: P"
_HEAD = 1 << 16
_DAYS = (
    (re.compile(r"\d{4}-\d\d-\d\d.*"), "rrrr-mm-dd"),
    (re.compile(r"\d\d\.\d\d\.\d{4}.*"), "dd.mm.rrrr"),
    (re.compile(r"\d\d-\d\d-\d{4}.*"), "dd-mm-rrrr"),
    (re.compile(r"\d\d/\d\d/\d{4}.*"), "dd/mm/rrrr"),
)
_ENCODINGS = {
    "utf-8": "utf-8",
    "utf-16-le": "utf-16",
    "utf-16-be": "utf-16",
    "cp1250": "cp1250",
    "iso-8859-2": "iso-8859-2",
    "cp852": "cp852",
}


def sample_form(path: Path, passwords: tuple[str, ...] = ()) -> Format:
    """Give the form of a file: every header where it stands, filled where the register knows it; raise `InputRefused`."""
    layout = shipped.layouts()[PARTICIPANTS]
    for sheet in read_sheets(path, path.name, passwords):
        found, _said = tables(layout, sheet, {})
        if found:
            break
    else:
        raise InputRefused(Finding(NO_HEADER.code, ERROR, Place(path.name), {"file": path.name}))
    table = found[0]
    return Format.model_validate(
        {
            "id": "sample",
            "name": path.name,
            "issuer": path.name,
            "version": "",
            "era": shipped.eras()[-1],
            "about": path.name,
            "mark": "X",
            "source": _SOURCE,
            "carrier": _carrier(path, table),
            "field": list(_fields(table)),
        }
    )


def _fields(table: Table) -> Iterator[dict[str, Any]]:
    layout = shipped.layouts()[PARTICIPANTS]
    stands = {at: layout.columns[name] for name, at in table.headings.columns.items() if at not in table.headings.splits}
    for at in range(table.left, table.right + 1):
        header = table.header[at]
        one: dict[str, Any] = {"id": f"column-{at + 1}", "header": header.text if header is not None else ""}
        split = table.headings.splits.get(at)
        column = stands.get(at)
        if split is not None and split.by == "identifier":
            one["first_of"] = split.into
        elif column is not None and column.gives:
            one["column"] = column.gives
        elif column is not None:
            one |= {"column": f"{PARTICIPANTS}.{column.id}", **_words(table, at, column)}
        yield one


def _words(table: Table, at: int, column: Column) -> dict[str, Any]:
    """Give how the file writes each code, by its own cells; what it does not show is written by its name, and is an assumption."""
    choice = dictionary_of(column, shipped.choices())
    if choice is None:
        return {}
    cells = table.sheet.text.iloc[table.first : table.stop, at].dropna()
    seen: dict[str, str] = {}
    for word, _times in Counter(cells).most_common():
        code = choice.codes.get(normal(word))
        if code is not None:
            seen.setdefault(code, word)
    values = {value.id: seen.get(value.id, value.name.pl) for value in choice.value}
    return {"values": values, "assumed": tuple(code for code in values if code not in seen)}


def _carrier(path: Path, table: Table) -> Mapping[str, str]:
    ending = path.suffix.lower()
    encoding, delimiter, line_end = "utf-8-sig", ";", "CRLF"
    if ending in csvs.SUFFIXES:
        written = encoding_of(path, path.name, None)
        head = path.read_bytes()[:_HEAD]
        encoding = _ENCODINGS.get(written.encoding, "utf-8")
        encoding = "utf-8-sig" if encoding == "utf-8" and written.start else encoding
        delimiter = csvs.shape_in(path, written).separator
        line_end = "CRLF" if b"\r\n" in head or b"\n" not in head else "LF"
    kept = ending if ending in ENDINGS and ending not in FOR_SCRIPTS else ".xlsx"
    return {
        "ending": kept if kept in {*TEXT_FILES, ".xlsx", ".ods"} else ".xlsx",
        "file": f"{path.stem}_{{day}}",
        "encoding": encoding,
        "delimiter": delimiter,
        "line_end": line_end,
        "quotes": "needed",
        "dates": _date_form(table),
        "sheet": table.sheet.name or "Uczestnicy",
        "several": "|",
    }


def _date_form(table: Table) -> str:
    """Give how the file writes days: as most of its cells of days are written, ISO where it has none."""
    layout = shipped.layouts()[PARTICIPANTS]
    found: Counter[str] = Counter()
    for name, at in table.headings.columns.items():
        if layout.columns[name].kind != "date" and layout.columns[name].gives not in {f"{SUPPORT}.start_date", f"{SUPPORT}.end_date"}:
            continue
        for cell in table.sheet.text.iloc[table.first : table.stop, at].dropna().head(100):
            found.update(form for shape, form in _DAYS if shape.fullmatch(cell))
    return found.most_common(1)[0][0] if found else "rrrr-mm-dd"
