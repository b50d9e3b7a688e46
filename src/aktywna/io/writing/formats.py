"""The formats that a document is written in; what writes one is imported when the first document is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from aktywna.domain.grid import Document


def _markdown(document: Document) -> bytes:
    from aktywna.io.writing.markdown import markdown  # noqa: PLC0415

    return markdown(document).encode()


def _workbook(document: Document) -> bytes:
    from aktywna.io.writing.workbook import workbook  # noqa: PLC0415

    return workbook(document)


def _page(document: Document) -> bytes:
    from aktywna.io.writing.html import html  # noqa: PLC0415

    return html(document).encode()


def _word(document: Document) -> bytes:
    from aktywna.io.writing.word import docx  # noqa: PLC0415

    return docx(document)


WRITERS: Mapping[str, Callable[[Document], bytes]] = {"md": _markdown, "xlsx": _workbook, "html": _page, "docx": _word}
"""What makes a file of each format."""
