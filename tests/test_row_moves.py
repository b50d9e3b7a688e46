"""Rows repeated, left out and pushed: where references, ranges and formulas go with them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktywna.io.patching.references import Reference, moved, shifted
from aktywna.io.patching.row_moves import Placed, RowMoves, mover

TURNS = ({4: 4}, {4: 5}, {4: 6})
REPEATED = RowMoves([Placed(1), Placed(2), Placed(3), *(Placed(4, own) for own in TURNS)], 4)
"""Row 4 is repeated three times."""
LEFT_OUT = RowMoves([Placed(1), Placed(3)], 3)
PAIRS = RowMoves([Placed(1), *(Placed(row, own) for own in ({2: 2, 3: 3}, {2: 4, 3: 5}) for row in (2, 3))], 3)
"""Rows 2 and 3 are repeated twice, together."""


def at(formula: str, *, own: dict[int, int] | None = None, moves: RowMoves = REPEATED, here: str = "Arkusz") -> str:
    return moved(formula, mover({"arkusz": moves}, here, own or {}))


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("A3+A5", "A3+A7"),
        ("SUM(B4:B4)", "SUM(B4:B6)"),
        ("SUM(B3:B5)", "SUM(B3:B7)"),
        ("SUM(B4)", "SUM(B4:B6)"),
        ("sum(A1,$B$4)", "sum(A1,$B$4:$B$6)"),
        ("ABS(B4)", "ABS(B4)"),
        ("SUM(ABS(B4))", "SUM(ABS(B4))"),
        ("B4*2", "B4*2"),
        ('IF(A9="A4",B9,"")', 'IF(A11="A4",B11,"")'),
        ("$A$1:$F$8", "$A$1:$F$10"),
        ("5:7", "7:9"),
        ("A:C", "A:C"),
        ("LOG10(C9)", "LOG10(C11)"),
        ("Arkusz!A9+Inny!A9", "Arkusz!A11+Inny!A9"),
        ("'Mój arkusz'!A9", "'Mój arkusz'!A9"),
        ("[1]Arkusz!A9+'[a.xlsx]Arkusz'!A9", "[1]Arkusz!A9+'[a.xlsx]Arkusz'!A9"),
        ("Tabela1[[#This Row],[A9]]+TAB9", "Tabela1[[#This Row],[A9]]+TAB11"),
        ("Stawka9x*A9", "Stawka9x*A11"),
    ],
)
def test_a_formula_below_the_repeated_row(formula: str, expected: str) -> None:
    assert expected == at(formula)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [("B4/C4", "B6/C6"), ("SUM(C$4:C4)", "SUM(C$4:C6)"), ("B4/$B$9", "B6/$B$11"), ("SUM(B4)", "SUM(B6)"), ("SUM($B$4)", "SUM($B$4)")],
)
def test_a_formula_in_a_turn_means_its_own_row(formula: str, expected: str) -> None:
    assert expected == at(formula, own={4: 6})


def test_a_formula_of_another_sheet_follows_too() -> None:
    assert "SUM(Arkusz!B4:B6)+B9" == at("SUM(Arkusz!B4)+B9", here="Inny")


def test_a_row_that_was_left_out_gives_way_to_its_neighbours() -> None:
    assert "SUM(A1:A2)+A2" == at("SUM(A1:A3)+A2", moves=LEFT_OUT)


def test_ranges_of_a_turn_are_repeated_and_others_stretched() -> None:
    assert [(2, 0, 2, 1), (4, 0, 4, 1)] == PAIRS.ranges((2, 0, 2, 1))
    assert [(2, 0, 5, 1)] == PAIRS.ranges((2, 0, 3, 1))
    assert [(2, 0, 3, 1), (4, 0, 5, 1)] == PAIRS.each((2, 0, 3, 1))
    assert [(4, 0, 6, 0)] == REPEATED.ranges((4, 0, 4, 0))
    assert [(1, 0, 8, 0)] == REPEATED.ranges((1, 0, 6, 0))


def test_a_shared_formula_reads_on_from_cell_to_cell() -> None:
    assert "B3*$B$1+SUM(B$1:B3)" == shifted("A1*$B$1+SUM(A$1:A1)", 2, 1)


@given(st.text(alphabet="AB1$:!'\"(),+ [].", max_size=24))
def test_what_does_not_move_is_written_as_it_was(formula: str) -> None:
    def still(found: Reference) -> Reference:
        return replace(found)

    assert formula == moved(formula, still)
