"""What was asked for on the command line, understood: codes of findings and of indicators."""

from __future__ import annotations

from aktywna.domain.faults import UnknownWord
from aktywna.domain.findings.rule import N_, NOTICES
from aktywna.domain.registers.books import Books
from aktywna.steps.efficiency import codes as efficiency_codes
from aktywna.steps.explain.page import declare_all


def codes_of(written: str | None) -> tuple[str, ...]:
    """Give the codes named in `A203,R1`, or their beginnings; raise `UnknownWord` for one that nothing begins with."""
    asked = tuple(one.strip().upper() for one in (written or "").split(",") if one.strip())
    if asked:
        declare_all()
    for one in asked:
        if not any(code.startswith(one) for code in NOTICES):
            raise UnknownWord(N_("code"), one, tuple(sorted(NOTICES)))
    return asked


def indicator_of(books: Books, written: str) -> str:
    """Give an indicator's code as the project writes it, in either case; raise `UnknownWord` when it has none such."""
    known = {indicator.id.casefold(): indicator.id for indicator in books.indicators}
    if written.casefold() not in known:
        raise UnknownWord(N_("indicator"), written, (*known.values(), *efficiency_codes(books)))
    return known[written.casefold()]
