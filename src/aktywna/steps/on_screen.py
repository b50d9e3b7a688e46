"""Tables for a screen: a grid as texts, and the short table of figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aktywna.domain.counting.tally import Count
from aktywna.domain.grid import Cell, Grid
from aktywna.domain.promises.model import Language
from aktywna.domain.registers.books import Books
from aktywna.io.writing.markdown import shown
from aktywna.steps.tables.cells import figures, grid, measured, share, text, whole
from aktywna.steps.tables.figures import name_of, of_nobody, unit_of
from aktywna.words.wording import _


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
