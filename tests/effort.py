"""How many examples a property is tried on: as many as the profile says that `conftest.py` has chosen, or a share of them."""

from __future__ import annotations

from hypothesis import HealthCheck, settings


def effort(share: float, *unchecked: HealthCheck) -> settings:
    """Try a property on `share` of the examples of the profile: less than 1 where one takes long, more where it takes no time."""
    usual = settings()
    return settings(
        max_examples=max(1, round(usual.max_examples * share)), suppress_health_check=[*usual.suppress_health_check, *unchecked]
    )
