"""Everything that is said of a conversion. Codes below X120 are losses: nothing is written until they are accepted."""

from __future__ import annotations

from aktywna.domain.findings.rule import N_, NOTE, WARNING, notice

LOSSES = "X10", "X11"
"""Beginnings of the codes of losses."""

MERGED = notice(
    "X101",
    WARNING,
    title=N_("A value is written so that it cannot be told from others afterwards."),
    says=N_(
        "In the column {column:column} “{value:name}” becomes “{written}” in {rows:count row|rows} ({at}), which "
        "stands for other values too."
    ),
    do=N_("Keep the register that you convert, or accept the loss: --accept X101."),
    basis="registers.md 6.1: P",
    about=N_(
        "The form knows fewer values than the register: three levels of education are one value of SM EFS. Who reads the file back has the "
        "wider value only."
    ),
)
NO_CODE = notice(
    "X102",
    WARNING,
    title=N_("A value has no counterpart in the form."),
    says=N_(
        "In the column {column:column} the form “{form:name}” has nothing for “{value:name}”: {rows:count cell "
        "stays|cells stay} empty (rows {at})."
    ),
    do=N_("Enter a value that the form knows where you can find out, or accept empty cells: --accept X102."),
    basis="registers.md 6.1: P",
    about=N_("What the wider value of another form means more exactly is not guessed: education 0-2 of SM EFS may be any of three levels."),
)
NO_ROOM = notice(
    "X103",
    WARNING,
    title=N_("The form has no room for a column."),
    says=N_("The form “{form:name}” has no room for the column “{what:name}”, which is filled in {rows:count row|rows} ({at})."),
    do=N_("Keep the register that you convert, or accept the loss: --accept X103."),
    basis="registers.md 6: P",
)
UNREAD = notice(
    "X104",
    WARNING,
    title=N_("A cell that cannot be read stays empty in the new file."),
    says=N_("In the column {column:column} {rows:count cell|cells} could not be read and would be empty in the new file (rows {at})."),
    do=N_("Correct the cells (aktywna check says how), or accept empty ones: --accept X104."),
    basis="count",
)
NO_LETTER = notice(
    "X105",
    WARNING,
    title=N_("The encoding has no letter that a cell holds."),
    says=N_(
        "The encoding {encoding} has no sign for {written:quote} in the column “{what:name}”: they become “?” in "
        "{rows:count row|rows} ({at})."
    ),
    do=N_("Write the file in UTF-8, which has all letters, or accept the loss: --accept X105."),
    basis="registers.md 5.1: X",
)
NOBODY = notice(
    "X106",
    WARNING,
    title=N_("A row of support belongs to nobody in the form."),
    says=N_("{rows:count row|rows} of support ({at}) name nobody among the participants that are written."),
    do=N_("Correct the participants' numbers in the register of support, or leave the rows out: --accept X106."),
    basis="count",
    about=N_("The form has a row for a participant and holds support in it; support of nobody has no row to stand in."),
)
NOT_PACKED = notice(
    "X107",
    WARNING,
    title=N_("A text with a bar cannot stand among others in one cell."),
    says=N_("In the column {column:column} {rows:count text holds|texts hold} “{several}”, which parts texts in this form (rows {at})."),
    do=N_("Write the text without the bar, or leave it out: --accept X107."),
    basis="rules.md 21: G3",
)
ONE_ANSWER = notice(
    "X108",
    WARNING,
    title=N_("Several answers become one."),
    says=N_(
        "The columns {columns:columns} become one answer in {rows:count row|rows} ({at}); which of them said what "
        "cannot be told afterwards."
    ),
    do=N_("Keep the register that you convert, or accept the loss: --accept X108."),
    basis="registers.md 6.2: P",
    about=N_(
        "SL2014 asks once what SM EFS asks in three questions. The answer is yes when any of them is, refused when one "
        "is refused and none is yes, "
        "no when all are no; otherwise the cell stays empty. The other way round nobody can tell which question was meant."
    ),
)
FILLED = notice(
    "X120",
    NOTE,
    title=N_("Empty cells were filled in the new file."),
    says=N_("The column “{what:name}” was filled in {rows:count row|rows} ({at}): {how:said}."),
    do=N_("Nothing, if that is right; otherwise fill in the column of the register."),
    basis="registers.md 6.2: P",
)
ASSUMED = notice(
    "X121",
    NOTE,
    title=N_("The file rests on facts of the form that nobody has seen in the system."),
    says=N_(
        "Of the form “{form:name}” {facts:count fact|facts} of {all:n} are assumptions: taken from files and programs of third "
        "parties or from memory, not from the system's documents."
    ),
    do=N_("Compare the file with one that the system exported before you send it; aktywna explain {id} names the source of each fact."),
    basis="registers.md 3.2: C",
    about=N_(
        "Facts marked V, X and I were seen in a public document or follow from such; all others are taken from the work of third parties."
    ),
)
UNSEEN_WORDS = notice(
    "X126",
    NOTE,
    title=N_("A value was written in words that nobody has seen in the system."),
    says=N_(
        "In the column “{what:name}” {rows:count cell is written|cells are written} in words that nobody has seen in "
        "the system: “{written}” (rows {at})."
    ),
    do=N_("Compare the words with a file that the system exported, or with its lists."),
    basis="registers.md 3.2: M",
)
NEUTRALISED = notice(
    "X122",
    NOTE,
    title=N_("A text that a spreadsheet would take for a formula was given an apostrophe."),
    says=N_(
        "In the column “{what:name}” an apostrophe was put before {rows:count text|texts} that a spreadsheet would run "
        "as a formula (rows {at})."
    ),
    do=N_("Nothing; aktywna convert takes the apostrophe away again when it reads the file."),
    basis="count",
    about=N_(
        "Excel runs a cell of a text file that begins with =, +, - or @. Numbers, amounts and telephone numbers are left as they are."
    ),
)
NOT_PART = notice(
    "X123",
    NOTE,
    title=N_("A register is no part of the form."),
    says=N_("The form “{form:name}” holds nothing of the register {register:register} ({rows:count row|rows}); it was not converted."),
    do=N_("Nothing; without --to the whole project is converted."),
    basis="registers.md 6: P",
)
NOT_YET = notice(
    "X124",
    NOTE,
    title=N_("People who have not joined were left out of the form."),
    says=N_("{rows:count row|rows} of candidates and people on the reserve list ({at}) were left out: the form holds participants."),
    do=N_("Nothing; change the state of whoever has joined."),
    basis="rules.md 5: S12",
)
WORKED_OUT_SUPPORT = notice(
    "X125",
    NOTE,
    title=N_("The kind of support was worked out from its sphere."),
    says=N_("The column “{what:name}” was filled in {rows:count row|rows} of support ({at}) by the sphere of active integration."),
    do=N_("Compare the words with the dictionary of your call; copy other ones into the register of support."),
    basis="rules.md 21: G3",
    about=N_("One project's file writes the spheres so; other calls may have other words."),
)
REQUIRED = notice(
    "X130",
    WARNING,
    title=N_("The system would refuse a row because a cell is empty."),
    says=N_("The column “{what:name}” is empty in {rows:count row|rows} ({at}), and {issuer:name} asks for it."),
    do=N_("Fill in the cells of the register."),
    basis="registers.md 3.4: S28",
    about=N_("One implementer learnt from the system's answers what it asks for; the ministry has not published its list."),
)
WRONG_FORM = notice(
    "X131",
    WARNING,
    title=N_("The system would refuse a row because of how a cell is written."),
    says=N_("The column “{what:name}” is not written as {issuer:name} asks in {rows:count row|rows} ({at}): {form:name}."),
    do=N_("Correct the cells of the register."),
    basis="registers.md 3.4: S28",
)
OTHER_FORM = notice(
    "X140",
    WARNING,
    title=N_("The file lacks columns of the form that it is said to be."),
    says=N_("The file has no columns {columns:list} of the form “{form:name}”."),
    do=N_("Check that the file is what --from says; a shorter export loses what those columns hold."),
    basis="registers.md 3.2: C",
)
