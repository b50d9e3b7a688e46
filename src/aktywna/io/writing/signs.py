"""Shapes that tell series apart without colour: signs on lines, and the tiles that patterns repeat."""

from __future__ import annotations

from aktywna.io.writing.marks import Pattern, Sign

Point = tuple[float, float]

TILE = 5.0
"""Points of a side of the square that a pattern repeats."""


def outline(sign: Sign, x: float, y: float, size: float) -> list[Point]:
    """Give the corners of a sign about a point; none for a circle."""
    half = size / 2
    match sign:
        case "square":
            return [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]
        case "triangle":
            return [(x, y - half), (x + half, y + half), (x - half, y + half)]
        case "diamond":
            return [(x, y - half), (x + half, y), (x, y + half), (x - half, y)]
        case _:
            return []


def tile(pattern: Pattern) -> tuple[list[tuple[Point, Point]], list[tuple[float, float, float]]]:
    """Give what one tile of a pattern holds: lines from point to point, and dots with their radius."""
    rising = [((-1.0, 1.0), (1.0, -1.0)), ((0.0, TILE), (TILE, 0.0)), ((TILE - 1, TILE + 1), (TILE + 1, TILE - 1))]
    match pattern:
        case "stripes":
            return rising, []
        case "lattice":
            return [*rising, *(((TILE - x1, y1), (TILE - x2, y2)) for (x1, y1), (x2, y2) in rising)], []
        case "dots":
            return [], [(1.25, 1.25, 0.6), (3.75, 3.75, 0.6)]
        case _:
            return [], []
