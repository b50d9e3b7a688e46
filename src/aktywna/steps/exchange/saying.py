"""A conversion put into words: its document for scripts and the lines that sum it up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from aktywna.domain.findings.finding import Finding
from aktywna.steps.exchange.convert import Converted
from aktywna.steps.exchange.inputs import Input
from aktywna.steps.telling import as_json, name_of
from aktywna.words.wording import _, ngettext

_REPAIRS = "R2"


def repairs_of(read: Input) -> list[Finding]:
    """Give what reading mended: cells that were read otherwise than they were written."""
    return [one for one in read.findings if one.code.startswith(_REPAIRS)]


def document(read: Input, done: Converted, also: Sequence[Finding], *, show_personal: bool) -> dict[str, Any]:
    """Give a conversion as COMMANDS.md has it, without the head."""

    def told(found: Sequence[Finding]) -> list[dict[str, Any]]:
        return [as_json(one, show_personal=show_personal) for one in found]

    mended = repairs_of(read)
    said = [one for one in read.findings if one not in mended]
    return {
        "rows": done.rows,
        "registers": dict(done.registers),
        "repairs": told(mended),
        "losses": told(done.losses),
        "accepted": bool(done.files),
        "rejected": told(done.rejected),
        "findings": told([*also, *done.said, *said]),
    }


def summary(read: Input, done: Converted) -> Iterator[str]:
    """Say how many rows of each register were converted, and how many the system would refuse."""
    for name, rows in done.registers.items():
        text = ngettext("{register}: {n} row", "{register}: {n} rows", rows)
        yield text.format(register=name_of("register", name), n=rows)
    if done.rejected:
        refused = len(done.rejected)
        yield ngettext("The system would refuse rows for {n} reason.", "The system would refuse rows for {n} reasons.", refused).format(
            n=refused
        )
    if done.files and not read.is_project:
        yield _("Only what this file holds was converted; of a project name its folder.")
