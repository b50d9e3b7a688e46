"""
The reports of single kinds as the small project makes them: `python tests/kinds_of_report.py` writes them into tests/kinds.

Look at what changed before keeping it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from aktywna.domain.counting.reported import Reported, Statement, stated
from aktywna.domain.counting.tally import Span
from aktywna.domain.grid import Document
from aktywna.domain.promises.model import Language
from aktywna.domain.registers.books import Books
from aktywna.domain.registers.columns import Columns
from aktywna.domain.registers.register import Register
from aktywna.io.shipped import layouts
from aktywna.io.writing.markdown import markdown
from aktywna.steps.count import count
from aktywna.steps.report import drafted
from sample_books import JULY, frame, sample

KEPT = Path(__file__).parent / "kinds"
KINDS = ("month", "period", "year", "final", "claim", "findings", "visits", "staff", "summary")
LANGUAGES: tuple[Language, ...] = ("pl", "en")
JUNE = Span(date(2012, 6, 1), date(2012, 6, 30), "2012-06")
MORE = {
    "visits": {
        "no": ["W1", "W2", "W3", "W4"],
        "date": ["2012-05-10", "2012-06-20", "2012-07-05", "2012-07-20"],
        "place": ["sala 1", "sala 2", "sala 1", "sala 2"],
        "form": ["kis", "course", "kis", "kis"],
        "found": ["Brak tematów", "Brak listy", "Brak podpisów", None],
        "corrected_on": ["2012-07-02", None, "2012-07-09", None],
    },
    "staff": {
        "no": ["P1", "P2", "P3"],
        "post": ["coordinator", "coordinator", "helper"],
        "first_name": ["Jan", "Ewa", "Anna"],
        "last_name": ["Testowy", "Zmyślona", "Przykładowicz"],
        "start_date": ["2012-01-01", "2012-07-16", "2012-01-01"],
        "end_date": ["2012-07-15", None, "2012-06-30"],
        "job_share": [1.0, 0.5, 0.25],
    },
    "timesheets": {
        "staff_no": ["P1", "P1", "P2", "P3"],
        "date": ["2012-06-04", "2012-07-03", "2012-07-17", "2012-06-05"],
        "hours": [8.0, 6.5, 4.0, 2.0],
    },
    "sessions": {
        "date": ["2012-06-05", "2012-07-03", "2012-07-04", "2012-07-31"],
        "hours": [2.0, 3.0, 3.0, 3.0],
        "form": ["kis", "kis", "kis", "kis"],
        "trainer": ["Testowy Jan", "Jan Testowy", "Firma Próbna", "Jan Testowy"],
        "state": ["held", "held", "held", "cancelled"],
    },
}


def books() -> Books:
    """The books of the small project, with more visits, staff, their time and classes."""
    known = layouts()
    plain = sample()
    return replace(
        plain, registers={**plain.registers, **{name: Register(known[name], Columns.of(frame(name, rows))) for name, rows in MORE.items()}}
    )


@cache
def document(kind: str, tongue: Language) -> Document:
    """A report of July, made once."""
    return drawn(kind, tongue)


def drawn(kind: str, tongue: Language) -> Document:
    """A report of July, made after the claim of June."""
    kept = books()
    said = Statement(1, "claim_2012-06", date(2012, 7, 5), None, (), dict(stated(count(kept, JUNE))))
    archive = (Reported(JUNE.start, JUNE.end, JUNE.name, (), (said,)),)
    return drafted(kept, count(kept, JULY), [], kind=kind, language=tongue, archive=archive)


def file_of(kind: str, tongue: str) -> Path:
    """Where such a report is kept."""
    return KEPT / f"{kind}.{tongue}.md"


if __name__ == "__main__":
    for kind in KINDS:
        for tongue in LANGUAGES:
            file_of(kind, tongue).write_bytes(markdown(document(kind, tongue)).encode())
