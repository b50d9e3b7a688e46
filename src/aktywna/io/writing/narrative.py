"""Places where a person writes, as each format holds them: between comments, in a section of a page, in a named cell."""

from __future__ import annotations

import hashlib
import re
from html import escape

from aktywna.domain.grid import Narrative

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
"""What a place may be called: what an id may be, so that there can be one for each task."""
RANGE = "aktywna.narrative."
"""What the name of a workbook's cell begins with that is such a place; the name moves with the cell."""


def in_markdown(place: Narrative) -> str:
    """Give a place as Markdown: between two comments, the person's own Markdown as it was written."""
    return f"<!-- narrative {place.name} -->\n\n{shown(place)}\n\n<!-- /narrative {place.name} -->"


def in_html(place: Narrative) -> str:
    """Give a place as a section of a page, a paragraph for each of the text's."""
    kind = "" if place.text else ' class="hint"'
    paragraphs = ("<br />".join(escape(line) for line in part.split("\n")) for part in shown(place).split("\n\n"))
    body = "".join(f"<p{kind}>{paragraph}</p>" for paragraph in paragraphs)
    return f'<section class="narrative" data-narrative="{place.name}">{body}</section>'


def shown(place: Narrative) -> str:
    """
    Give what stands in a place: the text, or the hint in brackets.

    >>> shown(Narrative("plan", "", "Napisz, co dalej."))
    '[Napisz, co dalej.]'
    """
    return place.text or f"[{place.hint}]"


def range_name(place: Narrative) -> str:
    """
    Name the cells of a workbook that are a place; such names know no hyphen.

    >>> range_name(Narrative("task-1.2"))
    'aktywna.narrative.task.h1.d2'
    """
    return RANGE + place.name.replace(".", ".d").replace("-", ".h")


def place_name(range_: str) -> str:
    """
    Give the place whose cells are called so.

    >>> place_name("aktywna.narrative.task.h1.d2")
    'task-1.2'
    """
    return range_.removeprefix(RANGE).replace(".h", "-").replace(".d", ".")


def plain(text: str) -> str:
    r"""
    Give a text as all formats hold it alike: no spaces at the ends of lines, one empty line between paragraphs.

    >>> plain("Raz  \r\n\r\n\r\nDwa\n")
    'Raz\n\nDwa'
    """
    lines = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n")


def mark(text: str) -> str:
    """Give what a text is known by."""
    return hashlib.sha256(plain(text).encode()).hexdigest()
