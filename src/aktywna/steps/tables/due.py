"""What is due as people see it: tables for a screen, a workbook with a sheet for each social worker, a calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from aktywna.domain.duties.due import KINDS, NOBODY, Due
from aktywna.domain.faults import UnknownWord
from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Cell, Document, Grid, Heading, Paragraph
from aktywna.domain.registers.books import Books
from aktywna.io.writing.calendars import Entry, calendar
from aktywna.io.writing.formats import WRITERS
from aktywna.io.writing.safe import write
from aktywna.steps.due import Duties
from aktywna.steps.part_words import part_name, part_said
from aktywna.steps.tables.cells import day, grid, text
from aktywna.words import figures
from aktywna.words.sentences import sentence
from aktywna.words.wording import _, language

ENDINGS = ("xlsx", "ics")


def ending_of(file: Path) -> str:
    """Give the format that a file's name asks for; raise `UnknownWord` for one that nothing writes."""
    ending = file.suffix.lower().removeprefix(".")
    if ending not in ENDINGS:
        raise UnknownWord(N_("format"), ending or file.name, ENDINGS)
    return ending


def on_screen(found: Duties, *, show_personal: bool = False) -> Iterator[tuple[str, Grid]]:
    """Give the tables of a screen, each with its heading: what is overdue, what is due, and who is at risk by attendance."""
    until = {"n": found.within}
    apart: list[tuple[str, list[Due]]] = [
        (_("Overdue"), [one for one in found.found if one.kind != "attendance" and found.days_left(one) < 0]),
        (
            sentence(N_("Within {n:count day|days}"), until),
            [one for one in found.found if one.kind != "attendance" and found.days_left(one) >= 0],
        ),
        (_("At risk by attendance"), [one for one in found.found if one.kind == "attendance"]),
    ]
    for heading, some in apart:
        made = _table(found, some, names=show_personal, workers=show_personal)
        if made is not None:
            yield f"{heading} ({figures.count(len(some))})", made


def nothing_due(found: Duties) -> str:
    """Say that there is nothing to do."""
    return sentence(N_("Nothing needs doing within {n:count day|days}."), {"n": found.within})


def earlier(found: Duties) -> str:
    """Say how many follow-ups passed so long ago that they are not listed; an empty text when none did."""
    n = sum(found.earlier.values())
    says = N_("Not listed: {n:count earlier follow-up|earlier follow-ups} without an entry; --within with more days lists them.")
    return sentence(says, {"n": n}) if n else ""


def file_of(found: Duties, file: Path, *, show_personal: bool = False, force: bool = False) -> Path:
    """
    Write the duties into `file`, which only its owner may read, and give its path.

    Raise `InputRefused` (O001, O002) and `UnknownWord` for an ending that nothing writes.
    """
    ending = ending_of(file)
    content = WRITERS["xlsx"](document(found)) if ending == "xlsx" else calendar(*_calendar(found, show_personal=show_personal))
    (path,) = write(file.parent, {file.name: content}, force=force, private=True)
    return path


def document(found: Duties) -> Document:
    """Give the duties as a document with a table for each social worker, and one for those of whom nobody is named."""
    books = found.books
    title = _title(books)
    as_of = sentence(N_("As of {day:day}, with everything that is due within {n:count day|days}."), {"day": books.as_of, "n": found.within})
    parts: list[Heading | Paragraph | Grid] = [Heading(1, title), Paragraph(as_of)]
    parts += [Paragraph(said) for said in (part_said(books, language()), earlier(found)) if said]
    parts += [Paragraph(_("Assumption: {said}.").format(said=one.name)) for one in found.assumptions]
    apart: dict[str | None, list[Due]] = {}
    for one in found.found:
        apart.setdefault(found.case_worker(one), []).append(one)
    for worker in sorted(apart, key=lambda named: (named is None, named or "")):
        made = _table(found, apart[worker], names=True, workers=False)
        if made is not None:
            parts += [Heading(2, worker or _("No social worker named")), made]
    if not apart:
        parts.append(Paragraph(nothing_due(found)))
    return Document(title, language(), tuple(parts))


def _table(found: Duties, some: Sequence[Due], *, names: bool, workers: bool) -> Grid | None:
    rows = []
    for one in some:
        place = one.place
        left = found.days_left(one)
        row = [day(one.day), Cell(left, "count", "bad" if left < 0 else "plain"), text(found.key(one, show_personal=names))]
        row += [text(found.name(one))] if names else []
        row += [text(found.case_worker(one))] if workers else []
        where = " · ".join(part for part in (place.file, place.sheet, place.cell) if part)
        rows.append((*row, text(_(KINDS[one.kind])), text(found.what(one)), text(where)))
    columns = [
        _("Day"),
        _("Days left"),
        _("Number"),
        *([_("Name and surname")] if names else []),
        *([_("Social worker")] if workers else []),
    ]
    return grid([*columns, _("Matter"), _("What to do"), _("Where")], rows)


def _calendar(found: Duties, *, show_personal: bool) -> tuple[str, list[Entry], date]:
    books = found.books
    entries = []
    for one in found.found:
        key = found.key(one, show_personal=show_personal)
        whom = " ".join(filter(None, [key, found.name(one) if show_personal else ""]))
        place = one.place
        where = " · ".join(part for part in (place.file, place.sheet, place.cell) if part)
        kind = _(KINDS[one.kind])
        kind = kind[:1].upper() + kind[1:]
        # A personal identifier is not even hashed: the row stands for the person then.
        person = found.key(one) or str(place.row)
        project = books.project.number or books.project.title.pl
        mark = "\n".join([project, one.kind, person, place.register, place.column, one.says, _about(one)])
        said = f"{kind}: {whom}" if one.row == NOBODY or not key else _("{matter}: participant {whom}").format(matter=kind, whom=whom)
        entries.append(Entry(one.day, said, "\n".join(filter(None, [found.what(one), where])), kind, mark))
    return _title(books), _told_apart(entries), books.as_of


def _title(books: Books) -> str:
    part = part_name(books, language())
    return _("What is due: {project}").format(project=books.project.title.say(language())) + (f" ({part})" if part else "")


def _about(one: Due) -> str:
    form = one.facts.get("form")
    return str(form.pl if form is not None and hasattr(form, "pl") else one.facts.get("outcome") or one.facts.get("name") or "")


def _told_apart(entries: Sequence[Entry]) -> list[Entry]:
    """Number entries that nothing else tells apart, two outcomes of one kind and person."""
    seen: dict[str, int] = {}
    found = []
    for entry in entries:
        seen[entry.mark] = seen.get(entry.mark, 0) + 1
        found.append(Entry(entry.day, entry.summary, entry.about, entry.category, f"{entry.mark}\n{seen[entry.mark]}"))
    return found
