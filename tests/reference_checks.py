"""
The checks W1-W30 of reference/rules.md 8.2: for each the findings that cover it, and faults of its own planted in a clean project.

A fault gives exactly its code at exactly its cell. Where a part of a check is no rule, `not_checked` says why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from clean_books import Book, Spot
from clean_registers import BORN, PESELS, pesel
from planting import AGAIN, ALL, GONE, IDLE

Plant = Callable[[Book], Spot | None]
ESF, PLUS, POKL = "efs-2014", "efsplus-2021", "pokl-2007"


@dataclass(frozen=True)
class Fault:
    """A fault: the code it gives, how it is planted, in which era."""

    code: str
    plant: Plant
    era: str = ESF


@dataclass(frozen=True)
class Check:
    """A check of the reference: all the codes that cover it, faults of its own, and what of it is not checked and why."""

    codes: str
    faults: tuple[Fault, ...]
    not_checked: str = ""


def person(row: int, **cells: str) -> Plant:
    """Write cells of a participant's row; the first of them is where the finding stands."""
    return lambda book: book.put("participants", row, **cells)


def row_of(register: str, row: int, **cells: str) -> Plant:
    """Write cells of a row of a register; the first of them is where the finding stands."""
    return lambda book: book.put(register, row, **cells)


def added(register: str, like: int, **cells: str) -> Plant:
    """Add a row like another one; the first of the cells is where the finding stands."""
    return lambda book: book.add(register, like, **cells)


def defined(old: str, new: str) -> Plant:
    """Write the definition otherwise; the finding stands in it."""

    def plant(book: Book) -> None:
        book.define(old, new)

    return plant


def joins(**cells: str) -> Plant:
    """Add a participant; the first of the cells is where the finding stands."""
    return lambda book: book.join(**cells)


def joins_born(born: date, **cells: str) -> Plant:
    """Add a participant born on a day, who does not work."""
    return lambda book: book.join(born, birth_date=str(born), **cells)


def certified_of_nothing(book: Book) -> Spot:
    """Leave of a qualification no certificate that gives it."""
    book.put("certificates", 1, qualification="no")
    return ("outcomes", 2, "outcome")


def worked_already(book: Book) -> Spot:
    """Add somebody who worked when joining, and took up a job."""
    book.join(end_date="2015-06-30", **GONE)
    return book.add("outcomes", 2, outcome="employment", participant_no="5", job_form="labour_contract")


def sought_work_though_unemployed(book: Book) -> Spot:
    """Add a job search of a person who was unemployed when joining."""
    return book.add("outcomes", 2, outcome="job_search", evidence="statement", job_share="", job_form="", job_until="", job_value="")


def continued_nothing(book: Book) -> Spot:
    """Say of a person without a job that it continues."""
    return book.add("outcomes", 2, outcome="continues_employment", date="2015-06-30")


def unfinished(book: Book) -> Spot:
    """Leave a planned form of a person who ended as planned unfinished."""
    book.put("support", 2, finished="no")
    return ("participants", 2, "completed_as_planned")


def too_much_work(*days: str) -> Plant:
    """Add five hours of socially useful work on days of April."""

    def plant(book: Book) -> Spot:
        for day in days:
            last = book.add("attendance", 14, hours="5", date=f"2015-04-{day}")
        return last

    return plant


def joined_twice(book: Book) -> Spot:
    """Add a participation of a person who is taking part already."""
    return book.add("participants", 3, pesel=PESELS[2], no="5", technical_id="T5")


def of_two_people(book: Book) -> Spot:
    """Give somebody another person's PESEL, first name and all else her own."""
    return book.join(BORN[0], pesel=PESELS[0], first_name="Olga", **AGAIN)


def swapped(book: Book) -> Spot:
    """Add somebody whose valid PESEL is another one's with two neighbouring digits swapped."""
    book.put("participants", 3, pesel=pesel(BORN[2], 50, 4))
    return book.join(BORN[2], pesel=pesel(BORN[2], 5, 4))


def slipped(book: Book) -> Spot:
    """Add somebody whose PESEL is another one's with one digit wrong."""
    return book.join(pesel=f"{PESELS[2][:8]}{(int(PESELS[2][8]) + 1) % 10}{PESELS[2][9:]}")


def asked_too_much(book: Book) -> Spot:
    """Leave one column out of those that the annex to the agreement names."""
    columns = [column for column in book.registers["participants"] if column != "dependent_care"]
    book.define("as_of = 2015-12-31", f"as_of = 2015-12-31\ndata_scope = {columns}")
    return ("participants", 0, "dependent_care")


def supported_before(book: Book) -> Spot:
    """Give somebody the first support a week after the first day."""
    book.add("support", 6, participant_no="5", start_date="2015-03-09")
    return book.join(start_date="2015-03-02", entry="new")


def long_term_too_early(book: Book) -> Spot:
    """Let the time without work of a long-term unemployed person be nine months."""
    book.put("participants", 1, unemployed_since="2014-06-02")
    return ("participants", 2, "labour_detail")


BORN_EARLY = date(1930, 1, 15)
NO_NUMBER = {"pesel": "", "no_pesel": "yes", "other_id": "ZZ0000001"}

CHECKS: dict[str, Check] = {
    "W1": Check(
        "A101 R201 R202",
        (
            Fault("A101", person(1, pesel=PESELS[0][:-1])),
            Fault("A101", person(1, pesel=PESELS[0][:-1] + str((int(PESELS[0][-1]) + 1) % 10))),
        ),
    ),
    "W2": Check("A102", (Fault("A102", person(1, gender="man")),)),
    "W3": Check("A101 A103 A320 A332", (Fault("A101", person(1, pesel="44130101456")), Fault("A103", person(1, birth_date="1970-05-15")))),
    "W4": Check("A301 A332", (Fault("A301", person(1, age_at_start="40")), Fault("A301", person(2, age_at_start="3")))),
    "W5": Check(
        "A104 A105 A116",
        (
            Fault("A104", person(2, pesel="", other_id="")),
            Fault("A105", person(1, no_pesel="yes")),
            Fault("A116", joins(birth_date="", **NO_NUMBER)),
        ),
    ),
    "W6": Check("A107 A108 A113 A115 A215", (Fault("A108", joined_twice), Fault("A113", of_two_people))),
    "W7": Check(
        "A109 A110 A111 A112 A114",
        (
            Fault("A109", added("participants", 3, last_name="ZMYŚLONA", no="5", technical_id="T5", **NO_NUMBER)),
            Fault("A110", slipped),
            Fault("A111", swapped),
            Fault("A112", lambda book: book.join(BORN[2], last_name="Wymyślona", **NO_NUMBER)),
        ),
    ),
    "W8": Check(
        "A201 A202 A203 A204 A205 A206 A207 A419 A575",
        (
            Fault("A204", joins(start_date="2014-12-30", declaration_date="2014-12-30")),
            Fault("A203", joins(**{"end_date": "2015-02-27", **GONE})),
            Fault("A419", added("sessions", 3, date="2014-12-30")),
        ),
    ),
    "W9": Check(
        "A502 A503 A504 A510 A561",
        (
            Fault("A502", added("support", 3, start_date="2015-07-02", end_date="2015-07-03")),
            Fault("A503", row_of("support", 3, end_date="2015-04-02")),
            Fault("A510", row_of("support", 1, end_date="2015-07-03")),
            Fault("A561", row_of("support", 4, start_date="")),
            Fault("A504", supported_before),
        ),
    ),
    "W10": Check(
        "A304 A316 A302 R105",
        (
            Fault("A304", person(1, labour_detail="learning")),
            Fault("A316", person(3, labour_detail="")),
            Fault("A302", person(3, labour_status="")),
            Fault("R105", person(1, labour_detail="raczej długo")),
        ),
    ),
    "W11": Check("A317 A318", (Fault("A317", person(2, occupation="other")), Fault("A318", person(3, occupation="")))),
    "W12": Check(
        "A305 A306 A309 A310 A330",
        (
            Fault("A305", long_term_too_early),
            Fault("A306", person(1, labour_detail="other")),
            Fault("A309", person(1, unemployed_since="2014-03-02")),
            Fault("A310", person(1, unemployed_since="2015-03-09")),
        ),
    ),
    "W13": Check(
        "R105",
        (Fault("R105", person(1, education="po szkole")), Fault("R105", person(1, education="szkoła wieczorowa"), PLUS)),
        not_checked="the hyphen for the en dash: both are read as one level, and the official file is written with the dash",
    ),
    "W14": Check("R105 A327", (Fault("R105", person(1, citizenship="zamorskie")), Fault("A327", person(1, third_country="yes")))),
    "W15": Check(
        "R113 R205 R105 A323",
        (
            Fault("R113", person(1, postal_code="0000")),
            Fault("R205", person(1, postal_code="00000")),
            Fault("R105", person(1, degurba="4")),
            Fault("A323", person(1, degurba="1")),
        ),
        not_checked="names of communes and counties, and the small letter of a county: no list of names is shipped, and the source is V1",
    ),
    "W16": Check("R112 A321 A322", (Fault("R112", person(1, teryt="00000")), Fault("A321", person(1, teryt="0000017")))),
    "W17": Check(
        "A324 A325 R114 R115",
        (
            Fault("A324", person(1, phone="", email="")),
            Fault("A325", person(1, email="łucja@poczta.example"), PLUS),
            Fault("R115", person(1, email="poczta")),
            Fault("R114", person(1, phone="12")),
        ),
    ),
    "W18": Check("R106 A326", (Fault("R106", person(1, homeless="może")), Fault("A326", person(1, homeless="refused"), PLUS))),
    "W19": Check(
        "A202 A208 A209 A213 A214",
        (
            Fault("A208", person(1, completed_as_planned="")),
            Fault("A214", person(1, situation_1="")),
            Fault("A213", person(3, situation_1="employment")),
            Fault("A209", person(2, completed_as_planned="yes")),
        ),
    ),
    "W20": Check("A506 A562 A563", (Fault("A506", unfinished),)),
    "W21": Check("A523 A542", (Fault("A523", row_of("outcomes", 2, date="2015-08-03", measured_on="2015-08-03")),)),
    "W22": Check(
        "A525 A529 A530 A543",
        (
            Fault("A525", worked_already),
            Fault("A529", sought_work_though_unemployed, PLUS),
            Fault("A530", continued_nothing),
        ),
        not_checked="EECR06: it is measured by the managing authority, and no register of a project holds it (1.2)",
    ),
    "W23": Check(
        "A512 A513 A517 A518 A519 A527 A528",
        (
            Fault("A512", row_of("certificates", 1, certificate_no="")),
            Fault("A513", row_of("certificates", 1, date="")),
            Fault("A517", row_of("certificates", 1, date="2015-08-03")),
            Fault("A527", certified_of_nothing),
        ),
    ),
    "W24": Check(
        "A311 A312 A319 A544",
        (
            Fault("A311", joins_born(BORN_EARLY, path="contract", contract_no="K/3", **IDLE)),
            Fault("A312", joins_born(date(1951, 1, 15), path="contract", contract_no="K/3", **IDLE)),
        ),
    ),
    "W25": Check(
        "A402 A403 A404 A405 A406 A408 A409 A411 A412 A415 A420 A437 A438 A448 A449 A450",
        (
            Fault("A402", added("attendance", 14, date="2015-02-26", hours="1")),
            Fault("A403", added("attendance", 14, date="2015-07-02", hours="1")),
            Fault("A405", added("attendance", 14, time_from="12:00", time_to="13:00", form="flat", hours="1")),
            Fault("A408", row_of("attendance", 4, hours="5")),
            Fault("A412", added("attendance", 11, date="2015-03-17")),
            Fault("A411", added("attendance", 11, date="2015-03-16")),
            Fault("A415", row_of("attendance", 12, time_from="15:00", time_to="17:00")),
        ),
    ),
    "W26": Check(
        "A413 A414",
        (Fault("A413", row_of("attendance", 15, hours="5,5")), Fault("A414", too_much_work("01", "02", "14", "15", "21", "22", "28"))),
    ),
    "W27": Check(
        "R101 R108 R121 R208",
        (
            Fault("R208", person(3, start_date="42065")),
            Fault("R108", person(3, start_date="03/13/2015")),
            Fault("R101", person(2, planned_education_end="koniec roku")),
        ),
    ),
    "W28": Check("A702 A707 A701", (Fault("A707", defined(ALL, "target = { total = 3, women = 4 }")),)),
    "W29": Check("A329", (Fault("A329", asked_too_much, POKL),)),
    "W30": Check(
        "A302 A303 A308",
        (
            Fault("A302", person(3, education="")),
            Fault("A303", person(3, education=""), PLUS),
            Fault("A308", person(3, education=""), POKL),
        ),
    ),
}
