"""The page of rates: what the program knows of money to pay, each with its dates, its source and whether anybody saw it written."""

from __future__ import annotations

from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Cell, Grid, Heading, Paragraph, Part
from aktywna.io import shipped
from aktywna.steps.assumptions import source_text
from aktywna.steps.explain.rule_page import seen_text
from aktywna.steps.explain.value_page import validity
from aktywna.steps.pay import KIND_NAMES, rate_text
from aktywna.words.wording import _, language

BENEFIT = N_("unemployment benefit")


def rates_page() -> list[Part]:
    """Give a table for the benefit and for each kind of list that has rules of its own."""
    parts: list[Part] = [
        Heading(1, _("Rates of lists to pay")),
        Paragraph(_("What a list of project.toml does not say is taken from here, for the month that is paid.")),
        Paragraph(_("A month outside these dates has no rate: the project states it itself (M101).")),
    ]
    for kind in ("benefit", *(kind for kind in KIND_NAMES if kind in shipped.rates())):
        name = _(KIND_NAMES.get(kind, BENEFIT))
        rows = [
            tuple(
                map(
                    Cell,
                    (value.name.say(language()), rate_text(one.value, value.unit), validity(one), _source(one.source), seen_text(one.seen)),
                )
            )
            for value in shipped.rates()[kind].values()
            for one in value.validities
        ]
        header = tuple(map(Cell, (_("Value"), _("How much"), _("Valid"), _("Source"), _("Seen written"))))
        parts += [Heading(2, name[:1].upper() + name[1:]), Grid((header,), tuple(rows))]
    return parts


def _source(source: str) -> str:
    return f"{source} – {source_text(source)}"
