"""There and back: what a file or a form can hold comes back as it was, of every register and in every kind of file."""

from __future__ import annotations

import json
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.cells.column import is_blank
from aktywna.domain.exchange.coded import dictionary_of, read_back
from aktywna.domain.exchange.format import PARTICIPANTS
from aktywna.domain.exchange.official import CANDIDATES
from aktywna.io import shipped
from aktywna.steps.exchange.convert import Asked, convert
from aktywna.steps.exchange.inputs import Wanted, read_input
from desk import EXAMPLES, NAMES
from effort import effort

ALL = frozenset({"all"})
ENDINGS = (".csv", ".tsv", ".xlsx", ".ods", ".jsonl", ".parquet")
WORDS = (
    "Zmyślin", "ul. Niebyła; lokal „1”", 'cytat "w środku"', "=1+1", "@nic", "'=wprost", "+48 000 000 000", "-", "łąka ŻÓŁĆ",
    "0012", "a|b", "dwa  odstępy", "wiersz pierwszy\nwiersz drugi", "#nic", "1e5", "TRUE", "słowo, i, słowo",
)  # fmt: skip
DAYS = st.dates(date(1890, 1, 1), date(2149, 12, 31)).map(date.isoformat)
PESELS = ("02470800306", "02470805110", "44051401359", "00410179932")


def said_by(name, **asked):
    return read_input(name, Wanted(as_of=date(2131, 1, 31), **asked))


def written(read, output, **asked):
    done = convert(read, Asked(output, **asked))
    assert done.files, [(one.code, dict(one.facts)) for one in done.stands]
    return done.files[0]


OF_KIND = {
    "date": DAYS,
    "money": st.decimals(min_value=0, max_value=99_999, places=2).map(str),
    "count": st.integers(0, 130),
    "number": st.integers(0, 900).map(lambda number: number / 4),
    "hours": st.integers(0, 900).map(lambda number: number / 4),
    "time": st.sampled_from(["08:00", "15:45"]),
    "pesel": st.sampled_from(PESELS),
    "postal_code": st.sampled_from(["00-001", "00-999"]),
    "phone": st.sampled_from(["000000000", "000000001"]),
    "email": st.sampled_from(["a@poczta.example", "b.c@poczta.example"]),
    "nip": st.just("8567346215"),
    "regon": st.just("192598184"),
    "teryt": st.just("2469011"),
    "name": st.sampled_from(["Anna", "Testowska", "Przykładowicz-Wzorcowa", "O'Testowa"]),
    "code": st.sampled_from(["1", "02", "A-7/2016", "0012"]),
}


def cells(column):
    """Give what may stand in a cell of a column: a code, a day, a number, a text."""
    choice = dictionary_of(column, shipped.choices())
    if choice is not None:
        return st.sampled_from([value.id for value in choice.value])
    return OF_KIND.get(column.kind, st.sampled_from([word for word in WORDS if not is_blank(word)]))


def rows_of(layout, columns, most=4):
    """Give a few rows of a register, each with a key of its own."""
    one = st.fixed_dictionaries({column.id: st.none() | cells(column) for column in columns})
    return st.lists(one, min_size=1, max_size=most).map(lambda rows: [{**row, layout.key: str(at)} for at, row in enumerate(rows, 1)])


def as_lines(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", sorted(set(shipped.layouts()) - {"explained"}))
def test_every_register_comes_back_from_every_kind_of_file(tmp_path_factory, name):
    layout = shipped.layouts()[name]
    columns = [one for one in layout.column if one.kind != "choices" and (one.of or "").partition(":")[0] != "project" and not one.gives]
    folder = tmp_path_factory.mktemp("tam")

    @effort(0.15)
    @given(rows_of(layout, columns), st.sampled_from(ENDINGS))
    def comes_back(rows, ending):
        before = said_by(as_lines(folder / f"{name}.jsonl", rows), register=name)
        made = written(before, folder / f"nowy{ending}", accept=ALL, force=True)
        kept = before.books.registers[name]
        lost = set(kept.unread) if ending == ".parquet" else set()
        after = said_by(made, register=name).books.registers[name]
        held = [column for column in kept.frame if column not in lost]

        pd.testing.assert_frame_equal(kept.frame[held], after.frame[held])

    comes_back()


def lossless(form, layout):
    """Give for each column of participants that a form holds what may stand in its cells without a loss."""
    found = {}
    for field in form.field:
        if field.register != PARTICIPANTS or not field.column:
            continue
        column = layout.columns[field.columns[0]]
        choice = dictionary_of(column, shipped.choices())
        kept = [code for code, text in field.values.items() if choice is not None and read_back(text, choice) == code]
        cell = cells(column) if choice is None else st.sampled_from(kept)
        # A cell that the form fills by itself does not come back empty.
        found[column.id] = cell if field.otherwise or field.worked_out or field.project else st.none() | cell
    return found


@pytest.mark.parametrize("name", sorted(shipped.formats()))
def test_every_form_comes_back_in_what_it_holds(tmp_path_factory, name):
    form, layout = shipped.formats()[name], shipped.layouts()[PARTICIPANTS]
    folder = tmp_path_factory.mktemp("forma")
    held = lossless(form, layout)
    people = st.fixed_dictionaries(held | {"pesel": st.sampled_from(PESELS)})

    @effort(0.25)
    @given(st.lists(people, min_size=1, max_size=3, unique_by=lambda one: one["pesel"]), st.sampled_from([".csv", ".xlsx", ".ods"]))
    def comes_back(rows, ending):
        before = said_by(as_lines(folder / "uczestnicy.jsonl", rows), register=PARTICIPANTS, unpack=True, era=form.era)
        made = written(before, folder / f"forma{ending}", form=form, force=True)
        after = said_by(made, register=PARTICIPANTS, unpack=True, era=form.era)

        assert data_of(before, held) == data_of(after, held)

    comes_back()


def data_of(read, columns):
    data = read.books.participants
    return {column: texts_in(data.get(column)) for column in sorted(columns)}


def texts_in(column):
    return [None if pd.isna(cell) else str(cell) for cell in column.tolist()]


@pytest.mark.parametrize("form", ["smefs", "sl2014", "pefs2007"], ids=str)
@pytest.mark.parametrize("name", NAMES)
def test_people_of_every_example_come_back(tmp_path, name, form):
    """Of what a form holds only those values are other that were said to be lost, and those that it fills by itself."""
    form = shipped.formats()[form]
    before = said_by(EXAMPLES / name)
    made = written(before, tmp_path / "forma.csv", form=form, accept=ALL)
    after = said_by(made, register=PARTICIPANTS, unpack=True, era=form.era).books.participants
    people = before.books.participants
    people = people.taken(~people.among("state", *CANDIDATES))
    changed = [
        (field.id, was, now)
        for field in form.field
        if field.register == PARTICIPANTS and field.column and not (field.any_of or field.instead)
        for was, now in zip(texts_in(people.get(field.columns[0])), texts_in(after.get(field.columns[0])), strict=True)
        if was != now and holds(form, field, was)
    ]

    assert [] == changed


def holds(form, field, value):
    """Whether a form keeps a value: one that it does not fill, and that is read back from its own word."""
    choice = dictionary_of(shipped.layouts()[PARTICIPANTS].columns[field.columns[0]], shipped.choices())
    if value is None:
        return not (field.otherwise or field.worked_out or field.project)
    return choice is None or (value in field.values and read_back(field.values[value], choice) == value)
