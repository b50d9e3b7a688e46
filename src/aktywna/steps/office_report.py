"""A report made with the office's own template in Word or Excel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from aktywna.domain.grid import Document
from aktywna.domain.promises.model import Language
from aktywna.io.writing.office_templates import ENDINGS, Asked, filled_office


def is_office(template: Path | None) -> bool:
    """Whether a template is a file of Word or Excel, and makes one of its own kind."""
    return template is not None and template.suffix.lower() in ENDINGS


def office_report(  # noqa: PLR0913 - what a template is filled with
    template: Path,
    known: Mapping[str, Any],
    filters: Mapping[str, Callable[..., Any]],
    *,
    title: str,
    language: Language,
    texts: Mapping[str, str],
) -> tuple[Document, bytes]:
    """Fill a template with what is `known`; give its places where people write, as a document, and the file."""
    asked = Asked(template, known, filters, texts)
    content = filled_office(asked)
    return Document(title, language, tuple(asked.places)), content
