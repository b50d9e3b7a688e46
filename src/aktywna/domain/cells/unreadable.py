"""What is said of cells that cannot be read by the kind of their column, and of those that were read with a repair."""

from __future__ import annotations

from aktywna.domain.findings.rule import ERROR, N_, NOTE, WARNING, notice

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
    same="value",
)
YES_NO = notice(
    "R106",
    WARNING,
    title=N_("An answer is neither yes nor no."),
    says=N_("{value:quote} is neither yes nor no."),
    do=N_("Write yes, no or, where the form allows it, refusal to answer."),
    basis="count",
    about=_COUNTED,
    same="value",
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
MONTH_FIRST = notice(
    "R108",
    WARNING,
    title=N_("A column seems to be written with the month before the day."),
    says=N_(
        "{value:quote} can only have the month before the day; {n:count date|dates} of the column written so {n:word is|are} not known."
    ),
    do=N_("Format the column as dates written 2016-03-12, or write the day first, and save the file again."),
    basis="registers.md 5.2",
    about=N_(
        "Such a column comes from a program with American settings. Where a date can be read in both ways the wrong one would pass"
        " unseen, so none of those written in this way is taken."
    ),
)
RANGE = notice(
    "R109",
    ERROR,
    title=N_("A cell for one day or one hour holds a beginning and an end."),
    says=N_("{value:quote} is a beginning and an end, where one of them is expected."),
    do=N_("Write the beginning and the end in a column each."),
    basis="count",
    about=_COUNTED,
)
ERROR_VALUE = notice(
    "R110",
    ERROR,
    title=N_("A cell holds the error of a formula."),
    says=N_("The cell shows the error {error:quote} in place of a value."),
    do=N_("Correct the formula, or write the value itself into the cell."),
    basis="count",
    about=_COUNTED,
)
NO_VALUE = notice(
    "R111",
    ERROR,
    title=N_("A cell holds a formula whose value was not saved."),
    says=N_("The cell holds a formula, but its value was not saved in the file."),
    do=N_("Open the file in a spreadsheet program, let it calculate, and save it; or write the value itself into the cell."),
    basis="count",
    about=_COUNTED,
)
TERYT = notice(
    "R112",
    WARNING,
    title=N_("A TERYT code cannot be read."),
    says=N_("{value:quote} is not a TERYT code, or may have lost a digit."),
    do=N_("Write all seven digits of the commune's code in a column formatted as text."),
    basis="registers.md 5.3",
    about=N_("Of six digits the zero at the beginning or the kind of the commune at the end may be missing; which one is not guessed."),
)
POSTAL_CODE = notice(
    "R113",
    WARNING,
    title=N_("A postal code cannot be read."),
    says=N_("{value:quote} is not a postal code."),
    do=N_("Write two digits, a hyphen and three digits: 00-000."),
    basis="registers.md 3.2",
)
PHONE = notice(
    "R114",
    WARNING,
    title=N_("A telephone number cannot be read."),
    says=N_("{value:quote} is not a telephone number."),
    do=N_("Write the number with all its digits; put remarks into another column."),
    basis="registers.md 9",
)
EMAIL = notice(
    "R115",
    WARNING,
    title=N_("An e-mail address cannot be read."),
    says=N_("{value:quote} is not an e-mail address."),
    do=N_("Write the address as name@example.pl, without spaces."),
    basis="registers.md 3.4",
)
HOURS = notice(
    "R116",
    ERROR,
    title=N_("A number of hours cannot be read."),
    says=N_("{value:quote} is not a number of hours."),
    do=N_("Write a number, such as 4 or 1,5; put remarks into another column."),
    basis="count",
    about=_COUNTED,
)
OTHER_UNIT = notice(
    "R117",
    WARNING,
    title=N_("A cell counts hours in another unit than its column."),
    says=N_("{value:quote} counts hours of {named} minutes in a column of hours of {kept} minutes; the number is not known."),
    do=N_("Write the number of hours in the unit of the column; hours of 45 and of 60 minutes are never added together."),
    basis="count",
    about=_COUNTED,
)
MIXED_UNITS = notice(
    "R122",
    WARNING,
    title=N_("Cells of one column count hours in two units."),
    says=N_("{value:quote} counts hours of {named} minutes, other cells of the column hours of {others}; these numbers are not known."),
    do=N_("Write all the numbers in one unit, or keep hours of 45 and of 60 minutes in a column each, with the unit in the header."),
    basis="count",
    about=N_(
        "Nothing says which of the two the column is kept in, so no number that names its unit is taken; they are never added together."
    ),
)
UNSAID_UNIT = notice(
    "R118",
    NOTE,
    title=N_("Cells name a unit of hours that their column does not."),
    says=N_("{value:quote} counts hours of {named} minutes; nothing else says so of the column ({n:count such cell|such cells})."),
    do=N_("Make sure that the definition gives this unit for the form of support, or name the unit in the header."),
    basis="count",
)
THOUSANDS = notice(
    "R119",
    WARNING,
    title=N_("An amount with three digits after its only separator was read as thousands."),
    says=N_("{value:quote} was read as {read:money}: the separator was taken to stand between thousands."),
    do=N_("Write groszes with two digits and thousands with a space: 1 234,56."),
    basis="registers.md 4.7",
    about=N_("Offices write 161,662 zł and 30.400 zł for whole złotys; an amount of three decimals does not exist."),
)
MIXED = notice(
    "R120",
    NOTE,
    title=N_("Amounts of one column are written with a comma and with a point."),
    says=N_("Groszes stand after a comma in {commas:count amount|amounts} of this column and after a point in {points}: {value:quote}."),
    do=N_("Compare the amounts with the documents, then write them all with a comma."),
    basis="registers.md 4.7",
    about=N_("Each of them can be read in one way only; but a column written in two ways may have been put together of two."),
)
MADE_A_DATE = notice(
    "R121",
    WARNING,
    title=N_("A number or a mark was turned into a date by the spreadsheet."),
    says=N_("The cell holds the date {value:quote} in place of a number or a mark."),
    do=N_("Format the column as text, then write the number again: a spreadsheet turns 1/2016 into a date."),
    basis="count",
    about=N_("A number that was changed no longer points to the same person, contract or document."),
)

UNREADABLE = {
    "hours": HOURS,
    "teryt": TERYT,
    "postal_code": POSTAL_CODE,
    "phone": PHONE,
    "email": EMAIL,
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
