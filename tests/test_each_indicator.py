"""Of every indicator of every era: the answers make the population, sexes the total, periods the cumulative; and no order matters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.counting.reported import Reported, Statement, corrections, numbers, stated
from aktywna.domain.counting.split_values import COLUMNS
from aktywna.domain.counting.tally import Count, Span, Tally
from aktywna.domain.promises.indicator import Indicator
from aktywna.domain.promises.project import Project
from aktywna.domain.registers.books import Books
from aktywna.domain.registers.columns import Columns
from aktywna.domain.registers.reading import read_register
from aktywna.io import shipped
from aktywna.io.definitions.project import indicators
from aktywna.steps.count import count
from aktywna.steps.explain.examples import sheet_of
from aktywna.steps.split import broken_down
from aktywna.steps.split_words import splits_of
from effort import effort
from tables import project_of

ERAS = ("pokl-2007", "efs-2014", "efsplus-2021")
WHOLE = Span(date(2000, 1, 1), date(2199, 12, 31))
PERIODS = (
    Span(date(2000, 1, 1), date(2026, 6, 30)), Span(date(2026, 7, 1), date(2026, 10, 28)), Span(date(2026, 10, 29), date(2199, 12, 31)),
)  # fmt: skip
PRESENT = {"column": "mark", "is": "present"}
OWN = [
    {"id": "HOURS", "name": "x", "when": [{"register": "attendance", "sum": "hours", "at_least": 4, "where": [PRESENT]}]},
    {"id": "CERTIFIED", "name": "x", "kind": "result", "when": [{"register": "certificates", "blank": "no"}]},
    {"id": "SHARE", "name": "x", "kind": "ratio", "ratio": {"of": "CERTIFIED", "to": "HOURS"}},
    {"id": "SPENT", "name": "x", "counts": "expenditures", "sum": "eligible"},
    {"id": "FOR_EACH", "name": "x", "kind": "ratio", "unit": "PLN", "ratio": {"of": "SPENT", "to": "CERTIFIED"}},
    {"id": "TIMES", "name": "x", "counts": "attendance", "sum": "hours", "among": [PRESENT]},
]


NOBODY = "P0"
"""Stands for an empty cell, which in a small list a row of headers may have as well."""


def some(*values: str) -> st.SearchStrategy[str]:
    return st.sampled_from(values)


NUMBERS = some("P1", "P2", "P3", "P4", "P5", "P99", NOBODY)
DAYS = some("2026-03-02", "2026-09-30", "2026-10-28", "2026-10-29", "")
LEVELS = {"pokl-2007": ("", "isced3"), "efs-2014": ("isced1", "isced3_4", ""), "efsplus-2021": ("isced0_2", "isced3", "")}
EDITIONS = [{"id": "e1", "name": "x", "start": date(2026, 1, 1), "end": date(2026, 6, 30)},
            {"id": "e2", "name": "x", "start": date(2026, 7, 1), "end": date(2199, 12, 31)}]  # fmt: skip
HEADERS = {
    "participants": ["no", "pesel", "gender", "birth_date", "education", "labour_status", "disability", "edition", "path", "start_date",
                     "end_date", "state"],
    "attendance": ["participant_no", "date", "form", "mark", "hours"],
    "certificates": ["participant_no", "date"],
    "outcomes": ["participant_no", "outcome", "date"],
    "expenditures": ["doc_no", "payment_date", "eligible"],
}  # fmt: skip


@st.composite
def offices(draw, era: str) -> dict[str, list[list[str]]]:
    """The rows of the registers of a small project; people come back in another edition, and somebody's number is nobody's."""
    person = st.tuples(
        some("P1", "P2", "P3", "P4", "P5"), some("44051401458", "02070803628", ""), some("woman", "man", ""), some("1996-03-02", ""),
        some(*LEVELS[era]), some("unemployed", "inactive", "employed", ""), some("yes", "no", ""), some("e1", "e2", ""),
        some("pal", "kis", "pal; kis", ""), some("2026-03-02", "2026-09-01", ""), some("2026-09-30", ""),
        some("active", "finished", "dropped_out", "reserve", ""),
    )  # fmt: skip
    tables = {
        "participants": st.lists(person, min_size=1, max_size=8),
        "attendance": st.lists(
            st.tuples(NUMBERS, DAYS, some("kis", "psy", ""), some("present", "absent", ""), some("2", "4", "")), max_size=8
        ),
        "certificates": st.lists(st.tuples(NUMBERS, DAYS), max_size=5),
        "outcomes": st.lists(st.tuples(NUMBERS, some("employment", "education", "job_search", ""), DAYS), max_size=5),
        "expenditures": st.lists(st.tuples(DAYS, some("10,50", "0,01", "")), max_size=5),
    }  # fmt: skip
    drawn = {name: [list(row) for row in draw(rows)] for name, rows in tables.items()}
    drawn["expenditures"] = [[f"F{at}", *row] for at, row in enumerate(drawn["expenditures"], 1)]
    return drawn


@cache
def promised(era: str) -> tuple[Project, tuple[Indicator, ...]]:
    """A project that takes the whole catalogue of an era, and has indicators of its own."""
    listed = shipped.catalogue(shipped.era(era).catalogue or "")
    taken = [{"id": code, "use": code} for code, one in listed.items() if not one.unknown]
    forms, paths = ([{"id": one} for one in ids] for ids in (("kis", "psy"), ("pal", "kis")))
    project = project_of({"era": era, "editions": EDITIONS, "paths": paths, "forms": forms, "indicators": [*taken, *OWN]})
    return project, indicators(project)


def books_of_files(era: str, files: dict[str, list[list[list[str]]]], headers: dict[str, list[str]]) -> Books:
    """Make books of registers that lie in several files each: rows by register and file, with the columns of `headers`."""
    project, counted = promised(era)
    layouts, choices = shipped.layouts(), shipped.choices()
    registers = {}
    for name, parts in files.items():
        sheets = [
            replace(sheet_of(layouts[name], [headers[name], *([row[HEADERS[name].index(one)] for one in headers[name]] for row in rows)]),
                    file=f"{name}-{at}.csv")
            for at, rows in enumerate(parts)
        ]  # fmt: skip
        register, _ = read_register(layouts[name], choices, project, sheets)
        if "participant_no" in register:
            whose = register["participant_no"]
            register = replace(register, columns=Columns.of(register.frame.assign(participant_no=whose.mask(whose == NOBODY))))
        registers[name] = register
    return Books(project, shipped.era(era), date(2199, 12, 31), registers, layouts, choices, counted)


def said(books: Books, tally: Tally) -> dict[str, object]:
    """What is said of each indicator: figures, population, bounds and breakdowns."""
    return {
        one.indicator.id: (
            one.period,
            one.cumulative,
            one.population,
            one.excluded,
            one.denominator_unknown,
            one.between,
            parts(books, one, tally.span),
        )
        for one in tally.counts
    }


def parts(books: Books, one: Count, span: Span) -> list[object]:
    broken = [broken_down(books, one, split, span) for split in splits_of(",".join([*COLUMNS, "gender:age", "path:edition"]))]
    return [(part.period, part.since, part.overlapping) for part in broken]


def one_file(office: dict[str, list[list[str]]]) -> dict[str, list[list[list[str]]]]:
    return {name: [rows] for name, rows in office.items()}


@pytest.mark.parametrize("era", ERAS)
@given(data=st.data())
@effort(1 / 8)
def test_the_identities(era: str, data: st.DataObject) -> None:
    """Met, unmet and unknown are the population; women, men and unknown sex the total; periods the cumulative."""
    books = books_of_files(era, one_file(data.draw(offices(era))), HEADERS)
    whole = count(books, WHOLE)
    periods = [count(books, span) for span in PERIODS]

    for one in whole.counts:
        units, found, code = one.units, one.cumulative, one.indicator.id
        if units is None:
            continue
        assert len(units.rows) == one.population == units.met.sum() + units.unmet.sum() + units.unknown.sum(), code
        assert not (units.met & units.unmet).any(), code
        assert not ((units.met | units.unmet) & units.unknown).any(), code
        assert found.women is None or found.total == found.women + found.men + found.sex_unknown, code
        assert Decimal(found.total) == sum(Decimal(one_of[code].period.total) for one_of in periods), code


@pytest.mark.parametrize("era", ERAS)
@given(data=st.data(), chance=st.randoms(use_true_random=False))
@effort(1 / 8)
def test_periods_make_the_cumulative_unless_a_correction_says_so(era: str, data: st.DataObject, chance) -> None:
    """
    Two periods were reported; a later export says something else of some rows, has lost some and has new ones.

    Every number that changed in them has its one line, none else has; and what was reported, the lines and the third period
    together are the cumulative number, of everybody, of women, of men and of those of unknown sex.
    """
    earlier = data.draw(offices(era))
    later = exported_again(earlier, data.draw(offices(era)), chance)
    first, second = (books_of_files(era, one_file(office), HEADERS) for office in (earlier, later))
    said = {span: stated(count(first, span)) for span in PERIODS[:2]}
    counted = {(span.start, span.end, ()): stated(count(second, span)) for span in PERIODS[:2]}
    reported = [
        Reported(span.start, span.end, "", (), (Statement(at, "r", span.end, None, (), figures),))
        for at, (span, figures) in enumerate(said.items())
    ]
    lines = corrections(reported, counted)
    today = count(second, PERIODS[2])

    told = {(one.span.start, one.code): (one.was, one.now) for one in lines if not one.cumulative}
    assert told == {
        (span.start, code): ((was.period,), counted[span.start, span.end, ()][code].period)
        for span, figures in said.items()
        for code, was in figures.items()
        if numbers(was.period) != numbers(counted[span.start, span.end, ()][code].period)
    }
    for one in today.counts:
        code = one.indicator.id
        if one.indicator.ratio is not None:
            continue
        assert [line for line in lines if line.cumulative and line.code == code] == [], code
        parts = [figures[code].period for figures in said.values()]
        changes = [(line.now, line.was[0]) for line in lines if line.code == code]
        for sex in ("total", "women", "men", "sex_unknown"):
            # A register that a later export no longer has leaves nothing; none of these loses one.
            before = sum((getattr(part, sex) or 0) for part in parts)
            changed = sum((getattr(now, sex) or 0) - (getattr(was, sex) or 0) for now, was in changes)
            assert (getattr(one.cumulative, sex) or 0) == before + changed + (getattr(one.period, sex) or 0), (code, sex)


def exported_again(office: dict[str, list[list[str]]], other: dict[str, list[list[str]]], chance) -> dict[str, list[list[str]]]:
    """Take some rows, or cells of them, from another office: a row in five is struck out, and as many are added."""
    found = {}
    for name, rows in office.items():
        kept = [list(row) for row in rows if chance.random() > 0.2]
        for row, new in zip(kept, other[name], strict=False):
            at = chance.randrange(len(row))
            row[at] = new[at]
        found[name] = kept + [row for row in other[name] if chance.random() < 0.2]
    found["participants"] = found["participants"] or office["participants"][:1]
    return found


@pytest.mark.parametrize("era", ERAS)
@given(data=st.data(), chance=st.randoms(use_true_random=False))
@effort(1 / 8)
def test_no_order_changes_anything(era: str, data: st.DataObject, chance) -> None:
    """Of rows, of files, of columns: the same figures, answers and breakdowns; and a row in another file is the same row."""
    office = data.draw(offices(era))
    plain = books_of_files(era, one_file(office), HEADERS)

    shuffled: dict[str, list[list[list[str]]]] = {}
    for name, rows in office.items():
        mixed, cut = list(rows), chance.randint(0, len(rows))
        chance.shuffle(mixed)
        files = [part for part in (mixed[:cut], mixed[cut:]) if part] or [[]]
        chance.shuffle(files)
        shuffled[name] = files
    headers = {name: chance.sample(columns, len(columns)) for name, columns in HEADERS.items()}
    other = books_of_files(era, shuffled, headers)

    assert said(plain, count(plain, PERIODS[1])) == said(other, count(other, PERIODS[1]))


@given(era=st.sampled_from(ERAS), data=st.data())
@effort(1 / 8)
def test_what_is_told_twice_is_one(era: str, data: st.DataObject) -> None:
    """Diary, certificates and outcomes written twice multiply nobody; what adds rows of the diary itself up is not asked."""
    office = data.draw(offices(era))
    twice = {name: [rows, rows] if name in {"certificates", "outcomes"} else [rows] for name, rows in office.items()}
    one, other = books_of_files(era, one_file(office), HEADERS), books_of_files(era, twice, HEADERS)

    assert said(one, count(one, WHOLE)) == said(other, count(other, WHOLE))
