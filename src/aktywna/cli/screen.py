"""The only module that prints: results on standard output, messages on standard error."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

from aktywna.domain.finding import Finding, Severity
from aktywna.words.wording import _, ngettext

if TYPE_CHECKING:
    from aktywna.steps.wanted import Drawing

MOST_SHOWN = 200
"""Findings shown in full on a screen; the totals are always exact, and every other form shows all."""
WIDTH = 132
"""Columns of a table that does not go to a terminal."""
DEFINITION = "project.toml"

MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.NOTE: "·"}
PLAIN_MARKS = {Severity.ERROR: "x", Severity.WARNING: "!", Severity.NOTE: "-"}
COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}

_quiet = False


def prepare(*, quiet: bool = False) -> None:
    """Make the streams safe: a character that a console cannot show never ends a command."""
    global _quiet  # noqa: PLW0603 - one process, one screen
    _quiet = quiet
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def out(text: str) -> None:
    """Print a result."""
    sys.stdout.write(text + "\n")


def tell(text: str) -> None:
    """Say something about the work; not with --quiet."""
    if not _quiet:
        sys.stderr.write(text + "\n")


def complain(text: str) -> None:
    """Say why the command cannot go on; always."""
    sys.stderr.write(text + "\n")


def document(content: dict[str, Any]) -> None:
    """Print one JSON document."""
    out(json.dumps(content, ensure_ascii=False, indent=2))


def findings(
    found: Sequence[Finding], say: Callable[[Finding], str], advise: Callable[[Finding], str], key: Callable[[Finding], str]
) -> None:
    """Show findings in full: sentence, place, what to do; at most `MOST_SHOWN`, and then says how many more there are."""
    marks = MARKS if _can_show("✗·•", sys.stdout) else PLAIN_MARKS
    by_weight = sorted(found, key=lambda finding: (finding.severity, finding.order))
    explained: set[str] = set()
    for finding in by_weight[:MOST_SHOWN]:
        out(f"{_coloured(marks[finding.severity], COLOURS[finding.severity])} {finding.code}  {say(finding)}")
        where = place(finding, key(finding))
        if where:
            out(f"        {where}")
        out("        " + _("What to do: {advice}").format(advice=advise(finding)))
        if finding.code not in explained:
            out("        " + _("More:       aktywna explain {code}").format(code=finding.code))
            explained.add(finding.code)
        out("")
    hidden = len(by_weight) - MOST_SHOWN
    if hidden > 0:
        text = ngettext(
            "{n} more finding is not shown here; --as line and --json show all.",
            "{n} more findings are not shown here; --as line and --json show all.",
            hidden,
        )
        out(text.format(n=hidden) + "\n")


def lines(found: Sequence[Finding], say: Callable[[Finding], str]) -> None:
    """Show a finding a line: FILE:SHEET!CELL: CODE severity: message."""
    for finding in found:
        # What is about no file is about what the definition says of it.
        where = finding.place.file or DEFINITION
        if finding.place.sheet:
            where += f":{finding.place.sheet}"
        if finding.place.cell:
            where += f"!{finding.place.cell}"
        elif finding.place.row:
            where += f"!{finding.place.row}"
        # Scripts look for this word, so it is the same in every language.
        weight = finding.severity.name.lower()
        out(f"{where}: {finding.code} {weight}: {say(finding)}")


def place(finding: Finding, key: str) -> str:
    """Say where a finding is, and whom or what its row is about."""
    at = finding.place
    parts = [at.file, at.sheet, at.cell or (_("row {row}").format(row=at.row) if at.row else "")]
    where = " · ".join(part for part in parts if part)
    if key and at.register == "participants":
        return f"{where:<50}  " + _("participant {key}").format(key=key)
    return f"{where:<50}  {key}" if key else where


def totals(found: Sequence[Finding], rows: int) -> str:
    """Say how many findings there are, and in how many of all rows."""
    from aktywna.words.figures import listing  # noqa: PLC0415 - numbers and lists need Babel

    if not found:
        return ngettext("Nothing to correct in {n} row.", "Nothing to correct in {n} rows.", rows).format(n=rows)
    counted = Counter(finding.severity for finding in found)
    words = {
        Severity.ERROR: ngettext("{n} error", "{n} errors", counted[Severity.ERROR]),
        Severity.WARNING: ngettext("{n} warning", "{n} warnings", counted[Severity.WARNING]),
        Severity.NOTE: ngettext("{n} note", "{n} notes", counted[Severity.NOTE]),
    }
    said = listing(words[severity].format(n=counted[severity]) for severity in Severity if counted[severity])
    if not any(finding.place.row for finding in found):
        # Whole files and columns: no row is at fault.
        return f"{said}."
    touched = len({(at.file, at.sheet, at.row) for at in (finding.place for finding in found) if at.row})
    where = ngettext("in {touched} of {n} row", "in {touched} of {n} rows", rows).format(touched=touched, n=rows)
    return f"{said} {where}."


def table(drawn: Drawing) -> None:
    """Print a small table."""
    from rich import box  # noqa: PLC0415 - only commands with a table need it
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    frame = box.SIMPLE_HEAD if _can_show("─", sys.stdout) else box.ASCII
    shown = Table(box=frame, pad_edge=False, show_edge=False, header_style="bold")
    breadths = [max([len(row[at]) for row in drawn.rows], default=0) for at in range(len(drawn.header))]
    terminal = sys.stdout.isatty()
    # The terminal is what decides, not FORCE_COLOR and its like: a pipe gets plain text.
    console = Console(
        file=sys.stdout, width=None if terminal else WIDTH, force_terminal=terminal, no_color=not _colours(sys.stdout), highlight=False
    )
    fits = sum(max(breadth, len(header)) + 2 for header, breadth in zip(drawn.header, breadths, strict=True)) <= console.width
    for header, numeric, breadth in zip(drawn.header, drawn.numeric, breadths, strict=True):
        # Where there is no room, headers and the longest column are folded; numbers and codes stay whole.
        words = max((len(word) for word in header.split()), default=0)
        exact = None if fits or breadth == max(breadths) else max(breadth, words)
        shown.add_column(Text(header), justify="right" if numeric else "left", width=exact, overflow="fold")
    for row in drawn.rows:
        shown.add_row(*(Text(cell) for cell in row))
    console.print(shown)


def warn_of_errors(found: Sequence[Finding]) -> None:
    """Say that what is shown was counted although the registers have errors."""
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    if errors:
        text = ngettext("Counted in spite of {n} error; see: aktywna check", "Counted in spite of {n} errors; see: aktywna check", errors)
        complain(text.format(n=errors))


@contextmanager
def progress(stages: int, *, quiet: bool = False) -> Iterator[Callable[[str], None]]:
    """Show on a terminal which of `stages` the work is at; nothing anywhere else."""
    shown = sys.stderr.isatty() and not quiet and not _quiet
    done = 0

    def step(name: str) -> None:
        nonlocal done
        done += 1
        if shown:
            sys.stderr.write(f"\r\x1b[2K[{done}/{stages}] {name}")
            sys.stderr.flush()

    try:
        yield step
    finally:
        if shown:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()


def _colours(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _coloured(text: str, colour: str) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m" if _colours(sys.stdout) else text


def _can_show(text: str, stream: TextIO) -> bool:
    try:
        text.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
