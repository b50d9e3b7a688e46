"""A document as Markdown: tables drawn with pipes and padded, so that they can be read as they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from urllib.parse import quote

from aktywna.domain.grid import Bullets, Cell, Document, Funding, Grid, Heading, Narrative, Paragraph, Picture, Verbatim
from aktywna.io.writing import drawing
from aktywna.io.writing.narrative import in_markdown
from aktywna.words import figures

NUMBERS = frozenset({"number", "count", "money", "percent"})
SHORT = 40
"""Letters: what is longer is a sentence, where sentences are told."""
NARROWEST = 3
"""A rule under a header has at least three hyphens."""

_SIGNS = re.compile(r"([\\`<|])|(?<!\*)\*(?!\*)")
_STARTS = re.compile(r"^(\s*)([#>+]|-(?=\s)|\d+(?=[.)]\s))")


def markdown(document: Document) -> str:  # noqa: C901 - a case for each kind of part
    """Give `document` as GitHub-flavoured Markdown, parts apart by an empty line."""
    drawn: list[str] = []
    notes: set[str] = set()
    for part in document.parts:
        match part:
            case Heading(level, text):
                drawn.append(f"{'#' * level} {_safe(text)}")
            case Paragraph(text):
                drawn.append(_STARTS.sub(r"\1\\\2", _safe(text)))
            case Bullets(items):
                drawn.append("\n".join(f"- {_safe(item)}" for item in items))
            case Verbatim(text):
                drawn.append(f"```text\n{text}\n```")
            case Grid():
                drawn.append(told(part.on_paper) if part.told else table(part.on_paper))
                # What explains several tables is said once.
                note = part.on_paper.note
                if note and (part.whole or note not in notes):
                    drawn.append(_STARTS.sub(r"\1\\\2", _safe(note)))
                    notes.add(note)
            case Picture():
                drawn += _picture(part, document.name)
            case Narrative():
                drawn.append(in_markdown(part))
            case Funding():
                drawn += _funding(part)
    return "\n\n".join(drawn) + "\n"


def picture_file(document: str, picture: Picture) -> str:
    """
    Name the file of a picture, from the folder of the document it belongs to.

    >>> picture_file("month_2012-05", Picture("bars", Grid((), ()), "Obecność", "attendance", ""))
    'month_2012-05.pictures/attendance.svg'
    """
    return f"{document}.pictures/{picture.name}.svg"


def pictures(document: Document) -> dict[str, bytes]:
    """Give the files of a document's pictures, which lie beside it: path from its folder, SVG."""
    return {picture_file(document.name, part): drawing.svg(part) for part in document.parts if isinstance(part, Picture)}


def _funding(part: Funding) -> Iterator[str]:
    """The logos in a line, and who pays; a logo that lies nowhere beside the document is told by its words."""
    logos = [f"![{_labelled(one.alt)}]({quote(one.beside)})" if one.beside else f"[{_safe(one.alt)}]" for one in part.logos]
    yield from filter(None, (" ".join(logos), _safe(part.line)))


def _picture(picture: Picture, document: str) -> Iterator[str]:
    """Its title, the picture that lies beside the document, what it says, and its numbers."""
    yield f"**{_safe(picture.title)}**"
    # A document that lies nowhere has nothing beside it.
    yield f"![{_labelled(picture.alt)}]({quote(picture_file(document, picture))})" if document else _safe(picture.alt)
    if picture.numbers:
        yield table(picture.grid)


def table(grid: Grid) -> str:
    """
    Draw a grid with pipes: numbers to the right, every column as wide as its widest cell.

    Markdown has one header row, so several are put together: `Narastająco` over `K` becomes `Narastająco K`, and a
    header over words is followed by a colon.
    A cell over several columns stands in the first of them.
    """
    header = _header(grid)
    rows = [[text for cell in cells for text in _over(cell)] for cells in grid.rows]
    right = [_is_numeric(grid, column) for column in range(len(header))]
    widths = [max(NARROWEST, *(_breadth(row[column]) for row in [header, *rows])) for column in range(len(header))]
    rule = [f"{'-' * (width - 1)}:" if numeric else "-" * width for width, numeric in zip(widths, right, strict=True)]
    return "\n".join(_line(row, widths, right) for row in [header, rule, *rows])


def told(grid: Grid) -> str:
    """
    Tell a grid of sentences row by row: what is short on one line, each column of sentences under it with its header.

    An empty cell is left out.
    """
    header = _header(grid)
    long = [any(_breadth(shown(cells[at])) > SHORT for cells in grid.rows) for at in range(len(header))]
    items = []
    for cells in grid.rows:
        said = [(name, _escaped(shown(cell)), is_long) for name, cell, is_long in zip(header, cells, long, strict=True)]
        short = [(name, text) for name, text, is_long in said if text and not is_long]
        # A bare number says nothing without its header.
        items.append("- " + " · ".join(text if any(map(str.isalpha, text)) else f"{name}: {text}" for name, text in short))
        items += [f"  - {name}: {text}" for name, text, is_long in said if text and is_long]
    return "\n".join(items)


def shown(cell: Cell) -> str:
    """
    Write a cell's value as its kind asks; a percent keeps the decimals it has.

    >>> shown(Cell(106, "count", prefix="co najmniej"))
    'co najmniej 106'
    """
    if cell.kind == "percent" and isinstance(cell.value, Decimal):
        text = figures.percent(cell.value, max(0, -int(cell.value.as_tuple().exponent)))
        return f"{cell.prefix} {text}" if cell.prefix else text
    return figures.shown(cell.value, "yes_no" if isinstance(cell.value, bool) else cell.kind, cell.prefix)


def _header(grid: Grid) -> list[str]:
    """Put the header rows together; what stands over several columns is said in each of them."""
    columns: list[list[str]] = []
    for cells in grid.header:
        spread = [shown(cell) for cell in cells for _column in range(cell.span)]
        columns = columns or [[] for _text in spread]
        for words, text in zip(columns, spread, strict=True):
            if text:
                words.append(text)
    # A letter (women, men) only tells columns apart; words say something of their own.
    return [_escaped((" " if words and len(words[-1]) == 1 else ": ").join(words)) for words in columns]


def _over(cell: Cell) -> Iterator[str]:
    text = _escaped(shown(cell))
    yield f"**{text}**" if text and cell.style == "strong" else text
    for _column in range(cell.span - 1):
        yield ""


def _is_numeric(grid: Grid, column: int) -> bool:
    """Whether a column of the body holds numbers, besides answers (yes, no) and what is empty."""
    found = (cell for cells in grid.rows for at, cell in _placed(cells) if at == column and cell.span == 1)
    seen = [cell for cell in found if cell.value is not None and not isinstance(cell.value, bool)]
    return bool(seen) and all(cell.kind in NUMBERS for cell in seen)


def _placed(cells: tuple[Cell, ...]) -> Iterator[tuple[int, Cell]]:
    column = 0
    for cell in cells:
        yield column, cell
        column += cell.span


def _line(row: list[str], widths: list[int], right: list[bool]) -> str:
    padded = []
    for text, width, numeric in zip(row, widths, right, strict=True):
        room = " " * (width - _breadth(text))
        padded.append(room + text if numeric else text + room)
    return f"| {' | '.join(padded)} |"


@lru_cache(maxsize=1 << 14)
def _breadth(text: str) -> int:
    """How many columns of a terminal a text takes: combining marks take none, wide letters two."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _safe(text: str) -> str:
    """Text of a template or a definition: its `**strong**` words stay, other signs of Markdown are only letters."""
    return _SIGNS.sub(lambda sign: f"\\{sign[0]}", text)


def _labelled(text: str) -> str:
    """Text between the square brackets of a picture."""
    return re.sub(r"([\[\]])", r"\\\1", _safe(text))


def _escaped(text: str) -> str:
    """Text inside a table: on one line, and no sign of Markdown means anything."""
    return re.sub(r"([\\`<|*])", r"\\\1", re.sub(r"\s*[\r\n]+\s*", " ", text))
