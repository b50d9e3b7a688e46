"""What is said of cells that cannot be read by the kind of their column, and of those that were read with a repair."""

from __future__ import annotations

from aktywna.domain.rule import ERROR, N_, NOTE, WARNING, notice

_COUNTED = N_("What cannot be read is taken as not known, and whoever is counted by it may be missing from a result.")

DATE = notice(
    "R101",
    ERROR,
    title=N_("A date cannot be read."),
    says=N_("{value:quote} is not a date."),
    do=N_("Write the day as 12.03.2016 or 2016-03-12; check that such a day exists."),
    basis="count",
    about=_COUNTED,
)
NUMBER = notice(
    "R102",
    ERROR,
    title=N_("A number cannot be read."),
    says=N_("{value:quote} is not a number."),
    do=N_("Write digits only, with a comma before decimals; put units and remarks into another column."),
    basis="count",
    about=_COUNTED,
)
COUNT = notice(
    "R103",
    ERROR,
    title=N_("A whole number cannot be read."),
    says=N_("{value:quote} is not a whole number."),
    do=N_("Write digits only, without decimals and units."),
    basis="count",
    about=_COUNTED,
)
MONEY = notice(
    "R104",
    ERROR,
    title=N_("An amount cannot be read."),
    says=N_("{value:quote} is not an amount in złotys and groszes."),
    do=N_("Write the amount as 1234,56, with at most two decimals."),
    basis="count",
    about=_COUNTED,
)
CHOICE = notice(
    "R105",
    WARNING,
    title=N_("A value is not on the list of its column."),
    says=N_("{value:quote} is not a value of this column.{near:meant}"),
    do=N_("Choose a value from the column's list; the project's own values stand in project.toml."),
    basis="count",
    about=_COUNTED,
)
YES_NO = notice(
    "R106",
    WARNING,
    title=N_("An answer is neither yes nor no."),
    says=N_("{value:quote} is neither yes nor no."),
    do=N_("Write yes, no or, where the form allows it, refusal to answer."),
    basis="count",
    about=_COUNTED,
)
TIME = notice(
    "R107",
    ERROR,
    title=N_("An hour cannot be read."),
    says=N_("{value:quote} is not an hour of the day."),
    do=N_("Write the hour as 8:30, from 0:00 to 24:00; the beginning and the end go into two columns."),
    basis="count",
    about=_COUNTED,
)
LOST_ZERO = notice(
    "R201",
    NOTE,
    title=N_("A PESEL had lost its first zero, and got it back."),
    says=N_("The PESEL had lost its leading zeros; it was read as {pesel:private}."),
    do=N_("Format the column as text and write the PESEL with its zeros, so that no other program loses them."),
    basis="registers.md 5.1",
    about=N_("A spreadsheet that takes a PESEL for a number drops its first zeros. They are put back only if the check digit then agrees."),
)
LETTER_O = notice(
    "R202",
    NOTE,
    title=N_("A number was written with the letter O in place of a zero."),
    says=N_("The letter O was read as a zero: {number:private}."),
    do=N_("Write the digit 0 in place of the letter O."),
    basis="registers.md 5.4",
    about=N_("It is read so only if the number's check digit then agrees."),
)
LOST_FIRM_ZERO = notice(
    "R203",
    NOTE,
    title=N_("A NIP or REGON had lost its first zero, and got it back."),
    says=N_("The number had lost its leading zeros; it was read as {number:private}."),
    do=N_("Format the column as text and write the number with its zeros, so that no other program loses them."),
    basis="registers.md 5.1",
    about=N_("The zeros are put back only where the cell was stored as a number and the check digit then agrees."),
)

UNREADABLE = {
    "date": DATE,
    "number": NUMBER,
    "count": COUNT,
    "money": MONEY,
    "choice": CHOICE,
    "choices": CHOICE,
    "yes_no": YES_NO,
    "time": TIME,
}
"""What is said of a cell that the kind cannot read. The fact `value` quotes the cell; of a personal column it is masked."""
