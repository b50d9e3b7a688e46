"""Columns that no file has: computed when first asked, one definition for rule, indicator and export."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books

Compute = Callable[["Books"], "pd.Series[Any]"]
DERIVED: dict[tuple[str, str], Compute] = {}


def derived(register: str, column: str) -> Callable[[Compute], Compute]:
    """Declare a computed column of `register`: a Series as long as the register, NA where it is not known."""

    def declare(compute: Compute) -> Compute:
        DERIVED[register, column] = compute
        return compute

    return declare
