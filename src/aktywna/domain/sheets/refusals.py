"""What is said of files that cannot or must not be read."""

from __future__ import annotations

from aktywna.domain.faults import InputRefused
from aktywna.domain.findings.finding import Fact, Finding, Place
from aktywna.domain.findings.rule import ERROR, N_, Notice, notice

_WHOLE = N_("The other files are read; until this one is, nothing can be said of its register.")

MISSING = notice(
    "R301",
    ERROR,
    title=N_("A file that the definition names is not there."),
    says=N_("There is no file {file:quote}, which project.toml names for the register {register:register}."),
    do=N_("Put the file into the folder {folder:quote}, or correct its name in project.toml under registers."),
    basis="count",
    about=_WHOLE,
)
WHICH_FILE = notice(
    "R302",
    ERROR,
    title=N_("Several files may be the latest one of a register."),
    says=N_("Several files may be the latest one of the register {register:register}, and their names do not say which: {files:list}."),
    do=N_("Write the day or the month into their names (2015-05), leave one of them, or name the file in project.toml."),
    basis="count",
    about=_WHOLE,
)
ALL_LATER = notice(
    "R303",
    ERROR,
    title=N_("Every file of a register is dated after the day of the report."),
    says=N_("Every file of the register {register:register} is dated after {as_of:day}: {files:list}."),
    do=N_("Choose a later day with --as-of, or add the file of that time."),
    basis="count",
    about=_WHOLE,
)
NOT_A_WORKBOOK = notice(
    "R304",
    ERROR,
    title=N_("A file is not the spreadsheet that its name says."),
    says=N_("The file {file:quote} is not a spreadsheet, although its name ends so; its content is: {kind:said}."),
    do=N_("Open it in Excel or LibreOffice, choose Save as and the type Excel Workbook (.xlsx), and put that file in its place."),
    basis="count",
    about=_WHOLE,
)
WEB_PAGE, SPREADSHEET_XML, OTHER_XML = N_("a web page (HTML)"), N_("an XML Spreadsheet 2003"), N_("an XML document of another kind")
PACKED = N_("a packed file (ZIP) without a spreadsheet")
PDF, RICH_TEXT, PICTURE, OTHER_KIND = N_("a PDF document"), N_("a rich text document (RTF)"), N_("a picture"), N_("data of another kind")
"""What stands in files that are called spreadsheets and are none; offices export web pages and XML under the name XLS."""
ENCRYPTED = notice(
    "R305",
    ERROR,
    title=N_("A file is protected with a password."),
    says=N_("The file {file:quote} is encrypted with a password, so it cannot be read."),
    do=N_("Write the password into a file of its own and name that file with --password-file, or save a copy without the password."),
    basis="count",
    about=_WHOLE,
)
DAMAGED = notice(
    "R306",
    ERROR,
    title=N_("A file is damaged."),
    says=N_("The file {file:quote} is damaged or was not copied whole."),
    do=N_("Open it in Excel, Word or LibreOffice, let it be repaired and save it again, or ask for it once more."),
    basis="count",
    about=_WHOLE,
)
EMPTY = notice(
    "R307",
    ERROR,
    title=N_("A file is empty."),
    says=N_("The file {file:quote} holds nothing."),
    do=N_("Put the right file in its place, or take its name out of project.toml."),
    basis="count",
    about=_WHOLE,
)
WRONG_ENCODING = notice(
    "R308",
    ERROR,
    title=N_("A CSV file is not written in the encoding that it is read in."),
    says=N_("The file {file:quote} is not written in {encoding}; the first letter that cannot be read stands in line {line}."),
    do=N_("Save it as CSV UTF-8 (in Excel: “CSV UTF-8 (delimited by commas)”), or name its encoding in project.toml."),
    basis="count",
    about=_WHOLE,
)
OPEN_QUOTE = notice(
    "R309",
    ERROR,
    title=N_("A quotation mark in a CSV file swallows rows."),
    says=N_("In the file {file:quote} a quotation mark opened in line {line} is not closed and swallows the rows below it."),
    do=N_("In line {line} close the quotation mark, take it out, or double the marks inside a text; then save the file again."),
    basis="count",
    about=_WHOLE,
)
WHICH_SHEET = notice(
    "R310",
    ERROR,
    title=N_("A workbook does not say which of its sheets is the register."),
    says=N_("The workbook {file:quote} does not say which of its sheets is the register {register:register}: {sheets:list}."),
    do=N_('Call the sheet {usual:quote}, or name it in project.toml: sheet = "...".'),
    basis="count",
    about=_WHOLE,
)
CLOSED = notice(
    "R311",
    ERROR,
    title=N_("A file cannot be opened."),
    says=N_("The file {file:quote} cannot be opened."),
    do=N_("Close it in other programs, check that you may read it, and try again."),
    basis="count",
    about=_WHOLE,
)
NO_SHEET = notice(
    "R312",
    ERROR,
    title=N_("A sheet that the definition names is not there."),
    says=N_("The workbook {file:quote} has no sheet {sheet:quote}, which project.toml names; its sheets are: {sheets:list}."),
    do=N_("Correct the name of the sheet in the workbook, or in project.toml under registers."),
    basis="count",
    about=_WHOLE,
)

NOT_THERE = notice(
    "R313",
    ERROR,
    title=N_("A file is not there."),
    says=N_("There is no file {file:quote}."),
    do=N_("Check the name of the file and of its folder."),
    basis="count",
    about=_WHOLE,
)

NO_FOLDER = notice(
    "R314",
    ERROR,
    title=N_("A folder of registers is not there."),
    says=N_("There is no folder {file:quote} to take the registers from."),
    do=N_("Check the folder given with --registers; without that option the registers of the project's folder are read."),
    basis="count",
    about=_WHOLE,
)

CHANGED = notice(
    "R315",
    ERROR,
    title=N_("A file was changed while it was being read."),
    says=N_("The file {file:quote} was changed after it had been read, so nobody can say what the figures were made of."),
    do=N_("Save and close it in other programs, and try again."),
    basis="count",
    about=_WHOLE,
)

WRONG_PASSWORD = notice(
    "R330",
    ERROR,
    title=N_("A password does not open a file."),
    says=N_("The file {file:quote} is encrypted, and none of the passwords given opens it."),
    do=N_("Correct the password in the file that --password-file names (one in a line), or in AKTYWNA_PASSWORD."),
    basis="count",
    about=_WHOLE,
)
LOCKED_ODS = notice(
    "R333",
    ERROR,
    title=N_("An OpenDocument file is protected with a password."),
    says=N_("The file {file:quote} is encrypted as LibreOffice encrypts ODS files, which are not opened here even with the password."),
    do=N_("Open it in LibreOffice and save it as an Excel workbook (.xlsx), with the same password if you like, or as ODS without one."),
    basis="count",
    about=_WHOLE,
)
OVER_LIMIT = notice(
    "R331",
    ERROR,
    title=N_("A file is larger than any register."),
    says=N_("The file {file:quote} is over a limit ({what:said}): it has {found:n}, and at most {limit:n} are read."),
    do=N_("Copy the table alone into a new workbook and put it in the place of this one."),
    basis="count",
    about=N_("A file that unpacks to far more than it seems can take all memory of a computer, so it is not opened."),
)
ENTITIES = notice(
    "R332",
    ERROR,
    title=N_("A file declares entities, which no spreadsheet does."),
    says=N_("The file {file:quote} declares a document type of its own, which no spreadsheet does, so it is not read."),
    do=N_("Ask whoever sent it to save the table again from a spreadsheet."),
    basis="count",
    about=N_("Such declarations serve to fill the memory of a computer or to read its files."),
)


def refusal(said: Notice, file: str, *, register: str = "", **facts: Fact) -> Finding:
    """Say why `file` was not read."""
    return Finding(said.code, said.severity, Place(file=file, register=register), {"file": file, "register": register, **facts})


def refused(said: Notice, file: str, *, register: str = "", **facts: Fact) -> InputRefused:
    """Refuse `file`, to be raised."""
    return InputRefused(refusal(said, file, register=register, **facts))
