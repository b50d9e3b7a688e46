"""What pictures show: the counted figures and no others, in both languages; nothing where there is nothing to say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from aktywna.domain.counting.tally import Span
from aktywna.domain.grid import Grid, Picture
from aktywna.domain.presence.class_months import class_months
from aktywna.domain.promises.model import Language
from aktywna.steps.count import count
from aktywna.steps.pictures.all_pictures import Pictures, names
from aktywna.steps.report import drafted, speaking
from aktywna.steps.split import broken_down
from aktywna.steps.split_words import splits_of
from aktywna.words.wording import set_language
from published import FIVE, LANGUAGES, example
from tables import books_of, table

ALWAYS = Span(date(2009, 1, 1), date(2009, 12, 31))


@pytest.fixture(autouse=True)
def _polish() -> None:
    set_language("pl")


def pictures(name: str, language: Language = "pl") -> Pictures:
    shown = example(name)
    return Pictures(shown.books, shown.tally, language)


def column(picture: Picture, at: int) -> list[object]:
    return [row[at].value for row in picture.grid.rows]


def header(grid: Grid) -> list[object]:
    return [cell.value for cell in grid.header[-1]]


def drawn(text: str, span: Span = ALWAYS, **more: object) -> Pictures:
    rows, _ = table(text)
    books = books_of(rows, "pokl-2007", **more)
    return Pictures(books, count(books, span), "pl")


PEOPLE = """
    no | gender | age | start_date | end_date   | state
    1  | woman  | 30  | 2009-03-02 | 2009-11-30 | finished
    2  | woman  | 20  | 2009-03-02 | 2009-11-30 | dropped_out
    3  | man    | 31  | 2009-04-01 |            |
    4  | man    |     | 2010-03-02 |            |
"""


@pytest.mark.parametrize("name", FIVE)
def test_what_is_achieved_is_what_was_counted(name: str) -> None:
    picture, tally = pictures(name).targets, example(name).tally
    if picture is None:
        assert not any(one.target for one in tally.counts if one.indicator.ratio is None)
        return
    counted = [count for count in tally.counts if count.target and count.indicator.ratio is None]
    chosen = [one for one in counted if one.indicator.main] or counted

    assert [(one.target.total, one.cumulative.total, one.percent) for one in chosen] == list(
        zip(*(column(picture, at) for at in (1, 2, 3)), strict=True)
    )


@pytest.mark.parametrize("name", FIVE)
def test_recruitment_ends_with_everybody_who_began(name: str) -> None:
    picture, shown = pictures(name).recruitment, example(name)
    begun = [value for value in column(picture, 1) if value is not None]

    assert sorted(begun) == begun
    assert shown.tally.counts[0].cumulative.total == begun[-1]


@pytest.mark.parametrize("name", FIVE)
def test_ages_are_those_of_the_breakdown(name: str) -> None:
    picture, shown = pictures(name).ages, example(name)
    everybody = shown.tally.counts[0]
    split = splits_of("age:gender")[0]
    expected = broken_down(shown.books, everybody, split, shown.tally.span).since
    bands = {one.id: one.name.say("pl") for one in shown.books.era.ages}
    found = {
        (code, sex): number
        for code, said in bands.items()
        for sex, at in (("woman", 1), ("man", 2))
        for label, number in zip(column(picture, 0), column(picture, at), strict=True)
        if label == said and number
    }

    assert {key: number for key, number in expected.items() if key[0] in bands and key[1] in {"woman", "man"}} == found


@pytest.mark.parametrize("name", FIVE)
def test_the_way_begins_with_everybody_and_leads_to_counted_results(name: str) -> None:
    picture, shown = pictures(name).pathway, example(name)
    results = {
        one.indicator.name.say("pl"): one.cumulative.total
        for one in shown.tally.counts
        if one.indicator.kind == "result" and one.indicator.name is not None
    }
    found = dict(zip(column(picture, 0), column(picture, 1), strict=True))

    assert shown.tally.counts[0].cumulative.total == column(picture, 1)[0]
    assert {said: number for said, number in results.items() if said in found}.items() <= found.items()


@pytest.mark.parametrize("name", FIVE)
def test_spheres_of_the_way_are_those_of_the_breakdown(name: str) -> None:
    picture, shown = pictures(name).pathway, example(name)
    expected = broken_down(shown.books, shown.tally.counts[0], splits_of("sphere")[0], shown.tally.span).since
    said = {
        "social": "wsparcie społeczne",
        "vocational": "wsparcie zawodowe",
        "educational": "wsparcie edukacyjne",
        "health": "wsparcie zdrowotne",
    }
    found = dict(zip(column(picture, 0), column(picture, 1), strict=True))

    assert {words: expected[(sphere,)] for sphere, words in said.items() if (sphere,) in expected} == {
        words: number for words, number in found.items() if words in said.values()
    }


def test_attendance_adds_up_to_that_of_the_months_of_groups() -> None:
    shown = example("starachowice")
    span = Span(date(2009, 1, 1), date(2009, 12, 31))
    picture = Pictures(shown.books, count(shown.books, span), "pl").attendance

    months = class_months(shown.books)

    assert (months["expected"].sum(), months["came"].sum()) == tuple(sum(filter(None, column(picture, at))) for at in (1, 2))
    assert [
        Decimal(100 * came / due).quantize(Decimal("0.01")) for due, came in zip(column(picture, 1), column(picture, 2), strict=True) if due
    ] == [share for share in column(picture, 3) if share is not None]


def test_a_short_report_shows_twelve_weeks() -> None:
    books = example("starachowice").books
    month = Pictures(books, count(books, Span(date(2009, 6, 1), date(2009, 6, 30))), "pl").attendance

    assert "Tydzień od" == header(month.grid)[0]
    assert (date(2009, 4, 6), date(2009, 6, 29)) == (column(month, 0)[0], column(month, 0)[-1])


def test_years_are_shown_by_month() -> None:
    books = example("katowice").books
    picture = Pictures(books, count(books, Span(date(2015, 5, 1), date(2018, 11, 30))), "pl").attendance

    assert "Miesiąc" == header(picture.grid)[0]
    # July 2018 was the last month with classes; months without any stand empty among the others.
    assert ("wrz 2015", "lip 2018") == (column(picture, 0)[0], column(picture, 0)[-1])
    assert [None, None] == [column(picture, 3)[column(picture, 0).index(month)] for month in ("gru 2015", "sty 2016")]


def test_scores_before_and_after_are_of_the_same_people() -> None:
    picture = pictures("starachowice").soft
    areas = [area for one in example("starachowice").tally.counts if one.change for area in one.change.areas]

    assert {(area.before, area.after, area.measured) for area in areas} >= set(zip(*(column(picture, at) for at in (1, 2, 3)), strict=True))


def test_a_plan_stands_beside_those_who_began() -> None:
    plan = [{"until": date(2009, 3, 31), "total": 3}, {"until": date(2009, 6, 30), "total": 5}]
    period = {"start": date(2009, 1, 1), "end": date(2009, 12, 31)}
    picture = drawn(PEOPLE, recruitment_plan=plan, period=period).recruitment
    rows = {row[0].value: (row[1].value, row[2].value) for row in picture.grid.rows}

    assert {"sty 2009": (0, None), "mar 2009": (2, 3), "cze 2009": (3, 5), "lip 2009": (3, None)}.items() <= rows.items()
    assert "Liczba osób, które przystąpiły do projektu do 31.12.2009: 3. Plan do 30.06.2009: 5." == picture.alt


def test_the_plan_of_an_edition_is_not_that_of_the_whole() -> None:
    plan = [{"until": date(2009, 3, 31), "total": 3, "edition": "e"}]
    editions = [{"id": "e", "name": "E", "start": date(2009, 1, 1), "end": date(2009, 12, 31)}]

    assert ["Do końca", "Przystąpiło"] == header(drawn(PEOPLE, recruitment_plan=plan, editions=editions).recruitment.grid)


def test_who_begins_after_the_period_is_not_drawn() -> None:
    shown = drawn(PEOPLE)

    assert (2, 1) == (sum(column(shown.ages, 1)), sum(column(shown.ages, 2)))
    assert [("rozpoczęli udział", 3), ("zakończyli udział", 2), ("zakończyli udział zgodnie z planem", 1)] == list(
        zip(column(shown.pathway, 0), column(shown.pathway, 1), strict=True)
    )


def test_nothing_is_drawn_where_there_is_nothing() -> None:
    empty = drawn("no | gender | start_date\n1 | woman |")

    assert dict.fromkeys(names()) == {name: getattr(empty, name) for name in names()}


@pytest.mark.parametrize("name", FIVE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages_draw_the_same_numbers(name: str, language: Language) -> None:
    with speaking(language):
        shown = {one: getattr(pictures(name, language), one) for one in names()}
    polish = {one: getattr(pictures(name), one) for one in names()}

    assert {
        one: picture and [[cell.value for cell in row[1:] if cell.kind != "text"] for row in picture.grid.rows]
        for one, picture in polish.items()
    } == {
        one: picture and [[cell.value for cell in row[1:] if cell.kind != "text"] for row in picture.grid.rows]
        for one, picture in shown.items()
    }


@pytest.mark.parametrize("kind", ["month", "period", "year", "final"])
def test_each_report_has_its_pictures(kind: str) -> None:
    shown = example("starachowice")
    tally = count(shown.books, Span(date(2009, 1, 1), date(2009, 12, 31)))
    document = drafted(shown.books, tally, [], kind=kind, language="pl")
    every = {"targets", "recruitment", "attendance"} | (set() if kind == "month" else {"pathway", "ages", "soft"})

    assert every == {part.name for part in document.parts if isinstance(part, Picture)}
