"""A4, trainers: who ran a class by the diary against who was to run it by the schedule."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.findings.rule import N_, NOTE, rule
from aktywna.domain.people.full_names import are_two_people, words_of
from aktywna.domain.people.participants import rows_told
from aktywna.domain.presence.classes import times
from aktywna.domain.sheets.keys import NONE, earlier_twin, keys
from aktywna.rules.schedule import days_of_forms, settled

if TYPE_CHECKING:
    from aktywna.domain.cells.texts import Bools
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits
    from aktywna.domain.sheets.keys import Keys

_PAIRS = 10_000
"""So many pairs of names are compared beforehand; where there are more, only those that meet in a class are."""


@rule(
    "A453",
    NOTE,
    on="attendance",
    says=N_("By the diary {held:private} ran the class on {day:day}, by the schedule (row {row}) {planned:private}."),
    do=N_("Nothing if somebody stood in and it is noted; otherwise correct the trainer in the diary or in the schedule."),
    basis="registers.md 14.2: CIS, V",
)
def class_of_other_trainer(books: Books) -> Hits:
    """
    The diary names another trainer of a class than the schedule.

    The class of the same form and day is meant, where both tell their hours one that shares time with the entry. Judged are
    full names that are certainly of two people (two women of one first name may be one who married), and of them those that the
    other register or the staff's knows too: a firm or a post in place of a name says nothing. Where the schedule has several
    classes then, or leaves one without a trainer, any of them may be meant; whoever runs another class of that form on that
    day may have changed places. A class called off or only planned is A411. Told once for a class.

    Example:
        project: forms = [{ id = "kis" }]
        participants:
        no | start_date
        1  | 2009-03-02
        2  | 2009-03-02
        sessions:
        date       | form | time_from | time_to | trainer            | state
        2009-03-02 | kis  | 08:00     | 10:00   | Jan Testowy        | held
        2009-03-03 | kis  | 08:00     | 10:00   | Jan Testowy        | held
        2009-03-04 | kis  | 08:00     | 10:00   | Adam Przykładowicz | held
        2009-03-05 | kis  | 08:00     | 10:00   |                    |
        2009-03-06 | kis  | 08:00     | 10:00   | Jan Testowy        | held
        2009-03-06 | kis  | 08:00     | 10:00   | Adam Przykładowicz | held
        attendance:
        participant_no | form | date       | time_from | time_to | trainer            | mark
        1              | kis  | 2009-03-02 | 08:00     | 10:00   | TESTOWY Jan        | present
        1              | kis  | 2009-03-03 | 08:00     | 10:00   | Adam Przykładowicz | present   <- A453
        2              | kis  | 2009-03-03 | 08:00     | 10:00   | Adam Przykładowicz | present
        1              | kis  | 2009-03-04 | 08:00     | 10:00   | J. Testowy         | present
        1              | kis  | 2009-03-05 | 08:00     | 10:00   | Jan Testowy        | present
        1              | kis  | 2009-03-06 | 08:00     | 10:00   | Adam Przykładowicz | present
    """
    diary, classes = books.attendance, books.sessions
    if not diary.known("trainer").any() or not classes.known("trainer").any():
        return diary.no_hits()
    names = _Names(books)
    if not (rivals := names.rivals()).any():
        return diary.no_hits()
    there, key = books.once(days_of_forms)
    key = np.where(classes.among("state", "cancelled", "planned"), NONE, key)
    others = names.another(there, key, rivals)
    if not others.any():
        return diary.no_hits()
    rows = np.flatnonzero(others & settled(diary, classes))
    one = keys([there[rows], *(diary.get(column).iloc[rows] for column in ("time_from", "time_to")), names.said[rows]], blanks=True)
    rows = rows[earlier_twin(one) < 0]
    met = _met(books, rows, there, key)
    apart = names.two_people(names.said[met["entry"].to_numpy()], names.planned[met["of"].to_numpy()])
    sure = met.assign(apart=apart).groupby("entry").agg(apart=("apart", "all"), of=("of", "first"))
    sure = sure[sure["apart"]]
    wrong, of = np.zeros(len(diary), dtype=np.bool_), np.full(len(diary), NONE)
    wrong[sure.index], of[sure.index] = True, sure["of"]
    return diary.hits(
        wrong,
        at="trainer",
        held=diary["trainer"],
        day=diary["date"],
        planned=lambda rows: classes["trainer"].iloc[of[rows]].to_numpy(dtype=object),
        row=lambda rows: rows_told(classes, of[rows]),
    )


class _Names:
    """The trainers of diary and schedule: which of them each row names (`NONE`: nobody), and who is certainly somebody else."""

    def __init__(self, books: Books) -> None:
        (self._said, ours), (self._planned, theirs) = (one.codes("trainer") for one in (books.attendance, books.sessions))
        places: dict[str, int] = {}
        self._ours, self._theirs = (
            np.array([*(places.setdefault(" ".join(sorted(words_of(str(word)))), len(places)) for word in words), NONE], dtype="int64")
            for words in (ours, theirs)
        )
        self.words = list(places)
        by_diary, by_schedule = ({self.words[place] for place in some[:-1]} for some in (self._ours, self._theirs))
        staff = _staff(books)
        self.known = (by_schedule | staff, by_diary | staff)

    @cached_property
    def said(self) -> Keys:
        """The name in each row of the diary."""
        return self._ours[self._said]

    @cached_property
    def planned(self) -> Keys:
        """The name in each row of the schedule."""
        return self._theirs[self._planned]

    def rivals(self) -> Bools:
        """Say of each name of the diary whether the schedule has one that is certainly somebody else's: shape (names + 1,)."""
        ours, theirs = (np.unique(some[:-1]) for some in (self._ours, self._theirs))
        found = np.zeros(len(self.words) + 1, dtype=np.bool_)
        if len(ours) * len(theirs) > _PAIRS:
            # Of so many each is looked at only beside those of its classes.
            found[ours] = True
            return found
        for one in ours.tolist():
            found[one] = any(self._are_two(one, other) for other in theirs.tolist())
        return found

    def another(self, there: Keys, key: Keys, rivals: Bools) -> Bools:
        """Say which entries name one of `rivals` whom no class of their form and day names, though it has one: shape (entries,)."""
        size = len(self.words) + 1
        here = rivals[self.said] & (there >= 0)
        found: Bools = here & ~np.isin(there * size + self.said, (key * size + self.planned)[key >= 0])
        return found & np.isin(there, key[key >= 0]) if found.any() else found

    def two_people(self, said: Keys, planned: Keys) -> Bools:
        """Say which pairs are certainly two people, each of them known elsewhere too; shape (pairs,)."""
        _pairs, first, back = np.unique(keys([said, planned]), return_index=True, return_inverse=True)
        apart = [self._are_two(one, other) for one, other in zip(said[first].tolist(), planned[first].tolist(), strict=True)]
        found: Bools = np.array([*apart, False], dtype=np.bool_)[back]
        return found

    def _are_two(self, said: int, planned: int) -> bool:
        if NONE in {said, planned}:
            return False
        names = self.words[said], self.words[planned]
        return all(_is_known(name, others) for name, others in zip(names, self.known, strict=True)) and are_two_people(*names)


def _is_known(name: str, others: set[str]) -> bool:
    """Whether a name stands among others, with or without a title or a second name."""
    words = set(name.split())
    return any(words <= set(other.split()) or set(other.split()) <= words for other in others if other)


def _staff(books: Books) -> set[str]:
    """Give the names of the staff, as they are compared."""
    staff = books.get("staff")
    if staff is None:
        return set()
    pairs: Any = zip(staff.get("first_name").fillna("").tolist(), staff.get("last_name").fillna("").tolist(), strict=True)
    return {" ".join(sorted(words_of(f"{first} {last}"))) for first, last in pairs if first and last}


def _met(books: Books, rows: np.ndarray[Any, Any], there: Keys, key: Keys) -> pd.DataFrame:
    """Give each of some entries beside every class that it may be of: columns `entry` and `of`, rows of the two registers."""
    diary, classes = books.attendance, books.sessions
    ours, theirs = (dict(zip(("told", "begins", "ends"), times(one), strict=True)) for one in (diary, classes))
    entries = pd.DataFrame({"entry": rows, "key": there[rows], **{name: values[rows] for name, values in ours.items()}})
    held = np.flatnonzero(key >= 0)
    those = pd.DataFrame({"of": held, "key": key[held], **{name: values[held] for name, values in theirs.items()}})
    both = entries.merge(those, on="key", suffixes=("", "_of"))
    timed = both["told"] & both["told_of"]
    return both[~timed | ((both["begins"] < both["ends_of"]) & (both["begins_of"] < both["ends"]))]
