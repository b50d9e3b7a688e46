"""Lists to pay as people see them: tables for a screen, and a workbook with a sheet to sign for each list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from aktywna.domain.faults import UnknownWord
from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Document, Grid, Heading, Paragraph
from aktywna.domain.pay.given import with_these
from aktywna.domain.pay.owed import Listed
from aktywna.io.paid import KEPT, PAID, given_bytes, read_given
from aktywna.io.writing.safe import write
from aktywna.io.writing.workbook import workbook
from aktywna.steps.pay import Payroll
from aktywna.steps.tables.pay_grids import (
    by_forms,
    changed,
    heading_of,
    looked_into,
    month_said,
    one_list,
    reckoning,
    since_given,
    to_sign,
    unknown_before,
)
from aktywna.words.sentences import sentence
from aktywna.words.wording import _, language

ENDING = "xlsx"
UNREAD = N_("Entries of {n:count person|people} cannot be read.")


def ending_of(file: Path) -> str:
    """Give the format that a file's name asks for; raise `UnknownWord` for one that nothing writes."""
    ending = file.suffix.lower().removeprefix(".")
    if ending != ENDING:
        raise UnknownWord(N_("format"), ending or file.name, (ENDING,))
    return ending


def on_screen(found: Payroll, *, show_personal: bool = False) -> Iterator[tuple[str, Grid]]:
    """Give the tables of a screen, each with its heading: every list and how it was reckoned, totals, what changed."""
    for listed in found.lists:
        if listed.people:
            yield f"{heading_of(found, listed)}:", one_list(found, listed, names=show_personal, keys=True)
            yield _("How it was reckoned:"), reckoning(found, listed, names=False, show_personal=show_personal)
    totals = by_forms(found)
    if totals is not None:
        yield _("By form of support and task:"), totals
    changes = changed(found, names=show_personal)
    if changes is not None:
        yield _("Compared with the month before:"), changes
    since = since_given(found)
    if since is not None:
        yield _("Changed since the lists were given out:"), since


def nobody_owed(found: Payroll) -> list[str]:
    """Say on which lists nobody is owed anything, and of how many people nobody can tell; of all lists at once where it is so."""
    if not any(one.people or one.uncounted or one.undated for one in found.lists):
        return [_("Nobody is owed anything for {month}.").format(month=month_said(found))]
    return [_of_nobody(found, listed) for listed in found.lists if not listed.people]


def _of_nobody(found: Payroll, listed: Listed) -> str:
    said = _("{list}, {month}: nobody is owed anything.").format(list=found.title(listed), month=month_said(found))
    if not listed.entries:
        said += " " + _("The diary has no entries of this month for it.")
    unread = len({*listed.uncounted, *listed.undated})
    return f"{said} {sentence(UNREAD, {'n': unread})}" if unread else said


def file_of(found: Payroll, file: Path, *, force: bool = False) -> Path:
    """
    Write the lists into `file`, which only its owner may read, and give its path; what they say is kept beside it.

    Raise `InputRefused` (O001, O002, O008) and `UnknownWord` for an ending that nothing writes.
    """
    ending_of(file)
    given, damaged = read_given(file.parent, force=force)
    kept = with_these(given, (replace(one, file=file.name) for one in found.as_given))
    own = {PAID: given_bytes(kept)} | ({KEPT: damaged} if damaged is not None else {})
    (path,) = write(file.parent, {file.name: workbook(document(found))}, force=force, private=True, own=own)
    return path


def document(found: Payroll) -> Document:
    """Give the lists as a document: each list ready to be signed, and behind them how every amount was reckoned."""
    books, tongue = found.books, language()
    project = books.project
    title = _("Lists to pay: {month}").format(month=month_said(found))
    parts: list[Heading | Paragraph | Grid] = [Heading(1, title), Paragraph(project.title.say(tongue))]
    if project.number:
        parts.append(Paragraph(_("Grant agreement: {number}").format(number=project.number)))
    parts.append(Paragraph(sentence(N_("Reckoned from the registers closed on {day:day}."), {"day": books.as_of})))
    parts += [Paragraph(_("Assumption: {said}.").format(said=one.name)) for one in found.assumptions]
    parts += [Paragraph(said) for said in (unknown_before(found),) if said]
    for listed in found.lists:
        if listed.people:
            name = found.title(listed)
            parts += [Heading(2, f"{name}: {month_said(found)}"), replace(to_sign(found, listed), name=name)]
    for listed in found.lists:
        if listed.people:
            heading = _("{list}: how it was reckoned").format(list=found.title(listed))
            parts += [Heading(2, heading), reckoning(found, listed, names=True, show_personal=True)]
    for heading, made in (
        (_("By form of support and task"), by_forms(found)),
        (_("Compared with the month before"), changed(found, names=True)),
        (_("Changed since the lists were given out"), since_given(found)),
        (_("What to look into"), looked_into(found)),
    ):
        if made is not None:
            parts += [Heading(2, heading), made]
    parts += [Paragraph(said) for said in nobody_owed(found)]
    return Document(title, tongue, tuple(parts))
