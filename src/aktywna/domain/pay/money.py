"""Money in PLN as `Decimal`: rounded in a way that has a name, and shared out so that the parts make the whole."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from aktywna.domain.pay.terms import Direction, Rounding

GROSZ = Rounding(step=Decimal("0.01"), direction="half_up")
"""Every amount on a list: to the grosz, half a grosz up (rules.md 6.3: 319.168 is 319.17)."""
NOTHING = Decimal("0.00")
_WAYS: dict[Direction, str] = {"up": ROUND_CEILING, "down": ROUND_FLOOR, "half_up": ROUND_HALF_UP}


def rounded(amount: Decimal, how: Rounding = GROSZ) -> Decimal:
    """
    Give an amount rounded to a step.

    >>> rounded(Decimal("997.32"), Rounding(step=Decimal("0.10"), direction="up"))
    Decimal('997.40')
    >>> rounded(Decimal("13.296"), Rounding(step=Decimal("0.01"), direction="down")), rounded(Decimal("319.168"))
    (Decimal('13.29'), Decimal('319.17'))
    """
    steps = (amount / how.step).to_integral_value(rounding=_WAYS[how.direction])
    # PLN have two decimals, also where the step has fewer.
    return steps * how.step + NOTHING


def shared(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """
    Share an amount out by weights, in whole grosze; what is left goes to the largest remainders, the first before the later.

    >>> [str(part) for part in shared(Decimal("100.00"), [Decimal(1), Decimal(1), Decimal(1)])]
    ['33.34', '33.33', '33.33']
    """
    whole = sum(weights, Decimal(0))
    if not whole:
        return [amount, *(NOTHING for _ in weights[1:])]
    grosze = int(amount.scaleb(2))
    exact = [grosze * weight / whole for weight in weights]
    parts = [int(one.to_integral_value(rounding=ROUND_FLOOR)) for one in exact]
    order = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in order[: grosze - sum(parts)]:
        parts[at] += 1
    return [Decimal(part).scaleb(-2) for part in parts]
