"""Texts of a Word file: paragraphs, words in bold, links, lines as they were written; no sign of a text becomes a part of the file."""

from __future__ import annotations

import re
from html import escape

_STRONG = re.compile(r"\*\*(.+?)\*\*")
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Signs that no XML may hold, or that no program shows."""


def paragraph(content: str, style: str = "", *, more: str = "") -> str:
    """Give a paragraph of runs in a style; `more` is what its properties hold behind the style, in the order of the standard."""
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + more
    said = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{said}{content}</w:p>"


def run(text: str, looks: str = "") -> str:
    """Give a text as a run, its lines broken where it breaks them; `looks` are properties of its letters."""
    if not text:
        return ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{safe(line)}</w:t>' for line in text.splitlines())
    said = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f"<w:r>{said}{lines}</w:r>"


def prose(text: str) -> str:
    """Give a text with its `**strong**` words as runs."""
    pieces = _STRONG.split(text)
    return "".join(run(piece, '<w:rStyle w:val="Strong"/>' if at % 2 else "") for at, piece in enumerate(pieces))


def verbatim(text: str) -> str:
    """Give lines in a font whose letters are all as broad."""
    return paragraph(run(text), "HTMLPreformatted")


def safe(text: str) -> str:
    """Give a text as XML holds it, in an element or an attribute."""
    return escape(_NEVER.sub("�", text), quote=True)
