"""
The pages of everything that can be found, in one file a language: what `aktywna explain` says of each code.

`python -m aktywna.steps.pages` writes docs/rules.md (Polish) and docs/rules.en.md, and the same of indicators, of official
forms and of what templates may use; `--check` only says whether they are current.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

from aktywna.domain.findings.rule import N_, NOTICES, Notice
from aktywna.domain.grid import Bullets, Document, Heading, Paragraph, Part
from aktywna.io.writing.markdown import markdown
from aktywna.steps.explain.format_page import every_format
from aktywna.steps.explain.indicator_pages import every_indicator
from aktywna.steps.explain.page import declare_all
from aktywna.steps.explain.rule_page import WEIGHTS, parts
from aktywna.steps.explain.template_page import template_page
from aktywna.words.wording import LANGUAGES, Language, _, language, set_language

FILES: dict[Language, Path] = {"pl": Path("docs") / "rules.md", "en": Path("docs") / "rules.en.md"}
INDICATORS: dict[Language, Path] = {"pl": Path("docs") / "indicators.md", "en": Path("docs") / "indicators.en.md"}
FORMATS: dict[Language, Path] = {"pl": Path("docs") / "formats.md", "en": Path("docs") / "formats.en.md"}
TEMPLATES: dict[Language, Path] = {"pl": Path("docs") / "templates.md", "en": Path("docs") / "templates.en.md"}
CHAPTERS = {
    "A1": N_("Identity"),
    "A2": N_("Participation"),
    "A3": N_("Profile and criteria of recruitment"),
    "A4": N_("Attendance, stays and working time"),
    "A5": N_("Support, contracts, certificates, outcomes and assessments"),
    "A6": N_("Expenditures"),
    "A7": N_("The plan and its sums"),
    "M1": N_("Lists to pay"),
    "R0": N_("Headers and tables"),
    "R1": N_("Cells that cannot be read"),
    "R2": N_("Cells that were mended"),
    "R3": N_("Files"),
    "R4": N_("Explanations"),
    "D0": N_("The definition"),
    "O0": N_("What is written"),
    "T0": N_("Templates"),
    "X1": N_("Conversion"),
}
"""Chapters of codes, in the order in which they stand."""
_APART = re.compile(r"[^\w\- ]")


def text(tongue: Language) -> str:
    """Give the page of every code in one language, with an index by chapter."""
    return _written(tongue, _whole)


def of_indicators(tongue: Language) -> str:
    """Give the page of every indicator in one language, by programme period."""
    return _written(tongue, every_indicator)


def of_templates(tongue: Language) -> str:
    """Give the page of what a template may use in one language."""
    return _written(tongue, template_page)


def of_formats(tongue: Language) -> str:
    """Give the page of every official form in one language."""
    return _written(tongue, every_format)


def _written(tongue: Language, parts: Callable[[], list[Part]]) -> str:
    before = language()
    set_language(tongue)
    try:
        return markdown(Document("", tongue, tuple(parts())))
    finally:
        set_language(before)


def chapters() -> dict[str, list[Notice]]:
    """Give what can be found by chapter; a chapter without a name stands under its beginning."""
    declare_all()
    found: dict[str, list[Notice]] = {chapter: [] for chapter in CHAPTERS}
    for _code, one in sorted(NOTICES.items()):
        found.setdefault(one.chapter, []).append(one)
    return {chapter: listed for chapter, listed in found.items() if listed}


def main(arguments: list[str]) -> int:
    """Write the pages into the checkout, or with `--check` say by 1 that those there are out of date."""
    made = {FILES[tongue]: text(tongue) for tongue in LANGUAGES} | {INDICATORS[tongue]: of_indicators(tongue) for tongue in LANGUAGES}
    made |= {FORMATS[tongue]: of_formats(tongue) for tongue in LANGUAGES}
    made |= {TEMPLATES[tongue]: of_templates(tongue) for tongue in LANGUAGES}
    if "--check" in arguments:
        return int(any(not file.exists() or file.read_text(encoding="utf-8") != content for file, content in made.items()))
    for file, content in made.items():
        file.write_text(content, encoding="utf-8", newline="\n")
    return 0


def _whole() -> list[Part]:
    page: list[Part] = [
        Heading(1, _("Rules and findings")),
        Paragraph(_("Made by python -m aktywna.steps.pages; aktywna explain CODE says the same of each.")),
    ]
    for chapter, listed in chapters().items():
        entries = [f"[{one.code}](#{_anchor(_title(one))}) · {_(WEIGHTS[one.severity])} · {_(one.title)}" for one in listed]
        page += [Paragraph(f"**{_name(chapter)}**"), Bullets(tuple(entries))]
    for chapter, listed in chapters().items():
        page.append(Heading(2, _name(chapter)))
        page += [part for one in listed for part in parts(one, 3)]
    return page


def _name(chapter: str) -> str:
    return f"{chapter} · {_(CHAPTERS[chapter])}" if chapter in CHAPTERS else chapter


def _title(one: Notice) -> str:
    return f"{one.code} · {_(WEIGHTS[one.severity])} · {_(one.title)}"


def _anchor(heading: str) -> str:
    """
    Give the name by which a heading is linked to.

    >>> _anchor("A203 · błąd · Udział kończy się, zanim się zaczyna.")
    'a203--błąd--udział-kończy-się-zanim-się-zaczyna'
    """
    return _APART.sub("", heading.casefold()).replace(" ", "-")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
