"""Identities that the indicators of a catalogue must keep among one another (rules.md 1.4), over invented people of every kind."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.counting.tally import Span, Tally
from aktywna.io import shipped
from aktywna.steps.count import count, incomplete
from effort import effort
from tables import Rows, books_of

ALWAYS = Span(date(2000, 1, 1), date(2199, 12, 31))
HEADER = ("no", "gender", "birth_date", "education", "labour_status", "labour_detail", "unemployed_since", "degurba", "disability",
          "start_date", "end_date", "state", "situation_1")  # fmt: skip
DAYS = st.sampled_from(["2026-10-01", "2026-10-28", "2026-10-29", "2026-06-01", ""])
LEVELS = {"efsplus-2021": ["isced0", "isced1", "isced2", "isced0_2", "isced3", "isced4", "isced3_4", "isced5_8", ""],
          "efs-2014": ["isced1", "isced2", "isced3", "isced4", "isced3_4", "isced5_8", ""]}  # fmt: skip


def _choice(*values: str) -> st.SearchStrategy[str]:
    return st.sampled_from(values)


def people(era: str) -> st.SearchStrategy[list[tuple[str, ...]]]:
    return st.lists(
        st.tuples(
            _choice("woman", "man", ""),
            _choice("2008-03-02", "2008-03-03", "1996-03-02", "1996-03-03", "1971-03-02", "1971-03-03", "1980-01-01", ""),
            st.sampled_from(LEVELS[era]),
            _choice("unemployed_registered", "unemployed_unregistered", "unemployed", "inactive", "employed", ""),
            _choice("long_term", "learning", "not_learning", "other", ""),
            _choice("2025-03-01", "2025-03-02", "2010-01-01", ""),
            _choice("1", "2", "3", ""),
            _choice("yes", "no", "refused", ""),
            _choice("2026-03-02", "2026-03-03", ""),
            _choice("2026-09-30", ""),
            _choice("active", "finished", "dropped_out", "reserve", ""),
            _choice("other", ""),
        ),
        min_size=1,
        max_size=12,
    )


OUTCOMES = st.lists(
    st.tuples(st.integers(1, 12), _choice("employment", "self_employment", "job_search", "education", "qualification", "none"), DAYS),
    max_size=12,
)
once = effort(1 / 4)


def counted(era: str, rows: list[tuple[str, ...]], outcomes: list[tuple[int, str, str]]) -> tuple[Tally, int]:
    """Count the whole catalogue; and how many records are incomplete."""
    tables = {
        "participants": [list(HEADER), *([str(n), *row] for n, row in enumerate(rows, 1))],
        "outcomes": [["participant_no", "outcome", "date"], *([str(no), *told] for no, *told in outcomes if no <= len(rows))],
    }
    listed = shipped.catalogue(shipped.era(era).catalogue or "").values()
    books = books_of(Rows(tables), era, indicators=[{"id": one.id, "use": one.id} for one in listed if not one.unknown])
    return count(books, ALWAYS), int(incomplete(books)[0].sum())


def total(tally: Tally, *codes: str) -> int:
    return sum(int(tally[code].cumulative.total or 0) for code in codes)


@given(people("efsplus-2021"), OUTCOMES)
@once
def test_of_esf_plus(rows: list[tuple[str, ...]], outcomes: list[tuple[int, str, str]]) -> None:
    """Statuses make the complete participants, so do levels of education; subsets are smaller; bands of age are disjoint."""
    tally, _left = counted("efsplus-2021", rows, outcomes)
    # Every complete record of a known participant: the sets that ask for the status know them all.
    complete = total(tally, "EECO02", "EECO04", "EECO05")

    assert complete <= total(tally, "EECO01")
    assert complete == total(tally, "EECO09", "EECO10", "EECO11")
    assert complete == tally["EECO02"].population - tally["EECO02"].cumulative.unknown
    assert total(tally, "EECO06", "EECO07", "EECO08") <= complete
    assert total(tally, "EECO03") <= total(tally, "EECO02")
    assert total(tally, "EECR01") <= total(tally, "EECO04")
    assert total(tally, "EECR04") <= total(tally, "EECO02", "EECO04")
    assert total(tally, "EECR03") <= total(tally, "EECO01")


@given(people("efs-2014"), OUTCOMES)
@once
def test_of_esf_2014(rows: list[tuple[str, ...]], outcomes: list[tuple[int, str, str]]) -> None:
    tally, _left = counted("efs-2014", rows, outcomes)
    complete = total(tally, "CO01", "CO03", "CO05")

    assert complete == total(tally, "CO09", "CO10", "CO11")
    assert complete == total(tally, "at_risk")
    assert total(tally, "CO02") <= total(tally, "CO01")
    assert total(tally, "CO04") <= total(tally, "CO03")
    assert total(tally, "CO08") <= total(tally, "CO07")
    assert total(tally, "CO06", "CO07") <= complete
    assert total(tally, "at_risk_employment") <= total(tally, "CR04") <= total(tally, "CO01", "CO03")


@given(st.sampled_from(["efsplus-2021", "efs-2014"]), st.data())
@once
def test_of_every_indicator(era: str, data: st.DataObject) -> None:
    """Met, unmet and unknown make the population; women, men and those of unknown sex make the total."""
    tally, _left = counted(era, data.draw(people(era)), data.draw(OUTCOMES))

    for one in tally.counts:
        units, found = one.units, one.cumulative
        assert units is not None
        assert one.population == units.met.sum() + units.unmet.sum() + units.unknown.sum(), one.indicator.id
        assert found.total == found.women + found.men + found.sex_unknown, one.indicator.id


@given(people("efsplus-2021"), OUTCOMES, st.randoms())
@once
def test_the_order_of_rows_changes_nothing(rows: list[tuple[str, ...]], outcomes: list[tuple[int, str, str]], random) -> None:
    order = list(range(len(rows)))
    random.shuffle(order)
    moved = {old + 1: new + 1 for new, old in enumerate(order)}
    before, _ = counted("efsplus-2021", rows, outcomes)
    after, _ = counted(
        "efsplus-2021", [rows[old] for old in order], [(moved[no], *told) for no, *told in outcomes[::-1] if no <= len(rows)]
    )

    assert [one.cumulative for one in before.counts] == [one.cumulative for one in after.counts]


@given(people("efsplus-2021"), OUTCOMES)
@once
def test_an_event_told_twice_multiplies_nobody(rows: list[tuple[str, ...]], outcomes: list[tuple[int, str, str]]) -> None:
    once_told, _ = counted("efsplus-2021", rows, outcomes)
    twice_told, _ = counted("efsplus-2021", rows, [*outcomes, *outcomes])

    assert [one.cumulative for one in once_told.counts] == [one.cumulative for one in twice_told.counts]
