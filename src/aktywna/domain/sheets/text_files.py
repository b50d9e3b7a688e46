"""What is said of the letters and rows of text files: the encoding that was chosen, letters spoilt and lost, stray marks."""

from __future__ import annotations

from aktywna.domain.findings.rule import ERROR, N_, NOTE, WARNING, notice

_ENCODINGS = N_("A CSV file does not say what its bytes mean. UTF-8 is told for certain; of the older encodings the Polish letters decide.")

NOT_TEXT = notice(
    "R350",
    ERROR,
    title=N_("A file is not the text that its name says."),
    says=N_("The file {file:quote} is not a text file, although its name ends so."),
    do=N_("Open it in the program it was made with and save it as CSV UTF-8, or give it the ending of its own format."),
    basis="count",
    about=N_("A workbook or a document whose name was changed to .csv stays what it was."),
)
OTHER_ENCODING = notice(
    "R351",
    NOTE,
    title=N_("A CSV file is not in UTF-8, and its encoding was recognised."),
    says=N_("The file {file:quote} is not in UTF-8; it was read as {encoding}, because {why:said}."),
    do=N_('If Polish letters look wrong, name the encoding in project.toml (encoding = "cp1250"), or save the file as CSV UTF-8.'),
    basis="registers.md 5.1",
    about=_ENCODINGS,
)
TWO_READINGS = notice(
    "R352",
    WARNING,
    title=N_("A CSV file may be in either of two encodings."),
    says=N_(
        "The file {file:quote} may be in {encoding} or in {other}: what was read as {letter:quote} would be {other_letter:quote} "
        "({one:private quote} or {two:private quote}); {n:count letter is|letters are} in doubt."
    ),
    do=N_('Look which word is right, and name the encoding in project.toml: encoding = "{other}" or "{encoding}".'),
    basis="registers.md 5.1",
    about=_ENCODINGS,
)
SPOILT = notice(
    "R353",
    WARNING,
    title=N_("Polish letters of a CSV file are spoilt."),
    says=N_("{n:count cell holds|cells hold} spoilt Polish letters; the first, {value:private quote}, was {right:private quote}."),
    do=N_('Write encoding = "{encoding}" for this register in project.toml, and they are put right on reading; or export the file anew.'),
    basis="registers.md 5.1",
    about=N_(
        "Text in one encoding was once read as another and saved so: “ą” became “Ä…”. Nothing is put right until the definition says so."
    ),
)
PUT_RIGHT = notice(
    "R354",
    NOTE,
    title=N_("Spoilt letters of a CSV file were put right."),
    says=N_("Spoilt Polish letters were put right in {n:count cell|cells}, as project.toml asks ({encoding})."),
    do=N_("Nothing, if the names are right; take the encoding out of project.toml once the file is exported anew."),
    basis="registers.md 5.1",
    about=N_("Done only where the definition names the way in which the letters were spoilt."),
)
LOST_LETTERS = notice(
    "R355",
    WARNING,
    title=N_("Letters of a CSV file are lost."),
    says=N_("{n:count cell holds|cells hold} a question mark or an empty sign in place of a letter, the first one {value:private quote}."),
    do=N_("Export the file once more as CSV UTF-8: what was lost cannot be brought back from this one."),
    basis="registers.md 5.3",
    about=N_(
        "A program that cannot write a letter writes a question mark. People and dictionary values with such letters are not recognised."
    ),
)
ZERO_BYTES = notice(
    "R356",
    WARNING,
    title=N_("A CSV file holds zero bytes."),
    says=N_("{n:count zero byte was|zero bytes were} left out of the file {file:quote}, the first in line {line:n}."),
    do=N_("Compare that line with the program that the file comes from; the file may have been damaged on its way."),
    basis="count",
    about=N_("A text holds no zero bytes; they come from a damaged disk or from a program that fills its fields with them."),
)
STRAY_QUOTE = notice(
    "R357",
    WARNING,
    title=N_("A quotation mark in a CSV file is not closed."),
    says=N_(
        "The quotation mark that begins a cell in line {line:n} is not closed there; the line was read as a row of its own, with the mark."
    ),
    do=N_("Take the mark out, or close it at the end of the cell; then save the file again."),
    basis="count",
    about=N_(
        "Such a mark would swallow the rows below it. They are read as rows where each line is a whole row; else the file is refused."
    ),
)
LONGER_ROW = notice(
    "R358",
    WARNING,
    title=N_("A row of a CSV file has more cells than the others."),
    says=N_("The row has {n:count cell|cells}, the others {usual:n}; a separator inside a text may have moved its cells to the right."),
    do=N_("Put the text that holds the separator between quotation marks, or take the separator out."),
    basis="count",
    about=N_("Cells behind such a separator are read one column too far to the right."),
)
