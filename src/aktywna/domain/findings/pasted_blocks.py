"""Rows pasted a second time: a run of rows that repeat others is one fault, however many it has."""

from __future__ import annotations

from collections.abc import Iterable

from aktywna.domain.findings.finding import Finding
from aktywna.domain.findings.rule import NOTICES

BLOCK = "block"
"""What a rule says in `same` when it finds rows that repeat an earlier one; the fact `row`, if it is there, is the number of that one."""
_AT_LEAST = 3
"""Two doubled rows one below another may be two slips."""


def pasted_blocks(findings: Iterable[Finding]) -> dict[int, int]:
    """
    Give by the identity of each finding about a repeated row the first row of the block it belongs to.

    Of one block are three rows or more between which there is nothing but other repeated rows and those that they repeat: so it
    stays one block when the register was sorted after pasting.
    """
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        if NOTICES[finding.code].same == BLOCK and finding.place.row:
            groups.setdefault((finding.code, finding.place.file, finding.place.sheet), []).append(finding)
    found: dict[int, int] = {}
    for group in groups.values():
        group.sort(key=lambda finding: finding.place.row)
        of_it = {finding.place.row for finding in group} | {row for finding in group if isinstance(row := finding.facts.get("row"), int)}
        blocks: list[list[Finding]] = []
        for finding in group:
            apart = not blocks or not all(row in of_it for row in range(blocks[-1][-1].place.row + 1, finding.place.row))
            if apart:
                blocks.append([])
            blocks[-1].append(finding)
        for block in blocks:
            is_one = len(block) >= _AT_LEAST
            found.update((id(finding), (block[0] if is_one else finding).place.row) for finding in block)
    return found
