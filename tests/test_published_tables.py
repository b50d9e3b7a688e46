"""Published tables of indicators, reproduced from rows (rules.md section 9): each printed number comes out of counting."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from aktywna.domain.counting.tally import Span, Tally
from aktywna.steps.count import count
from tables import Rows, books_of

WOMEN, MEN = 48, 32
"""FEDS.07.05-IP.02-0172/24 "Postaw na Siebie" (E5, G1): 80 persons."""
FEDS = {
    "unemployed": (40, 24, 16),
    "inactive": (40, 24, 16),
    "long_term": (8, 5, 3),
    "young": (80, 48, 32),
    "rural": (48, 29, 19),
    "disabled": (8, 5, 3),
    "qualification": (56, 30, 26),
    "situation": (56, 30, 26),
    "lasting_job": (16, 10, 6),
    "seeking": (22, 13, 9),
    "employed": (24, 14, 10),
}
SHARES = {"lasting_share": (16, 80, "20.00"), "seeking_share": (22, 40, "55.00"), "employed_share": (24, 80, "30.00")}
LASTING = [
    {"column": "outcome", "is_in": ["employment", "self_employment"]},
    {"column": "job_share", "at_least": Decimal("0.5")},
    {"any": [{"column": "job_open_ended", "is": "yes"}, {"column": "date", "until": "job_until", "plus_days": -181}]},
]
INDICATORS = [
    {"id": "all", "use": "EECO01"},
    {"id": "unemployed", "use": "EECO02"},
    {"id": "inactive", "use": "EECO04"},
    {"id": "long_term", "use": "EECO03"},
    {"id": "young", "use": "EECO07"},
    {"id": "rural", "use": "EECO17"},
    {"id": "disabled", "use": "EECO12"},
    {"id": "qualification", "use": "EECR03"},
    {"id": "situation", "use": "social_situation_improved"},
    {
        "id": "lasting_job",
        "name": "Praca na 1/2 etatu, 6 miesięcy",
        "when": [{"register": "outcomes", "where": LASTING, "blank": "if_asked"}],
    },
    {"id": "seeking", "use": "EECR01"},
    {"id": "employed", "use": "EECR04"},
    {"id": "lasting_share", "name": "Odsetek", "kind": "ratio", "ratio": {"of": "lasting_job", "to": "all"}},
    {"id": "seeking_share", "name": "Odsetek", "kind": "ratio", "ratio": {"of": "seeking", "to": "inactive"}},
    {"id": "employed_share", "name": "Odsetek", "kind": "ratio", "ratio": {"of": "employed", "to": "all"}},
]
ALWAYS = Span(date(2000, 1, 1), date(2199, 12, 31))


@pytest.fixture(scope="module")
def feds() -> Tally:
    """Count 80 invented people who are what the table says; the traits lie across one another."""
    people = [["no", "gender", "birth_date", "education", "labour_status", "labour_detail", "degurba", "disability",
               "start_date", "end_date", "situation_1"]]  # fmt: skip
    outcomes = [["participant_no", "outcome", "date", "job_share", "job_until", "job_open_ended"]]
    for sex, start, size in (("woman", 1, WOMEN), ("man", 1 + WOMEN, MEN)):
        column = 1 if sex == "woman" else 2
        for place in range(size):
            no = str(start + place)

            def among(trait: str, place: int = place, column: int = column) -> bool:
                return place < FEDS[trait][column]

            out = size - 1 - place
            jobless = among("unemployed")
            detail = ("long_term" if among("long_term") else "other") if jobless else "not_learning"
            people.append(
                [no, sex, "2008-09-01" if place % 2 else "1998-09-01", "isced3", "unemployed" if jobless else "inactive", detail,
                 "3" if out < FEDS["rural"][column] else "2", "yes" if place % 6 == 0 and place < 6 * FEDS["disabled"][column] else "no",
                 "2026-10-01", "2027-03-31", "other"]
            )  # fmt: skip
            if among("qualification"):
                outcomes.append([no, "qualification", "2027-04-28", "", "", ""])
            if out < FEDS["situation"][column]:
                outcomes.append([no, "better_situation", "2027-03-31", "", "", ""])
            if out < FEDS["seeking"][column]:
                outcomes.append([no, "job_search", "2027-04-01", "", "", ""])
            if among("employed"):
                lasting = among("lasting_job")
                outcomes.append([no, "employment", "2027-04-01", "0.5", "2027-09-30" if lasting else "2027-08-31", "no"])
    rows = Rows({"participants": people, "outcomes": outcomes}, as_of=date(2028, 1, 31))
    return count(books_of(rows, "efsplus-2021", indicators=INDICATORS), ALWAYS)


class TestPostawNaSiebie:
    def test_eighty_people_take_part(self, feds: Tally) -> None:
        found = feds["all"].cumulative

        assert (80, 48, 32) == (found.total, found.women, found.men)

    @pytest.mark.parametrize("code", FEDS)
    def test_a_printed_number(self, feds: Tally, code: str) -> None:
        found = feds[code].cumulative

        assert (*FEDS[code], 0) == (found.total, found.women, found.men, found.unknown)

    @pytest.mark.parametrize("code", SHARES)
    def test_a_printed_share(self, feds: Tally, code: str) -> None:
        found = feds[code]

        assert SHARES[code] == (found.numerator, found.denominator, str(found.cumulative.total))


def _clients(finished_before: int, finished_in: int, rural_before: int, rural_in: int) -> Tally:
    people = [["no", "start_date", "end_date", "state", "area"]]
    for size, rural, day in ((finished_before, rural_before, "2010-12-31"), (finished_in, rural_in, "2011-01-01")):
        people += [[str(len(people) + n), "2009-01-05", day, "finished", "rural" if n < rural else "urban"] for n in range(size)]
    indicators = [
        {"id": "clients", "use": "clients_finished", "target": 34217},
        {"id": "rural", "use": "clients_finished_rural", "target": 9286},
        {"id": "share", "name": "Odsetek", "kind": "ratio", "ratio": {"of": "rural", "to": "clients"}},
    ]
    rows = Rows({"participants": people}, as_of=date(2011, 12, 31))
    return count(books_of(rows, "pokl-2007", indicators=indicators), Span(date(2011, 1, 1), date(2011, 12, 31)))


class TestDolnySlaskIn2011:
    """E1 [S33]: 11,716 persons, of whom 3,941 rural, 34.24 % and 42.44 % of the targets; at the end of 2010 8,239 and 2,783."""

    @pytest.fixture
    def tally(self) -> Tally:
        return _clients(8239, 11716 - 8239, 2783, 3941 - 2783)

    def test_since_the_start(self, tally: Tally) -> None:
        assert (11716, 3941) == (tally["clients"].cumulative.total, tally["rural"].cumulative.total)

    def test_of_the_target(self, tally: Tally) -> None:
        assert ("34.24", "42.44") == (str(tally["clients"].percent), str(tally["rural"].percent))

    def test_the_gain_of_the_year(self, tally: Tally) -> None:
        assert (3477, 1158) == (tally["clients"].period.total, tally["rural"].period.total)

    def test_the_rural_share(self, tally: Tally) -> None:
        assert "33.64" == str(tally["share"].cumulative.total)


def _shares(whole: int, parts: dict[str, int], era: str) -> dict[str, str]:
    """Give in percent how many of `whole` people have each of the values of a column (`target_group` stands in)."""
    values = [value for value, n in parts.items() for _ in range(n)]
    people = [["no", "start_date", "notes"], *([str(n + 1), "2009-03-02", values[n] if n < len(values) else "inne"] for n in range(whole))]
    own = [{"id": f"p{n}", "name": value, "when": [{"column": "notes", "is": value}]} for n, value in enumerate(parts)]
    ratios = [{"id": f"r{n}", "name": value, "kind": "ratio", "ratio": {"of": f"p{n}", "to": "all"}} for n, value in enumerate(parts)]
    books = books_of(Rows({"participants": people}), era, indicators=[{"id": "all", "name": "Wszyscy"}, *own, *ratios])
    tally = count(books, ALWAYS)
    return {value: str(tally[f"r{n}"].cumulative.total) for n, value in enumerate(parts)}


def test_katowice_of_those_who_took_part():
    """E2 [Seed2]: 670 of 839 ended reaching their goals."""
    assert {"cele": "79.86"} == _shares(839, {"cele": 670}, "pokl-2007")


def test_katowice_of_those_who_ended():
    """E2 [Seed2]: of 670 at least 106 work, 75 are qualified, 26 look for work."""
    expected = {"praca": "15.82", "kwalifikacje": "11.19", "szuka": "3.88"}

    assert expected == _shares(670, {"praca": 106, "kwalifikacje": 75, "szuka": 26}, "pokl-2007")


def test_swiebodzin_unemployed_and_inactive():
    """E6 [G2][G5]: 101 participants are 54 unemployed and 47 inactive."""
    people = [["no", "gender", "birth_date", "education", "labour_status", "start_date"]]
    people += [[str(n + 1), "woman", "1980-05-14", "isced2", "unemployed" if n < 54 else "inactive", "2026-03-02"] for n in range(101)]
    codes = ("EECO01", "EECO02", "EECO04")
    books = books_of(Rows({"participants": people}), "efsplus-2021", indicators=[{"id": code, "use": code} for code in codes])
    tally = count(books, ALWAYS)

    assert (101, 54, 47) == tuple(tally[code].cumulative.total for code in codes)
