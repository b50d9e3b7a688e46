"""How a project takes over indicators of its era's catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from aktywna.domain.indicator import Indicator

OWN_WORDS = ("id", "use", "name", "target", "targets", "main")
"""What a project says itself of an indicator that it takes over; the rest is the catalogue's."""


def adopted(indicators: Iterable[Indicator], catalogue: Mapping[str, Indicator]) -> tuple[Indicator, ...]:
    """
    Give `indicators` fully defined: with `use`, how it is counted comes from `catalogue`, the promise from the project.

    A ratio of the catalogue speaks of the catalogue's codes; it is given the project's own ids.
    """
    indicators = tuple(indicators)
    own_ids = {own.use: own.id for own in indicators if own.use is not None}
    return tuple(own if own.use is None else _adopted(own, catalogue[own.use], own_ids) for own in indicators)


def _adopted(own: Indicator, shipped: Indicator, own_ids: Mapping[str, str]) -> Indicator:
    said = {word: vars(own)[word] for word in OWN_WORDS}
    said["name"] = own.name or shipped.name
    if shipped.ratio is not None:
        parts = {"of": own_ids.get(shipped.ratio.of, shipped.ratio.of), "to": own_ids.get(shipped.ratio.to, shipped.ratio.to)}
        said["ratio"] = shipped.ratio.model_copy(update=parts)
    return shipped.model_copy(update=said)
