"""A part of a project on its own: editions, partners and paths, one or several, alone and crossed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from aktywna.domain.counting.part import narrowed
from aktywna.domain.counting.tally import Span
from aktywna.domain.presence.attendance import attended
from aktywna.domain.registers.books import Books, Part
from aktywna.steps import pace
from aktywna.steps.count import count
from aktywna.steps.due import duties
from aktywna.steps.open import open_books
from aktywna.steps.part_words import unsaid
from desk import EXAMPLES, typed
from small_office import office
from tables import books_of, table

ALWAYS = Span(date(2000, 1, 1), date(2199, 12, 31))
PEOPLE = {"id": "people", "name": "x"}
PARTS = """
    project: editions = [{ id = "2011", start = 2011-01-01, end = 2011-12-31 }, { id = "2012", start = 2012-01-01, end = 2012-12-31 }]
    project: partners = [{ id = "ops" }, { id = "cris", since = 2012-01-01 }]
    project: paths = [{ id = "pal" }, { id = "kis" }, { id = "pal-north", within = "pal" }]
"""
REGISTER = f"""{PARTS}
    no | pesel       | gender | start_date | end_date   | edition | partner | path
    1  | 44051401458 | man    | 2011-02-01 | 2011-05-31 | 2011    | ops     | pal-north
    2  | 44051401458 | man    | 2012-02-01 | 2012-05-31 | 2012    | cris    | kis
    3  | 02070803628 | woman  | 2012-03-01 |            | 2012    | ops     | pal; kis
    4  |             | woman  | 2012-03-01 |            |         | ops     | kis
"""


def books(text: str, *indicators: dict, **definition: object) -> Books:
    rows, _ = table(text)
    return books_of(rows, "pokl-2007", indicators=list(indicators) or [PEOPLE], **definition)


def total(found: Books, code: str = "people") -> object:
    return count(found, ALWAYS)[code].cumulative.total


@pytest.mark.parametrize(
    ("part", "people"),
    [
        (Part(), 3),
        (Part(editions=("2011",)), 1),
        (Part(editions=("2012",)), 2),
        (Part(editions=("2011", "2012")), 2),
        (Part(partners=("cris",)), 1),
        (Part(partners=("ops",)), 3),
        (Part(paths=("pal",)), 2),
        (Part(paths=("pal", "kis")), 3),
        (Part(editions=("2012",), partners=("ops",)), 1),
        (Part(editions=("2012",), partners=("ops", "cris"), paths=("kis",)), 2),
        (Part(editions=("2011",), partners=("cris",)), 0),
    ],
)
def test_a_person_is_once_in_each_part_however_many_are_named(part, people):
    """Person 1 took part twice, person 4 says no edition; a path holds those within it."""
    assert people == total(narrowed(books(REGISTER), part))


EVENTS = f"""{REGISTER}
    environment:
    no | kind      | participant_no | edition | start_date
    f1 | family    | 3              | 2012    | 2012-04-01
    f2        | family    | 3              |         | 2012-04-01
    f3        | family    | 1              |         | 2011-04-01
    f4        | community |                | 2012    | 2012-04-01
    f5        | community |                |         | 2012-04-01
    certificates:
    certificate_no | participant_no | date
    c1             | 1              | 2011-04-01
    c2             | 3              | 2012-04-01
    expenditures:
    doc_no | payment_date | eligible | partner
    1      | 2012-02-01   | 10       | ops
    2      | 2012-02-01   | 20       | cris
    3      | 2012-02-01   | 5        |
"""
NUMBERS = (
    {"id": "around", "name": "x", "counts": "environment"},
    {"id": "papers", "name": "x", "counts": "certificates", "unit": "event"},
    {"id": "spent", "name": "x", "counts": "expenditures", "sum": "eligible"},
)


@pytest.mark.parametrize(
    ("part", "around", "papers", "spent"),
    [
        (Part(), 5, 2, Decimal("35.00")),
        (Part(editions=("2012",)), 3, 1, None),
        (Part(editions=("2011",)), 1, 1, None),
        (Part(partners=("ops",)), 3, 2, Decimal("10.00")),
        (Part(paths=("kis",)), 2, 1, None),
        (Part(editions=("2012",), partners=("ops",)), 2, 1, None),
    ],
)
def test_families_papers_and_money_of_a_part(part, around, papers, spent):
    """What a row does not say itself, the participation it is of does; where nothing says it, the part has no number."""
    found = narrowed(books(EVENTS, *NUMBERS), part)

    assert (around, papers, spent) == tuple(total(found, code) for code in ("around", "papers", "spent"))


def test_what_no_part_can_have_is_said():
    from aktywna.words import wording  # noqa: PLC0415

    wording.set_language("pl")
    found = narrowed(books(EVENTS, PEOPLE, *NUMBERS), Part(editions=("2012",)))

    assert [
        "Bez liczb, bo nic tam nie mówi, do której części projektu należy wiersz: Wydatki.",
        "Pominięto: 1 wiersz, który nie mówi, do której części projektu należy (Uczestnicy).",
        "Pominięto: 1 wiersz, który nie mówi, do której części projektu należy (Otoczenie uczestników).",
    ] == list(unsaid(found, count(found, ALWAYS)))


TARGETS = {
    "id": "people",
    "name": "x",
    "target": 9,
    "targets": [
        {"edition": "2011", "total": 4, "women": 3, "men": 1},
        {"edition": "2012", "total": 5},
        {"edition": "2011", "partner": "cris", "total": 1},
        {"edition": "2012", "partner": "cris", "total": 2},
        {"edition": "2012", "partner": "ops", "total": 3},
        {"edition": "2012", "period": "2012-H1", "total": 2},
    ],
}


@pytest.mark.parametrize(
    ("part", "promised"),
    [
        (Part(editions=("2011",)), (4, 3, 1)),
        (Part(editions=("2011", "2012")), (9, None, None)),
        (Part(editions=("2011", "2012"), partners=("cris",)), (3, None, None)),
        (Part(editions=("2012",), partners=("cris", "ops")), (5, None, None)),
        (Part(editions=("2011", "2012"), partners=("cris", "ops")), None),
        (Part(partners=("cris",)), None),
        (Part(editions=("2011",), paths=("pal",)), None),
    ],
)
def test_the_target_of_a_part_is_what_was_promised_for_just_it(part, promised):
    """Of several parts their sum; nothing where one of them has no target, and never a share of a larger one."""
    found = count(narrowed(books(REGISTER, TARGETS), part), ALWAYS)["people"].target

    assert promised == (found and (found.total, found.women, found.men))


def test_a_partner_is_not_late_since_before_it_came():
    """One person in 60 of the 366 days since the partner came makes six by the end; since the project began it would be three."""
    text = f"{REGISTER}\n    project: period = {{ start = 2011-01-01, end = 2012-12-31 }}"
    promised = {**PEOPLE, "targets": [{"partner": "cris", "total": 8}]}
    whole = replace(books(text, promised), as_of=date(2012, 2, 29))
    part = narrowed(whole, Part(partners=("cris",)))

    assert (date(2012, 12, 31), 6) == (
        (found := pace.paces(part, count(part, Span(date(2012, 1, 1), date(2012, 2, 29))))["people"]).end,
        found.forecast[0],
    )


ASSESSED = f"""{REGISTER}
    assessments:
    participant_no | area       | phase | date       | score
    1              | motivation | pre   | 2011-02-01 | 1
    1              | motivation | post  | 2011-05-31 | 2
    2              | motivation | pre   | 2012-02-01 | 2
    3              | motivation | pre   | 2012-03-01 | 2
"""
SOFT = {"id": "soft", "name": "x", "kind": "soft", "soft": {"areas": ["motivation"], "improved_by": 1, "at_least": 1}}
AREAS = {"scale_min": 1, "scale_max": 5, "phases": ["pre", "post"], "areas": [{"id": "motivation", "name": "x"}]}


@pytest.mark.parametrize(
    ("edition", "improved", "unpaired"),
    [("2011", 1, []), ("2012", 0, [("2", "post"), ("3", "post")])],
)
def test_incomplete_pairs_of_a_part(edition, improved, unpaired):
    """In the edition of 2012 nobody has a final assessment; that of 2011 is of the earlier participation."""
    found = narrowed(books(ASSESSED, SOFT, soft=AREAS), Part(editions=(edition,)))
    soft = count(found, ALWAYS)["soft"]

    assert (improved, unpaired) == (
        soft.cumulative.total,
        [(found.participants.key.iloc[one.row], one.missing) for one in soft.change.unpaired],
    )


CLASSES = f"""{PARTS}
    project: forms = [{{ id = "kis", kind = "class", unit = "h60" }}]
    no | start_date | edition | partner
    1  | 2012-01-05 | 2012    | ops
    2  | 2012-01-05 | 2012    | cris
    sessions:
    date       | time_from | time_to | hours | form | state
    2012-02-01 | 09:00     | 11:00   | 2     | kis  | held
    2012-02-02 | 09:00     | 11:00   | 2     | kis  | held
    2012-12-03 | 09:00     | 11:00   | 2     | kis  | planned
    attendance:
    participant_no | date       | time_from | form | hours | mark
    1              | 2012-02-01 | 09:00     | kis  | 2     | present
    1              | 2012-02-02 | 09:00     | kis  | 2     | present
    2              | 2012-02-01 | 09:00     | kis  | 2     | present
"""


@pytest.mark.parametrize(("partner", "row", "share"), [("ops", 0, 1.0), ("cris", 1, 0.5)])
def test_attendance_in_a_part_is_that_of_the_whole(partner, row, share):
    """The schedule names no partner; person 2 missed a class at which nobody of the partner's is entered, and so it stays."""
    whole = replace(books(CLASSES), as_of=date(2012, 6, 30))
    part = narrowed(whole, Part(partners=(partner,)))
    of_whole, of_part = attended(whole), attended(part)

    assert [share] == of_part.share(of_part.people).tolist() == of_whole.share(of_whole.people)[[row]].tolist()


@cache
def opened(name: str, day: date) -> Books:
    return open_books(EXAMPLES / name, as_of=day).books


@pytest.mark.parametrize(
    ("name", "day", "part"),
    [
        ("starachowice", date(2009, 11, 15), Part(editions=("2009",))),
        ("starachowice", date(2009, 6, 15), Part(paths=("kis",))),
        ("katowice", date(2018, 11, 30), Part(paths=("bobas", "pal"))),
        ("wodzislaw", date(2012, 12, 10), Part(editions=("2012",), partners=("cris",))),
        ("wodzislaw", date(2013, 12, 20), Part(editions=("2012", "2013"))),
    ],
)
def test_what_is_due_in_a_part_is_what_is_due_in_the_whole_of_its_people(name, day, part):
    """The same sentences, days and cells: neither a class nor a later edition is forgotten because it is of another part."""
    whole = opened(name, day)
    of_part = narrowed(whole, part)
    mine = {(one.place.file, one.place.cell, one.says, one.day) for one in duties(of_part, 60).found}
    kept = whole.participants.frame.index[of_part.kept["participants"]]
    theirs = {(one.place.file, one.place.cell, one.says, one.day) for one in duties(whole, 60).found if one.row in {-1, *kept}}

    assert mine == theirs


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        (("count", "--period", "2012"), "Część projektu – edycja: edycja 2012; partner: CRIS w Rybniku"),
        (("count", "--period", "2012", "--who", "employment"), "Część projektu – edycja: edycja 2012; partner: CRIS w Rybniku"),
        (("count", "--period", "2012", "--by", "gender"), "Część projektu – edycja: edycja 2012; partner: CRIS w Rybniku"),
        (("due",), "Część projektu – edycja: edycja 2012; partner: CRIS w Rybniku"),
        (("count", "--period", "2012", "--lang", "en"), "Part of the project – edition: edition 2012; partner: CRIS in Rybnik"),
        (("due", "--lang", "en"), "Part of the project – edition: edition 2012; partner: CRIS in Rybnik"),
    ],
)
def test_a_part_says_so_over_its_figures(capsys, words, heading):
    command, *others = words
    said = typed(capsys, command, EXAMPLES / "wodzislaw", "--edition", "2012", "--partner", "cris", *others)

    assert heading in said.out.splitlines()


def test_the_whole_says_its_period_and_no_part(capsys):
    said = typed(capsys, "count", EXAMPLES / "swiebodzice", "--period", "2009")

    assert ("Okres sprawozdawczy: 01.01.2009–31.12.2009", False) == (said.out.splitlines()[0], "Część projektu" in said.out)


def test_a_file_says_its_period_and_its_part(capsys, tmp_path):
    file = tmp_path / "liczby.md"
    typed(capsys, "count", EXAMPLES / "wodzislaw", "--partner", "cris", "--period", "2012", "-o", file)

    assert [
        "# Wskaźniki – Razem Przeciw Wykluczeniu Społecznemu",
        "Okres sprawozdawczy: 01.01.2012–31.12.2012",
        "Część projektu – partner: CRIS w Rybniku",
    ] == [line for line in file.read_text(encoding="utf-8").splitlines() if line][:3]


def test_a_part_in_json(capsys):
    said = typed(capsys, "count", EXAMPLES / "wodzislaw", "--partner", "cris", "--edition", "2012", "--json")
    due = typed(capsys, "due", EXAMPLES / "wodzislaw", "--json")

    assert ({"edition": ["2012"], "partner": ["cris"]}, None) == (said.document["part"], due.document["part"])


YEARS = "2008, 2009, 2010, 2011, 2012, 2013, 2014, 2015"


@pytest.mark.parametrize(
    ("option", "asked", "sentence"),
    [
        ("--edition", "2021", f"Nie istnieje edycja „2021”. Czy chodziło o „2012”? Do wyboru: {YEARS}."),
        ("--edition", "201", f"Nie istnieje edycja „201”. Czy chodziło o „2010”? Do wyboru: {YEARS}."),
        ("--partner", "cri", "Nie istnieje partner „cri”. Czy chodziło o „cris”? Do wyboru: mops, cris."),
        ("--path", "pal", "Nie istnieje ścieżka „pal”."),
    ],
)
@pytest.mark.parametrize("command", ["count", "due", "report"])
def test_an_unknown_part_is_answered_in_one_sentence_with_the_nearest(capsys, command, option, asked, sentence):
    said = typed(capsys, command, EXAMPLES / "wodzislaw", option, asked)

    assert (2, "", [sentence]) == (said.code, said.out, said.err.splitlines())


def test_records_left_out_in_a_part_and_the_files_of_its_report(capsys, tmp_path):
    """Of the era of 2014-2020: the incomplete record is left out of its own edition only; the report's file names the part."""
    people = """
        participants:
        Lp. | Edycja | Płeć | Wiek | Wykształcenie | Status na rynku pracy | Data rozpoczęcia udziału w projekcie
        1 | 2016 | K | 30 | wyższe | osoba bierna zawodowo | 2016-10-03
        2 | 2016 | K | 30 | wyższe |  | 2016-10-13
        3 | 2017 | M | 30 | wyższe | osoba bierna zawodowo | 2017-02-13
    """
    more = """
        editions = [
          { id = "2016", name = "2016", start = 2016-01-01, end = 2016-12-31 },
          { id = "2017", name = "2017", start = 2017-01-01, end = 2017-12-31 },
        ]
        [[indicators]]
        id = "X"
        name = "Uczestnicy"
    """
    project = office(tmp_path / "p", people, more)
    words = ("--period", "2016-01-01..2017-06-30", "--json")
    found = {
        edition: typed(capsys, "count", project, "--edition", edition, *words).document["indicators"][0] for edition in ("2016", "2017")
    }
    report = typed(capsys, "report", project, "--edition", "2016", "--period", "2016-10", "--format", "md", "--quiet")

    assert {"2016": (1, 1), "2017": (1, 0)} == {edition: (one["cumulative"]["total"], one["excluded"]) for edition, one in found.items()}
    assert "month_2016-10_edition-2016.md" in [line.replace("\\", "/").rpartition("/")[2] for line in report.out.splitlines()]
