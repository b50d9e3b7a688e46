"""Tables of people by what the project planned for them: groups, paths, editions, partners, forms of support, the flow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.asking import Asker
from aktywna.domain.counting.tally import Bools, Span
from aktywna.domain.grid import Cell, Grid
from aktywna.domain.promises.condition import Condition
from aktywna.domain.promises.indicator import Target
from aktywna.domain.promises.model import Language, Name
from aktywna.domain.registers.books import Books
from aktywna.domain.registers.register import Absent
from aktywna.steps.tables.cells import EMPTY, Cells, Header, by_sex, day, grid, legend, measured, strong, text, whole
from aktywna.steps.tables.plan import promised
from aktywna.words.wording import _

SPHERES = ("social", "vocational", "educational", "health")
PRESENT = ("present", "late")


Persons = tuple[int, int | None, int | None]
"""Persons, women and men."""
Twice = tuple[Persons, Persons]
"""In the period, and up to its end."""


@dataclass(frozen=True, eq=False)
class People:
    """The participants of the books up to the end of a period, persons and not rows; `left_out` are rows of incomplete records."""

    books: Books
    span: Span
    left_out: frozenset[int] = frozenset()

    @cached_property
    def asker(self) -> Asker:
        return Asker(self.books, self.books.participants)

    @cached_property
    def rows(self) -> pd.DataFrame:
        """One row a participation: key, person, sex, start, end, state, entry, and whether it counts and began in the period."""
        people = self.books.participants
        start = people.get("start_date")
        took_part = self.books.column("participants", "participating").eq("yes").fillna(False).to_numpy(dtype=bool)
        shown = ~np.isin(np.arange(len(people)), list(self.left_out))
        return pd.DataFrame(
            {
                "key": people.key.to_numpy(),
                "person": self.books.column("participants", "person").to_numpy(),
                "sex": self._sex,
                "start": start.to_numpy(),
                "end": people.get("end_date").to_numpy(),
                "state": people.get("state").fillna("").to_numpy(),
                "entry": people.get("entry").fillna("").to_numpy(),
                "as_planned": people.get("completed_as_planned").fillna("").to_numpy(),
                "counts": took_part & shown & (start <= pd.Timestamp(self.span.last)).to_numpy(),
            }
        )

    @property
    def _sex(self) -> Any:
        """Of what sex each row's person is; nothing of anybody where the register says nothing that tells."""
        try:
            return self.asker.column("sex").to_numpy()
        except Absent:
            return pd.array([None] * len(self.books.participants), dtype="str")

    @cached_property
    def ended(self) -> Bools:
        """Mark the rows that ended up to the end of the period."""
        return np.asarray(self.rows["end"] <= pd.Timestamp(self.span.last))

    @cached_property
    def broke_off(self) -> Bools:
        """Mark those of them that ended before their time."""
        state, as_planned = self.rows["state"], self.rows["as_planned"]
        return np.asarray(state.eq("dropped_out") | (as_planned.eq("no") & state.ne("finished"))) & self.ended

    @cached_property
    def finished(self) -> Bools:
        """Mark those of them that ended as planned."""
        return np.asarray(self.rows["state"].eq("finished") | self.rows["as_planned"].eq("yes")) & self.ended & ~self.broke_off

    def counted(self, rows: Bools, since: str = "start", besides: Bools | None = None) -> Twice:
        """
        Give persons, women and men among `rows` whose day `since` is in the period, and up to its end.

        With `besides` those only who are, likewise, among these rows as well.
        """
        chosen = self.first(rows, since)
        inside = chosen[chosen["day"] >= pd.Timestamp(self.span.start)]
        if besides is not None:
            other = self.first(besides, since)
            inside = inside[inside["person"].isin(other["person"][other["day"] >= pd.Timestamp(self.span.start)])]
            chosen = chosen[chosen["person"].isin(other["person"])]
        return persons(inside), persons(chosen)

    def first(self, rows: Bools, since: str = "start") -> pd.DataFrame:
        """The first of each person's `rows` up to the end of the period: nobody begins, or ends, twice."""
        days = self.rows[since]
        here = rows & self.rows["counts"].to_numpy() & (days <= pd.Timestamp(self.span.last)).to_numpy()
        found: pd.DataFrame = self.rows[here].assign(day=days[here]).sort_values("day", kind="stable").drop_duplicates("person")
        return found

    def having(self, column: str, code: str) -> Bools:
        """Mark the rows whose `column` says `code` or something that belongs to it."""
        return self.asker.ask((Condition.model_validate({"column": column, "is": code}),)).answer.yes


Named = Sequence[tuple[str, Name, Target | None, Cells]]
"""What people are told apart by: id, name, planned number, and cells to show between the two."""


def by_column(people: People, column: str, named: Named, language: Language, *, heading: Sequence[str]) -> Grid | None:
    """Planned and actual participants for each id that `column` of the register may hold, then all of them, each once."""
    known = people.books.get("participants") is not None and column in people.books.participants
    rows: list[Cells] = []
    everyone: Bools | None = None
    several = 0
    for code, said, target, between in named:
        found: Cells = (EMPTY,) * 6
        if known:
            mask = people.having(column, code)
            everyone = mask if everyone is None else everyone | mask
            here = people.counted(mask)
            several += here[1][0]
            found = _both(here)
        rows.append((text(said.say(language)), *between, *(whole(number) for number in promised(target)), *found))
    meaning = _("The figures are persons who began participation, each counted once.")
    if everyone is not None and len(rows) > 1:
        blank = (EMPTY,) * (len(heading) - 1 + 3)
        together = people.counted(everyone)
        rows.append(strong(text(_("Together, each person once")), *blank, *_both(together)))
        if several > together[1][0]:
            meaning = _("The figures are persons who began participation; one who belongs to several rows is in each, and once together.")
    counted = (by_sex(title) for title in (_("Planned"), _("In the period"), _("Cumulative")))
    return grid([*heading, *counted], rows, f"{meaning} {legend()}")


def groups(people: People, language: Language) -> Grid | None:
    """Target groups: planned and actual participants."""
    named = [(one.id, one.name, one.planned, ()) for one in people.books.project.groups]
    return by_column(people, "target_group", named, language, heading=[_("Target group")])


def paths(people: People, language: Language) -> Grid | None:
    """Paths and sub-programmes, what each belongs to, planned and actual participants."""
    declared = people.books.project.paths
    names = {one.id: one.name.say(language) for one in declared}
    named = [
        (
            one.id, one.name, one.planned,
            (
                text(names.get(one.within or "")),
                Cell(one.contract, "yes_no") if any(other.contract for other in declared) else EMPTY,
            ),
        )
        for one in declared
    ]  # fmt: skip
    return by_column(people, "path", named, language, heading=[_("Path"), _("Part of"), _("Social contract")])


def editions(people: People, language: Language) -> Grid | None:
    """Editions, their terms and participants."""
    named = [(one.id, one.name, None, (day(one.start), day(one.end))) for one in people.books.project.editions]
    return by_column(people, "edition", named, language, heading=[_("Edition"), _("From"), _("To")])


def partners(people: People, language: Language) -> Grid | None:
    """Partners, what they do and since when, and their participants."""
    roles = {"leader": _("leader"), "partner": _("partner")}
    named = [
        (
            one.id, one.name, None,
            (text(roles[one.role]), text(one.does.say(language) if one.does else None), day(one.since), day(one.until)),
        )
        for one in people.books.project.partners
    ]  # fmt: skip
    return by_column(people, "partner", named, language, heading=[_("Partner"), _("Role"), _("Does"), _("Since"), _("Until")])


def flow(people: People) -> Grid | None:
    """Who began, finished, broke off and takes part: persons in the period and since the start (rules.md 7.1)."""
    if people.books.get("participants") is None:
        return None
    rows = people.rows
    everyone = np.ones(len(rows), bool)
    ended, broke_off, finished = people.ended, people.broke_off, people.finished
    state, entry = rows["state"], rows["entry"]
    new, continuing = entry.eq("new").to_numpy(), entry.eq("continuing").to_numpy()
    # Over several editions one person may be new and continuing, or break off one edition and finish another.
    both = _("of them persons in both rows above")
    found: list[tuple[str, Twice]] = [
        (_("of them new"), people.counted(new)),
        (_("of them continuing from an earlier edition"), people.counted(continuing)),
        (both, people.counted(new, besides=continuing)),
        (_("ended participation"), people.counted(ended, "end")),
        (_("of them as planned"), people.counted(finished, "end")),
        (_("of them broke off"), people.counted(broke_off, "end")),
        (both, people.counted(finished, "end", besides=broke_off)),
    ]
    body: list[Cells] = [(text(_("began participation")), *_both(people.counted(everyone)))]
    body += [(text(said), *_both(numbers)) for said, numbers in found if numbers[1][0]]
    blank = (EMPTY,) * 3
    still = people.counted(~ended)[1]
    body.append((text(_("take part at the end of the period")), *blank, *map(whole, still)))
    waiting = rows[state.eq("reserve")]
    if len(waiting):
        body.append((text(_("on the reserve list")), *blank, *map(whole, persons(waiting.drop_duplicates("person")))))
    return grid([_("Participants"), by_sex(_("In the period")), by_sex(_("Cumulative"))], body, legend())


def forms(people: People, language: Language) -> Grid | None:
    """Forms of support by sphere: what was planned and how many persons received it."""
    project = people.books.project
    spheres = {"social": _("social"), "vocational": _("vocational"), "educational": _("educational"), "health": _("health")}
    units = {
        "h60": _("hours"), "h45": _("lessons of 45 min"), "day": _("days"), "week": _("weeks"), "month": _("months"), "piece": _("items"),
    }  # fmt: skip
    kinds = {
        "class": _("classes"), "individual": _("individual support"), "course": _("course"), "stay": _("stay"),
        "public_work": _("socially useful work"), "internship": _("internship"), "other": None,
    }  # fmt: skip
    names = {path.id: path.name.say(language) for path in project.paths}
    budget = {task.id: task.name.say(language) for task in (project.budget.tasks if project.budget else ())}
    given = received(people)
    rows = []
    for form in sorted(project.forms, key=lambda form: SPHERES.index(form.sphere) if form.sphere else len(SPHERES)):
        got = given[given["form"] == form.id] if given is not None else None
        in_span = got[got["day"] >= pd.Timestamp(people.span.start)] if got is not None else None
        hours = None if got is None or not got["hours"].notna().any() else Decimal(str(round(float(got["hours"].sum()), 2)))
        rows.append(
            (
                text(spheres.get(form.sphere or "")),
                text(form.name.say(language)),
                text(kinds[form.kind]),
                text(", ".join(names.get(path, path) for path in form.paths)),
                measured(form.planned),
                text(units[form.unit] if form.planned is not None else None),
                whole(form.places),
                whole(form.capacity),
                text(budget.get(form.task or "")),
                *(whole(None if some is None else int(some["person"].nunique())) for some in (in_span, got)),
                measured(hours),
            )
        )
    columns: list[Header] = [
        _("Sphere"), _("Form of support"), _("Kind"), _("Paths"), _("Planned for a person"), _("Unit"), _("Planned places"),
        _("Places at a time"), _("Task"), (_("Persons who received it"), (_("in the period"), _("cumulative"))),
        _("Hours attended, all persons together"),
    ]  # fmt: skip
    return grid(columns, rows)


def received(people: People) -> pd.DataFrame | None:
    """One row a time somebody received a form: form, person, day, hours (of attendance); nothing without such registers."""
    books = people.books
    if books.get("participants") is None:
        return None
    stays = [form.id for form in books.project.forms if form.kind == "stay"]
    gathered = []
    for register, dated in (("support", "start_date"), ("attendance", "date"), ("stays", "start_date")):
        kept = books.get(register)
        if kept is None or (register == "stays" and len(stays) != 1):
            continue
        gathered.append(
            pd.DataFrame(
                {
                    "form": kept.get("form").to_numpy() if register != "stays" else stays[0],
                    "key": kept.get("participant_no").to_numpy(),
                    "day": kept.get(dated).to_numpy(),
                    "hours": kept.get("hours").to_numpy() if register == "attendance" else np.nan,
                }
            )[kept.get("mark").isin(PRESENT).to_numpy() if register == "attendance" else slice(None)]
        )
    if not gathered:
        return None
    rows = pd.concat(gathered, ignore_index=True)
    persons = people.rows[people.rows["counts"]].drop_duplicates("key").set_index("key")["person"]
    rows["person"] = rows["key"].map(persons)
    return rows[rows["person"].notna() & (rows["day"] <= pd.Timestamp(people.span.last))]


def persons(rows: pd.DataFrame) -> Persons:
    """Count persons, women and men; of neither is anything said where nobody's sex is known."""
    women, men = (int(rows["sex"].eq(code).sum()) for code in ("woman", "man"))
    return (len(rows), women, men) if women or men or rows.empty else (len(rows), None, None)


def _both(found: Twice) -> Cells:
    return tuple(whole(number) for numbers in found for number in numbers)
