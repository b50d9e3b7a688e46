"""Explaining: what the office has said of findings, in `explained.toml` and in a register of explanations."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from aktywna.domain.findings.explained import Explanation, Written, understood
from aktywna.domain.findings.finding import Finding
from aktywna.domain.promises.policy import weighable
from aktywna.domain.registers.books import Books
from aktywna.domain.registers.register import Register
from aktywna.io.definitions.explanations import read_explanations
from aktywna.steps.explain.page import declared_notices

REGISTER = "explained"


def explanations(folder: Path, books: Books) -> tuple[list[Explanation], list[Finding]]:
    """
    Give the explanations that the project in `folder` has, and what is wrong with others.

    `explained.toml` lies beside the definition; a register of explanations is read like any other. Both may be there.
    """
    written, findings = read_explanations(folder)
    kept = books.get(REGISTER)
    if kept is not None:
        written += _rows(kept)
    if not written:
        return [], findings
    notices = declared_notices()
    known = {code: notices[code] for code in weighable(notices)}
    found: list[Explanation] = []
    for one in written:
        meant = understood(one, known, books.layouts)
        if isinstance(meant, Finding):
            findings.append(meant)
        else:
            found.append(meant)
    return found, findings


def _rows(register: Register) -> list[Written]:
    """Give the rows of a register of explanations; those whose day or code could not be read have been told."""
    texts = {name: register.get(name).fillna("").astype(str).tolist() for name in ("code", "register", "key", "who", "why")}
    days = [None if pd.isna(day) else day.date() for day in register.get("on")]
    unread = register.unreadable("on") | register.unreadable("code")
    places = register.places(np.arange(len(register)), "code")
    rows = zip(texts["code"], texts["register"], texts["key"], texts["who"], days, texts["why"], places, unread.tolist(), strict=True)
    return [Written(code, where, key, who, on, why, place) for code, where, key, who, on, why, place, lost in rows if not lost]
