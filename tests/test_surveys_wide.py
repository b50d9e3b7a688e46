"""Surveys of soft results in wide shapes."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from effort import effort
from written import codes, column, said, sheet
from written import read as read_register

AREAS = [{"id": "kom", "name": "Komunikacja"}, {"id": "ase", "name": "Asertywność"}, {"id": "mot", "name": "Motywacja do zmiany"}]
TITLE = ["Ankieta kompetencji", None]
PERSON = ["Numer uczestnika w projekcie: 12"]
HEADER = ["Obszar kompetencji", "Ocena PRE (1–5)", "Ocena POST (1–5)"]


def read(*sheets, **soft):
    return read_register(*sheets, register="assessments", soft={"areas": AREAS} | soft)


def rows(register):
    return list(zip(*(column(register, name) for name in ("participant_no", "area", "phase", "score")), strict=True))


class TestAreasInRows:
    def test_become_a_row_for_each_measurement(self):
        register, findings = read(sheet(TITLE, PERSON, HEADER, ["Komunikacja", 2, 4], ["Asertywność", 3, 3]))

        assert [("12", "kom", "pre", 2), ("12", "kom", "post", 4), ("12", "ase", "pre", 3), ("12", "ase", "post", 3)] == rows(register)
        assert [] == findings

    def test_point_at_the_score(self):
        register, _ = read(sheet(TITLE, PERSON, HEADER, ["Komunikacja", 2, 4]))

        assert ["B4", "C4"] == [place.cell for place in register.places(np.arange(2), "score")]

    def test_may_have_a_column_of_people(self):
        register, _ = read(sheet(["Nr uczestnika", *HEADER], ["1", "Komunikacja", 2, 4], ["2", "Komunikacja", 1, 5]))

        assert ["1", "1", "2", "2"] == column(register, "participant_no")

    def test_a_person_merged_over_areas_is_of_each(self):
        register, _ = read(
            sheet(["Nr uczestnika", *HEADER], ["1", "Komunikacja", 2, 4], [None, "Asertywność", 3, 5], merged=((2, 0, 3, 0),))
        )

        assert ["1"] * 4 == column(register, "participant_no")

    def test_a_sheet_may_be_called_by_its_person(self):
        register, _ = read(sheet(TITLE, HEADER, ["Komunikacja", 2, 4], name="Uczestnik 12"))

        assert ["12", "12"] == column(register, "participant_no")

    def test_without_a_person_it_is_said_once(self):
        register, findings = read(sheet(TITLE, HEADER, ["Komunikacja", 2, 4], name="Arkusz1"))

        assert (["R001"], 2) == (codes(findings), len(register))

    def test_what_was_not_assessed_yet_is_no_row(self):
        register, _ = read(sheet(TITLE, PERSON, HEADER, ["Komunikacja", 2, None]))

        assert [("12", "kom", "pre", 2)] == rows(register)

    def test_one_measurement_may_be_said_by_the_title(self):
        register, _ = read(sheet(["Ankieta początkowa"], PERSON, ["Obszar", "Ocena (1–5)"], ["Komunikacja", 2]))

        assert [("12", "kom", "pre", 2)] == rows(register)

    def test_the_days_of_both_measurements_stand_in_the_title(self):
        title = ["Data pomiaru PRE: 01.03.2116", "Data pomiaru POST: 01.06.2116"]
        register, _ = read(sheet(title, PERSON, HEADER, ["Komunikacja", 2, 4]))

        assert ["2116-03-01", "2116-06-01"] == column(register, "date")

    def test_an_unknown_area_is_said_once_for_its_row(self):
        _, findings = read(sheet(TITLE, PERSON, HEADER, ["Balet", 2, 4]))

        assert [("R105", "A4")] == said(findings)

    @pytest.mark.parametrize(
        ("pre", "post"), [("PRE", "POST"), ("Ocena początkowa", "Ocena końcowa"), ("Pretest", "Posttest"), ("ex-ante", "ex-post")]
    )
    def test_measurements_are_known_by_every_name(self, pre, post):
        register, _ = read(sheet(PERSON, ["Obszar", pre, post], ["Komunikacja", 2, 4]))

        assert ["pre", "post"] == column(register, "phase")

    def test_a_long_register_stays_as_it_is(self):
        register, _ = read(sheet(["Nr uczestnika", "Obszar", "Pomiar", "Ocena"], ["1", "Komunikacja", "PRE", 2]))

        assert [("1", "kom", "pre", 2)] == rows(register)


class TestAreasAcross:
    def test_become_rows(self):
        register, _ = read(sheet(["Nr uczestnika", "Komunikacja PRE", "Komunikacja POST", "Asertywność PRE"], ["1", 2, 4, 3]))

        assert [("1", "kom", "pre", 2), ("1", "kom", "post", 4), ("1", "ase", "pre", 3)] == rows(register)

    def test_areas_may_stand_over_measurements(self):
        header = (["Nr uczestnika", "Komunikacja", None, "Asertywność", None], [None, "PRE", "POST", "PRE", "POST"])
        register, _ = read(sheet(*header, ["1", 2, 4, 3, 5]))

        assert [("1", "kom", "pre", 2), ("1", "kom", "post", 4), ("1", "ase", "pre", 3), ("1", "ase", "post", 5)] == rows(register)

    def test_measurements_may_stand_over_areas(self):
        header = (
            ["Nr uczestnika", "Ocena PRE", None, "Ocena POST", None],
            [None, "Komunikacja", "Asertywność", "Komunikacja", "Asertywność"],
        )
        register, _ = read(sheet(*header, ["1", 2, 4, 3, 5]))

        assert [("1", "kom", "pre", 2), ("1", "ase", "pre", 4), ("1", "kom", "post", 3), ("1", "ase", "post", 5)] == rows(register)

    def test_one_measurement_may_be_said_by_the_sheet(self):
        register, _ = read(sheet(["Nr uczestnika", "Komunikacja", "Asertywność"], ["1", 2, 4], name="Ankieta końcowa"))

        assert ["post", "post"] == column(register, "phase")

    def test_the_measurement_may_be_a_column(self):
        register, _ = read(sheet(["Nr uczestnika", "Pomiar", "Komunikacja", "Asertywność"], ["1", "PRE", 2, 4], ["1", "POST", 3, 5]))

        assert ["pre", "pre", "post", "post"] == column(register, "phase")

    def test_an_area_that_the_project_does_not_have_is_said_at_its_header(self):
        register, findings = read(sheet(["Nr uczestnika", "Komunikacja PRE", "Komunikacja POST", "Asertywnosci PRE"], ["1", 2, 4, 3]))

        assert (2, [("R002", "D1")]) == (len(register), said(findings))


class TestScale:
    def test_that_is_not_the_projects_is_said_once(self):
        _, (finding,) = read(sheet(PERSON, HEADER, ["Komunikacja", 2, 4]), scale_max=10)

        assert ("R070", "B2", 5, 10) == (finding.code, finding.place.cell, finding.facts["highest"], finding.facts["most"])


class TestSums:
    def test_that_agree_say_nothing(self):
        foot = (["Suma punktów PRE", 5], ["Suma punktów POST", 7], ["Zmiana", 2])
        register, findings = read(sheet(PERSON, HEADER, ["Komunikacja", 2, 4], ["Asertywność", 3, 3], *foot))

        assert (4, []) == (len(register), findings)

    @pytest.mark.parametrize(
        ("foot", "cell"),
        [(["Suma punktów PRE", 6], "B5"), (["Suma punktów POST", None, 6], "C5"), (["Zmiana", 1], "B5"), (["Razem", 5, 8], "C5")],
    )
    def test_that_differ_are_said_at_their_cells(self, foot, cell):
        _, findings = read(sheet(PERSON, HEADER, ["Komunikacja", 2, 4], ["Asertywność", 3, 3], foot))

        assert [("R046", cell)] == said(findings)

    def test_of_a_person_beside_the_scores_are_checked(self):
        header = ["Nr uczestnika", "Komunikacja PRE", "Asertywność PRE", "Suma PRE"]
        _, findings = read(sheet(header, ["1", 2, 3, 5], ["2", 2, 3, 6]))

        assert [("R046", "D3")] == said(findings)


@st.composite
def surveys(draw):
    people = draw(st.lists(st.sampled_from(["1", "2", "U/3", "04"]), min_size=1, max_size=4, unique=True))
    areas = draw(st.lists(st.sampled_from(["Komunikacja", "Asertywność", "Motywacja do zmiany"]), min_size=2, max_size=3, unique=True))
    return {
        (who, area, phase): draw(st.one_of(st.none(), st.integers(1, 5))) for who in people for area in areas for phase in ("PRE", "POST")
    }


def _long(scores):
    return sheet(["Nr uczestnika", "Obszar", "Pomiar", "Ocena"], *([*key, score] for key, score in scores.items() if score is not None))


def _across(scores):
    people, headers = list(dict.fromkeys(who for who, _, _ in scores)), list(dict.fromkeys((area, phase) for _, area, phase in scores))
    return sheet(
        ["Nr uczestnika", *(f"{area} {phase}" for area, phase in headers)],
        *([who, *(scores[who, *one] for one in headers)] for who in people),
    )


def _down(scores):
    pairs = list(dict.fromkeys((who, area) for who, area, _ in scores))
    return sheet(
        ["Nr uczestnika", "Obszar", "Ocena PRE", "Ocena POST"], *([*one, scores[*one, "PRE"], scores[*one, "POST"]] for one in pairs)
    )


def _two_rows(scores):
    people, areas = list(dict.fromkeys(who for who, _, _ in scores)), list(dict.fromkeys(area for _, area, _ in scores))
    over = ["Nr uczestnika", *(cell for area in areas for cell in (area, None))]
    under = [None, *("PRE", "POST") * len(areas)]
    return sheet(over, under, *([who, *(scores[who, area, phase] for area in areas for phase in ("PRE", "POST"))] for who in people))


@pytest.mark.parametrize("shape", [_across, _down, _two_rows])
@given(scores=surveys())
@effort(1 / 4)
def test_a_survey_reads_the_same_in_every_shape(shape, scores):
    names = ["participant_no", "area", "phase", "score"]
    expected, found = (_frame(read(made)[0], names) for made in (_long(scores), shape(scores)))

    pd.testing.assert_frame_equal(expected, found)


def _frame(register, names):
    return pd.DataFrame({name: column(register, name) for name in names}, dtype=object).sort_values(names).reset_index(drop=True)


@given(
    st.lists(
        st.lists(
            st.one_of(st.none(), st.sampled_from(["Nr uczestnika", "Obszar", "PRE", "Komunikacja POST", "Suma", "5"]), st.text(max_size=5)),
            min_size=1,
            max_size=5,
        ),
        min_size=1,
        max_size=7,
    )
)
def test_no_sheet_breaks_the_reading(cells):
    register, _ = read(sheet(*cells))

    assert len(register) >= 0
