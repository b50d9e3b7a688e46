"""The page of an official form: how its file is written, its fields in order, how codes are written, and who says so."""

from __future__ import annotations

from collections.abc import Iterator

from aktywna.domain.exchange.format import Fact, Format, FormField
from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Cell, Grid, Heading, Paragraph, Part
from aktywna.io import shipped
from aktywna.io.exchange.carriers import ENDINGS
from aktywna.words.wording import _, language, quote

CARRIED = {
    "ending": N_("Kind of file"),
    "file": N_("Name of the file"),
    "encoding": N_("Encoding"),
    "delimiter": N_("Delimiter"),
    "line_end": N_("End of line"),
    "quotes": N_("Quotation marks"),
    "dates": N_("Dates"),
    "sheet": N_("Sheet"),
    "several": N_("Between several items of a cell"),
}
MARKS = {
    "V": N_("read in a public document"),
    "X": N_("measured"),
    "I": N_("worked out from what was read"),
    "V1": N_("read in one project's file"),
    "C": N_("read in a program of a third party"),
    "M": N_("from memory"),
    "P": N_("our proposal"),
}
CANONICAL = "canonical"
_SAID = {"needed": N_("only where a cell needs them"), "utf-8-sig": N_("UTF-8 with a byte order mark")}
_PROJECT = {
    "number": N_("number of the project"),
    "title": N_("title of the project"),
    "beneficiary": N_("name of the beneficiary"),
    "start": N_("first day of the project"),
    "end": N_("last day of the project"),
}


def format_page(form: Format) -> list[Part]:
    """Give the page of a form."""
    tongue = language()
    facts = [*form.field, *form.carrier.facts.values()]
    seen = sum(one.is_verified for one in facts)
    count = _("{seen} of {all} facts were seen in a public document or measured; all others are assumptions, each marked so.")
    page: list[Part] = [
        Heading(1, f"{form.id} · {form.name.say(tongue)}"),
        Paragraph(form.about.say(tongue)),
        Paragraph(_("Issuer: {issuer}. Version: {version}. Programme period: {era}.").format(
            issuer=form.issuer.say(tongue), version=form.version, era=form.era)),
        Paragraph(count.format(seen=seen, all=len(facts))),
        Paragraph(_("How the file is written:")),
        _table((_("What"), _("How it is"), _("How sure"), _("Source")), list(_carried(form))),
        Paragraph(_("Fields, in their order:")),
        _table((_("No."), _("Header"), _("Filled from"), _("How sure"), _("Source")), list(_fields(form))),
    ]  # fmt: skip
    words = [one for one in form.field if one.values]
    if words:
        page += [Paragraph(_("How values are written:")), _table((_("Header"), _("Value"), _("Written"), _("Seen")), list(_words(form)))]
    if form.rules:
        page.append(Paragraph(_("Rules of the program that the system asks too: {codes}.").format(codes=", ".join(form.rules))))
    return page


def every_format() -> list[Part]:
    """Give the pages of all forms, one below another."""
    page: list[Part] = [
        Heading(1, _("Official forms and files")),
        Paragraph(_("Made by python -m aktywna.steps.pages; aktywna explain FORM says the same of each.")),
        Paragraph(_("Files that are written: {endings}; .xls and .xlsb are only read.").format(endings=", ".join(ENDINGS))),
    ]
    heading, *parts = canonical_page()
    page += [Heading(2, heading.text), *parts]  # type: ignore[union-attr]
    for form in shipped.formats().values():
        heading, *parts = format_page(form) if form.extends is None else _variant(form, shipped.formats()[form.extends])
        assert isinstance(heading, Heading)
        page += [Heading(2, heading.text), *parts]
    return page


def canonical_page() -> list[Part]:
    """Give the page of the program's own way of writing registers, and of forms learnt from a file."""
    title = _("registers as this program reads them best")
    return [
        Heading(1, f"{CANONICAL} · {title}"),
        Paragraph(_(
            "Every column of a register in the order of its page, then the office's own columns. In CSV, XLSX and ODS "
            "headers and values are the Polish "
            "names; in JSON Lines and Parquet they are ids and codes, which scripts rely on. Identifiers are texts everywhere."
        )),
        Paragraph(_(
            "Text files are UTF-8 with a byte order mark, semicolons, CRLF, decimal comma and dates such as 2016-03-12, "
            "unless --encoding, --delimiter, "
            "--decimal or --dates says otherwise. A text that a spreadsheet would run as a formula gets an apostrophe, "
            "which is taken away on reading."
        )),
        Paragraph(_(
            "Of any other system: --to sample:FILE fills the headers of a file that it exported, in its encoding, "
            "delimiter and dates, with the words "
            "that its cells show."
        )),
    ]  # fmt: skip


def _variant(form: Format, parent: Format) -> list[Part]:
    """Give the page of a form that extends another: what is other in it."""
    tongue = language()
    dropped = [one.header for one in parent.field if one.id not in form.fields]
    rows = [row for row, one in zip(_fields(form), form.field, strict=True) if parent.fields.get(one.id) != one]
    page: list[Part] = [
        Heading(1, f"{form.id} · {form.name.say(tongue)}"),
        Paragraph(form.about.say(tongue)),
        Paragraph(_("Everything else is as in {form}.").format(form=parent.id)),
    ]
    if dropped:
        page.append(Paragraph(_("Fields that it has not: {headers}.").format(headers=", ".join(map(quote, dropped)))))
    if rows:
        header = (_("No."), _("Header"), _("Filled from"), _("How sure"), _("Source"))
        page += [Paragraph(_("Fields that are other:")), _table(header, rows)]
    return page


def format_of(word: str) -> Format | None:
    """Give the form that a word names."""
    return next((form for name, form in shipped.formats().items() if name.casefold() == word.casefold()), None)


def _carried(form: Format) -> Iterator[tuple[str, ...]]:
    for name, fact in form.carrier.facts.items():
        yield _(CARRIED[name]), _plain(fact), _sure(fact), fact.source


def _plain(fact: Fact) -> str:
    return _(_SAID[fact.is_]) if fact.is_ in _SAID else fact.is_


def _sure(one: Fact | FormField) -> str:
    told = _("{mark}: {said}").format(mark=one.mark, said=_(MARKS[one.mark]))
    return told if one.is_verified else _("{told} (assumption)").format(told=told)


def _fields(form: Format) -> Iterator[tuple[str, ...]]:
    for number, one in enumerate(form.field, 1):
        yield str(number), one.header, _filled_from(one), _sure(one), one.source


def _filled_from(one: FormField) -> str:
    columns = [f"{one.register}.{column}" for column in one.columns]
    if one.project:
        columns.append(_(_PROJECT[one.project]))
    if one.otherwise:
        columns.append(_("else “{text}”").format(text=one.otherwise))
    return ", ".join(columns) or _("stays empty")


def _words(form: Format) -> Iterator[tuple[str, ...]]:
    tongue = language()
    for one in form.field:
        if not one.values:
            continue
        column = shipped.layouts()[one.register].columns[one.columns[0]]
        choice = shipped.choices()[column.of or "yes_no"]
        names = {value.id: value.name.say(tongue) for value in choice.value}
        for code, text in one.values.items():
            yield one.header, f"{names[code]} ({code})", text, _("no (assumption)") if code in one.assumed else _("yes")


def _table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> Grid:
    return Grid((tuple(map(Cell, header)),), tuple(tuple(map(Cell, row)) for row in rows))
