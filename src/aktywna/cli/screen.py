"""The only module that prints: results on standard output, messages on standard error."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from aktywna.domain.findings.finding import Finding, Severity
from aktywna.words.wording import _, ngettext

if TYPE_CHECKING:
    from aktywna.steps.on_screen import Drawing

FEW, OF_A_KIND, MOST_SHOWN = 40, 5, 200
"""On a terminal so many findings are shown in full whatever they are, so many of each code when there are more, and so many
in all; how many more there are is said exactly, and everything that does not go to a terminal has all."""
BROADEST = 120
"""Columns of a terminal that sentences are set in: longer lines are hard to read."""
INDENT = " " * 8
GAP = 3
"""Spaces between two columns of a table."""
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
    found: Sequence[Finding],
    say: Callable[[Finding], str],
    advise: Callable[[Finding], str],
    whom: Callable[[Finding], str],
    elsewhere: str | None = None,
) -> None:
    """
    Show findings in full, the heaviest first: sentence, place, what to do; on a terminal a long listing is cut and says so.

    `elsewhere` says where all of them are, for a command whose options are not those of `check`.
    """
    marks = MARKS if _can_show("✗·•", sys.stdout) else PLAIN_MARKS
    by_weight = sorted(found, key=lambda finding: (finding.severity, finding.order))
    terminal = sys.stdout.isatty()
    listed = _first_of_each(by_weight) if terminal and len(by_weight) > FEW else by_weight
    width = min(shutil.get_terminal_size().columns, BROADEST) if terminal else 0
    explained: set[str] = set()
    for finding in listed:
        beginning = f"{marks[finding.severity]} {finding.code}  "
        first, *rest = _set_in(width, beginning, say(finding))
        out(_coloured(first[: len(beginning) - 2], COLOURS[finding.severity]) + first[len(beginning) - 2 :])
        for line in rest:
            out(line)
        where = place(finding, whom(finding))
        for line in _set_in(width, INDENT, where) if where else ():
            out(line)
        for line in _set_in(width, INDENT + _("What to do: {advice}").format(advice=""), advise(finding)):
            out(line)
        if finding.code not in explained:
            out(INDENT + _("More:       aktywna explain {code}").format(code=finding.code))
            explained.add(finding.code)
        out("")
    _say_what_is_hidden(by_weight, listed, width, elsewhere)


def _first_of_each(by_weight: Sequence[Finding]) -> list[Finding]:
    """The first findings of each code, heaviest first."""
    seen: Counter[str] = Counter()
    listed = []
    for finding in by_weight:
        seen[finding.code] += 1
        if seen[finding.code] <= OF_A_KIND:
            listed.append(finding)
    return listed[:MOST_SHOWN]


def _say_what_is_hidden(every: Sequence[Finding], listed: Sequence[Finding], width: int, elsewhere: str | None) -> None:
    from aktywna.words.figures import count, listing  # noqa: PLC0415 - numbers and lists need Babel

    hidden = Counter(finding.code for finding in every)
    hidden.subtract(finding.code for finding in listed)
    hidden = +hidden
    if not hidden:
        return
    number = hidden.total()
    by_code = listing(f"{code}\u00a0({count(many)})" for code, many in sorted(hidden.items()))
    text = ngettext("{n} more finding is not shown here: {codes}.", "{n} more findings are not shown here: {codes}.", number)
    for line in _set_in(width, "", text.format(n=count(number), codes=by_code)):
        out(line)
    otherwise = _("All of them: --as line, or a workbook: --as xlsx; one kind: --only {code}.").format(code=min(hidden))
    for line in _set_in(width, "", elsewhere or otherwise):
        out(line)
    out("")


def _set_in(width: int, beginning: str, text: str) -> list[str]:
    """A text after its beginning, in lines that fit a terminal and hang under the first; on one line where there is no terminal."""
    whole = beginning + _plain(text)
    if not width or len(whole) <= width:
        return [whole]
    room = max(width, len(beginning) + 20)
    return textwrap.wrap(whole, room, subsequent_indent=" " * len(beginning), break_long_words=False, break_on_hyphens=False)


def _plain(text: str) -> str:
    """A text on one line, without the signs that command a terminal: a cell of a register may hold them."""
    return "".join(letter if letter.isprintable() or letter == "\u00a0" else " " for letter in text)


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
        out(_plain(f"{where}: {finding.code} {weight}: {say(finding)}"))


def place(finding: Finding, whom: str) -> str:
    """Say where a finding is, and whom or what its row is about."""
    at = finding.place
    parts = [at.file, at.sheet, at.cell or (_("row {row}").format(row=at.row) if at.row else "")]
    where = " · ".join(part for part in parts if part) + (f" (+{len(finding.also)})" if finding.also else "")
    return f"{where:<50}  {whom}" if whom else where


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
    fits = sum(max(breadth, len(header)) + GAP for header, breadth in zip(drawn.header, breadths, strict=True)) <= console.width
    # Where there is no room, headers and the longest columns are folded; numbers and codes stay whole.
    needed = [max(breadth, *map(len, header.split()), 1) for header, breadth in zip(drawn.header, breadths, strict=True)]
    widths = [None] * len(needed) if fits else shared_widths(needed, console.width - GAP * len(needed))
    for header, numeric, width in zip(drawn.header, drawn.numeric, widths, strict=True):
        shown.add_column(Text(header), justify="right" if numeric else "left", width=width, overflow="fold")
    for row in drawn.rows:
        shown.add_row(*(Text(cell) for cell in row))
    console.print(shown)


def shared_widths(needed: Sequence[int], room: int) -> list[int | None]:
    """
    Give each column what it needs, and let those that need the most share what is left.

    >>> shared_widths([4, 90, 10, 60], 100)
    [4, 43, 10, 43]
    """
    widths: list[int | None] = [None] * len(needed)
    for left, at in zip(range(len(needed), 0, -1), sorted(range(len(needed)), key=needed.__getitem__), strict=True):
        width = min(needed[at], max(room // left, 1))
        widths[at], room = width, room - width
    return widths


def warn_of_errors(found: Sequence[Finding], folder: Path) -> None:
    """Say that what is shown was counted although the registers of the project in `folder` have errors."""
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    if errors:
        text = ngettext("Counted in spite of {n} error; see: {command}", "Counted in spite of {n} errors; see: {command}", errors)
        complain(text.format(n=errors, command=checking(folder)))


def checking(folder: Path) -> str:
    """
    Give the command that checks the project in `folder`.

    >>> checking(Path()), checking(Path("mój projekt"))
    ('aktywna check', "aktywna check 'mój projekt'")
    """
    return shlex.join(["aktywna", "check", *([] if folder == Path() else [folder.as_posix()])])


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
