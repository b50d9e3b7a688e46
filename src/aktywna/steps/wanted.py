"""What was asked for on the command line, understood: kinds of report, formats, codes; and tables for a screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from aktywna.domain.counting.tally import Count
from aktywna.domain.faults import UnknownWord
from aktywna.domain.findings.rule import N_, NOTICES
from aktywna.domain.grid import Cell, Grid
from aktywna.domain.promises.model import Language
from aktywna.domain.registers.books import Books
from aktywna.io.writing.markdown import shown
from aktywna.io.writing.office_templates import ENDINGS
from aktywna.io.writing.templates import ENDING, no_template
from aktywna.steps.efficiency import codes as efficiency_codes
from aktywna.steps.explain.page import declare_all
from aktywna.steps.office_report import is_office
from aktywna.steps.report import WRITERS, kinds
from aktywna.steps.tables.cells import figures, grid, measured, share, text, whole
from aktywna.steps.tables.figures import name_of, of_nobody, unit_of
from aktywna.words.wording import _

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


def codes_of(written: str | None) -> tuple[str, ...]:
    """Give the codes named in `A203,R1`, or their beginnings; raise `UnknownWord` for one that nothing begins with."""
    asked = tuple(one.strip().upper() for one in (written or "").split(",") if one.strip())
    if asked:
        declare_all()
    for one in asked:
        if not any(code.startswith(one) for code in NOTICES):
            raise UnknownWord(N_("code"), one, tuple(sorted(NOTICES)))
    return asked


def indicator_of(books: Books, written: str) -> str:
    """Give an indicator's code as the project writes it, in either case; raise `UnknownWord` when it has none such."""
    known = {indicator.id.casefold(): indicator.id for indicator in books.indicators}
    if written.casefold() not in known:
        raise UnknownWord(N_("indicator"), written, (*known.values(), *efficiency_codes(books)))
    return known[written.casefold()]


@dataclass(frozen=True)
class Drawing:
    """A grid as texts, for a screen."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    """Columns of numbers, which stand to the right."""


def drawing(grid: Grid) -> Drawing:
    """Give a grid's texts; a header over several columns stands above each of them."""
    spread = [[shown(cell) for cell in cells for _column in range(cell.span)] for cells in grid.header]
    header = tuple("\n".join(filter(None, words)) for words in zip(*spread, strict=True))
    numeric = tuple(all(row[at].kind not in {"text", "day"} or row[at].value is None for row in grid.rows) for at in range(len(header)))
    return Drawing(header, tuple(tuple(shown(cell) for cell in row) for row in grid.rows), numeric)


def figures_on_screen(books: Books, counts: Sequence[Count], language: Language) -> Grid:
    """Give every indicator in a line: code, name, planned, achieved in the period and since the start, percent, unknown."""
    rows = []
    for count in counts:
        unit = unit_of(books, count)
        rows.append(
            (
                text(count.indicator.id),
                text(name_of(count.indicator, language)),
                measured(count.target.total if count.target else None, unit),
                figures(count.period, unit, of_nobody=of_nobody(count))[0],
                *figures(count.cumulative, unit, of_nobody=of_nobody(count)),
                share(count.percent),
                whole(count.cumulative.unknown or None),
            )
        )
    columns = [_("Code"), _("Indicator"), _("Planned"), _("In the period"), _("Since the start"), _("Women"), _("Men"), "%", _("Not known")]
    found = grid(columns, rows)
    return found if found is not None else Grid(((Cell(_("No indicators")),),), ())
