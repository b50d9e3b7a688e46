"""Pictures of people: women and men by age band, and their way from joining to an outcome."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from aktywna.domain.counting.breakdown_values import UNKNOWN
from aktywna.domain.counting.split_values import values_of
from aktywna.domain.counting.tally import Bools, Count, Tally
from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Cell, Picture
from aktywna.domain.promises.model import Language
from aktywna.domain.registers.books import Books
from aktywna.steps.tables.cells import grid, measured, share, text, whole
from aktywna.steps.tables.figures import name_of, unit_of
from aktywna.steps.tables.people import SPHERES, People
from aktywna.words.sentences import sentence
from aktywna.words.wording import _

SUPPORT = {
    "social": N_("social support"), "vocational": N_("vocational support"), "educational": N_("educational support"),
    "health": N_("health support"),
}  # fmt: skip
MOST_RESULTS = 10
"""Results that a way leads to, at most."""


def ages(books: Books, people: People, language: Language) -> Picture | None:
    """Persons who began participation, by the era's age band on that day, women and men."""
    begun = _begun(books, people)
    if begun is None:
        return None
    chosen = people.first(begun)
    values = values_of(books, books.participants, "age", people.span.last)
    if values is None:
        return None
    band = np.array(values.names, dtype=object)[values.first[chosen.index.to_numpy()]]
    sex = chosen["sex"].to_numpy()
    names = {one.id: one.name.say(language) for one in books.era.ages}
    found = [
        (code, [int(((band == code) & (sex == one)).sum()) for one in ("woman", "man")], int((band == code).sum())) for code in values.names
    ]
    rows = [
        (
            text(names.get(code, _("not known") if code == UNKNOWN else _("other"))),
            *map(whole, numbers),
            whole(total - sum(numbers) or None),
        )
        for code, numbers, total in found
        if total
    ]
    # Of people of whom nobody knows how old they are, or of what sex, there is nothing to draw.
    if not any(sum(numbers) for code, numbers, _total in found if code in names):
        return None
    made = grid([_("Age on joining"), _("Women"), _("Men"), _("Sex not known")], rows)
    assert made is not None
    largest = max((one for one in found if one[0] in names), key=lambda one: one[2])
    facts = {
        "women": sum(one[1][0] for one in found), "men": sum(one[1][1] for one in found), "band": names[largest[0]], "n": largest[2],
    }  # fmt: skip
    said = sentence(N_("Women: {women:n}, men: {men:n}. The largest age band: {band} ({n:n})."), facts)
    return Picture("columns", made, _("Women and men by age on joining"), "ages", said, unit=_("number of persons"), series=(1, 2))


def pathway(books: Books, tally: Tally, people: People, language: Language) -> Picture | None:
    """From joining, through the support of each sphere, to the end and the results: persons at each stage."""
    begun = _begun(books, people)
    if begun is None:
        return None
    entered = people.first(begun)
    everybody = len(entered)
    stages: list[tuple[str, Cell]] = [(_("began participation"), whole(everybody))]
    stages += [(said, whole(many)) for said, many in _supported(books, people, entered.index.to_numpy())]
    ended, finished = (people.counted(rows, "end")[1][0] for rows in (people.ended, people.finished))
    stages += [(said, whole(many)) for said, many in ((_("ended participation"), ended), (_("ended it as planned"), finished)) if many]
    results = _results(books, tally)
    stages += [
        (name_of(one.indicator, language), measured(one.cumulative.total, "person", at_least=one.cumulative.at_least)) for one in results
    ]
    if everybody == 0 or len(stages) == 1:
        return None
    rows = [(text(said), cell, share(_percent(cell.value, everybody))) for said, cell in stages]
    made = grid([_("Stage"), _("Persons"), _("% of those who began")], rows)
    assert made is not None
    facts = {"n": everybody, "ended": ended, "finished": finished}
    said = sentence(N_("Began participation: {n:n}; ended it: {ended:n}, as planned: {finished:n}."), facts)
    if results:
        best = max(results, key=lambda one: one.cumulative.total or 0)
        facts = {"name": name_of(best.indicator, language), "n": best.cumulative.total}
        said += " " + sentence(N_("The most frequent result: {name} ({n:n})."), facts)
    return Picture("flow", made, _("From joining the project to a result"), "pathway", said, unit=_("number of persons"), series=(1,))


def _begun(books: Books, people: People) -> Bools | None:
    """Mark every participation; nothing where there is nobody."""
    return np.ones(len(people.rows), bool) if books.get("participants") is not None and len(people.rows) else None


def _supported(books: Books, people: People, rows: np.ndarray[tuple[int], np.dtype[np.intp]]) -> Iterator[tuple[str, int]]:
    """Persons who received support at all, where it has several spheres, and support of each sphere."""
    values = values_of(books, books.participants, "sphere", people.span.last)
    if values is None or not len(rows):
        return
    under = values.under(rows)
    spheres = [(one, int(under[:, values.names.index(one)].sum())) for one in SPHERES if one in values.names]
    received = [(one, many) for one, many in spheres if many]
    known = [at for at, name in enumerate(values.names) if name != UNKNOWN]
    if len(received) > 1:
        yield _("received support"), int(under[:, known].any(axis=1).sum())
    for one, many in received:
        yield _(SUPPORT[one]), many


def _results(books: Books, tally: Tally) -> list[Count]:
    """Hard results of participants, counted in persons: those that somebody reached, the main ones alone where some are."""
    reached = [
        one
        for one in tally.counts
        if one.indicator.kind == "result"
        and one.indicator.counts == "participants"
        and unit_of(books, one) == "person"
        and one.cumulative.total
    ]
    return ([one for one in reached if one.indicator.main] or reached)[:MOST_RESULTS]


def _percent(part: object, whole_: int) -> Decimal | None:
    return None if not isinstance(part, int | Decimal) else (Decimal(100 * part) / whole_).quantize(Decimal("0.1"), ROUND_HALF_UP)
