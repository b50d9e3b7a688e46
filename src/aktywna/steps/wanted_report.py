"""What was asked of a report on the command line, understood: its kind, its template, its formats."""

from __future__ import annotations

from pathlib import Path

from aktywna.domain.faults import UnknownWord
from aktywna.domain.findings.rule import N_
from aktywna.domain.promises.model import Language
from aktywna.io.writing.formats import WRITERS
from aktywna.io.writing.office_templates import ENDINGS
from aktywna.io.writing.templates import ENDING, no_template
from aktywna.steps.office_report import is_office
from aktywna.steps.report import kinds

USUAL_FORMATS = "md,xlsx"
TEMPLATES = (ENDING, *ENDINGS)
"""Endings of templates that an office may bring."""


def kind_of(written: str, language: Language, project: Path) -> str:
    """Give a kind of report; raise `UnknownWord` when there is no template for it."""
    known = tuple(kinds(language, project if project.is_dir() else project.parent))
    if written not in known:
        raise UnknownWord(N_("kind of report"), written, known)
    return written


def template_of(written: Path | None, language: Language) -> Path | None:
    """Give the office's own template; raise `UnknownWord` for one of another kind, `InputRefused` with T004 when it is not there."""
    if written is not None and not written.name.endswith(TEMPLATES):
        raise UnknownWord(N_("kind of template"), written.name, TEMPLATES)
    if written is not None and not written.is_file():
        raise no_template(written, language)
    return written


def formats_of(written: str, template: Path | None = None) -> tuple[str, ...]:
    """
    Give the formats named, in order and once each; raise `UnknownWord` for one that nothing writes.

    A template of Word or Excel makes a file of its own kind and no other.
    """
    if template is not None and is_office(template):
        only = template.suffix.lower().removeprefix(".")
        if written not in {USUAL_FORMATS, only}:
            raise UnknownWord(N_("format"), written, (only,))
        return (only,)
    asked = tuple(dict.fromkeys(one.strip().lower() for one in written.split(",") if one.strip()))
    for one in asked or (written,):
        if one not in WRITERS:
            raise UnknownWord(N_("format"), one, tuple(WRITERS))
    return asked
