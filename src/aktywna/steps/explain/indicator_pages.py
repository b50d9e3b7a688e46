"""The pages of every indicator in one document: what `aktywna explain` says of each, by programme period."""

from __future__ import annotations

from aktywna.domain.grid import Heading, Paragraph, Part
from aktywna.io import shipped
from aktywna.steps.explain.indicator_page import indicator_page
from aktywna.steps.explain.value_page import values_table
from aktywna.words.wording import _, language


def every_indicator() -> list[Part]:
    """Give the document in the reader's language: each programme period with its values and its indicators."""
    page: list[Part] = [
        Heading(1, _("Indicators")),
        Paragraph(_("Made by python -m aktywna.steps.pages; aktywna explain CODE says the same of each.")),
    ]
    for era in map(shipped.era, shipped.eras()):
        page += [Heading(2, f"{era.id} · {era.name.say(language())}"), Paragraph(_("Values:")), values_table(era)]
        for indicator in shipped.catalogue(era.catalogue).values() if era.catalogue else ():
            page += indicator_page(era, indicator, 3)
    return page
