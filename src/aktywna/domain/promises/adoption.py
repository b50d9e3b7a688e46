"""How a project takes over indicators of its era's catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from aktywna.domain.promises.indicator import Indicator, Listed

OWN_WORDS = ("id", "use", "name", "target", "targets", "main")
"""What a project says itself of an indicator that it takes over; the rest is the catalogue's."""
DEFINING = ("among", "when", "dated", "counts", "unit", "sum_", "distinct", "ratio", "kind", "source", "seen")
"""What a project says besides, where the catalogue does not know how to count."""
ENOUGH = ("when", "sum", "distinct", "ratio")
"""Of these keys one must be there, as written, for an indicator to be defined."""


def adopted(indicators: Iterable[Indicator], catalogue: Mapping[str, Listed]) -> tuple[Indicator, ...]:
    """
    Give `indicators` fully defined: with `use`, how it is counted comes from `catalogue`, the promise from the project.

    A ratio of the catalogue speaks of the catalogue's codes; it is given the project's own ids. Where the catalogue knows
    the name alone, the project's own words define it.
    """
    indicators = tuple(indicators)
    own_ids = {own.use: own.id for own in indicators if own.use is not None}
    return tuple(own if own.use is None else _adopted(own, catalogue[own.use], own_ids) for own in indicators)


def _adopted(own: Indicator, shipped: Listed, own_ids: Mapping[str, str]) -> Indicator:
    said = {word: vars(own)[word] for word in OWN_WORDS}
    said["name"] = own.name or shipped.name
    if shipped.unknown:
        said |= {word: vars(own)[word] for word in DEFINING if word in own.model_fields_set or word in {"source", "seen"}}
        said |= {"unknown": False, "reason": None}
    if shipped.ratio is not None:
        parts = {"of": own_ids.get(shipped.ratio.of, shipped.ratio.of), "to": own_ids.get(shipped.ratio.to, shipped.ratio.to)}
        said["ratio"] = shipped.ratio.model_copy(update=parts)
    return shipped.model_copy(update=said)
