"""Tables of what was promised besides the figures: criteria, soft areas, posts, the reporting calendar."""

from __future__ import annotations

from datetime import date

from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Grid
from aktywna.domain.promises.indicator import Target
from aktywna.domain.promises.model import Language
from aktywna.domain.promises.plan import Criterion
from aktywna.domain.registers.books import Books
from aktywna.steps.tables.cells import day, grid, pln, text, whole
from aktywna.words.sentences import sentence
from aktywna.words.wording import _


def criteria(books: Books, language: Language) -> Grid | None:
    """The criteria of recruitment: whom each is about and what is asked for on the day a person joins."""
    project = books.project
    names = {path.id: path.name.say(language) for path in project.paths} | {group.id: group.name.say(language) for group in project.groups}
    rows = [
        (
            text(one.name.say(language)),
            text(", ".join(names.get(about, about) for about in (one.path, one.group) if about) or _("the whole project")),
            text("; ".join(_asked(one, books, language)) or None),
        )
        for one in project.criteria
    ]
    return grid([_("Criterion"), _("Concerns"), _("What is checked")], rows)


def soft_areas(books: Books, language: Language) -> Grid | None:
    """The areas of soft results and the result that each is an indicator of."""
    areas = books.project.soft.areas if books.project.soft else ()
    rows = [(text(area.name.say(language)), text(area.result.say(language) if area.result else None)) for area in areas]
    return grid([_("Area assessed"), _("Soft result")], rows)


def posts(books: Books, language: Language) -> Grid | None:
    """Posts paid from the project: planned persons and money, and how many persons were employed."""
    staff = books.get("staff")
    people = dict(staff.get("post").value_counts()) if staff is not None and "post" in staff else {}
    rows = [
        (
            text(post.name.say(language)),
            whole(post.count),
            whole(int(people.get(post.id, 0)) if staff is not None else None),
            pln(post.amount),
        )
        for post in books.project.staff
    ]
    return grid([_("Post"), _("Planned persons"), _("Persons in the staff register"), _("Planned amount")], rows)


def calendar(books: Books, language: Language, *, since: date = date.min) -> Grid | None:
    """
    The reporting calendar, in the order in which its periods end; of those that end together the longest comes last.

    Periods that ended before `since` are left out.
    """
    kinds = {
        "month": _("monthly"), "period": _("periodic"), "year": _("annual"), "final": _("final"), "claim": _("payment claim"),
    }  # fmt: skip
    rows = [
        (text(one.name), text(kinds[one.kind]), day(one.start), day(one.end), day(one.due), text(one.by.say(language) if one.by else None))
        for one in sorted(books.project.calendar, key=lambda one: (one.end, date.max - one.start))
        if one.end >= since
    ]
    return grid([_("Period"), _("Kind of report"), _("From"), _("To"), _("Due on"), _("Prepared by")], rows)


def promised(target: Target | None) -> tuple[int | None, int | None, int | None]:
    """A planned number of persons with women and men."""
    if target is None:
        return None, None, None
    women, men = (None if number is None else int(number) for number in (target.women, target.men))
    return int(target.total), women, men


def _asked(one: Criterion, books: Books, language: Language) -> list[str]:
    asked = []
    if one.min_age is not None and one.max_age is not None and one.inclusive:
        ages = {"low": one.min_age, "high": one.max_age}
        asked.append(sentence(N_("age: from {low} to {high:count year|years}"), ages))
    elif one.min_age is not None:
        asked.append(sentence(N_("age: at least {low:count year|years}"), {"low": one.min_age}))
    if one.max_age is not None and not (one.min_age is not None and one.inclusive):
        upper = N_("age: at most {high:count year|years}") if one.inclusive else N_("age: below {high:count year|years}")
        asked.append(sentence(upper, {"high": one.max_age}))
    if one.residence:
        asked.append(_("residence: {communes}").format(communes=", ".join(one.residence)))
    if one.not_employed:
        asked.append(_("not employed on the day of joining"))
    if one.labour_status:
        known = books.choices.get("labour_status")
        names = {value.id: value.name.say(language) for value in known.value} if known else {}
        asked.append(_("labour status: {statuses}").format(statuses=", ".join(names.get(code, code) for code in one.labour_status)))
    if one.expects_child:
        asked.append(_("expects a child"))
    return asked
