"""The values of programme periods as tables: how much each is, from when until when, on what ground."""

from __future__ import annotations

from aktywna.domain.grid import Cell, Grid
from aktywna.domain.promises.era import Era, Validity
from aktywna.steps.assumptions import source_text, value_text
from aktywna.steps.explain.rule_page import seen_text
from aktywna.words import figures
from aktywna.words.wording import _, language


def values_table(era: Era) -> Grid:
    """Every value of a programme period, a row for each time it is valid."""
    rows = [
        (key, value.name.say(language()), amount(valid, value.unit), validity(valid), valid.source, seen_text(valid.seen))
        for key, value in era.values.items()
        for valid in value.validities
    ]
    return _table((_("Id"), _("Value"), _("How much"), _("Valid"), _("Source"), _("Seen written")), rows)


def value_table(name: str, eras: tuple[Era, ...]) -> Grid:
    """One value in each of `eras`, a row for each time it is valid."""
    rows = [
        (
            era.id,
            era.values[name].name.say(language()),
            amount(valid, era.values[name].unit),
            validity(valid),
            f"{valid.source} – {source_text(valid.source)}",
            seen_text(valid.seen),
        )
        for era in eras
        for valid in era.values[name].validities
    ]
    return _table((_("Programme period"), _("Value"), _("How much"), _("Valid"), _("Source"), _("Seen written")), rows)


def amount(valid: Validity, unit: str) -> str:
    """How much a value is, in words."""
    return value_text(valid.value, unit) if valid.value is not None else _("only if the project gives it")


def validity(valid: Validity) -> str:
    """From when until when a value is valid."""
    if valid.from_ is None and valid.until is None:
        return _("throughout")
    since = _("from {day}").format(day=figures.day(valid.from_)) if valid.from_ is not None else ""
    until = _("until {day}").format(day=figures.day(valid.until)) if valid.until is not None else ""
    return " ".join(filter(None, (since, until)))


def _table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> Grid:
    return Grid((tuple(map(Cell, header)),), tuple(tuple(map(Cell, row)) for row in rows))
