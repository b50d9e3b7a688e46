"""Findings put into words: the sentence, the advice and the facts, without personal data unless asked for."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from aktywna.domain.findings.explained import Silenced
from aktywna.domain.findings.finding import Finding
from aktywna.domain.findings.rule import N_, NOTICES
from aktywna.io.shipped import choices, layouts
from aktywna.words import figures
from aktywna.words.sentences import MASKED, private_facts, sentence
from aktywna.words.wording import _, language


def message(finding: Finding, *, show_personal: bool = False) -> str:
    """Say what is wrong; of a fault of many rows also how many they are."""
    said = _said(NOTICES[finding.code].says, finding, show_personal=show_personal)
    rows = finding.facts.get("rows") if finding.also else None
    return said if rows is None else f"{said} {sentence(SAME, {'n': rows})}"


def advice(finding: Finding, *, show_personal: bool = False) -> str:
    """Say what to do about it."""
    return _said(NOTICES[finding.code].do, finding, show_personal=show_personal)


def title(code: str) -> str:
    """Name a kind of finding in a line."""
    return _(NOTICES[code].title)


def as_json(finding: Finding, *, show_personal: bool = False) -> dict[str, Any]:
    """Give a finding as COMMANDS.md has it, in plain JSON values."""
    place = finding.place
    hidden = set() if show_personal else _personal(finding)
    return {
        "code": finding.code,
        "severity": finding.severity.name.lower(),
        "register": place.register or None,
        "file": place.file or None,
        "sheet": place.sheet or None,
        "cell": place.cell or None,
        "row": place.row or None,
        "column": place.column or None,
        "key": key_of(finding, show_personal=show_personal) or None,
        "message": message(finding, show_personal=show_personal),
        "advice": advice(finding, show_personal=show_personal),
        "basis": NOTICES[finding.code].basis,
        "also": [{"file": one.file, "sheet": one.sheet or None, "cell": one.cell or None, "row": one.row} for one in finding.also],
        "facts": {name: MASKED if name in hidden else plain(fact) for name, fact in finding.facts.items()},
    }


def silenced_as_json(one: Silenced, *, show_personal: bool = False) -> dict[str, Any]:
    """Give a finding that somebody has explained, with the explanation; who gave it and why is personal."""
    given = one.explanation
    who, why = (given.who, given.why) if show_personal else (MASKED, MASKED)
    told = {"who": who, "on": given.on.isoformat(), "why": why, "file": given.place.file or None, "row": given.place.row or None}
    return {**as_json(one.finding, show_personal=show_personal), "explanation": told}


def key_of(finding: Finding, *, show_personal: bool = False) -> str:
    """Give the key of the row; of a register kept by PESEL nothing, so that its file and cell alone say where."""
    place = finding.place
    layout = layouts().get(place.register)
    is_personal = place.hidden or (layout is not None and layout.key in layout.columns and layout.columns[layout.key].private)
    return "" if (is_personal or is_identifier(place.key) or is_name(place.key)) and not show_personal else place.key


def key_said(finding: Finding, *, show_personal: bool = False) -> str:
    """Give the same for a reader: a row of the schedule is called by its day."""
    key = str(key_of(finding, show_personal=show_personal))
    return figures.day(date.fromisoformat(key[:10])) if _MIDNIGHT.fullmatch(key) else key


def about_whom(finding: Finding, *, show_personal: bool = False) -> str:
    """Say whom or what the row of a finding is about: `participant 12` in every register that is kept by participants."""
    key, register = key_said(finding, show_personal=show_personal), finding.place.register
    layout = layouts().get(register)
    is_person = register == "participants" or (layout is not None and layout.key == "participant_no")
    return _("participant {key}").format(key=key) if key and is_person else key


_MIDNIGHT = re.compile(r"\d{4}-\d\d-\d\d( 00:00:00)?")


def is_identifier(text: object) -> bool:
    """
    Whether a text can be a PESEL, wherever it stands: offices write it into the column of numbers too.

    >>> is_identifier("44051401359"), is_identifier("12")
    (True, False)
    """
    return isinstance(text, str) and len(text) == PESEL_DIGITS and text.isdecimal()


def is_name(text: object) -> bool:
    """
    Whether a text in a column of numbers is rather somebody's name: letters without a digit, more than initials.

    >>> is_name("Jan Testowski"), is_name("AK"), is_name("A-12/2016")
    (True, False, False)
    """
    return isinstance(text, str) and len(text) > INITIALS and not any(letter.isdigit() for letter in text)


def may_name_somebody(text: object) -> bool:
    """
    Whether a text that stands in a wrong column may be somebody's name or address: words with capitals, or an e-mail.

    >>> may_name_somebody("Anna Testowska"), may_name_somebody("a@poczta.example"), may_name_somebody("1 maja")
    (True, True, False)
    """
    if not isinstance(text, str):
        return False
    words = text.replace("-", " ").split()
    return "@" in text or (bool(words) and all(word.isalpha() and word.istitle() for word in words))


def name_of(dictionary: str, code: object) -> str:
    """Name a code in the reader's language: of a dictionary, a register, or a column of one; an unknown one stays itself."""
    tongue = language()
    if dictionary in {"register", "registers"}:
        layout = layouts().get(str(code))
        return layout.name.say(tongue) if layout is not None else str(code)
    if dictionary in {"column", "columns"}:
        register, _dot, column = str(code).rpartition(".")
        if register in layouts() and column in layouts()[register].columns:
            return layouts()[register].columns[column].name.say(tongue)
        for layout in layouts().values():
            if str(code) in layout.columns:
                return layout.columns[str(code)].name.say(tongue)
        return _(DERIVED_NAMES.get(str(code), str(code)))
    found = choices().get(dictionary)
    for value in found.value if found else ():
        if value.id == code:
            return value.name.say(tongue)
    return str(code)


SAME = N_("The same is in {n:count row|rows}, of which this is the first.")
"""Added to a sentence about one of many rows."""
DERIVED_NAMES = {
    "sex": N_("sex"), "age": N_("age"), "birth": N_("date of birth"), "person": N_("person"),
    "participating": N_("takes part in the project"), "asked": N_("was asked about results"),
    "first_job_date": N_("first day of a job"), "long_term": N_("long-term unemployed"),
    "hours_scheduled": N_("hours scheduled"), "hours_attended": N_("hours attended"), "hours_excused": N_("hours excused"),
    "attendance_share": N_("attendance in percent"), "attendance_share_excused": N_("attendance in percent, with excused hours"),
}  # fmt: skip
"""Computed columns that a sentence may name."""


def plain(value: Any) -> Any:
    """Give a value as JSON holds it: dates ISO, decimals as text, names in the reader's language."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if hasattr(value, "item"):
        return plain(value.item())
    if hasattr(value, "say"):
        return value.say(language())
    return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)


def _said(template: str, finding: Finding, *, show_personal: bool) -> str:
    masked = () if show_personal else tuple(_personal(finding))
    return sentence(template, finding.facts, show_personal=show_personal, masked=masked, choices=name_of)


def _personal(finding: Finding) -> set[str]:
    """Give the facts that are personal data: so marked in the sentence, named after a personal column, or read from one."""
    notice, place = NOTICES[finding.code], finding.place
    hidden = private_facts(notice.says) | private_facts(notice.do)
    if hidden:
        hidden |= REPAIRED & set(finding.facts)
    hidden |= {name for name, fact in finding.facts.items() if is_identifier(fact) or (name in NUMBERS and is_name(fact))}
    if not finding.facts.get("near"):
        # A slip of a known word is that word; what is like no word of its column may be somebody's name in a wrong one.
        hidden |= {name for name in READ_FROM_CELL & set(finding.facts) if may_name_somebody(finding.facts[name])}
    if place.hidden:
        hidden |= NUMBERS & set(finding.facts)
    layout = layouts().get(place.register)
    if layout is not None:
        hidden |= {name for name in finding.facts if name in layout.columns and layout.columns[name].private}
        if place.column in layout.columns and layout.columns[place.column].private:
            hidden |= READ_FROM_CELL & set(finding.facts)
    return hidden


PESEL_DIGITS = 11
INITIALS = 3
NUMBERS = {"number", "numbers", "participant_no", "no"}
"""Names of facts that are somebody's number in a register."""
REPAIRED = {"before", "after"}
"""Names of facts that hold a cell before and after a repair; private where the sentence shows what is in the cell so."""
READ_FROM_CELL = {"value", "written", "read", "before", "after"}
"""Names of facts that quote the cell a finding is about."""
