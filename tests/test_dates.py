"""Days, hours and terms: read however people write them, and never with the month guessed."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.cells.dates import day
from aktywna.domain.cells.plain_days import plain_days
from aktywna.domain.cells.ranges import day_range, parted
from aktywna.domain.sheets.sheet import Stored
from columns import GENITIVE, facts, read, troubles, values


@pytest.mark.parametrize(
    "written",
    [
        "12.03.2016", "12.03.2016 r.", "12.03.2016 roku", "12.03.2016r", "12.3.2016", "12. 03. 2016", "12.03.16",
        "12-03-2016", "12/03/2016", "2016-03-12", "2016.03.12", "2016-03-12 00:00:00",
        "2016-03-12T00:00:00", "12 marca 2016 r.", "12 Marzec 2016", "12 III 2016", "12.III.2016 r.",
        "12/III/2016", "12-mar-16", "dnia 12 marca 2016 r.", " 12.03.2016\u00a0",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(written):
    reading = read("date", written)

    assert (["2016-03-12"], {}) == (values(reading), troubles(reading))


@pytest.mark.parametrize(
    "written",
    [
        "31.02.2016",
        "00.03.2016",
        "2016",
        "12.03",
        "03.25.2016",
        "0216-03-12",
        "wczoraj",
        "12.03-2016",
        "12 brumaire 2016",
        "١٢.٠٣.٢٠١٦",
    ],
)
def test_what_is_no_day_is_not_known_and_said(written):
    reading = read("date", written)

    assert ([None], {"R101": [0]}) == (values(reading), troubles(reading))


def test_an_hour_of_another_time_zone_may_belong_to_the_next_day():
    assert [None, "2016-03-12"] == values(read("date", "2016-03-11T23:00:00.000Z", "2016-03-12T00:00:00Z"))


@pytest.mark.parametrize(("serial", "day"), [("42441", "2016-03-12"), ("46211", "2026-07-08"), ("42441.5", "2016-03-12"), ("2016", None)])
def test_a_day_stored_as_a_number_is_read(serial, day):
    assert [day] == values(read("date", serial, stored=Stored.NUMBER))


def test_a_day_kept_as_the_number_of_a_spreadsheet_in_a_text_is_read_and_noted():
    reading = read("date", "42441", "42441", "13.03.2016", None, stored=[Stored.NUMBER, Stored.TEXT, Stored.TEXT, Stored.EMPTY])

    assert (["2016-03-12", "2016-03-12", "2016-03-13", None], {"R208": [1]}) == (values(reading), troubles(reading))


@pytest.mark.parametrize("written", ["2016", "4244", "424411", "42441,5", "00012"])
def test_any_other_number_in_a_text_is_no_day(written):
    assert {"R101": [0]} == troubles(read("date", written))


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("8:30", 510),
        ("08:30", 510),
        ("08:30:00", 510),
        ("8.30", 510),
        ("8", 480),
        ("24:00", 1440),
        ("0:00", 0),
        ("1899-12-31 15:00:00", 900),
        ("godz. 8:30", 510),
        ("8³⁰", 510),
    ],
)
def test_an_hour_is_minutes_since_midnight(written, minutes):
    assert [minutes] == values(read("time", written))


@pytest.mark.parametrize("written", ["8:75", "25:00", "24:30", "12-8", "rano"])
def test_what_is_no_hour_is_said(written):
    assert {"R107": [0]} == troubles(read("time", written))


def test_an_hour_stored_as_a_part_of_a_day_is_read():
    assert [510, 480] == values(read("time", "0.3541666666666667", "8", stored=Stored.NUMBER))


def test_the_month_first_is_suspected_and_said_and_none_of_its_days_is_taken():
    reading = read("date", "3/12/2016", "3/25/2016", "2016-03-12", "12/31/2015")

    assert ([None, None, "2016-03-12", None], {"R108": [1]}) == (values(reading), troubles(reading))


def test_how_many_days_are_left_out_is_said():
    assert {"value": "3/25/2016", "n": 3} == facts(read("date", "3/12/2016", "3/25/2016", "1/2/2016"), "R108")


def test_one_day_that_must_come_first_clears_the_column():
    reading = read("date", "3/12/2016", "3/25/2016", "25/3/2016")

    assert (["2016-12-03", None, "2016-03-25"], {"R101": [1]}) == (values(reading), troubles(reading))


def test_the_month_first_is_a_habit_of_one_sheet():
    reading = read("date", "3/25/2016", "3/4/2016", "3/4/2016", "25/3/2016", origin=[0, 0, 1, 1])

    assert ([None, None, "2016-04-03", "2016-03-25"], {"R108": [0]}) == (values(reading), troubles(reading))


def test_days_that_may_be_read_in_both_ways_have_their_day_first():
    reading = read("date", "3/4/2016", "05/06/2016")

    assert (["2016-04-03", "2016-06-05"], {}) == (values(reading), troubles(reading))


@pytest.mark.parametrize("written", ["od 01.06.10 do 31.08.10", "01.06.2010-31.08.2010", "1 czerwca – 3 lipca 2010 r.", "VI - VII 2010"])
def test_a_range_is_not_a_day(written):
    reading = read("date", written)

    assert ([None], {"R109": [0]}) == (values(reading), troubles(reading))


@pytest.mark.parametrize("written", ["15:00 19:00", "8.30-10.00", "od 8 do 12"])
def test_two_hours_are_not_one(written):
    reading = read("time", written)

    assert ([None], {"R109": [0]}) == (values(reading), troubles(reading))


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("od 01.06.10 do 31.08.10", "2010-06-01", "2010-08-31"),
        ("01.06.2010 - 31.08.2010", "2010-06-01", "2010-08-31"),
        ("01.06.2010–31.08.2010 r.", "2010-06-01", "2010-08-31"),
        ("2010-06-01 - 2010-08-31", "2010-06-01", "2010-08-31"),
        ("od dnia 1 czerwca 2010 r. do dnia 31 sierpnia 2010 r.", "2010-06-01", "2010-08-31"),
        ("1-3 marca 2016 r.", "2016-03-01", "2016-03-03"),
        ("01-30.06.2010", "2010-06-01", "2010-06-30"),
        ("01.06-31.08.2010", "2010-06-01", "2010-08-31"),
        ("VI - VII 2026", "2026-06-01", "2026-07-31"),
        ("luty 2016", "2016-02-01", "2016-02-29"),
        ("grudzień 2015 - luty 2016", "2015-12-01", "2016-02-29"),
    ],
)
def test_a_term_has_a_first_and_a_last_day(written, first, last):
    assert (date.fromisoformat(first), date.fromisoformat(last)) == day_range(written)


@pytest.mark.parametrize("written", ["12.03.2016", "od rana do wieczora", "31.08.2010 - 01.06.2010", "od 01.06.10", "x" * 100_000])
def test_what_is_no_term(written):
    assert day_range(written) is None


def test_a_cell_of_a_beginning_gives_the_end_too_where_that_is_empty():
    both = parted(
        "date", cells("od 01.06.10 do 31.08.10", "od 01.06.10 do 31.08.10", "12.03.2016"), cells(None, "01.07.2010", "13.03.2016")
    )

    assert (
        ["2010-06-01", "od 01.06.10 do 31.08.10", "12.03.2016"],
        ["2010-08-31", "01.07.2010", "13.03.2016"],
        [True, False, False],
    ) == (both.begins.tolist(), both.ends.tolist(), both.trouble.mask.tolist())


def test_a_register_without_an_end_gets_one():
    both = parted("time", cells("15:00 19:00", "8:30"))

    assert (["15:00", "8:30"], ["19:00", None]) == (both.begins.tolist(), both.ends.astype(object).where(both.ends.notna(), None).tolist())


DAYS = st.dates(date(1800, 1, 1), date(2299, 12, 31))
NOMINATIVE = (
    "styczeń",
    "luty",
    "marzec",
    "kwiecień",
    "maj",
    "czerwiec",
    "lipiec",
    "sierpień",
    "wrzesień",
    "październik",
    "listopad",
    "grudzień",
)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
FORMS = (
    "{0:%d.%m}.{0.year:04}", "{0.day}.{0.month}.{0.year:04} r.", "{0:%d-%m}-{0.year:04}", "{0.year:04}-{0:%m-%d}",
    "{0.year:04}.{0:%m.%d}", "{0.year:04}-{0:%m-%d} 00:00:00", "{0.year:04}-{0:%m-%d}T08:30:00", "{0.day} {genitive} {0.year:04} r.",
    "{0.day} {nominative} {0.year:04}",
    "{0.day} {roman} {0.year:04}", "{0.day}.{roman}.{0.year:04} r.", "  {0:%d.%m}.{0.year:04}\u00a0", "{0:%d}. {0:%m}. {0.year:04}",
    "{0:%d/%m}/{0.year:04}",
)  # fmt: skip


@given(st.lists(st.tuples(DAYS, st.sampled_from(FORMS)), min_size=1, max_size=20))
def test_a_day_reads_the_same_in_every_form(given_days):
    # With the day first in one of them, nothing suspects the month.
    written = [
        form.format(day, genitive=GENITIVE[day.month - 1], nominative=NOMINATIVE[day.month - 1], roman=ROMAN[day.month - 1])
        for day, form in given_days
    ]
    reading = read("date", *written, "31/01/2016")

    assert ([day.isoformat() for day, _form in given_days], {}) == (values(reading)[:-1], troubles(reading))


@given(DAYS, DAYS, st.sampled_from(["od {} do {}", "{} - {}", "{}-{}", "{}–{}", "{} do {}"]))
def test_a_range_reads_back(one, other, form):
    first, last = sorted((one, other))

    assert (first, last) == day_range(form.format(*(f"{day:%d.%m}.{day.year:04}" for day in (first, last))))


@given(st.integers(0, 24 * 60), st.sampled_from(["{}:{:02}", "{:02}:{:02}", "{}.{:02}", "{:02}:{:02}:00", "godz. {}:{:02}"]))
def test_an_hour_reads_the_same_in_every_form(minute, form):
    assert [minute] == values(read("time", form.format(*divmod(minute, 60))))


@given(st.integers(3654, 146_000))
def test_a_serial_number_is_the_day_that_excel_shows(serial):
    assert [(date(1899, 12, 30) + timedelta(days=serial)).isoformat()] == values(read("date", str(serial), stored=Stored.NUMBER))


@given(st.lists(st.from_regex(r"[0-9]{2}[-./0-9][0-9][-./0-9]{2}[0-9][-./0-9][0-9]{2}", fullmatch=True), max_size=30))
def test_days_read_at_once_are_those_read_one_by_one(texts):
    found, read_at_once = plain_days(cells(*texts))

    expected = [day(text) for text in texts]

    assert [one for one, known in zip(expected, read_at_once, strict=True) if known] == [
        one.astype("datetime64[D]").item() for one in found[read_at_once]
    ]


def cells(*texts):
    return pd.Series(texts, dtype="str")
