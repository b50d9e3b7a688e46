"""
Counting: every indicator of an era with every breakdown, and attendance against the schedule, beyond the reading.

    python benchmarks/counting.py [PARTICIPANTS] [ENTRIES A PERSON] [ROUNDS]

The registers are made in memory as reading leaves them. Beside the work stands one group-by of pandas of the same diary
by participant and form; all are printed for the size that is asked for and for half of it, so that it can be seen
whether the cost grows with the rows. Printed are minima of times taken by turns, of new books and registers each time,
so that nothing is known from the time before; behind a stroke the same of processor time.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from aktywna.domain.counting.split_values import COLUMNS
from aktywna.domain.counting.tally import Span
from aktywna.domain.presence.attendance import attended
from aktywna.domain.presence.class_months import class_months
from aktywna.domain.promises.project import Project
from aktywna.domain.registers.books import Books
from aktywna.domain.registers.columns import Columns
from aktywna.domain.registers.register import Register
from aktywna.io import shipped
from aktywna.io.definitions.project import indicators
from aktywna.steps.count import count
from aktywna.steps.split import broken_down
from aktywna.steps.split_words import splits_of

ERA = "efsplus-2021"
YEAR = Span(date(2025, 1, 1), date(2025, 12, 31))
DRAWN = np.random.default_rng(7)
FORMS = [f"form{number}" for number in range(12)]
PATHS, GROUPS, EDITIONS, PARTNERS = ([f"{what}{number}" for number in range(4)] for what in ("path", "group", "edition", "partner"))
TWENTY = {"register": "attendance", "sum": "hours", "at_least": 20, "where": [{"column": "mark", "is": "present"}]}
CERTIFIED = {"register": "certificates", "blank": "no"}


def project() -> Project:
    """Make a project that takes the whole catalogue of its era and asks the diary and the certificates too."""
    named = [{"id": code, "use": code} for code, one in shipped.catalogue(ERA).items() if _counted(one)]
    own = [
        {"id": "HOURS", "name": "x", "when": [TWENTY]},
        {"id": "CERTIFIED", "name": "x", "kind": "result", "when": [CERTIFIED]},
        {"id": "SHARE", "name": "x", "kind": "ratio", "ratio": {"of": "CERTIFIED", "to": "EECO01"}},
    ]
    spheres = ("social", "vocational", "educational", "health")
    return Project.model_validate({
        "title": "Pomiar", "era": ERA, "beneficiary": {"name": "Ośrodek zmyślony"}, "programme": {"name": "x"},
        "period": {"start": "2024-01-01", "end": "2026-12-31"},
        "forms": [{"id": form, "name": form, "sphere": spheres[at % 4]} for at, form in enumerate(FORMS)],
        "paths": [{"id": one, "name": one} for one in PATHS],
        "groups": [{"id": one, "name": one} for one in GROUPS],
        "partners": [{"id": one, "name": one} for one in PARTNERS],
        "editions": [{"id": one, "name": one, "start": "2024-01-01", "end": "2026-12-31"} for one in EDITIONS],
        "indicators": [*named, *own],
    })  # fmt: skip


def _counted(one: object) -> bool:
    return not getattr(one, "unknown", False) and getattr(one, "ratio", None) is None and getattr(one, "counts", "") == "participants"


def books(people: int, each: int) -> Books:
    """Make the registers: participants, a diary with so many entries of each, certificates and jobs of some."""
    layouts, asked = shipped.layouts(), project()
    numbers = pd.Series(np.char.add("U", np.arange(people).astype(str)), dtype="str")
    start = _days("2024-01-01", people, 700)
    registers = {
        "participants": pd.DataFrame({
            "no": numbers, "other_id": "ID" + numbers, "gender": _of([*["woman", "man"] * 25, None], people),
            "birth_date": _days("1960-01-01", people, 16_000), "education": _of(["isced1", "isced2", "isced3", "isced5"], people),
            "labour_status": _of(["unemployed_registered", "unemployed_unregistered", "inactive", "employed"], people),
            "disability": _of(["yes", "no", "refused"], people), "homeless": _of(["yes", "no"], people),
            "commune": _of(["Zmyślona", "Przykładowa", None], people), "area": _of(["urban", "rural"], people),
            "path": _of(["|path0|", "|path1|", "|path1|path2|", "|path3|"], people),
            "target_group": _of(["|group0|", "|group1|group3|"], people),
            "edition": _of(EDITIONS, people), "partner": _of(PARTNERS, people), "entry": _of(["new", "continuing"], people),
            "state": _of(["active", "finished"], people), "start_date": start, "end_date": start + pd.Timedelta(days=200),
        }),
        "attendance": pd.DataFrame({
            # A diary is kept day after day, so a person's entries lie apart.
            "participant_no": numbers.iloc[DRAWN.permutation(np.repeat(np.arange(people), each))].reset_index(drop=True),
            "date": _days("2024-01-01", people * each, 900).sort_values(ignore_index=True), "form": _of(FORMS, people * each),
            "mark": _of(["present", "present", "absent"], people * each),
            "hours": DRAWN.integers(1, 7, people * each).astype("float64"),
        }),
        "certificates": pd.DataFrame({
            "participant_no": numbers.iloc[::3].reset_index(drop=True), "date": _days("2025-01-01", len(numbers.iloc[::3]), 500),
        }),
        "outcomes": pd.DataFrame({
            "participant_no": numbers.iloc[::4].reset_index(drop=True), "outcome": _of(["employment", "education"], len(numbers.iloc[::4])),
            "date": _days("2025-01-01", len(numbers.iloc[::4]), 500),
        }),
    }  # fmt: skip
    made = {name: Register(layouts[name], Columns.of(data)) for name, data in registers.items()}
    return Books(asked, shipped.era(ERA), date(2026, 6, 30), made, layouts, shipped.choices(), indicators(asked))


def scheduled(made: Books, each: int) -> Books:
    """
    Give the same books with a schedule, and a diary of its classes.

    Four groups in each form have two hundred classes each, a tenth of them with two trainers. Everybody is in one group of a form,
    and comes to some of its classes.
    """
    layouts, people = made.layouts, len(made.participants)
    form, group, day = (one.ravel() for one in np.meshgrid(np.arange(len(FORMS)), np.arange(4), np.arange(200), indexing="ij"))
    twice = np.concatenate([np.arange(len(form)), np.arange(0, len(form), 10)])
    classes = pd.DataFrame({
        "date": _day(day * 4 + form % 4), "form": _named("form", form), "class_group": _named("G", group),
        "time_from": pd.array(480 + 60 * (form % 3), dtype="Int64"), "time_to": pd.array(480 + 60 * (form % 3) + 180, dtype="Int64"),
        "hours": 3.0, "unit": "h60", "trainer": _named("T", group),
    }).iloc[twice].reset_index(drop=True)  # fmt: skip
    who = np.repeat(np.arange(people), each)
    what, when = DRAWN.integers(0, len(FORMS), len(who)), DRAWN.integers(0, 200, len(who))
    order = np.argsort(when, kind="stable")
    who, what, when = who[order], what[order], when[order]
    diary = pd.DataFrame({
        "participant_no": made.participants["no"].iloc[who].reset_index(drop=True), "date": _day(when * 4 + what % 4),
        "form": _named("form", what), "time_from": pd.array(480 + 60 * (what % 3), dtype="Int64"),
        "time_to": pd.array(480 + 60 * (what % 3) + 180, dtype="Int64"), "trainer": _named("T", (who + what) % 4),
        "mark": _of(["present", "present", "absent", "excused"], len(who)), "hours": 3.0,
    })  # fmt: skip
    registers = {
        **made.registers,
        "attendance": Register(layouts["attendance"], Columns.of(diary)),
        "sessions": Register(layouts["sessions"], Columns.of(classes)),
    }
    return replace(made, registers=registers, _derived={})


def lasting(made: Books) -> Books:
    """Give the same books with everybody taking part all the time, so that every entry of the diary counts."""
    people = made.participants
    data = people.frame.assign(start_date=pd.Timestamp("2024-01-01").as_unit("s"), end_date=pd.NaT)
    data["end_date"] = data["end_date"].astype("datetime64[s]")
    return replace(made, registers={**made.registers, "participants": Register(people.layout, Columns.of(data))}, _derived={})


def _named(what: str, numbers: np.ndarray) -> pd.Series[str]:
    return pd.Series(pd.array([f"{what}{number}" for number in range(int(numbers.max()) + 1)], dtype="str").take(numbers))


def _day(after: np.ndarray) -> pd.Series[pd.Timestamp]:
    return pd.Series(np.datetime64("2024-01-01", "s") + after * np.timedelta64(86_400, "s"))


def _of(values: list[str | None], rows: int) -> pd.Series[str]:
    return pd.Series(pd.array(values, dtype="str").take(DRAWN.integers(0, len(values), rows)))


def _days(first: str, rows: int, spread: int) -> pd.Series[pd.Timestamp]:
    return pd.Series(np.datetime64(first, "s") + DRAWN.integers(0, spread, rows) * np.timedelta64(86_400, "s"))


def everything(made: Books) -> int:
    """Count all indicators and break each down by everything there is; give how many numbers that makes."""
    tally = count(made, YEAR)
    broken = [broken_down(made, one, split, tally.span) for one in tally.counts for split in splits_of(",".join(COLUMNS))]
    return sum(len(one.since) + len(one.period) for one in broken)


def attendance(made: Books) -> int:
    """Add up who attended what of each form, and what happened in each group and month; give how many rows that makes."""
    return len(attended(made).cells) + len(class_months(made))


def grouped(made: Books) -> object:
    """Add up the hours of each participant in each form, and nothing else."""
    return made.attendance.frame.groupby(["participant_no", "form"])["hours"].sum()


def anew(made: Books) -> Books:
    """Give books that have nothing a former command remembered, neither of their questions nor of a register's columns."""
    return replace(made, _derived={}, registers={name: Register(one.layout, one.columns) for name, one in made.registers.items()})


def shortest(rounds: int, *asked: Callable[[], object]) -> list[tuple[float, float]]:
    """Give the shortest time of each, and the shortest time of all processors together, taken by turns."""
    best = [(float("inf"), float("inf"))] * len(asked)
    for _ in range(rounds):
        for at, one in enumerate(asked):
            begun, worked = time.perf_counter(), time.process_time()
            one()
            best[at] = min(best[at][0], time.perf_counter() - begun), min(best[at][1], time.process_time() - worked)
    return best


WORK = (
    ("all indicators, all breakdowns", books, everything),
    ("attendance, a diary without a schedule", lambda people, each: lasting(books(people, each)), attendance),
    ("attendance, against a schedule", lambda people, each: lasting(scheduled(books(people, each), each)), attendance),
)


def main(people: int = 100_000, each: int = 20, rounds: int = 5) -> None:
    """Make the registers, measure, print."""
    print(f"{len(project().indicators)} indicators, {len(COLUMNS)} breakdowns")
    for name, make, work in WORK:
        times = []
        for size in (people // 2, people):
            made = make(size, each)
            done, group = shortest(rounds, lambda made=made, work=work: work(anew(made)), lambda made=made: grouped(made))
            times.append(done)
            print(
                f"{name}: {size:,} participants, {size * each:,} entries, {work(made):,} rows or numbers: {done[0]:.2f} / {done[1]:.2f} s;"
                f" one group-by {group[0]:.2f} / {group[1]:.2f} s; ratio {done[0] / group[0]:.2f} / {done[1] / group[1]:.2f}"
            )
        print(f"{name}: twice the rows: {times[1][0] / times[0][0]:.2f} / {times[1][1] / times[0][1]:.2f} times the time")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
