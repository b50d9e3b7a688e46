"""A small project and its registers, made by hand: invented people who are only numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from aktywna.domain.counting.tally import Span
from aktywna.domain.promises.era import Era
from aktywna.domain.promises.project import Project
from aktywna.domain.registers.books import Books, SourceFile
from aktywna.domain.registers.columns import DTYPES, Columns
from aktywna.domain.registers.register import Register
from aktywna.io.shipped import choices, layouts

JULY = Span(date(2012, 7, 1), date(2012, 7, 31), "2012-07")

PROJECT: dict[str, Any] = {
    "title": {"pl": "Krok naprzód", "en": "Krok naprzód (A step forward)"},
    "number": "POKL.07.01.01-00-000/12",
    "era": "pokl-2007",
    "about": "Projekt dla osób bezrobotnych.",
    "goals": ["Wzrost motywacji do pracy"],
    "beneficiary": {"name": "Gmina Przykładowo", "unit": "OPS w Przykładowie"},
    "programme": {
        "name": "Program Operacyjny Kapitał Ludzki",
        "axis": "Priorytet VII",
        "measure": "Działanie 7.1",
        "submeasure": "Poddziałanie 7.1.1",
        "fund": "Europejski Fundusz Społeczny",
    },
    "period": {"start": date(2011, 1, 1), "end": date(2012, 12, 31)},
    "editions": [
        {"id": "2011", "name": "Edycja 2011", "start": date(2011, 1, 1), "end": date(2011, 12, 31)},
        {"id": "2012", "name": "Edycja 2012", "start": date(2012, 1, 1), "end": date(2012, 12, 31)},
    ],
    "partners": [
        {"id": "ops", "name": "OPS", "role": "leader"},
        {"id": "cris", "name": "CRIS", "does": "prowadzi szkolenia", "since": date(2012, 1, 1), "until": date(2012, 12, 31)},
    ],
    "budget": {
        "total": 1000,
        "sources": [
            {"id": "grant", "kind": "grant", "name": "dofinansowanie", "amount": 895, "share": 89.5},
            {"id": "own", "kind": "own", "name": "wkład własny", "amount": 105, "share": 10.5},
        ],
        "set_aside": [{"name": "pracownik socjalny", "within": "grant", "amount": 30}],
        "tasks": [{"id": "z1", "name": "Kontrakty socjalne", "amount": 600}, {"id": "z2", "name": "Zarządzanie", "amount": 400}],
    },
    "groups": [{"id": "jobless", "name": "osoby bezrobotne", "planned": {"total": 5, "women": 3, "men": 2}}],
    "criteria": [
        {
            "id": "age",
            "name": "wiek aktywności zawodowej",
            "path": "pal",
            "min_age": 15,
            "max_age": 64,
            "residence": ["Przykładowo"],
            "not_employed": True,
            "labour_status": ["unemployed"],
            "expects_child": True,
            "assumption": "Wiek liczy się na dzień przystąpienia.",
        },
    ],
    "paths": [
        {"id": "contract", "name": "kontrakt socjalny", "contract": True, "planned": 3, "about": "praca z całą rodziną"},
        {"id": "pal", "name": "PAL", "planned": 3},
        {"id": "pal-1", "name": "PAL Centrum", "within": "pal"},
    ],
    "forms": [
        {
            "id": "kis",
            "name": "Klub Integracji Społecznej",
            "sphere": "social",
            "kind": "class",
            "planned": 12,
            "unit": "h45",
            "places": 5,
            "capacity": 10,
            "task": "z1",
            "paths": ["pal"],
        },
        {"id": "course", "name": "kurs zawodowy", "sphere": "vocational", "kind": "course"},
    ],
    "indicators": [
        {"id": "P1", "name": {"pl": "Uczestnicy", "en": "Participants"}, "main": True, "target": {"total": 5, "women": 3, "men": 2}},
        {"id": "P2", "name": "Kontrakty", "when": [{"column": "path", "is": "contract"}], "target": 3},
        {"id": "P3", "name": "PAL", "when": [{"column": "path", "is": "pal"}], "target": 2},
        {
            "id": "R1",
            "name": "Zakończyli zgodnie z planem",
            "kind": "result",
            "dated": "end_date",
            "main": True,
            "target": 4,
            "when": [{"column": "completed_as_planned", "is": "yes"}],
            "among": [{"column": "end_date", "known": True}],
        },
        {
            "id": "W1",
            "name": "Udział kończących",
            "kind": "ratio",
            "ratio": {"of": "R1", "to": "P1"},
            "target": 80,
            "seen": False,
            "source": "wniosek",
        },
        {"id": "M1", "name": "Motywacja", "kind": "soft", "soft": {"areas": ["motivation"]}, "target": 3},
    ],
    "sums": [{"name": "według narzędzia", "total": "P1", "parts": ["P2", "P3"]}],
    "soft": {
        "tools": ["opinia pracownika socjalnego"],
        "areas": [{"id": "motivation", "name": "motywacja do pracy", "result": "Kompetencje zawodowe"}],
    },
    "staff": [{"id": "coordinator", "name": "koordynator", "count": 1, "amount": 24000}],
    "calendar": [
        {
            "name": "2012-I",
            "kind": "period",
            "start": date(2012, 1, 1),
            "end": date(2012, 6, 30),
            "due": date(2012, 7, 30),
            "by": "koordynator i księgowa",
        }
    ],
    "diagnosis": {"respondents": 60, "when": "początek 2008 r.", "about": "Zagrożenie wykluczeniem."},
    "assumptions": ["Dane są zmyślone."],
}

ROWS: dict[str, dict[str, list[Any]]] = {
    "participants": {
        "no": ["1", "2", "3", "4", "5"],
        "other_id": ["A", "B", "C", "A", "E"],
        "edition": ["2011", "2011", "2012", "2012", "2012"],
        "partner": ["ops", "ops", "cris", "ops", "ops"],
        "path": ["|contract|", "|contract|pal|", "|pal-1|", "|contract|", None],
        "target_group": ["|jobless|", "|jobless|", "|jobless|", "|jobless|", None],
        "gender": ["woman", "man", "woman", "woman", "man"],
        "state": ["finished", "dropped_out", "active", "active", "reserve"],
        "entry": ["new", "new", "new", "continuing", None],
        "start_date": ["2011-02-01", "2011-02-01", "2012-07-02", "2012-03-01", None],
        "end_date": ["2011-11-30", "2011-10-01", None, None, None],
        "completed_as_planned": ["yes", None, None, None, None],
    },
    "attendance": {
        "participant_no": ["1", "3", "3", "2"],
        "form": ["kis", "kis", "kis", "kis"],
        "date": ["2011-03-01", "2012-07-03", "2012-07-04", "2011-03-01"],
        "hours": [2.0, 3.0, 1.5, 2.0],
        "mark": ["present", "present", "late", "absent"],
    },
    "expenditures": {
        "doc_no": ["F1", "F2"],
        "payment_date": ["2012-05-10", "2012-07-10"],
        "eligible": [50000, 10050],
        "funding": [40000, 10050],
        "own_contribution": [10000, 0],
        "task": ["z1", "z1"],
    },
    "visits": {
        "no": ["1"],
        "date": ["2012-07-05"],
        "place": ["sala"],
        "form": ["kis"],
        "found": ["Brak podpisów"],
        "corrected_on": ["2012-07-09"],
    },
    "staff": {"no": ["1"], "post": ["coordinator"]},
    "survey": {"respondent": ["1", "2", "3"], "question": ["Problem?"] * 3, "answer": ["bieda", "bezrobocie", "bieda"]},
    "assessments": {
        "participant_no": ["1", "1"],
        "area": ["motivation", "motivation"],
        "phase": ["pre", "post"],
        "score": [2.0, 4.0],
        "date": ["2011-02-01", "2011-11-30"],
    },
}


def sample(**changes: Any) -> Books:
    """The books of the small project, its definition changed as asked."""
    known = layouts()
    project = Project.model_validate(PROJECT | changes)
    registers = {name: Register(known[name], Columns.of(frame(name, columns))) for name, columns in ROWS.items()}
    era = Era.model_validate(
        {
            "id": "pokl-2007",
            "name": {"pl": "POKL 2007-2013", "en": "HC OP 2007-2013"},
            "catalogue": "pokl-2007",
            "values": {"claim_annex": {"name": {"pl": "Załącznik", "en": "Annex"}, "value": True, "source": "made up", "seen": True}},
        }
    )
    sources = (SourceFile("uczestnicy.xlsx", lambda: "a" * 64, "participants", 5),)
    books = Books(project, era, date(2012, 8, 10), registers, known, choices(), sources=sources)
    return replace(books, indicators=project.indicators)


def frame(register: str, columns: dict[str, list[Any]]) -> pd.DataFrame:
    """Typed columns, as reading makes them."""
    kinds = {name: column.kind for name, column in layouts()[register].columns.items()}
    return pd.DataFrame({name: pd.Series(values).astype(DTYPES.get(kinds[name], "str")) for name, values in columns.items()})
