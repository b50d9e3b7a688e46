"""Lists to pay of a few rows of text: what each person is owed for a month, and what is found on the way."""

from __future__ import annotations

from inspect import cleandoc

from aktywna.steps.pay import month_named, payroll
from tables import books_of, read_books, table

TRAINING = '[{ id = "s", kind = "training", forms = ["k"] }]'
INTERNSHIP = '[{ id = "s", kind = "internship", forms = ["k"] }]'
FORM = 'project: forms = [{ id = "k", kind = "course", unit = "h60" }]'
MARKS = """
project: registers = { attendance = { marks = { WS = "excused", L4 = "excused", OP = "excused", DW = "excused", U = "excused" } } }
"""
ONE = """
    participants:
    no | start_date
    1  | 2017-01-02
"""


def paid(lists, rows, month="2017-05", *, more="", era="efs-2014", kinds=(), spoilt=False):
    """Reckon the lists of a month; `more` are further keys of `pay`, `rows` the registers, in which `spoilt` cells may stand."""
    pay = f"project: pay = {{ lists = {lists}{', ' + more if more else ''} }}"
    text = cleandoc(rows) if "forms =" in rows else FORM + "\n" + cleandoc(rows)
    if "as of:" not in text:
        text = f"as of: 2027-12-31\n{text}"
    written = table(pay + "\n" + text)[0]
    return payroll(read_books(written, era)[0] if spoilt else books_of(written, era), month_named(month), kinds)


def amounts(*args, **more):
    """Give number and amount of everybody on the first list."""
    found = paid(*args, **more)
    return [(found.people_key(one), None if one.amount is None else str(one.amount)) for one in found.lists[0].people]


def codes(found):
    return [one.code for one in found.findings]


def days(number, hours, *, no=1, form="k", month="2017-05", mark="present", first=1):
    """Give rows of a diary: so many days in a row with so many hours each."""
    return "".join(f"{no} | {form} | {month}-{day:02} | {hours} | {mark}\n" for day in range(first, first + number))


def diary(*rows):
    """Give a diary of such rows."""
    return "attendance:\nparticipant_no | form | date | hours | mark\n" + "".join(rows)


def registers(*parts):
    """Put registers together, each written from the margin."""
    return "\n".join(cleandoc(part) for part in parts)
