"""Which sphere of active integration the name of a form of support says, by the words of a dictionary."""

from __future__ import annotations

from aktywna.domain.registers.layout import normal
from aktywna.io import shipped


def sphere_of(name: str) -> str | None:
    """
    Give the sphere that the words of a name say; nothing when they say none, or two.

    >>> sphere_of("Indywidualne doradztwo zawodowe"), sphere_of("zajęcia z psychologiem")
    ('vocational', None)
    """
    words = normal(name).split()
    said = {sphere for sphere, entries in shipped.spheres().items() if any(_all_stand(entry.split(), words) for entry in entries)}
    return said.pop() if len(said) == 1 else None


def _all_stand(entry: list[str], words: list[str]) -> bool:
    return all(any(word.startswith(beginning) for word in words) for beginning in entry)
