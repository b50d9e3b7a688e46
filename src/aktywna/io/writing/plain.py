"""A document as plain text: what a terminal shows, or a file that anybody can read."""

from __future__ import annotations

import textwrap

from aktywna.domain.grid import Bullets, Document, Funding, Grid, Heading, Narrative, Paragraph, Picture, Verbatim
from aktywna.io.writing.markdown import shown
from aktywna.io.writing.narrative import shown as written

BROADEST = 120
"""Letters of the longest line of a paragraph."""
COLUMN = 32
"""Letters of the broadest column of a table; what is longer is folded."""
INDENT = "    "


def plain(document: Document) -> str:  # noqa: C901 - a case for each kind of part
    """Give `document` as text: headings as they are, tables set in columns, what is verbatim indented; parts apart by an empty line."""
    drawn: list[str] = []
    for part in document.parts:
        match part:
            case Heading(_level, text):
                drawn.append(_folded(text))
            case Paragraph(text):
                drawn.append(_folded(text.replace("**", "")))
            case Bullets(items):
                drawn.append("\n".join(_folded(f"- {item.replace('**', '')}", "  ") for item in items))
            case Verbatim(text):
                drawn.append(textwrap.indent(text, INDENT))
            case Grid():
                drawn.append(textwrap.indent(table(part.filled), INDENT))
                if part.note:
                    drawn.append(_folded(part.note))
            case Funding():
                drawn += [_folded(part.line)] if part.line else []
            case Narrative():
                drawn.append(written(part))
            case Picture():
                # Nobody looks at a picture in a text; its numbers say the same.
                drawn += [_folded(f"{part.title}: {part.alt}"), textwrap.indent(table(part.grid), INDENT)]
    return "\n\n".join(drawn)


def table(grid: Grid) -> str:
    """Set a grid in columns under a ruled header; long headers and values are folded."""
    rows = [[shown(cell) for cell in cells] for cells in (*grid.header, *grid.rows)]
    widths = [_width([row[at] for row in rows]) for at in range(len(rows[0]))]
    lines = [line for row in rows[: len(grid.header)] for line in _set(row, widths)]
    lines.append("  ".join("─" * width for width in widths))
    return "\n".join([*lines, *(line for row in rows[len(grid.header) :] for line in _set(row, widths))])


def _width(texts: list[str]) -> int:
    """Give the breadth of a column: no word of it is cut."""
    longest = max((len(word) for text in texts for word in text.split()), default=0)
    return max(longest, min(COLUMN, max(map(len, texts))))


def _set(row: list[str], widths: list[int]) -> list[str]:
    """Set the texts of a row, each folded within its column."""
    cells = [textwrap.wrap(text, width) or [""] for text, width in zip(row, widths, strict=True)]
    lines = []
    for at in range(max(len(cell) for cell in cells)):
        texts = [cell[at] if at < len(cell) else "" for cell in cells]
        lines.append("  ".join(text.ljust(width) for text, width in zip(texts, widths, strict=True)).rstrip())
    return lines


def _folded(text: str, hanging: str = "") -> str:
    return textwrap.fill(text, BROADEST, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False)
