"""A document as one HTML file: for reading, searching and printing; it needs no other file, no script and no colour."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from importlib.resources import files
from urllib.parse import quote

from aktywna.domain.grid import Bullets, Cell, Document, Funding, Grid, Heading, Link, Narrative, Paragraph, Part, Picture
from aktywna.io.writing import drawing
from aktywna.io.writing.logos import in_html as funding
from aktywna.io.writing.markdown import NUMBERS, shown
from aktywna.io.writing.narrative import in_html
from aktywna.io.writing.paper import PORTRAIT, Paper, columns, placed
from aktywna.words.wording import _, ngettext

LONG = 10
"""Rows of a table from which it can be searched and says how many it has."""
_STANDS = Paper(fitting=((PORTRAIT, 200),))
"""A page on which columns of texts give way a little before it is turned."""
MANY = 3
"""Chapters from which a document has a list of them."""
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_NOTE, _SMALL = ' class="note"', ' class="small"'
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)), "�")
"""Signs that no HTML may hold."""


def html(document: Document) -> str:
    """
    Give `document` as an HTML page that is also well-formed XML; the same document gives the same text.

    Every text is escaped: nothing that stands in a register becomes a part of the page.
    """
    style, script = _asset("page.css") + _widths(document), _asset("page.js")
    images = "; img-src data:" if any(isinstance(part, Funding) and part.logos for part in document.parts) else ""
    policy = f"default-src 'none'; style-src {_hashed(style)}; script-src {_hashed(script)}{images}"
    lies = any(sum(columns(one, _STANDS)) > PORTRAIT + 60 for part in document.parts for one in _tables(part))
    words = {"data-search": _("Search in this table"), "data-found": _("Rows shown: {n} of {all}")}
    skip = _("Skip to the content")
    said = "".join(f' {name}="{_safe(text)}"' for name, text in words.items())
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{document.language}" xmlns="http://www.w3.org/1999/xhtml">',
            "<head>",
            '<meta charset="utf-8" />',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}" />',
            '<meta name="viewport" content="width=device-width, initial-scale=1" />',
            f"<title>{_safe(document.title)}</title>",
            f"<style>{style}</style>",
            "</head>",
            f'<body class="{"lies" if lies else "stands"}"{said}>',
            f'<a class="skip" href="#content">{_safe(skip)}</a>',
            '<main id="content">',
            *_body(document),
            "</main>",
            f"<script>{script}</script>",
            "</body>",
            "</html>\n",
        ]
    )


def table(grid: Grid, name: str, *, caption: str = "", heading: str = "") -> str:
    """
    Draw a grid as a table with a caption, headers that say what they are headers of, and numbers to the right.

    `name` is its id. A caption that only repeats the `heading` above is there for those who hear the page.
    """
    grid = grid.on_paper
    shares = f"<colgroup>{'<col />' * len(grid.widths)}</colgroup>"
    said = caption or grid.name or heading
    if len(grid.rows) >= LONG:
        counted = ngettext("{n} row", "{n} rows", len(grid.rows)).format(n=len(grid.rows))
        said = _("{table}: {rows}").format(table=said, rows=counted) if said else counted
    quiet = ' class="quiet"' if said == heading else ""
    naming = _naming(grid)
    rows = [f"<tr>{''.join(_cells(cells, naming))}</tr>" for cells in grid.rows]
    lines = [
        f'<div class="table" role="region" aria-labelledby="{name}-caption" tabindex="0">',
        f'<table id="{name}">',
        f'<caption id="{name}-caption"{quiet}>{_safe(said)}</caption>',
        *([shares] if grid.widths else []),
        *(["<thead>", *_header(grid), "</thead>"] if grid.header else []),
        *(["<tbody>", *rows, "</tbody>"] if rows else []),
        "</table>",
        "</div>",
    ]
    return "\n".join(lines)


def _body(document: Document) -> Iterator[str]:  # noqa: C901 - a case for each kind of part
    chapters = [part.text for part in document.parts if isinstance(part, Heading) and part.level == 2]  # noqa: PLR2004
    listed = len(chapters) > MANY
    heading, number, tables = "", 0, 0
    notes: set[str] = set()
    for at, part in enumerate(document.parts):
        if listed and _is_chapter(part) and number == 0:
            yield _chapters(chapters)
        match part:
            case Heading(level, text):
                heading = text
                number += level == 2  # noqa: PLR2004
                named = f' id="chapter-{number}"' if level == 2 else ""  # noqa: PLR2004
                yield f"<h{level}{named}>{_safe(text)}</h{level}>"
            case Paragraph(text, small):
                yield f"<p{_SMALL if small else ''}>{_prose(text)}</p>"
            case Bullets(items):
                yield "\n".join(["<ul>", *(f"<li>{_prose(item)}</li>" for item in items), "</ul>"])
            case Grid():
                tables += 1
                above = document.parts[at - 1] if at else None
                caption = "" if isinstance(above, Heading) else part.name or heading
                yield table(part, f"table-{tables}", caption=caption, heading=heading)
                # What explains several tables is said once.
                note = part.on_paper.note
                if note and (part.whole or note not in notes):
                    yield f"<p{_NOTE}>{_prose(note)}</p>"
                    notes.add(note)
            case Picture():
                tables += part.numbers
                yield _figure(part, f"table-{tables}")
            case Funding():
                yield funding(part)
            case Narrative():
                yield in_html(part).translate(_CONTROLS)


def _figure(picture: Picture, name: str) -> str:
    """Draw a picture with its title, and its numbers under it: a picture is one thing to who hears the page."""
    numbers = [table(picture.grid, name, caption=picture.title)] if picture.numbers else []
    caption = f"<figcaption>{_safe(picture.title)}</figcaption>"
    return "\n".join(["<figure>", caption, drawing.inline(picture), "</figure>", *numbers])


def _widths(document: Document) -> str:
    """Looks of the tables whose maker says how wide their columns are: the page's width, shared out likewise."""
    grids = [one for part in document.parts for one in _tables(part)]
    rules = []
    for number, grid in enumerate(grids, 1):
        if grid.widths:
            rules.append(f"#table-{number} {{ width: 100%; table-layout: fixed; min-width: {2 * sum(grid.widths) // 5}rem; }}")
            shares = (100 * width / sum(grid.widths) for width in grid.widths)
            rules += [f"#table-{number} col:nth-child({at}) {{ width: {share:.1f}%; }}" for at, share in enumerate(shares, 1)]
    return "\n" + "\n".join(rules) if rules else ""


def _tables(part: Part) -> list[Grid]:
    """The tables that a part is drawn with."""
    if isinstance(part, Picture):
        return [part.grid] if part.numbers else []
    return [part.on_paper] if isinstance(part, Grid) else []


def _is_chapter(part: Part) -> bool:
    return isinstance(part, Heading) and part.level == 2  # noqa: PLR2004


def _chapters(chapters: list[str]) -> str:
    title = _safe(_("Contents"))
    items = [f'<li><a href="#chapter-{number}">{_safe(text)}</a></li>' for number, text in enumerate(chapters, 1)]
    return "\n".join([f'<nav aria-label="{title}">', "<ul>", *items, "</ul>", "</nav>"])


def _header(grid: Grid) -> Iterator[str]:
    """Draw the header rows; one with nothing under it reaches down to the last of them."""
    rows = [dict(placed(cells)) for cells in grid.header]
    covered: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        drawn = []
        for column, cell in cells.items():
            if (row, column) in covered:
                continue
            last = row
            while cell.value and cell.span == 1 and last + 1 < len(rows) and (under := rows[last + 1].get(column)) and not under.value:
                last += 1
                covered.add((last, column))
            deep = f' rowspan="{last - row + 1}"' if last > row else ""
            wide = f' colspan="{cell.span}"' if cell.span > 1 else ""
            scope = "colgroup" if cell.span > 1 else "col"
            # A header of nothing is no header.
            drawn.append(f'<th scope="{scope}"{deep}{wide}>{_lines(shown(cell))}</th>' if cell.value else f"<td{deep}{wide}></td>")
        yield f"<tr>{''.join(drawn)}</tr>"


def _naming(grid: Grid) -> int:
    """The column that says what a row is about: the first of texts; -1 when there is none."""
    width = sum(cell.span for cell in grid.header[-1]) if grid.header else 0
    for column in range(width):
        seen = [cell for cells in grid.rows for at, cell in placed(cells) if at == column and cell.value is not None]
        if seen and all(isinstance(cell.value, str) for cell in seen):
            return column
    return -1


def _cells(cells: tuple[Cell, ...], naming: int) -> Iterator[str]:
    for at, cell in placed(cells):
        text = _lines(shown(cell))
        if cell.style == "strong" and text:
            text = f"<strong>{text}</strong>"
        if cell.link is not None and text:
            text = f'<a href="{_safe(_address(cell.link))}">{text}</a>'
        kinds = [*(["number"] if cell.kind in NUMBERS else []), *([cell.style] if cell.style not in {"plain", "strong"} else [])]
        looks = f' class="{" ".join(kinds)}"' if kinds else ""
        wide = f' colspan="{cell.span}"' if cell.span > 1 else ""
        yield f'<th scope="row"{looks}{wide}>{text}</th>' if at == naming and text else f"<td{looks}{wide}>{text}</td>"


def _address(link: Link) -> str:
    """The file itself: a browser opens no cell of it. A colon is escaped too, so a name is never read as a protocol."""
    return quote(link.file)


def _prose(text: str) -> str:
    """A text with its `**strong**` words."""
    pieces = _STRONG.split(text)
    return "".join(f"<strong>{_safe(piece)}</strong>" if at % 2 else _safe(piece) for at, piece in enumerate(pieces))


def _lines(text: str) -> str:
    return "<br />".join(_safe(line) for line in text.splitlines())


def _safe(text: str) -> str:
    return escape(text.translate(_CONTROLS), quote=True)


def _asset(name: str) -> str:
    """A file of the page's looks; neither holds a sign that would have to be escaped."""
    return (files("aktywna") / "data" / "page" / name).read_text(encoding="utf-8").strip()


def _hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
