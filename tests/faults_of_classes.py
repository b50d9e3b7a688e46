"""Faults of A4: attendance, classes, stays, working time."""

from __future__ import annotations

from clean_books import Book, Spot
from planting import LATER, fault


@fault("A401")
def _(book: Book) -> Spot:
    return book.add("attendance", 10, participant_no="99")


@fault("A402")
def _(book: Book) -> Spot:
    return book.add("attendance", 14, date="2015-02-26", hours="1")


@fault("A403")
def _(book: Book) -> Spot:
    return book.add("attendance", 14, date="2015-07-02", hours="1")


@fault("A404")
def _(book: Book) -> Spot:
    book.define(*LATER)
    return book.add("attendance", 14, date="2016-02-01", hours="1", participant_no="3")


@fault("A405")
def _(book: Book) -> Spot:
    return book.add("attendance", 14, time_from="12:00", time_to="13:00", form="flat", hours="1")


@fault("A406")
def _(book: Book) -> Spot:
    return book.add("attendance", 10, date="2015-06-08")


@fault("A407")
def _(book: Book) -> Spot:
    return book.put("attendance", 5, hours="-2")


@fault("A408")
def _(book: Book) -> Spot:
    return book.put("attendance", 4, hours="5")


@fault("A409")
def _(book: Book) -> Spot:
    return book.put("attendance", 12, hours="6", time_to="")


@fault("A410")
def _(book: Book) -> Spot:
    for hours in ("20", "13"):
        last = book.add("attendance", 14, hours=hours, date="2015-03-04", form="flat", time_from="", time_to="")
    return last


@fault("A411")
def _(book: Book) -> Spot:
    return book.add("attendance", 11, date="2015-03-16")


@fault("A412")
def _(book: Book) -> Spot:
    return book.add("attendance", 11, date="2015-03-17")


@fault("A413")
def _(book: Book) -> Spot:
    return book.put("attendance", 15, hours="5,5")


@fault("A414")
def _(book: Book) -> Spot:
    for day in ("01", "02", "14", "15", "21", "22", "28"):
        last = book.add("attendance", 14, hours="5", date=f"2015-04-{day}")
    return last


@fault("A415")
def _(book: Book) -> Spot:
    return book.put("attendance", 12, time_from="15:00", time_to="17:00")


@fault("A416")
def _(book: Book) -> Spot:
    return book.put("sessions", 2, trainer="")


@fault("A417")
def _(book: Book) -> Spot:
    return book.put("sessions", 2, topic="")


@fault("A418")
def _(book: Book) -> Spot:
    book.join()
    book.add("attendance", 1, participant_no="5")
    book.add("support", 6, participant_no="5", hours_done="")
    return ("attendance", 2, "date")


@fault("A419")
def _(book: Book) -> Spot:
    return book.add("sessions", 3, date="2014-12-30")


@fault("A420")
def _(book: Book) -> Spot:
    return book.add("sessions", 1, time_from="10:00", time_to="12:00", trainer="Firma Zmyślona", place="klub")


@fault("A421")
def _(book: Book) -> Spot:
    return book.add("stays", 1, start_date="2015-05-18", end_date="2015-06-01", participant_no="3")


@fault("A422")
def _(book: Book) -> Spot:
    return book.add("stays", 1, start_date="2015-05-18", end_date="2015-06-01", place="inny lokal")


@fault("A423")
def _(book: Book) -> Spot:
    return book.put("stays", 1, end_date="2015-04-30")


@fault("A424")
def _(book: Book) -> Spot:
    return book.add("stays", 1, participant_no="99", place="inny lokal")


@fault("A425")
def _(book: Book) -> Spot:
    return book.add("stays", 1, start_date="2015-07-06", end_date="2015-07-10")


@fault("A426")
def _(book: Book) -> Spot:
    return book.put("stays", 1, end_date="2015-07-06")


@fault("A427")
def _(book: Book) -> Spot:
    book.define(*LATER)
    return book.add("stays", 1, start_date="2016-02-01", end_date="", participant_no="3", place="inny lokal")


@fault("A428")
def _(book: Book) -> Spot:
    book.define(*LATER)
    return book.add("sessions", 1, date="2016-02-01", form="flat", trainer="Firma Zmyślona")


@fault("A431")
def _(book: Book) -> Spot:
    return book.add("timesheets", 1, staff_no="9")


@fault("A432")
def _(book: Book) -> Spot:
    book.put("staff", 1, start_date="2015-02-02")
    return book.add("timesheets", 1, date="2015-01-30")


@fault("A433")
def _(book: Book) -> Spot:
    return book.add("timesheets", 1, time_from="10:00", time_to="12:00", task="inne")


@fault("A434")
def _(book: Book) -> Spot:
    return book.put("timesheets", 1, hours="3")


@fault("A435")
def _(book: Book) -> Spot:
    book.define("as_of = 2015-12-31", "as_of = 2015-12-31\nparameters = { staff_hours_limit = 276 }")
    for day in range(2, 14):
        last = book.add("timesheets", 1, hours="24", date=f"2015-02-{day:02}", time_from="", time_to="")
    return last


@fault("A436")
def _(book: Book) -> Spot:
    book.put("staff", 1, end_date="2015-06-01")
    book.drop("timesheets", 4)
    return ("sessions", 6, "trainer")


@fault("A437")
def _(book: Book) -> Spot:
    book.drop("timesheets", 2)
    return ("sessions", 3, "trainer")


@fault("A438")
def _(book: Book) -> Spot:
    return book.add("sessions", 1, time_from="10:00", time_to="12:00", class_group="II", place="klub")


@fault("A439")
def _(book: Book) -> Spot:
    return book.add("staff", 1, end_date="2015-02-03", start_date="2015-03-02", no="2", first_name="Iga", post="")


@fault("A440")
def _(book: Book) -> Spot:
    for hours in ("16", "9"):
        last = book.add("timesheets", 1, hours=hours, date="2015-02-03", time_from="", time_to="")
    return last


@fault("A441")
def _(book: Book) -> Spot:
    book.put("staff", 1, end_date="")
    return book.add("timesheets", 1, date="2016-02-01")


@fault("A442")
def _(book: Book) -> Spot:
    return book.add("timesheets", 1, date="2015-03-02")


@fault("A444")
def _(book: Book) -> Spot:
    return book.put("attendance", 12, time_to="12:00", time_from="14:00")


@fault("A445")
def _(book: Book) -> Spot:
    return book.put("sessions", 1, time_to="09:00", time_from="11:00")


@fault("A446")
def _(book: Book) -> Spot:
    return book.put("timesheets", 1, time_to="09:00", time_from="11:00")


@fault("A443")
def _(book: Book) -> Spot:
    return book.add("sessions", 2, date="2015-03-23", trainer="Firma Zmyślona")


@fault("A447")
def _(book: Book) -> Spot:
    return book.put("attendance", 3, date="")


@fault("A448")
def _(book: Book) -> Spot:
    return book.put("sessions", 2, hours="20")


@fault("A451")
def _(book: Book) -> Spot:
    return book.put("sessions", 6, date_to="2015-05-01")


@fault("A452")
def _(book: Book) -> Spot:
    return book.put("attendance", 5, mark="", hours="")


@fault("A453")
def _(book: Book) -> Spot:
    book.add("staff", 1, no="2", first_name="Iga", last_name="Zmyślona", post="")
    return book.put("attendance", 2, trainer="Iga Zmyślona")
