"""The page of a finding: what is wrong, why, on what ground, with which numbers, an example, and what is printed of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from aktywna.domain.findings.finding import Finding, Severity
from aktywna.domain.findings.rule import N_, NOTICES, Notice, Rule
from aktywna.domain.grid import Bullets, Cell, Grid, Heading, Paragraph, Part, Verbatim
from aktywna.domain.promises.policy import unbending, weighable
from aktywna.io import shipped
from aktywna.steps.assumptions import DESCRIBED, value_text
from aktywna.steps.check import check
from aktywna.steps.explain import gallery
from aktywna.steps.explain.example_tables import example_parts
from aktywna.steps.explain.examples import books_of, tables
from aktywna.steps.needs import Needs, needs
from aktywna.steps.telling import about_whom, message
from aktywna.words import figures
from aktywna.words.wording import _, language

WEIGHTS = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning"), Severity.NOTE: N_("note")}
MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.NOTE: "·"}
MOST_PRINTED = 4
"""Sentences of an example that a page shows; more of one kind teach nothing."""
_SOURCE = re.compile(r"(?P<file>rules|registers)\.md (?P<section>[\d.]+)(?: (?P<row>[A-Z]+\d+))?(?:: (?P<keys>.+))?")
_MEANT = {
    "count": N_("Error: as long as it stands, the count itself is wrong."),
    "source": N_("Error: a source that was read says that it must not be so."),
    Severity.WARNING: N_("Warning: most likely a mistake, but it may be right; somebody has to look."),
    Severity.NOTE: N_("Note: worth knowing; nothing has to be corrected."),
}
_MAY_CHANGE = N_("A project may weigh it otherwise in project.toml, under rules.severity.")


def parts(found: Notice, level: int = 1) -> list[Part]:
    """Give the page of a finding; its title is a heading of `level`."""
    page: list[Part] = [Heading(level, f"{found.code} · {_(WEIGHTS[found.severity])} · {_(found.title)}")]
    if found.about:
        page.append(Paragraph(_(found.about)))
    page.append(Paragraph(_("What to do: {advice}").format(advice=open_facts(_(found.do)))))
    page.append(Paragraph(policy(found)))
    said = list(grounds(found))
    if said:
        page += [Heading(level + 1, _("Basis")), Bullets(tuple(said))]
    if isinstance(found, Rule):
        asked = needs(found)
        page += _parameters(found, asked, level + 1)
        page += _registers(found, asked, level + 1)
    shown = example(found)
    if shown:
        page += [Heading(level + 1, _("Example")), *shown]
    printed = told(provoked(found))
    if printed:
        page += [Heading(level + 1, _("What is printed")), Verbatim("\n".join(printed))]
    return page


def policy(found: Notice) -> str:
    """Say what the weight of a finding means, and whether a project may change it."""
    meant = _MEANT["count" if found.basis == "count" else "source"] if found.severity is Severity.ERROR else _MEANT[found.severity]
    if found.code[0] not in "AR":
        return _("Error: the command stops until it is corrected.") if found.severity is Severity.ERROR else _(meant)
    lighter = Severity.NOTE if found.severity is Severity.WARNING else Severity.WARNING
    may = found.code in weighable(NOTICES) and not unbending(found, lighter)
    return f"{_(meant)} {_(_MAY_CHANGE)}" if may else _(meant)


def grounds(found: Notice) -> Iterator[str]:
    """Say on what ground a finding rests, in the words of its sources."""
    if found.basis == "count":
        # Of an error its weight says so.
        if found.severity is Severity.WARNING and found.code[0] in "AR":
            yield _("What is counted may be wrong.")
        return
    named = _SOURCE.fullmatch(found.basis)
    if named is None:
        yield found.basis
        return
    known, file = shipped.sources(), f"{named['file']}.md"
    where = " ".join(filter(None, [file, named["section"], named["row"]]))
    keys = [key.strip() for key in (named["keys"] or "").split(",") if key.strip()]
    words = [f"{known[f'{file} {key}']} [{key}]" for key in keys if _(known.get(f"{file} {key}", "")) and not _is_mark(file, key)]
    marks = [_(known[f"{file} {key}"]) for key in keys if _is_mark(file, key)]
    yield f"{where}: {'; '.join([*words, *marks])}" if words or marks else where


def example(found: Notice) -> list[Part]:
    """Give the example of a finding as its reader keeps registers, or as the smallest file that provokes it."""
    if isinstance(found, Rule):
        return example_parts(found.example, found.on, found.eras[0] if found.eras else "") if found.example else []
    return gallery.shown(found.code)


def provoked(found: Notice) -> list[Finding]:
    """Give what is found in the example of a finding."""
    if not isinstance(found, Rule):
        return gallery.provoked(found.code)
    return list(_found_in_example(found))


@cache
def _found_in_example(found: Rule) -> tuple[Finding, ...]:
    era = found.eras[0] if found.eras else ""
    each = [one for rows, _expected in tables(found.example, found.on) for one in check(books_of(rows, era), only=(found.code,))]
    return tuple(replace(one, place=replace(one.place, file=_file(one))) for one in each)


def told(findings: Iterable[Finding]) -> list[str]:
    """Give findings as `aktywna check` prints them, each different sentence once."""
    lines: dict[str, list[str]] = {}
    for one in findings:
        where = " · ".join(filter(None, [one.place.file, one.place.sheet, one.place.cell or (str(one.place.row) if one.place.row else "")]))
        who = about_whom(one)
        said = f"{MARKS[one.severity]} {one.code}  {message(one)}"
        lines.setdefault(said, [said, f"        {where:<50}  {who}".rstrip()])
    return [line for one in list(lines.values())[:MOST_PRINTED] for line in one if line.strip()]


def open_facts(sentence: str) -> str:
    """
    Give a sentence with its facts left open, as a page shows it; doubled braces are braces.

    >>> open_facts("On {day:day} write marks = {{ L4 }}.")
    'On … write marks = { L4 }.'
    """
    return re.sub(r"\{\{|\}\}|\{\w+(?::[^{}]*)?\}", lambda found: found[0][0] if found[0] in {"{{", "}}"} else "…", sentence)


def seen_text(seen: object) -> str:
    """Say when a value was seen written: a day, yes, or that it is an assumption."""
    if seen is False:
        return _("assumption")
    return figures.yes_no(value=True) if seen is True else figures.day(seen)  # type: ignore[arg-type]


def eras_of(found: Notice) -> tuple[str, ...]:
    """Give the programme periods for which a finding holds."""
    return (found.eras if isinstance(found, Rule) else ()) or shipped.eras()


def _is_mark(file: str, key: str) -> bool:
    """Whether a key says how sure a statement is, and not where it stands."""
    return shipped.sources().get(f"{file} {key}", "") in DESCRIBED or len(key) == 1


def _parameters(found: Rule, asked: Needs, level: int) -> list[Part]:
    rows = []
    for name in asked.values:
        for era in map(shipped.era, eras_of(found)):
            value = era.values.get(name)
            for one in value.validities if value is not None else ():
                amount = value_text(one.value, value.unit if value else "") if one.value is not None else _("only if the project gives it")
                rows.append((value.name.say(language()) if value else name, era.id, amount, one.source, seen_text(one.seen)))
    if not rows:
        return (
            [] if not (isinstance(found, Rule) and found.eras) else [Paragraph(_("Holds for: {eras}").format(eras=", ".join(found.eras)))]
        )
    header = (_("Value"), _("Programme period"), _("How much"), _("Source"), _("Seen written"))
    table = Grid((tuple(map(Cell, header)),), tuple(tuple(map(Cell, row)) for row in rows))
    held = [Paragraph(_("Holds for: {eras}").format(eras=", ".join(found.eras)))] if found.eras else []
    return [*held, Heading(level, _("Values of the programme periods")), table]


def _registers(found: Rule, asked: Needs, level: int) -> list[Part]:
    tongue = language()
    items = []
    for register in dict.fromkeys([*asked.registers, *(id_ for id_, _column in asked.columns)]):
        layout = shipped.layouts().get(register)
        if layout is None:
            continue
        needed, looked_at = ([f"„{layout.columns[one].name.pl}”" if tongue == "pl" else f"“{layout.columns[one].name.en}”"
                              for one in layout.columns if one in asked.of(register, needed=kind)] for kind in (True, False))  # fmt: skip
        said = f"**{layout.name.say(tongue)}**"
        if not asked.registers.get(register, True):
            said += " " + _("(where it is kept)")
        said += f": {', '.join(needed)}" if needed else ""
        said += "; " + _("where they are kept also: {columns}").format(columns=", ".join(looked_at)) if looked_at else ""
        items.append(said)
    if not items:
        return [Paragraph(_("It asks of project.toml alone."))] if found.chapter == "A7" else []
    return [Heading(level, _("Registers and columns it needs")), Bullets(tuple(items))]


def _file(one: Finding) -> str:
    layout = shipped.layouts().get(one.place.register)
    return f"{layout.files[0]}.csv" if layout is not None else one.place.file
