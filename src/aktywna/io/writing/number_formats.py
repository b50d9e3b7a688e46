"""How Excel is told to show a number: with its separators, its unit and the words before it."""

from __future__ import annotations

from decimal import Decimal

from aktywna.domain.grid import Cell


def number_format(cell: Cell, language: str) -> str:
    """
    Give the Excel format of a number, in the notation of its files, where separators are always English.

    >>> number_format(Cell(106, "count", prefix="co najmniej"), "pl")
    '"co najmniej "#,##0'
    >>> number_format(Cell(Decimal("10.5"), "percent"), "pl")
    '0.0%'
    """
    places = -int(exponent) if isinstance(cell.value, Decimal) and (exponent := cell.value.as_tuple().exponent) < 0 else 0  # type: ignore[operator]
    decimals = f".{'0' * places}" if places else ""
    match cell.kind:
        case "money":
            shown = '#,##0.00\\ "zł"' if language == "pl" else '"PLN"\\ #,##0.00'
        case "percent":
            shown = f"0{decimals}%"
        case "day":
            shown = "dd\\.mm\\.yyyy" if language == "pl" else "d\\ mmm\\ yyyy"
        case "count" | "number":
            shown = f"#,##0{decimals}"
        case _:
            shown = "@"
    prefix = cell.prefix.replace('"', "")
    return f'"{prefix} "{shown}' if prefix else shown
