"""Pages of what rules and counts rest on: programme periods and their values, indicators, registers, columns."""

from __future__ import annotations

from collections.abc import Iterator

from aktywna.domain.findings.rule import N_, rules
from aktywna.domain.grid import Bullets, Cell, Grid, Heading, Paragraph, Part
from aktywna.domain.promises.era import Era
from aktywna.domain.promises.indicator import Listed
from aktywna.domain.registers.layout import Column, Layout, normal
from aktywna.io import shipped
from aktywna.io.writing.blanks import HOW
from aktywna.steps.explain.indicator_page import values_of
from aktywna.steps.explain.value_page import value_table, values_table
from aktywna.steps.needs import needs
from aktywna.words.wording import _, language, quote

UNITS = {
    "person": N_("one row – a person"),
    "participation": N_("one row – one form of support of one person"),
    "event": N_("one row – one event"),
    "entity": N_("one row – one entity"),
}
READ = {
    "all": N_("all files with a usual name are read together"),
    "latest": N_("of several files the one with the latest date in its name is read"),
}


def era_page(era: Era) -> list[Part]:
    """Give the page of a programme period: its values and its indicators."""
    tongue = language()
    named = [(one.id, one.name.say(tongue) if one.name else one.id) for one in indicators(era)]
    return [
        Heading(1, f"{era.id} · {era.name.say(tongue)}"),
        Paragraph(_("Values:")),
        values_table(era),
        Paragraph(_("Indicators:")),
        _table((_("Code"), _("Indicator")), named),
    ]


def value_page(name: str) -> list[Part]:
    """Give the page of a value of programme periods: how much it is in each, on what ground, and which rules ask for it."""
    tongue = language()
    held = tuple(era for era in map(shipped.era, shipped.eras()) if name in era.values)
    asking = [code for code, rule in rules().items() if name in needs(rule).values]
    page: list[Part] = [
        Heading(1, f"{name} · {held[-1].values[name].name.say(tongue)}"),
        value_table(name, held),
        Paragraph(_("A project may change it in project.toml, under parameters.")),
    ]
    counting = [one.id for era in held for one in indicators(era) if name in values_of(one)]
    if counting:
        page.append(Paragraph(_("Indicators that use it: {codes}").format(codes=", ".join(counting))))
    return [*page, Paragraph(_("Rules that ask for it: {codes}").format(codes=", ".join(asking)))] if asking else page


def register_page(layout: Layout) -> list[Part]:
    """Give the page of a register: its usual file names and its columns."""
    rows = [
        (column.name.say(language()), f"{layout.id}.{column.id}", _kind(column), _need(layout, column), _("yes") if column.private else "")
        for column in layout.column
        if column.offered
    ]
    also = [quote(column.name.say(language())) for column in layout.column if not column.offered]
    page: list[Part] = [
        Heading(1, f"{layout.id} · {layout.name.say(language())}"),
        Paragraph(_("Usual file names: {names}; {read}.").format(names=", ".join(map(quote, layout.files)), read=_(READ[layout.read]))),
        Paragraph(_(UNITS[layout.unit]).capitalize() + "."),
        _table((_("Column"), _("Id"), _("Kind"), _("Filled"), _("Personal data")), rows),
    ]
    return [*page, Paragraph(_("Read also, where an office keeps them: {columns}.").format(columns=", ".join(also)))] if also else page


def column_page(layout: Layout, column: Column) -> list[Part]:
    """Give the page of a column: its kind, the headers it is known by, the values it may have."""
    tongue = language()
    page: list[Part] = [Heading(1, f"{layout.id}.{column.id} · {column.name.say(tongue)}")]
    if column.about is not None:
        page.append(Paragraph(column.about.say(tongue)))
    facts = [
        _("Register: {name}").format(name=layout.name.say(tongue)),
        _("Kind: {kind}").format(kind=_kind(column)),
        _("Filled: {when}").format(when=_need(layout, column) or _("where it is known")),
    ]
    page.append(Bullets((*facts, _("Personal data: masked unless asked for")) if column.private else tuple(facts)))
    page += [
        Paragraph(_("Headers it is known by, without regard to capitals, diacritics and punctuation:")),
        Bullets(tuple(_headers(layout, column))),
    ]
    values = list(_values(column))
    if values:
        page += [Paragraph(_("Values:")), _table((_("Value"), _("Id"), _("Also written")), values)]
    elif column.of and column.of.startswith("project:"):
        page.append(Paragraph(_("Values: those named in project.toml, under {key}.").format(key=column.of.removeprefix("project:"))))
    asking = [code for code, rule in rules().items() if (layout.id, column.id) in needs(rule).columns]
    return [*page, Paragraph(_("Rules that ask for it: {codes}").format(codes=", ".join(asking)))] if asking else page


def indicators(era: Era) -> tuple[Listed, ...]:
    """Give the indicators of a programme period's catalogue."""
    return tuple(shipped.catalogue(era.catalogue).values()) if era.catalogue else ()


def layout_of(word: str) -> Layout | None:
    """Give the register that a word names: by id, by name in either language, by a usual file name."""
    for layout in shipped.layouts().values():
        if normal(word) in map(normal, (layout.id, layout.name.pl, layout.name.en, *layout.files)):
            return layout
    return None


def column_of(layout: Layout, word: str) -> Column | None:
    """Give the column of a register that a word names: by id, or by any header it is known by."""
    return layout.columns.get(word) or layout.columns.get(layout.headers.get(normal(word), ""))


def _table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> Grid:
    return Grid((tuple(map(Cell, header)),), tuple(tuple(map(Cell, row)) for row in rows))


def _kind(column: Column) -> str:
    return _(HOW[column.kind])


def _need(layout: Layout, column: Column) -> str:
    need = column.need
    if need.always:
        return _("always")
    named = layout.columns.get(need.unless or need.when or "")
    if named is None:
        return ""
    other = quote(named.name.say(language()))
    if need.unless:
        return _("unless {column} says yes").format(column=other)
    return _("when {column} says so").format(column=other)


def _headers(layout: Layout, column: Column) -> Iterator[str]:
    tongue = language()
    yield from dict.fromkeys((column.name.pl, column.name.en, *column.also, column.id))
    for before, headers in column.after.items():
        for header in headers:
            yield _("{header} (right after {column})").format(header=header, column=quote(layout.columns[before].name.say(tongue)))
    for header in column.fallback:
        yield _("{header} (where nothing better is there)").format(header=header)
    for split in layout.split:
        if column.id in split.into:
            yield _("{headers} (together with another column)").format(headers=", ".join(split.headers))


def _values(column: Column) -> Iterator[tuple[str, ...]]:
    found = shipped.choices().get("yes_no" if column.kind == "yes_no" and not column.of else column.of or "")
    for value in found.value if found else ():
        yield value.name.say(language()), value.id, ", ".join(value.also)
