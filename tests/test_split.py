"""Breakdowns: what numbers are broken down by, that parts add up, and what overlaps."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.counting.split_values import COLUMNS
from aktywna.domain.counting.tally import Span
from aktywna.domain.faults import UnknownWord
from aktywna.steps.count import count
from aktywna.steps.split import breakdown, broken_down
from aktywna.steps.split_words import TITLES, splits_of
from aktywna.words import wording
from desk import EXAMPLES, typed
from effort import effort
from tables import books_of, table

ALWAYS = Span(date(2000, 1, 1), date(2199, 12, 31))
PEOPLE = {"id": "people", "name": "x"}


def broken(text: str, by: str, *indicators: dict, span: Span = ALWAYS, era: str = "pokl-2007", **definition):
    rows, _ = table(text)
    books = books_of(rows, era, indicators=[{"name": "x"} | one for one in indicators] or [PEOPLE], **definition)
    return broken_down(books, count(books, span).counts[0], splits_of(by)[0], span)


def since(text: str, by: str, *indicators: dict, **more) -> dict[str, object]:
    return broken(text, by, *indicators, **more).coded(from_start=True)


def test_a_sex_that_nobody_knows_is_shown():
    text = """
        no | gender | start_date
        1  | woman  | 2009-01-05
        2  |        | 2009-01-05
        """

    assert {"woman": 1, "unknown": 1} == since(text, "gender")


def test_age_is_by_the_bands_of_the_era():
    text = """
        no | birth_date | start_date
        1  | 2008-01-06 | 2026-01-05
        2  | 2008-01-05 | 2026-01-05
        3  | 1996-01-06 | 2026-01-05
        4  | 1996-01-05 | 2026-01-05
        5  |            | 2026-01-05
        """

    assert {"0-17": 1, "18-29": 2, "30-54": 1, "unknown": 1} == since(text, "age", era="efsplus-2021")


def test_an_area_comes_from_degurba_where_nobody_wrote_it():
    text = """
        no | area  | degurba | start_date
        1  |       | 3       | 2009-01-05
        2  |       | 2       | 2009-01-05
        3  | urban | 3       | 2009-01-05
        4  |       |         | 2009-01-05
        """

    assert {"urban": 2, "rural": 1, "unknown": 1} == since(text, "area")


PATHS = [{"id": "pal"}, {"id": "kis"}]


def test_a_person_on_two_paths_stands_under_both_and_that_is_said():
    text = """
        no | path     | start_date
        1  | pal; kis | 2009-01-05
        2  | kis      | 2009-01-05
        """
    found = broken(text, "path", paths=PATHS)

    assert ({"pal": 1, "kis": 2}, True) == (found.coded(from_start=True), found.overlapping)


def test_a_table_says_that_its_parts_overlap():
    rows, _ = table("no | path | start_date\n1 | pal; kis | 2009-01-05")
    books = books_of(rows, indicators=[PEOPLE], paths=PATHS)

    notes = [breakdown(books, count(books, ALWAYS), splits_of(by)[0], "pl").note for by in ("path", "gender")]

    assert ["Jedna osoba może tu występować pod kilkoma wartościami, dlatego suma części może być większa niż ogółem.", ""] == notes


def test_who_took_part_in_two_editions_stands_under_both():
    """As the reports of the editions alone say; in the total the person is one."""
    text = """
        project: editions = [{ id = "2011", name = "a" }, { id = "2012", name = "b" }]
        no | pesel       | edition | start_date | gender
        1  | 44051401458 | 2011    | 2011-02-01 | man
        1  | 44051401458 | 2012    | 2012-02-01 | man
        2  |             | 2012    | 2012-02-01 | woman
        """

    assert {"2011": 1, "2012": 2} == since(text, "edition")
    assert {"man": 1, "woman": 1} == since(text, "gender")
    assert {"man:2011": 1, "man:2012": 1, "woman:2012": 1} == since(text, "gender:edition")


FORMS = [{"id": "job", "name": "x", "sphere": "vocational"}, {"id": "talk", "name": "y", "sphere": "social"}]
DIARY = """
    no | start_date | gender
    1  | 2009-01-05 | woman
    2  | 2009-01-05 | man
    3  | 2009-01-05 | man
    attendance:
    participant_no | date       | form | mark    | hours
    1              | 2009-03-02 | job  | present | 2
    1              | 2009-03-02 | job  | present | 2
    1              | 2009-03-03 | talk | late    | 1
    2              | 2009-03-02 | job  | absent  |
    2              | 2009-04-02 | talk | present | 3
    9              | 2009-04-02 | talk | present | 4
    """


def test_forms_of_support_are_those_one_came_to():
    """Entries written twice make nobody two; a class that one missed gives nothing; what comes later has not happened."""
    march = Span(date(2009, 3, 1), date(2009, 3, 31))

    assert {"job": 1, "talk": 2, "unknown": 1} == since(DIARY, "form", forms=FORMS)
    assert {"vocational": 1, "social": 2, "unknown": 1} == since(DIARY, "sphere", forms=FORMS)
    assert {"job": 1, "talk": 1, "unknown": 2} == since(DIARY, "form", forms=FORMS, span=march)


def test_a_sphere_as_written_goes_before_that_of_the_form():
    text = """
        no | start_date
        1  | 2009-01-05
        support:
        participant_no | form | instrument | start_date
        1              | job  | health     | 2009-02-01
        1              | job  |            | 2009-03-01
        """

    assert {"vocational": 1, "health": 1} == since(text, "sphere", forms=FORMS)


HOURS = {"id": "hours", "counts": "attendance", "sum": "hours", "when": [{"column": "mark", "is_in": ["present", "late"]}]}


def test_a_sum_is_broken_down_by_its_own_rows_and_by_the_people_they_are_of():
    assert {"job": Decimal("4.0"), "talk": Decimal("8.0")} == since(DIARY, "form", HOURS, forms=FORMS)
    assert {"woman": Decimal("5.0"), "man": Decimal("3.0"), "unknown": Decimal("4.0")} == since(DIARY, "gender", HOURS, forms=FORMS)


def test_money_is_broken_down_by_task_and_not_by_age():
    text = """
        project: budget = { total = 100, tasks = [{ id = "z1", amount = 50 }, { id = "z2", amount = 50 }] }
        expenditures:
        doc_no | payment_date | eligible | task
        1      | 2009-02-01   | 10,10    | z1
        2      | 2009-02-01   | 20,20    | z1
        3      | 2009-02-01   | 5        |
        """
    spent = {"id": "spent", "counts": "expenditures", "sum": "eligible"}

    assert {"z1": Decimal("30.30"), "unknown": Decimal("5.00")} == since(text, "task", spent)
    assert not broken(text, "age", spent).has_meaning


NO_PATHS = """
    no | gender | start_date | edition
    1  | woman  | 2009-01-05 |
    certificates:
    certificate_no | participant_no | date
    1              | 1              | 2009-02-01
    expenditures:
    doc_no | payment_date | eligible | partner
    1      | 2009-02-01   | 10       | ops
"""


@pytest.mark.parametrize("split", ["path", "form", "sphere", "gender:path", "education", "age"])
@pytest.mark.parametrize("counts", ["participants", "certificates"])
def test_what_nobody_keeps_is_no_column_of_unknowns(split, counts):
    """Nobody failed to write something down: the register has no such column."""
    found = broken(NO_PATHS, split, {"id": "x", "counts": counts, "unit": "event"}, partners=[{"id": "ops"}])

    assert (False, True, {}) == (found.has_meaning, found.not_kept, found.since)


def test_a_register_that_keeps_it_is_broken_down_all_the_same():
    spent = {"id": "spent", "counts": "expenditures", "sum": "eligible"}

    assert {"ops": Decimal("10.00")} == since(NO_PATHS, "partner", spent, partners=[{"id": "ops"}])


@pytest.mark.parametrize(
    ("tongue", "sentence"),
    [
        ("pl", "Projekt nie prowadzi kolumny, według której można by tak podzielić: Ścieżka."),
        ("en", "The project keeps no column that would say: Path."),
    ],
)
def test_it_is_said_in_one_sentence(capsys, tongue, sentence):
    said = typed(capsys, "count", EXAMPLES / "wodzislaw", "--by", "path", "--lang", tongue)
    script = typed(capsys, "count", EXAMPLES / "wodzislaw", "--by", "path,edition", "--json").document["indicators"][0]

    assert sentence in said.out
    assert (["path"], {}, True) == (script["not_kept"], script["by"]["path"], bool(script["by"]["edition"]))


def test_of_lower_bounds_a_breakdown_says_so(capsys):
    said = typed(capsys, "count", EXAMPLES / "wodzislaw", "--by", "gender", "--who", "motivation", "--period", "2012")

    assert "Wartości najmniejsze, bo o części osób nie wiadomo, czy się liczą: motivation." in said.out


def test_a_share_is_that_within_each_value():
    text = """
        no | gender | start_date | labour_status
        1  | woman  | 2009-01-05 | unemployed
        2  | woman  | 2009-01-05 | inactive
        3  | man    | 2009-01-05 | inactive
        """
    share = {"id": "share", "kind": "ratio", "ratio": {"of": "jobless", "to": "people"}}
    jobless = {"id": "jobless", "when": [{"column": "labour_status", "is": "unemployed"}]}

    assert {"woman": Decimal("50.00"), "man": Decimal("0.00")} == since(text, "gender", share, jobless, PEOPLE)


@pytest.mark.parametrize(
    ("polish", "english"),
    [("płeć", "gender"), ("Wiek", "age"), ("wyksztalcenie", "education"), ("płeć:wiek", "gender:age"),
     ("status na rynku pracy", "labour_status"),
     ("ścieżka", "path"), ("grupa", "group"), ("edycja", "edition"), ("gmina", "commune"), ("forma wsparcia", "form"), ("sfera", "sphere")],
)  # fmt: skip
def test_breakdowns_have_polish_names(polish, english):
    assert splits_of(english) == splits_of(polish)


def test_a_breakdown_named_twice_is_one():
    assert ["gender", "age"] == [split.name for split in splits_of("gender, płeć,age")]


def test_a_breakdown_that_does_not_exist_is_refused():
    with pytest.raises(UnknownWord):
        splits_of("gendr")


@pytest.mark.parametrize(("asked", "near"), [("wieku", "wiek (age)"), ("sciezki", "ścieżka (path)"), ("gender:wiekk", "wiek (age)")])
def test_a_misspelt_breakdown_is_answered_in_both_languages(capsys, asked, near):
    """With the nearest word, and with everything that may be asked."""
    said = typed(capsys, "count", EXAMPLES / "swiebodzice", "--by", asked)

    assert (2, True) == (said.code, f"„{near}”" in said.err)
    assert [word for word in ("ścieżka (path)", "partner,", "zadanie (task)") if word not in said.err] == []


def test_every_breakdown_has_a_heading_in_both_languages():
    wording.set_language("pl")
    titles = {part: splits_of(part)[0].title for part in COLUMNS}

    assert ("Płeć", "Wiek", "Sfera wsparcia") == (titles["gender"], titles["age"], titles["sphere"])
    assert "Płeć, wiek" == splits_of("gender:age")[0].title
    assert [part for part, title in titles.items() if title == TITLES[part] and part != "partner"] == []


CELLS = st.tuples(
    st.sampled_from(("woman", "man", "")),
    st.sampled_from(("isced1", "isced3", "")),
    st.sampled_from(("pal", "kis", "pal; kis", "")),
    st.sampled_from(("2011", "2012", "")),
    st.sampled_from(("2011-01-05", "2012-06-05")),
    st.sampled_from(("44051401458", "02070803628", "")),
)


@effort(1 / 4)
@given(people=st.lists(CELLS, min_size=1, max_size=10), seed=st.randoms(use_true_random=False))
def test_parts_and_unknown_make_the_total_whatever_the_order(people, seed):
    """Disjoint parts add up; of overlapping ones each person stands under one at least, and no part exceeds the total."""
    definition = {"paths": PATHS, "editions": [{"id": "2011", "name": "a"}, {"id": "2012", "name": "b"}]}
    shuffled = list(people)
    seed.shuffle(shuffled)
    found = []
    for order in (people, shuffled):
        lines = [f"{number} | {' | '.join(cells)}" for number, cells in enumerate(order, 1)]
        rows, _ = table("\n".join(["no | gender | education | path | edition | start_date | pesel", *lines]))
        books = books_of(rows, "pokl-2007", indicators=[PEOPLE], **definition)
        tally = count(books, ALWAYS)
        found.append({split.name: broken_down(books, tally["people"], split, ALWAYS) for split in splits_of(",".join(COLUMNS))})
        total = tally["people"].cumulative.total
        for name, parts in found[-1].items():
            numbers = list(parts.since.values())
            if parts.overlapping:
                assert max(numbers) <= total <= sum(numbers), name
            elif parts.has_meaning:
                assert total == sum(numbers), name

    one, other = ({name: parts.since for name, parts in each.items()} for each in found)
    assert one == other
