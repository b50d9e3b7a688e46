"""`.aktywna/pay.json` beside the lists: what was given out, by numbers, so that a later list can say what changed since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from aktywna.domain.faults import InputRefused
from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.findings.rule import ERROR, N_, notice
from aktywna.domain.pay.given import Given

PAID = ".aktywna/pay.json"
"""Where it lies, from the folder of the lists. It holds numbers of participants and amounts, no other personal data."""
KEPT = f"{PAID}.bak"
_FORMAT = 1

DAMAGED = notice(
    "O008",
    ERROR,
    title=N_("The record of lists already given out cannot be relied on."),
    says=N_("The record of lists already given out, {file:quote}, is damaged or was changed by hand. Nothing was written over it."),
    do=N_("Put back a copy of that file. If there is none, add --force: the file then stays as {kept:quote}, and a new record begins."),
    basis="count",
    about=N_(
        "Beside the lists aktywna keeps what each of them said, so that the next one can tell what changed since. A record that was"
        " changed would hide a correction."
    ),
)


def read_given(folder: Path, *, force: bool = False) -> tuple[tuple[Given, ...], bytes | None]:
    """Give the lists given out into `folder`, and with `force` a damaged record to be set aside; raise `InputRefused` (O008)."""
    path = folder / PAID
    try:
        content = path.read_bytes()
    except OSError:
        return (), None
    try:
        held = json.loads(content)
        if held["format"] == _FORMAT and held["sha256"] == _seal(held["given"]):
            return tuple(_given(one) for one in held["given"]), None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, InvalidOperation):
        pass
    if force:
        return (), content
    facts = {"file": PAID, "kept": Path(KEPT).name}
    raise InputRefused(Finding(DAMAGED.code, DAMAGED.severity, Place(file=path.as_posix()), facts))


def given_bytes(given: Sequence[Given]) -> bytes:
    """Write the record: the same lists give the same bytes."""
    listed = [
        {
            "month": one.month,
            "list": one.id,
            "as_of": one.as_of.isoformat(),
            "file": one.file,
            "amount": str(one.amount),
            "people": {key: None if amount is None else str(amount) for key, amount in one.people.items()},
        }
        for one in given
    ]
    content = {"format": _FORMAT, "sha256": _seal(listed), "given": listed}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _given(one: Any) -> Given:
    people = {str(key): None if amount is None else Decimal(amount) for key, amount in one["people"].items()}
    day = date.fromisoformat(one["as_of"])
    return Given(str(one["month"]), str(one["list"]), day, str(one["file"]), Decimal(one["amount"]), people)


def _seal(listed: Any) -> str:
    return hashlib.sha256(json.dumps(listed, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
