"""What people call the breakdowns, and what was asked for in their words: `płeć:wiek` is `gender:age`."""

from __future__ import annotations

from dataclasses import dataclass

from aktywna.domain.counting.split_values import COLUMNS
from aktywna.domain.faults import UnknownWord
from aktywna.domain.findings.rule import N_
from aktywna.domain.registers.layout import normal
from aktywna.words.wording import _, language

POLISH = {
    "płeć": "gender", "wiek": "age", "wykształcenie": "education", "status": "labour_status", "status na rynku pracy": "labour_status",
    "ścieżka": "path", "grupa": "group", "partner": "partner", "edycja": "edition", "przystąpienie": "entry", "gmina": "commune",
    "obszar": "area", "forma": "form", "forma wsparcia": "form", "sfera": "sphere", "zadanie": "task",
}  # fmt: skip
"""What people in an office call the breakdowns."""
TITLES = {
    "gender": N_("Sex"),
    "age": N_("Age"),
    "education": N_("Education"),
    "labour_status": N_("Labour status"),
    "path": N_("Path"),
    "group": N_("Target group"),
    "partner": N_("Partner"),
    "edition": N_("Edition"),
    "entry": N_("How the person joined"),
    "commune": N_("Commune"),
    "area": N_("Urban or rural area"),
    "form": N_("Form of support"),
    "sphere": N_("Sphere of support"),
    "task": N_("Task of the budget"),
}
"""What each breakdown is called over a table."""
_WORDS = {normal(word): part for word, part in [*((part, part) for part in COLUMNS), *POLISH.items()]}


@dataclass(frozen=True)
class Split:
    """One breakdown: `gender`, or crossed, `gender:age`."""

    name: str
    """What scripts call it."""
    columns: tuple[str, ...]

    @property
    def title(self) -> str:
        """What a reader calls it: „Płeć, wiek”."""
        first, *others = (_(TITLES[column]) for column in self.columns)
        return ", ".join([first, *(other[:1].lower() + other[1:] for other in others)])


def splits_of(written: str | None) -> tuple[Split, ...]:
    """
    Read `gender,age` as two breakdowns and `gender:age` as a crossed one; Polish words mean the same (`płeć:wiek`).

    Raise `UnknownWord` for what is none, with every word that is.
    """
    splits: dict[str, Split] = {}
    for name in filter(None, (one.strip() for one in (written or "").split(","))):
        parts = [part.strip() for part in name.split(":")]
        for part in parts:
            if normal(part) not in _WORDS:
                raise UnknownWord(N_("breakdown"), part, (*POLISH, *COLUMNS), _said())
        columns = tuple(dict.fromkeys(_WORDS[normal(part)] for part in parts))
        splits[":".join(columns)] = Split(":".join(columns), columns)
    return tuple(splits.values())


def _said() -> dict[str, str]:
    """Give each word with that of the other language beside it."""
    polish = {part: word for word, part in reversed(POLISH.items())}
    pairs = {part: (polish[part], part) if language() == "pl" else (part, polish[part]) for part in COLUMNS}
    both = {part: mine if mine == other else f"{mine} ({other})" for part, (mine, other) in pairs.items()}
    return {word: both[part] for word, part in (*POLISH.items(), *((part, part) for part in COLUMNS))}
