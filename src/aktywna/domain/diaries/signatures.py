"""Signatures in a list: which column they stand in, and what of it is one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aktywna.domain.registers.layout import normal

_OF_ANOTHER = re.compile(r"\b(?:prowadz|trener|wykladow|specjalist|kierowni|opiekun|kadr|koordynat|pracowni|rodzic)")
_SIGNED = frozenset({
    "podpis", "podpisano", "podpisala", "podpisal", "podpisane", "podpis nieczytelny", "podpis odreczny", "podpis w oryginale",
    "podpis wlasnoreczny", "wlasnoreczny podpis", "czytelny podpis", "nieczytelny", "nieczytelny podpis",
})  # fmt: skip
_IN_ORIGINAL = re.compile(r"[(/\[]\s*[-–—]\s*[)/\]]")
"""`/-/` and `(-)` say in a typed copy that the original is signed."""
_SHORTEST_NAME = 3


def signature_columns(header: Sequence[str | None]) -> list[int]:
    """
    Give the columns of participants' signatures (registers.md 4.1, 6.4, 14.1), counted from 0.

    >>> signature_columns(["Lp.", "Imię i nazwisko", "Podpis uczestnika", "Podpis prowadzącego"])
    [2]
    """
    plain = [normal(text) if text else "" for text in header]
    return [at for at, word in enumerate(plain) if re.search(r"\bpodpis", word) and not _OF_ANOTHER.search(word)]


def is_signature(written: str, name: str) -> bool:
    """
    Whether a cell says that the person of that name signed: by that name, or by a word for a signature.

    >>> is_signature("A. Testowska", "Testowska Anna"), is_signature("/-/", ""), is_signature("chora", "Anna Testowska")
    (True, True, False)
    """
    words, own = set(normal(written).split()), {word for word in normal(name).split() if len(word) >= _SHORTEST_NAME}
    long = {word for word in words if len(word) >= _SHORTEST_NAME}
    return bool(_IN_ORIGINAL.fullmatch(written.strip())) or normal(written) in _SIGNED or (bool(long) and long <= own)
