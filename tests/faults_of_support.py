"""Faults of A5: support, certificates, outcomes, assessments, contracts."""

from __future__ import annotations

from datetime import date

from clean_books import YEARS, Book, Spot
from planting import GONE, IDLE, fault


@fault("A501")
def _(book: Book) -> Spot:
    return book.add("support", 6, participant_no="99")


@fault("A502")
def _(book: Book) -> Spot:
    return book.add("support", 3, start_date="2015-07-02", end_date="2015-07-03")


@fault("A503")
def _(book: Book) -> Spot:
    return book.put("support", 3, end_date="2015-04-02")


@fault("A504")
def _(book: Book) -> Spot:
    book.add("support", 6, participant_no="5", start_date="2015-03-09")
    return book.join(start_date="2015-03-02", entry="new")


@fault("A505")
def _(book: Book) -> Spot:
    book.add("support", 6, participant_no="4")
    return ("participants", 5, "state")


@fault("A506")
def _(book: Book) -> Spot:
    book.put("support", 2, finished="no")
    return ("participants", 2, "completed_as_planned")


@fault("A507")
def _(book: Book) -> Spot:
    return book.join(path="contract", **IDLE)


@fault("A508")
def _(book: Book) -> Spot:
    return book.add("contracts", 1, participant_no="99", contract_no="K/3")


@fault("A509")
def _(book: Book) -> Spot:
    return book.add("staff", 1, post="worker", no="2", first_name="Iga", start_date="2015-03-02")


@fault("A510")
def _(book: Book) -> Spot:
    return book.put("support", 1, end_date="2015-07-03")


@fault("A511")
def _(book: Book) -> Spot:
    return book.add("certificates", 1, participant_no="99", certificate_no="2/2015")


@fault("A512")
def _(book: Book) -> Spot:
    return book.put("certificates", 1, certificate_no="")


@fault("A513")
def _(book: Book) -> Spot:
    return book.put("certificates", 1, date="")


@fault("A514")
def _(book: Book) -> Spot:
    return book.put("certificates", 1, date="2015-05-04")


@fault("A515")
def _(book: Book) -> Spot:
    return book.put("certificates", 1, date="2015-02-20")


@fault("A516")
def _(book: Book) -> Spot:
    return book.put("certificates", 1, date="2015-05-20")


@fault("A517")
def _(book: Book) -> Spot:
    return book.put("certificates", 1, date="2015-08-03")


@fault("A518")
def _(book: Book) -> Spot:
    return book.add("certificates", 1, certificate_no="1/2015", participant_no="3", form="", qualification="no")


@fault("A519")
def _(book: Book) -> Spot:
    return book.add("certificates", 1, form="course", participant_no="3", certificate_no="2/2015", qualification="no")


@fault("A520")
def _(book: Book) -> Spot:
    return book.add("certificates", 1, date="2016-02-01", participant_no="3", certificate_no="2/2015", form="", qualification="no")


@fault("A521")
def _(book: Book) -> Spot:
    return book.add("outcomes", 2, participant_no="99")


@fault("A522")
def _(book: Book) -> Spot:
    return book.add("outcomes", 2, date="2015-02-02", outcome="other")


@fault("A523")
def _(book: Book) -> Spot:
    return book.put("outcomes", 2, date="2015-08-03", measured_on="2015-08-03")


@fault("A524")
def _(book: Book) -> Spot:
    return book.put("outcomes", 2, outcome="self_employment", evidence="", evidence_no="")


@fault("A525")
def _(book: Book) -> Spot:
    book.join(end_date="2015-06-30", **GONE)
    return book.add("outcomes", 2, outcome="employment", participant_no="5", job_form="labour_contract")


@fault("A526")
def _(book: Book) -> Spot:
    return book.add("outcomes", 2, date="2016-01-11", measured_on="2016-01-11", outcome="other", participant_no="3")


@fault("A527")
def _(book: Book) -> Spot:
    book.put("certificates", 1, qualification="no")
    return ("outcomes", 2, "outcome")


@fault("A528")
def _(book: Book) -> Spot:
    return book.add("certificates", 1, qualification="yes", participant_no="2", certificate_no="2/2015", form="", date="2015-04-30")


@fault("A529")
def _(book: Book) -> Spot:
    return book.add("outcomes", 2, outcome="job_search", job_form="", job_share="")


@fault("A530")
def _(book: Book) -> Spot:
    return book.add("outcomes", 2, outcome="continues_employment")


@fault("A531")
def _(book: Book) -> Spot:
    return book.add("assessments", 5, participant_no="99")


@fault("A532")
def _(book: Book) -> Spot:
    return book.put("assessments", 2, score="6")


@fault("A533")
def _(book: Book) -> Spot:
    return book.add("assessments", 4, phase="post", participant_no="3")


@fault("A534")
def _(book: Book) -> Spot:
    book.drop("assessments", 4)
    return ("assessments", 4, "phase")


@fault("A535")
def _(book: Book) -> Spot:
    return book.add("assessments", 1, area="motivation")


@fault("A536")
def _(book: Book) -> Spot:
    book.put("assessments", 1, date="2015-05-29")
    return book.put("assessments", 2, date="2015-05-04")


@fault("A541")
def _(book: Book) -> Spot:
    return book.put("outcomes", 2, date="")


@fault("A542")
def _(book: Book) -> Spot:
    return book.put("outcomes", 2, measured_on="2015-08-03")


@fault("A543")
def _(book: Book) -> Spot:
    book.join(**IDLE)
    return book.add("outcomes", 2, date="2015-06-30", outcome="employment", participant_no="5", job_form="labour_contract")


@fault("A544")
def _(book: Book) -> Spot:
    book.join(date(YEARS[book.era] - 16, 1, 15), end_date="2015-06-30", **GONE, **IDLE)
    return book.add("outcomes", 2, outcome="employment", participant_no="5", job_form="labour_contract")


@fault("A545")
def _(book: Book) -> Spot:
    return book.add("outcomes", 2, outcome="other", participant_no="4", job_form="", job_share="")


@fault("A551")
def _(book: Book) -> Spot:
    return book.put("contracts", 1, end_date="2015-03-01")


@fault("A552")
def _(book: Book) -> Spot:
    return book.put("contracts", 2, ended_on="2015-03-01")


@fault("A553")
def _(book: Book) -> Spot:
    return book.put("contracts", 1, assessment_date="2015-03-01")


@fault("A554")
def _(book: Book) -> Spot:
    return book.add("contracts", 1, contract_no="K/1")


@fault("A555", "efs-2014", "efsplus-2021")
def _(book: Book) -> Spot:
    book.add("contracts", 1, participant_no="2", part="I_B")
    return book.put("contracts", 1, part="I_B")


@fault("A561")
def _(book: Book) -> Spot:
    return book.put("support", 3, start_date="")


@fault("A537")
def _(book: Book) -> Spot:
    return book.add("assessments", 1, date="2016-02-01", participant_no="2")


@fault("A556")
def _(book: Book) -> Spot:
    return book.add("contracts", 2, date="2016-02-01", contract_no="K/3", assessment_date="", ended_on="")


@fault("A560")
def _(book: Book) -> Spot:
    return book.put("staff", 1, job_share="50")


@fault("A571")
def _(book: Book) -> Spot:
    return book.put("visits", 1, corrected_on="2015-03-02")


@fault("A572")
def _(book: Book) -> Spot:
    return book.put("visits", 1, corrected_on="2016-03-16")


@fault("A573")
def _(book: Book) -> Spot:
    return book.put("visits", 1, date="")


@fault("A574")
def _(book: Book) -> Spot:
    return book.put("environment", 1, participant_no="77")


@fault("A575")
def _(book: Book) -> Spot:
    return book.put("environment", 1, start_date="2016-03-02")


@fault("A546")
def _(book: Book) -> Spot:
    return book.put("outcomes", 2, job_until="2015-06-29")


@fault("A547")
def _(book: Book) -> Spot:
    return book.put("outcomes", 2, measured_on="2015-06-01")


@fault("A548")
def _(book: Book) -> Spot:
    return book.add("outcomes", 2, outcome="self_employment")


@fault("A549")
def _(book: Book) -> Spot:
    return book.put("participants", 2, end_reason="job")


@fault("A562")
def _(book: Book) -> Spot:
    return book.add("support", 2, finished="yes", participant_no="3", hours_done="")


@fault("A563")
def _(book: Book) -> Spot:
    return book.put("support", 2, hours_done="6")


@fault("A564")
def _(book: Book) -> Spot:
    book.put("support", 6, form="psu", hours_done="", hours_planned="")
    return ("attendance", 4, "form")


@fault("A565")
def _(book: Book) -> Spot:
    return book.put("support", 6, finished="yes", end_date="2016-01-11")


@fault("A567")
def _(book: Book) -> Spot:
    return book.add("support", 2, start_date="2015-05-11")


@fault("A576")
def _(book: Book) -> Spot:
    return book.add("outcomes", 1, outcome="", evidence_no="2/2015", evidence_issuer="")
