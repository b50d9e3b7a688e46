"""What can be wrong with a list to pay: M101-M199."""

from __future__ import annotations

from aktywna.domain.findings.rule import ERROR, N_, NOTE, WARNING, notice

NO_RATE = notice(
    "M101", ERROR,
    title=N_("A month without the rate that somebody is to be paid by."),
    says=N_("{key}: for {month} there is no rate: {what:said}. Nothing was reckoned by another one."),
    do=N_(
        'Write the rate with its months under this list (rates = [{{ from = 2016-01-01, amount = 997.40, per = "month" }}]), or the'
        " unemployment benefit under [[pay.benefit]]; take it from the grant agreement or the announcement of that year."
    ),
    basis="count",
    about=N_("Rates change from year to year. One that is not known for the month is never replaced by that of another month."),
)  # fmt: skip
OVER_LIMIT = notice(
    "M102", WARNING,
    title=N_("Hours of socially useful work beyond the limit."),
    says=N_("On {day:day} {over:hours} go beyond the limit ({limit:hours} a {span:said}) and are not paid."),
    do=N_("Check the hours of that day. What goes beyond the limit cannot be paid as socially useful work."),
    basis="rules.md 8.2 W26: S37, V",
)  # fmt: skip
OUTSIDE = notice(
    "M103", WARNING,
    title=N_("Presence outside participation."),
    says=N_("Presence on {day:day} lies outside the person's participation and is not paid."),
    do=N_("Compare the day with the first and last day of participation; correct whichever is wrong."),
    basis="rules.md 8.2: I",
)  # fmt: skip
TWICE = notice(
    "M104", WARNING,
    title=N_("The same classes are paid on two lists."),
    says=N_("The classes of {day:day} are on two lists: {list:quote} and {other:quote}."),
    do=N_("Decide which of them is due for these classes, and take the form of support or the path off the other list."),
    basis="rules.md 6.3: S63, V",
)  # fmt: skip
UNKNOWN_ABSENCE = notice(
    "M105", WARNING,
    title=N_("An excused absence of which nobody says what it takes away."),
    says=N_("The absence on {day:day} is excused, but not why, so what is due cannot be reckoned."),
    do=N_('Enter a mark that says why, and declare it on the list, for example: marks = {{ sick = ["L4"], free = ["DW"] }}.'),
    basis="rules.md 6.5: S52, V1",
)  # fmt: skip
WORKS = notice(
    "M106", WARNING,
    title=N_("Somebody on the list has a job."),
    says=N_("The person has been working since {since:day}, and is on the list {list:quote}."),
    do=N_("Check whether the person is still entitled, and from which day not; the list shows how the job was taken into account."),
    basis="rules.md 6.3: S64, V",
)  # fmt: skip
NO_HOURS = notice(
    "M107", WARNING,
    title=N_("Presence of which nobody says how long it was."),
    says=N_("Presence on {day:day} has no hours, or hours of another unit, so what is due cannot be reckoned."),
    do=N_('Enter the hours; for a form of support whose classes are in two units say on the list which one counts: unit = "h45".'),
    basis="count",
)  # fmt: skip
NO_FARE = notice(
    "M108", WARNING,
    title=N_("Somebody came, and no fare is declared for them."),
    says=N_("No fare is declared for this person (commune: {commune}), so travel cannot be reckoned."),
    do=N_("Add the commune or the participant's number to fares of the list; a fare of 0.00 says that nothing is due."),
    basis="count",
)  # fmt: skip
NOT_OVER = notice(
    "M109", NOTE,
    title=N_("The month is not over yet."),
    says=N_("The registers are closed on {as_of:day}, before the month ends on {end:day}: what happens later is not on the lists."),
    do=N_("Reckon the month again when it is over, with --as-of or as_of of project.toml."),
    basis="count",
)  # fmt: skip
FREE_DAYS = notice(
    "M110", WARNING,
    title=N_("More days off than may be granted."),
    says=N_("{days:count day|days} off since participation began; without a deduction there may be {limit:number}. Nothing was deducted."),
    do=N_("Check the days off; of those beyond the limit no source says what they take away."),
    basis="rules.md 6.5: S52, V1",
)  # fmt: skip
TOO_LONG = notice(
    "M111", WARNING,
    title=N_("Participation lasts longer than it may be paid for."),
    says=N_("Participation began on {start:day} and may be paid for {months:count month|months}, until {end:day}."),
    do=N_("Check whether participation was prolonged, and correct months on the list if it was."),
    basis="rules.md 17: 17.5.4",
)  # fmt: skip
NOBODY_MARKED = notice(
    "M112", WARNING,
    title=N_("Somebody takes part in the form of support, and the diary has nothing of them in the month."),
    says=N_("The diary has no entry of this person in the month, so nothing is paid."),
    do=N_("Enter the attendance of the month, or the last day of the support."),
    basis="rules.md 6.6: S72, S73, V",
)  # fmt: skip
NO_REGISTER = notice(
    "M113", WARNING,
    title=N_("A list that needs a register or a column which is not there."),
    says=N_("Nothing was reckoned: {missing:said} {name:quote} is missing."),
    do=N_("Keep it, or take the lists that rest on it out of project.toml; “aktywna check” says which files were looked for."),
    basis="count",
)  # fmt: skip
NO_FIRST_DAY = notice(
    "M114", WARNING,
    title=N_("Somebody whose first day is not known."),
    says=N_("The first day of the support or of participation is not known, so the days that are due cannot be counted."),
    do=N_("Enter the first day of participation, or of the form of support in the register of support."),
    basis="count",
)  # fmt: skip
NO_FORM = notice(
    "M115", WARNING,
    title=N_("Entries of the diary of which nobody says what the classes were."),
    says=N_("{n:count entry|entries} of the month ({people:count person|people}) name no form of support: no list has them."),
    do=N_("Enter the form of support, in a column or in the title of the diary."),
    basis="count",
)  # fmt: skip
UNREAD = notice(
    "M116", WARNING,
    title=N_("Entries of the month that cannot be read are not paid."),
    says=N_("{n:count entry|entries} of {month:month_of} cannot be read and so {n:word is|are} not paid ({lists:list})."),
    do=N_(
        "Correct the marks or hours, or declare in project.toml, in registers.attendance, what a mark of the office means; then reckon"
        " the lists again."
    ),
    basis="count",
    about=N_(
        "A mark that nobody can read is no presence, whatever hours stand beside it, and hours that nobody can read are none. What was"
        " said of the same cells when the diary was read says how they are written."
    ),
)  # fmt: skip
UNREAD_DATE = notice(
    "M117", WARNING,
    title=N_("Entries without a day that can be read are in no month."),
    says=N_(
        "{n:count entry|entries} {n:word has|have} no day that can be read, so that nobody knows whether {n:word it is|they are} of"
        " {month:month_of}; not paid ({lists:list})."
    ),
    do=N_("Enter or correct the days, then reckon the lists again."),
    basis="count",
    about=N_("Asked of everybody who takes part in the project in the month."),
)  # fmt: skip
UNREAD_MARK = notice(
    "M118", WARNING,
    title=N_("An amount that cannot be reckoned because a mark cannot be read."),
    says=N_(
        "Marks of {n:count day|days} of {month:month_of} cannot be read, so that what is due on the list {list:quote} cannot be reckoned."
    ),
    do=N_("Correct the marks, or declare in project.toml, in registers.attendance, what a mark of the office means."),
    basis="count",
    about=N_(
        "Where every day of the month is due and an absence takes something away, nobody knows what a day is worth as long as nobody"
        " knows whether the person was there."
    ),
)  # fmt: skip
NO_NUMBER = notice(
    "M119", WARNING,
    title=N_("Entries of the diary that say of nobody whose they are."),
    says=N_("{n:count entry|entries} of the month {n:word has|have} no participant's number: no list has them."),
    do=N_("Enter whose attendance it is, then reckon the lists again."),
    basis="count",
    about=N_("A number that the register of participants does not have is A401."),
)  # fmt: skip
UNMARKED = notice(
    "M120", WARNING,
    title=N_("Days without a mark are reckoned as days without an absence."),
    says=N_(
        "On the list {list:quote} {n:count day|days} of {people:count person|people} have an entry without a mark and without hours: they"
        " were reckoned as days without an absence."
    ),
    do=N_("Mark presence and absence on these days; where an empty cell means presence, nothing needs to be done."),
    basis="count",
    about=N_("Where every day of the month is due, only an absence takes something away. Somebody has to know that there was none."),
)  # fmt: skip
NO_PATH = notice(
    "M121", WARNING,
    title=N_("Somebody has entries of a list, and nobody knows whether the list is theirs."),
    says=N_(
        "The list {list:quote} is for some paths only, and {n:count person|people} with entries of the month {n:word has|have} no path:"
        " left out."
    ),
    do=N_("Enter the path of these people in the register of participants, or take paths off the list."),
    basis="count",
)  # fmt: skip
REGISTER, COLUMN = N_("the register"), N_("the column")
SPAN_WEEK, SPAN_MONTH = N_("week"), N_("month")
