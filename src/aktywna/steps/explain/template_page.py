"""The page of templates: what a template may use, by name."""

from __future__ import annotations

from collections.abc import Mapping

from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Bullets, Grid, Heading, Paragraph, Part
from aktywna.steps.pictures import all_pictures
from aktywna.steps.tables import all_tables
from aktywna.steps.tables.cells import grid, text
from aktywna.words.wording import _

NAMES: Mapping[str, str] = {
    "project": N_("The project as its definition has it: project.title, project.number, project.beneficiary, project.budget …"),
    "era": N_("The programme period: era.id, era.catalogue, era.name."),
    "period": N_("The reporting period: period.start, period.end, period.name."),
    "as_of": N_("The day of the registers."),
    "kind": N_("The kind of report."),
    "part": N_("Which part of the project the report is of; empty when it is of the whole."),
    "counts": N_(
        "The indicators by code: counts.K01.cumulative.total, .women, .men, .unknown, .at_least,"
        " .period.total, .target.total, .percent."
    ),
    "main": N_("The main indicators, one after another, each like one of counts."),
    "people": N_(
        "Participants, one after another: person.key and every column of the register (person.start_date);"
        " personal data only with --show-personal."
    ),
    "tables": N_("The tables listed below."),
    "pictures": N_("The pictures listed below."),
    "errors": N_("How many errors the registers have."),
    "warnings": N_("How many warnings the registers have."),
    "excluded": N_("How many people are left out because their record is incomplete."),
    "complete": N_("Whether every declared register was read whole."),
    "left_out": N_("Files that were not read."),
    "found": N_("Findings: found.total, found.kinds and others that the template findings uses."),
    "only": N_("Codes of findings that were asked for alone."),
    "assumptions": N_("Values that nobody has confirmed, a sentence each."),
    "changed": N_("Values that the project has changed, a sentence each."),
    "corrections": N_("Figures already reported that are other ones now, a sentence each."),
    "money_agrees": N_("Whether the budget agrees with its parts."),
    "version": N_("The version of the program."),
    "definition": N_("The file of the definition with its SHA-256."),
    "catalogue_version": N_("What the catalogue of indicators is known by."),
}  # fmt: skip
"""What stands under each name, said in English."""

FILTERS: Mapping[str, str] = {
    "name": N_("The name of a project, an indicator, a path … in the language of the report."),
    "day": N_("A day: 27.02.2009."),
    "period": N_("A reporting period: its month, its year, or both its days."),
    "number": N_("A number with its decimals."),
    "money": N_("An amount with its currency."),
    "percent": N_("A share in percent; percent(2) with two decimals."),
    "counted": N_("A number with its noun, whose forms are given apart by bars."),
    "list": N_("A list as in a sentence."),
    "text": N_("A text on one line."),
    "achieved": N_("What an indicator has achieved, with its unit: at least 106 persons."),
    "planned": N_("What was promised, with its unit."),
    "realised": N_("How much of the target was achieved, in percent."),
    "rows": N_("The rows of a table, for templates of Word and Excel; each row is a list of cells, counted from 0."),
}

PLACING: Mapping[str, str] = {
    "{{ table(tables.outputs) }}": N_("A table as a whole; one that has nothing to show leaves no trace."),
    "{{ picture(pictures.recruitment) }}": N_("A picture with its title and its numbers."),
    '{{ narrative("plan", "…") }}': N_("A place where a person writes; the text stays when the report is made again."),
    "<small>…</small>": N_("In Markdown: a paragraph in small print."),
    "{% for row in tables.outputs | rows %}": N_(
        "In Excel: the row up to endfor is repeated; in Word tr for and tr endfor stand in rows of their own."
    ),
    '{% extends "aktywna/month.md.j2" %}': N_("In Markdown: a report of ours in which you change single blocks."),
}  # fmt: skip


def template_page() -> list[Part]:
    """Give the page."""
    return [
        Heading(1, _("What a template may use")),
        Paragraph(
            _(
                "Templates of your own are described in templates/README.md; aktywna report --template FILE fills them:"
                " .md.j2, .docx, .xlsx, .xlsm."
            )
        ),
        *_chapter(_("Names"), NAMES),
        *_chapter(_("Placing"), PLACING),
        *_chapter(_("Filters"), FILTERS),
        *_chapter(_("Tables"), {f"tables.{name}": about for name, about in all_tables.names().items()}),
        *_chapter(_("Pictures"), {f"pictures.{name}": about for name, about in all_pictures.names().items()}),
        Heading(2, _("Examples")),
        Bullets(
            (
                "{{ project.title | name }}, {{ period | period }}",
                "{{ counts.K01 | achieved }}",
                '{{ errors | counted("error|errors") }}',
                "{% for person in people %}{{ person.key }}{% endfor %}",
            )
        ),
    ]


def spoken() -> list[str]:
    """Give the descriptions that stand in the program as docstrings, so that they are translated like any sentence."""
    return [*all_tables.names().values(), *all_pictures.names().values()]


def _chapter(title: str, entries: Mapping[str, str]) -> list[Part]:
    made: Grid | None = grid([_("What to write"), _("What it is")], [(text(name), text(_(about))) for name, about in entries.items()])
    return [Heading(2, title), made] if made is not None else []
