"""What is said of cells that were read with a repair."""

from __future__ import annotations

from aktywna.domain.findings.rule import N_, NOTE, notice

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
    about=N_("Zeros are put back only where the check digit then agrees, and to a NIP only in a cell stored as a number."),
)
TERYT_MENDED = notice(
    "R204",
    NOTE,
    title=N_("A TERYT code had lost a zero or held a space, and was mended."),
    says=N_("The TERYT code {value:quote} was read as {read:quote}."),
    do=N_("Format the column as text and write the code with its zeros and without spaces."),
    basis="registers.md 5.3",
    about=N_("A zero is put back only where the code can then be read in one way."),
)
POSTAL_MENDED = notice(
    "R205",
    NOTE,
    title=N_("A postal code was written otherwise than 00-000, and was mended."),
    says=N_("The postal code was read as {read:private}."),
    do=N_("Format the column as text and write the code with a hyphen: 00-000."),
    basis="registers.md 3.2",
    about=N_("Official files accept two digits, a hyphen and three digits only. A zero lost by a cell stored as a number is put back."),
)
PHONE_MENDED = notice(
    "R206",
    NOTE,
    title=N_("A telephone number was stored as a number, and was mended."),
    says=N_("The telephone number was stored as a number; it was read as {read:private}."),
    do=N_("Format the column as text: a number loses its first zero and its plus sign, and may gain decimals."),
    basis="registers.md 5.3",
)
DAY_COUNTED = notice(
    "R208",
    NOTE,
    title=N_("A day stood in a text as the number by which spreadsheets count days."),
    says=N_("The number {value:quote} was read as the day {read:day}."),
    do=N_("Format the column as dates before saving the file as text, so that other programs read the same day."),
    basis="registers.md 5.1",
    about=N_("Spreadsheets count days from 30 December 1899: 42441 is 12 March 2016. It is read so only in a column of days."),
)
RANGE_PARTED = notice(
    "R207",
    NOTE,
    title=N_("One cell held a beginning and an end, which were read apart."),
    says=N_("The cell held a beginning and an end; the end was read from it too."),
    do=N_("Write the beginning and the end in a column each."),
    basis="registers.md 4.2",
    about=N_("It is done only where the register has a column for the end and that column's cell is empty."),
)
