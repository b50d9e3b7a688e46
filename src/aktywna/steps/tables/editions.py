"""The table of editions and re-entries: who is new, who continues, and all of them with nobody counted twice (rules.md L9)."""

from __future__ import annotations

import pandas as pd

from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Grid
from aktywna.domain.promises.model import Language
from aktywna.steps.tables.cells import EMPTY, Cells, by_sex, grid, strong, text, whole
from aktywna.steps.tables.people import People, persons
from aktywna.words.sentences import sentence
from aktywna.words.wording import _


def entries(people: People, language: Language) -> Grid | None:
    """
    Editions up to the end of the period: persons who are new, who continue, and together, each person once.

    Somebody continues where the register says so and, where it says nothing, when an earlier edition had the same person.
    A project without editions, or with one where nobody continues, has nothing to show here.
    """
    project = people.books.project
    if people.books.get("participants") is None or "edition" not in people.books.participants:
        return None
    rows = participations(people)
    known = [one for one in project.editions if (rows["edition"] == one.id).any()]
    if not known or (len(known) == 1 and not rows["continues"].any()):
        return None
    names = {one.id: one.name.say(language) for one in known}
    body: list[Cells] = []
    together = pd.DataFrame()
    for one in known:
        here = rows[rows["edition"] == one.id]
        together = pd.concat([together, here])
        body.append((text(names[one.id]), *_numbers(here[~here["continues"]]), *_numbers(here[here["continues"]]), *_numbers(here)))
    summed, everyone = len(together), together.drop_duplicates("person")
    blank = (EMPTY,) * 6
    body.append(strong(text(_("Sum of the editions")), *blank, *_numbers(together)))
    body.append(strong(text(_("Together, each person once")), *blank, *_numbers(everyone)))
    told = N_("The sum of the editions, {sum:n}, less {repeats:n} repeated in it by persons of several editions, is {total:n}.")
    note = sentence(told, {"sum": summed, "repeats": summed - len(everyone), "total": len(everyone)})
    columns = [_("Edition"), by_sex(_("New")), by_sex(_("Continuing")), by_sex(_("Together"))]
    letters = _("T – total, W – women, M – men.")
    return grid(columns, body, f"{note} {letters}")


def participations(people: People) -> pd.DataFrame:
    """Give one row a person and edition, the earliest of each: person, edition, sex, and whether the person continues."""
    rows = people.rows.assign(edition=people.books.participants.get("edition").fillna("").to_numpy())
    rows = rows[rows["counts"] & rows["edition"].ne("")].sort_values("start", kind="stable").drop_duplicates(["person", "edition"])
    begun = {one.id: one.start for one in people.books.project.editions}
    first = rows["edition"].map(begun)
    again = pd.to_datetime(first) > pd.to_datetime(first).groupby(rows["person"]).transform("min")
    entry = rows["entry"]
    return rows.assign(continues=entry.eq("continuing") | (entry.eq("") & again))


def _numbers(rows: pd.DataFrame) -> Cells:
    return tuple(whole(number) for number in persons(rows))
