"""Lawful registers that once were accused, and single faults that once made several findings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from clean_books import Book, clean, found_in
from clean_registers import BORN, PESELS

LAWFUL: dict[str, Callable[[Book], object]] = {
    "a planned last day still to come": lambda book: (
        book.define("as_of = 2015-12-31", "as_of = 2015-11-30"),
        book.put("participants", 3, end_date="2015-12-15"),
    ),
    "a form broken off, begun again and finished": lambda book: (
        book.put("support", 1, end_date="2015-05-30", finished="no"),
        book.add("support", 1, start_date="2015-06-01", end_date="2015-06-30", finished="yes"),
    ),
    "an invoice paid in two equal instalments": lambda book: book.add("expenditures", 2, payment_date="2015-05-18"),
    "an invoice divided between two limits": lambda book: book.add("expenditures", 1, limit_category=""),
    "one block of the diary, two classes of the schedule": lambda book: (
        book.put("sessions", 1, time_to="10:00", hours="1"),
        book.add("sessions", 1, time_from="10:00", time_to="11:00", topic="ciąg dalszy"),
    ),
    "hours rounded to two places": lambda book: book.put("attendance", 1, hours="2,67"),
    "work over midnight": lambda book: book.add("timesheets", 1, date="2015-03-03", time_from="22:00", time_to="06:00", hours="8"),
    "a class over midnight": lambda book: (
        book.put("sessions", 7, time_from="20:00", time_to="02:00", hours="6"),
        book.put("attendance", 13, time_from="20:00", time_to="02:00", hours="6"),
        book.put("timesheets", 6, time_from="20:00", time_to="02:00", hours="6"),
    ),
    "the age on the first day of all, of a person who came back": lambda book: book.join(
        BORN[0], entry="continuing", pesel=PESELS[0], first_name="Anna", last_name="Testowska",
        start_date="2015-09-01", declaration_date="2015-09-01",
    ),
    "two people of one name and birthday with different documents": lambda book: book.add(
        "participants", 2, no="5", technical_id="T5", other_id="ZZ0000001"
    ),
    "a short form of a first name, and a married surname": lambda book: (
        book.put("participants", 1, first_name="Aleksandra"),
        book.join(BORN[0], pesel=PESELS[0], first_name="Ola", entry="continuing", start_date="2015-09-01", declaration_date="2015-09-01",
                  age_at_start=""),
    ),
    "a visit after the end of the project": lambda book: (
        book.define("as_of = 2015-12-31", "as_of = 2016-06-30"),
        book.put("visits", 1, date="2016-03-09", corrected_on=""),
    ),
    "a number of a contract written otherwise": lambda book: book.put("participants", 1, contract_no="k - 01"),
    "a contract of a local activity programme, which is no social contract": lambda book: book.put(
        "participants", 1, contract_kind="pal", contract_no="PAL/7", contract_date="2015-02-27"
    ),
    "two contracts, of which the row names the second": lambda book: (
        book.add("contracts", 1, contract_no="K/3", date="2015-03-16", start_date="2015-03-16"),
        book.put("participants", 1, contract_no="K/3", contract_date="2015-03-16"),
    ),
    "a class of the diary that was called off, without marks": lambda book: (
        book.put("sessions", 3, date="2015-03-16"),
        book.add("attendance", 3, date="2015-03-16", mark="", hours=""),
    ),
    "a row of the diary prepared for a day after the person left": lambda book: book.add(
        "attendance", 2, date="2015-06-08", mark="", hours=""
    ),
    "a row of the diary prepared for the day that closes the registers": lambda book: (
        book.define("as_of = 2015-12-31", "as_of = 2015-11-30"),
        book.add("attendance", 3, form="psu", date="2015-11-30", mark="", hours=""),
    ),
    "empty marks that the project declares": lambda book: (
        book.define("[[staff]]", '[registers.attendance]\nmarks = { "" = "absent" }\n\n[[staff]]'),
        book.put("attendance", 5, mark="", hours=""),
    ),
    "a row of the diary prepared for nobody and no day": lambda book: book.add(
        "attendance", 3, participant_no="", date="", mark="", hours="", time_from="", time_to=""
    ),
    "a trainer's title, another order and case of the name, a second trainer": lambda book: (
        book.put("attendance", 1, trainer="TESTOWSKA Ewa"),
        book.put("attendance", 4, trainer="mgr Ewa Testowska"),
        book.put("attendance", 7, trainer="Ewa Testowska, Jan Wymyślony"),
    ),
    "a trainer who has married": lambda book: (
        book.add("staff", 1, no="2", last_name="Zmyślona", post=""),
        book.put("attendance", 1, trainer="Ewa Zmyślona"),
    ),
    "a firm in the schedule, a person in the diary": lambda book: book.put("sessions", 6, trainer="Firma Zmyślona"),
    "a stand-in whom nothing else names": lambda book: book.put("attendance", 1, trainer="Jan Wymyślony"),
    "two groups at one hour, each with its trainer": lambda book: (
        book.add("staff", 1, no="2", first_name="Iga", last_name="Zmyślona", post=""),
        book.add("sessions", 1, class_group="II", trainer="Iga Zmyślona"),
        book.put("attendance", 2, trainer="Iga Zmyślona"),
    ),
    "an outcome prepared for a day still to come": lambda book: book.add(
        "outcomes", 1, outcome="", date="2016-02-01", measured_on="", evidence="", evidence_no="", evidence_issuer=""
    ),
    "a cost beside the tasks, which do not make the whole budget": lambda book: (
        book.define('name = "Integracja"\namount = 1000', 'name = "Integracja"\namount = 900'),
        book.put("expenditures", 1, task=""),
    ),
    "own contribution that is not kept by document": lambda book: [
        book.put("expenditures", row, own_contribution="") for row in range(1, len(book.registers["expenditures"]["doc_no"]) + 1)
    ],
    "a cost that the grant pays whole": lambda book: book.put("expenditures", 3, funding="-20,00", own_contribution=""),
    "a day of measuring still to come, of a person who is still followed": lambda book: book.add(
        "outcomes", 1, outcome="monitoring", date="", measured_on="2016-02-01", evidence="", evidence_no=""
    ),
}  # fmt: skip
SINGLE: dict[str, tuple[str, Callable[[Book], object]]] = {
    "a last day before the first": ("A203", lambda book: book.put("participants", 1, end_date="2014-06-30")),
    "attendance in a year to come": ("A404", lambda book: book.put("attendance", 1, date="2016-03-02")),
    "a stay in a year to come": ("A427", lambda book: book.put("stays", 1, start_date="2016-05-04")),
    "an outcome in a year to come": ("A526", lambda book: book.put("outcomes", 1, date="2016-05-29")),
    "a certificate of a year to come": ("A520", lambda book: book.put("certificates", 1, date="2016-05-29")),
    "more eligible than the whole cost": ("A604", lambda book: book.put("expenditures", 1, eligible="124,00")),
    "dropped out as planned": ("A209", lambda book: book.put("participants", 2, completed_as_planned="yes")),
    "a first day before the project": ("A204", lambda book: book.put("participants", 1, start_date="2014-03-02")),
    "a first day in a year to come": ("A203", lambda book: book.put("participants", 1, start_date="2016-03-02")),
    "a last day in a year to come": ("A207", lambda book: book.put("participants", 1, end_date="2016-06-30")),
    "a first day before the first support": ("A504", lambda book: book.put("participants", 1, start_date="2015-02-03")),
    "a class in a year gone by": ("A419", lambda book: book.put("sessions", 2, date="2014-03-09")),
    "a class in a year to come": ("A428", lambda book: book.put("sessions", 2, date="2016-03-09")),
    "a class marked as cancelled": ("A411", lambda book: book.put("sessions", 2, state="cancelled")),
    "a class shortened by mistake": ("A409", lambda book: book.put("sessions", 2, time_to="09:30", hours="0,5")),
    "a class moved to another day": ("A412", lambda book: book.put("sessions", 2, date="2015-03-10")),
    "a class moved to another month": ("A412", lambda book: book.put("sessions", 2, date="2015-09-03")),
    "a class moved to other hours": ("A415", lambda book: book.put("sessions", 2, time_from="15:00", time_to="17:00")),
    "a class of another form": ("A412", lambda book: book.put("sessions", 2, form="course")),
    "a birthday in another century": ("A332", lambda book: book.put("participants", 2, birth_date="1815-05-15")),
    "a visit in a year to come": ("A572", lambda book: book.put("visits", 1, date="2016-03-09")),
    "a contract of another day and number": (
        "A557",
        lambda book: book.put("participants", 1, contract_no="K/9", contract_date="2015-03-03"),
    ),
    "attendance in a year gone by": ("A402", lambda book: book.put("attendance", 4, date="2014-03-09")),
    "attendance at impossible hours": ("A415", lambda book: book.put("attendance", 1, time_from="22:00", time_to="06:00", hours="8")),
    "work in a year gone by": ("A432", lambda book: book.put("timesheets", 2, date="2014-03-09")),
    "work in a year to come": ("A441", lambda book: book.put("timesheets", 2, date="2016-03-09")),
    "more hours than the shift and the day": ("A434", lambda book: book.put("timesheets", 1, hours="25")),
    "more hours than the work and the limits": ("A408", lambda book: book.put("attendance", 14, hours="50")),
    "more hours than a day and the limits": ("A410", lambda book: book.put("attendance", 14, hours="50", time_from="", time_to="")),
    "employment that began too late": ("A432", lambda book: book.put("staff", 1, start_date="2015-07-01")),
    "employment reversed": ("A439", lambda book: book.put("staff", 1, end_date="2014-12-31")),
    "a person with support on the reserve list": ("A217", lambda book: book.put("participants", 1, state="reserve")),
    "another person's PESEL": ("A113", lambda book: book.put("participants", 3, pesel=PESELS[0])),
    "a participant's number mistyped": ("A501", lambda book: book.put("support", 1, participant_no="77")),
    "support that began after it ended": ("A503", lambda book: book.put("support", 2, start_date="2015-08-11")),
    "an invoice in a year to come": ("A608", lambda book: book.put("expenditures", 1, issue_date="2016-03-10", payment_date="")),
    "more VAT than the document and the cost": ("A611", lambda book: book.put("expenditures", 1, vat_in_eligible="123,00")),
    "a document twice, and with it over the budget": (
        "A601",
        lambda book: (
            book.put("expenditures", 2, gross="738,00", net="600,00", total_cost="738,00", eligible="600,00", funding="510,00",
                     own_contribution="90,00"),
            book.add("expenditures", 2, doc_no="FV/2/2015"),
        ),
    ),
    "amounts that deny one another, over the grant's share": (
        "A603",
        lambda book: (
            book.define("as_of = 2015-12-31", "as_of = 2016-02-01"),
            book.put("expenditures", 2, funding="200,00"),
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", LAWFUL)
def test_nothing_is_said_of(what: str) -> None:
    book = clean("efs-2014")
    LAWFUL[what](book)

    assert [] == found_in(book)


@pytest.mark.parametrize("what", SINGLE)
def test_one_finding_tells_of(what: str) -> None:
    code, plant = SINGLE[what]
    book = clean("efs-2014")
    plant(book)

    assert [code] == [found[0] for found in found_in(book)]


def test_a_last_day_too_early_is_said_once_for_the_diary_and_not_for_other_registers() -> None:
    book = clean("efs-2014")
    book.put("participants", 1, end_date="2015-04-15")

    assert ["A403"] == [found[0] for found in found_in(book)]


def test_the_first_day_of_an_earlier_edition_is_kept() -> None:
    book = clean("efs-2014")
    book.define("[period]\nstart = 2015-01-01", "[period]\nstart = 2014-01-01")
    book.put("participants", 3, start_date="2014-03-03", declaration_date="2014-03-03", age_at_start="")

    assert [] == found_in(book)
