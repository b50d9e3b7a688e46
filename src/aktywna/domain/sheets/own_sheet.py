"""The sheet of findings that is put into copies of an office's workbooks, and how it is told from the office's own."""

from __future__ import annotations

import re

from aktywna.domain.findings.rule import N_

NAME = N_("aktywna findings")
"""What the sheet is called."""
_NAMES = ("aktywna findings", "uwagi aktywna")
_NUMBER = re.compile(r" \(\d+\)$")


def is_own(sheet: str | None) -> bool:
    """
    Whether a sheet is one of ours, whatever language it was made in: no register is ever read from it.

    >>> is_own("Uwagi aktywna"), is_own("Uwagi aktywna (2)"), is_own("Uwagi")
    (True, True, False)
    """
    return sheet is not None and _NUMBER.sub("", sheet).casefold() in _NAMES
