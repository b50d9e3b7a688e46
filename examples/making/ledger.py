"""Documents of the register of expenditures: amounts that add up to the grosz."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from making.sheets import Row

HEADERS = (
    "Nr dokumentu", "Nr księgowy lub ewidencyjny", "Wystawca", "Data wystawienia dokumentu", "Data zapłaty",
    "Nazwa towaru lub usługi", "Kwota dokumentu brutto", "Wydatki ogółem", "Wydatki kwalifikowalne", "Dofinansowanie",
    "Wkład własny", "Zadanie",
)  # fmt: skip


def split(total: Decimal, weights: Sequence[int]) -> list[Decimal]:
    """
    Divide an amount by weights, to the grosz; the last part takes what rounding left.

    >>> split(Decimal("100.00"), [1, 1, 1])
    [Decimal('33.33'), Decimal('33.33'), Decimal('33.34')]
    """
    whole = sum(weights)
    parts = [(total * weight / whole).quantize(Decimal("0.01")) for weight in weights[:-1]]
    return [*parts, total - sum(parts, Decimal("0.00"))]


def document(  # noqa: PLR0913 - a document has as many
    number: str, entry: str, supplier: str, item: str, *, issued: date, paid: date, task: str,
    grant: Decimal = Decimal("0.00"), own: Decimal = Decimal("0.00"),
) -> Row:  # fmt: skip
    """Give a document that is wholly eligible."""
    amount = grant + own
    return {
        "Nr dokumentu": number,
        "Nr księgowy lub ewidencyjny": entry,
        "Wystawca": supplier,
        "Data wystawienia dokumentu": issued,
        "Data zapłaty": paid,
        "Nazwa towaru lub usługi": item,
        "Kwota dokumentu brutto": amount,
        "Wydatki ogółem": amount,
        "Wydatki kwalifikowalne": amount,
        "Dofinansowanie": grant,
        "Wkład własny": own,
        "Zadanie": task,
    }
