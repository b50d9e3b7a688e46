"""Tables of efficiency: the measures against their thresholds, and how many are not counted and why."""

from __future__ import annotations

from aktywna.domain.efficiency.efficient import DOUBTFUL, LEFT_OUT, MET, OPEN, UNMET, Threshold
from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Cell, Grid
from aktywna.domain.promises.model import Language
from aktywna.steps.efficiency import Efficiencies
from aktywna.steps.tables.cells import grid, share, text, whole
from aktywna.words.wording import _

MEASURES = {
    "combined": N_("social and employment efficiency"),
    "social": N_("social efficiency"),
    "employment": N_("employment efficiency"),
}
STANDING = {
    MET: N_("yes"),
    OPEN: N_("not known yet"),
    DOUBTFUL: N_("not known whether in the denominator"),
    UNMET: N_("no"),
    LEFT_OUT: N_("not in the denominator"),
}
WHY = {
    "taking_part": N_("still takes part in the project"),
    "broke_off": N_("broke off, and not because of taking a job"),
    "other_support": N_("received no support after which employment is measured"),
    "juvenile": N_("a juvenile under the measures of the act of 1982"),
    "minor": N_("under age, or in compulsory schooling or education"),
    "school": N_("took up education in school forms"),
    "leaving_unknown": N_("it is not known how participation ended"),
    "support_unknown": N_("it is not known what kind of support was received"),
    "juvenile_unknown": N_("it is not known to which target group the person belongs"),
    "age_unknown": N_("it is not known whether the person was under age or in compulsory schooling on leaving"),
    "school_unknown": N_("it is not known whether the education taken up is in school forms"),
    "group_unknown": N_("it is not known to which group the person belongs"),
    "window_open": N_("the time in which an effect still counts has not passed"),
    "not_asked": N_("nobody wrote down what became of the person"),
    "unsure": N_("the record of the effect lacks what decides: its day, form, length, share of full time or value"),
    "below": N_("what happened does not reach the minimum, or came too late"),
    "none": N_("no effect"),
}


def measures(found: Efficiencies, language: Language) -> Grid | None:
    """Every measure of every group: numerator, denominator, share, threshold, and how many people are missing to it."""
    rows = [
        (
            text(_(MEASURES[one.measure])),
            text(one.group_name.say(language)),
            text(one.code),
            whole(one.numerator),
            whole(one.denominator),
            share(one.share) if one.share is not None else Cell(_("not applicable"), style="muted"),
            _threshold(one.threshold),
            whole(one.needed),
            Cell(one.missing, "count", "bad" if one.missing else "plain"),
            whole(one.many[OPEN] or None),
            whole(one.many[DOUBTFUL] or None),
        )
        for one in found.found
    ]
    columns = [
        _("Measure"), _("Group"), _("Code"), _("Reached the effect"), _("Ended participation (denominator)"), _("Share"), _("Threshold"),
        _("People needed"), _("People missing to the threshold"), _("Effect not known yet"), _("Not known whether in the denominator"),
    ]  # fmt: skip
    return grid(columns, rows, _note(found))


def reasons(found: Efficiencies, language: Language) -> Grid | None:
    """How many people are not in each denominator, or not known to be, and why; and why an effect is not known."""
    rows = [
        (
            text(_(MEASURES[one.measure])),
            text(one.group_name.say(language)),
            text(_(STANDING[standing]) if standing != OPEN else _("effect not known yet")),
            text(_(WHY[why])),
            whole(many),
        )
        for one in found.found
        for standing in (LEFT_OUT, DOUBTFUL, OPEN)
        for why, many in one.reasons(standing).items()
    ]
    return grid([_("Measure"), _("Group"), _("How they stand"), _("Why"), _("Persons")], rows)


def _threshold(threshold: Threshold | None) -> Cell:
    if threshold is None:
        return Cell(_("not stated"), style="muted")
    if threshold.percent is not None:
        return share(threshold.percent)
    return text(_("{people} of {of} people planned").format(people=threshold.people, of=threshold.of))


def _note(found: Efficiencies) -> str:
    rules = found.rules
    how = (
        _("The groups are disjoint: a person counts in the last of the groups they belong to.")
        if rules.disjoint
        else _("The groups overlap: a person counts in every group they belong to.")
    )
    once = _(
        "From the start of the project; each person once, whatever the number of jobs."
        " The denominator is who ended as planned or left for a job."
    )
    return f"{once} {how}" if len(rules.groups) > 1 else once
