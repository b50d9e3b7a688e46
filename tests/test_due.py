"""What has to be done by when: the clocks after leaving, what is open, and how it is told without personal data."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import date, timedelta

import openpyxl
import pytest
from icalendar import Calendar

from aktywna.steps.due import duties
from desk import edit, typed
from small_office import office
from tables import books_of, table

LEFT = """
    participants:
    no | state    | start_date | end_date
    1  | finished | 2016-03-01 | 2016-06-30
    outcomes:
    participant_no | outcome | date | measured_on | evidence | evidence_no
"""


def due(text, era="efs-2014", within=30, **more):
    """Give kind, number, day and days left of everything that is due."""
    found = duties(books_of(table(text)[0], era, **more), within)
    return [(one.kind, found.key(one), one.day.isoformat(), found.days_left(one)) for one in found.found]


def kinds(*args, **more):
    return [kind for kind, *_rest in due(*args, **more)]


class TestTheResultClock:
    @pytest.mark.parametrize(
        ("as_of", "expected"),
        [
            ("2016-06-29", []),
            ("2016-06-30", [("result", "1", "2016-07-28", 28)]),
            ("2016-07-28", [("result", "1", "2016-07-28", 0)]),
            ("2016-07-29", [("result", "1", "2016-07-28", -1)]),
        ],
        ids=["not before they left", "on the last day", "on day 28", "a day late"],
    )
    def test_it_runs_for_four_weeks(self, as_of, expected):
        """The last day is day 0, day 28 still counts (rules.md L14)."""
        assert expected == due(f"as of: {as_of}\n{LEFT}")

    @pytest.mark.parametrize(("era", "day"), [("efs-2014", "2016-07-28"), ("efsplus-2021", "2016-07-28"), ("pokl-2007", "2016-06-30")])
    def test_every_era_has_its_window(self, era, day):
        """PO KL: what is not known on the last day does not count."""
        assert [("result", "1", day)] == [one[:3] for one in due(f"as of: 2016-07-01\n{LEFT}", era)]

    @pytest.mark.parametrize(
        ("outcome", "expected"),
        [
            ("1 | none       | 2016-07-10 |            |           |", []),
            ("1 | employment | 2016-07-10 |            | statement |", []),
            ("1 | employment | 2016-07-10 |            |           |", ["evidence"]),
            ("1 | employment |            | 2016-07-10 | statement |", []),
            ("1 | monitoring | 2016-07-10 |            |           |", ["result"]),
            ("2 | employment | 2016-07-10 |            | statement |", ["result"]),
        ],
        ids=["that there is none", "proved", "without evidence", "measured", "not known yet", "somebody else's"],
    )
    def test_what_is_missing(self, outcome, expected):
        assert expected == kinds(f"as of: 2016-07-15\n{LEFT}{outcome}")

    def test_without_outcomes_nobody_can_say(self):
        """Where an office keeps neither outcomes nor the situation on leaving nothing is due."""
        assert [] == kinds("""
            as of: 2016-07-15
            no | state    | start_date | end_date
            1  | finished | 2016-03-01 | 2016-06-30
        """)

    def test_a_situation_without_a_result_answers(self):
        assert [("result", "2")] == [one[:2] for one in due("""
            as of: 2016-07-15
            no | state    | start_date | end_date   | situation_1
            1  | finished | 2016-03-01 | 2016-06-30 | not_applicable
            2  | finished | 2016-03-01 | 2016-06-30 |
        """)]  # fmt: skip

    def test_who_came_back_is_asked_after_the_last_exit(self):
        """One person, one record: results follow the last day (rules.md L8)."""
        assert [("result", "2016-07-28")] == [(one[0], one[2]) for one in due("""
            as of: 2016-07-15
            participants:
            no | state    | start_date | end_date
            1  | finished | 2015-03-01 | 2015-06-30
            1  | finished | 2016-03-01 | 2016-06-30
            2  | finished | 2015-03-01 | 2015-06-30
            2  | active   | 2016-03-01 |
            outcomes:
            participant_no | outcome | date
        """)]  # fmt: skip


class TestLaterClocks:
    @pytest.mark.parametrize(
        ("era", "as_of", "expected"),
        [
            ("efs-2014", "2016-11-30", [("efficiency", "2016-11-30"), ("follow_up", "2017-02-28")]),
            ("efsplus-2021", "2016-11-30", [("follow_up", "2017-02-28")]),
            ("pokl-2007", "2016-11-30", []),
        ],
    )
    def test_months_after_leaving(self, era, as_of, expected):
        """Three months where employment efficiency is measured, six for the survey; PO KL left it to the evaluator."""
        found = due(f"""
            as of: {as_of}
            participants:
            no | state    | start_date | end_date
            1  | finished | 2016-03-01 | 2016-08-31
            outcomes:
            participant_no | outcome | date       | evidence
            1              | none    | 2016-09-10 |
        """, era, within=90)  # fmt: skip

        assert expected == [(kind, day) for kind, _key, day, _left in found]

    def test_a_project_has_its_own_months(self):
        books = books_of(table(f"as of: 2016-08-30\n{LEFT}1 | none | 2016-07-10 | | |")[0])
        era = books.era.changed({"efficiency_months": 2, "follow_up_months": 12})
        found = duties(
            type(books)(**{name: getattr(books, name) for name in books.__dataclass_fields__ if name not in {"era", "_derived"}}, era=era)
        )

        assert [("efficiency", date(2016, 8, 30))] == [(one.kind, one.day) for one in found.found]

    @pytest.mark.parametrize(
        ("measured", "expected"),
        [("2016-09-30", []), ("2016-10-05", []), ("2016-09-29", ["efficiency"])],
        ids=["on the day", "later", "too early"],
    )
    def test_it_stops_when_somebody_asked(self, measured, expected):
        assert expected == kinds(f"as of: 2016-10-05\n{LEFT}1 | none | 2016-07-10 | {measured} | |")

    def test_who_works_needs_no_asking(self):
        assert [] == kinds(f"as of: 2016-10-05\n{LEFT}1 | employment | 2016-07-10 | | statement |")

    def test_what_passed_long_ago_is_only_counted(self):
        """A follow-up is not made up for later; how many are not listed is said, and more days list them."""
        text = f"as of: 2017-12-31\n{LEFT}1 | none | 2016-07-10 | | |"
        found = duties(books_of(table(text)[0]), 30)

        assert ([], {"efficiency": 1, "follow_up": 1}) == ([one.kind for one in found.found], dict(found.earlier))
        assert ["efficiency", "follow_up"] == kinds(text, within=1000)


class TestWhatIsOpen:
    def test_a_planned_end_that_passed(self):
        """Of the edition, else of the project; who has left and who waits on the reserve list is not asked."""
        assert [("planned_end", "1", "2016-06-30", -1)] == due("""
            as of: 2016-07-01
            project: editions = [{ id = "2016", end = 2016-06-30 }, { id = "2017", end = 2017-06-30 }]
            no | state    | edition | start_date | end_date
            1  | active   | 2016    | 2016-03-01 |
            2  | finished | 2016    | 2016-03-01 | 2016-06-01
            3  | reserve  | 2016    |            |
            4  | active   | 2017    | 2016-03-01 |
            5  | active   |         | 2016-03-01 |
        """)

    def test_a_path_that_is_not_finished(self):
        assert [("unfinished", "1", "2016-04-30"), ("unfinished", "1", "2016-05-31"), ("unfinished", "2", "2016-06-01")] == [
            one[:3] for one in due("""
            as of: 2016-06-30
            project: forms = [{ id = "a" }, { id = "b" }]
            participants:
            no | state    | start_date | end_date
            1  | active   | 2016-03-01 |
            2  | finished | 2016-03-01 | 2016-06-01
            support:
            participant_no | form | start_date | end_date   | finished
            1              | a    | 2016-03-01 | 2016-04-30 |
            1              | b    | 2016-03-01 | 2016-05-31 | no
            1              | a    | 2016-06-01 |            |
            2              | a    | 2016-03-01 |            |
            2              | b    | 2016-03-01 | 2016-05-31 | no
            2              | b    | 2016-03-01 | 2016-05-31 | yes
        """)]  # fmt: skip

    def test_contracts_that_nobody_assessed(self):
        assert [("contract", "1", "2016-05-31", -30), ("contract", "3", "2016-07-30", 30)] == due("""
            as of: 2016-06-30
            participants:
            no | start_date
            1  | 2016-03-01
            2  | 2016-03-01
            3  | 2016-03-01
            4  | 2016-03-01
            contracts:
            contract_no | participant_no | end_date   | assessment_date | ended_on
            A/1         | 1              | 2016-12-31 |                 | 2016-05-31
            A/2         | 2              | 2016-06-30 | 2016-06-30      |
            A/3         | 3              | 2016-07-30 |                 |
            A/4         | 4              | 2016-07-31 |                 |
        """)

    def test_the_final_assessment(self):
        assert [("assessment", "1", "2016-05-31", -30)] == due("""
            as of: 2016-06-30
            project: soft = { areas = [{ id = "m" }] }
            participants:
            no | state    | start_date | end_date
            1  | finished | 2016-03-01 | 2016-05-31
            2  | finished | 2016-03-01 | 2016-05-31
            3  | active   | 2016-03-01 |
            4  | finished | 2016-03-01 | 2016-05-31
            assessments:
            participant_no | area | phase | score
            1              | m    | pre   | 2
            2              | m    | pre   | 2
            2              | m    | post  | 3
            3              | m    | pre   | 2
        """)

    def test_reports_of_the_calendar(self):
        """Nobody says whether a report of a day that passed was sent, so only those to come are named."""
        calendar = [
            {"name": name, "kind": "period", "start": date(2016, 1, 1), "end": date(2016, 3, 31), "due": day}
            for name, day in (("I", date(2016, 6, 29)), ("II", date(2016, 6, 30)), ("III", date(2016, 7, 30)), ("IV", date(2016, 7, 31)))
        ]

        assert [("report", "II", "2016-06-30", 0), ("report", "III", "2016-07-30", 30)] == due(
            "as of: 2016-06-30\nno | start_date\n1 | 2016-03-01", calendar=calendar
        )


class TestWhoIsAtRisk:
    ROWS = """
        project: forms = [{{ id = "kis", kind = "class" }}]
        as of: 2016-03-{day}
        participants:
        no | start_date | end_date
        1  | 2016-03-01 |
        2  | 2016-03-01 |
        sessions:
        date       | form | class_group | hours | unit
        2016-03-01 | kis  | A           | 4     | h60
        2016-03-02 | kis  | A           | 4     | h60
        2016-03-03 | kis  | A           | 4     | h60
        2016-03-04 | kis  | A           | 4     | h60
        2016-03-05 | kis  | A           | 4     | h60
        2016-03-06 | kis  | A           | 4     | h60
        2016-03-07 | kis  | A           | 4     | h60
        2016-03-08 | kis  | A           | 4     | h60
        2016-03-09 | kis  | A           | 4     | h60
        2016-03-10 | kis  | A           | 4     | h60
        attendance:
        participant_no | form | date       | hours | mark
        2              | kis  | 2016-03-01 | 4     | present
        2              | kis  | 2016-03-02 | 4     | present
        2              | kis  | 2016-03-03 | 4     | present
        2              | kis  | 2016-03-04 | 4     | present
        1              | kis  | 2016-03-01 | 4     | present
    """

    def risk(self, day, *marks):
        rows = "\n".join(f"1 | kis | 2016-03-0{number} | 0 | {mark}" for number, mark in enumerate(marks, 2))
        found = duties(books_of(table(self.ROWS.format(day=day) + rows)[0]))
        return [(found.key(one), one.day.day, one.facts["hours"], one.facts["n"]) for one in found.found if one.kind == "attendance"]

    @pytest.mark.parametrize(
        ("day", "marks", "expected"),
        [
            ("01", (), []),
            ("02", ("absent",), [("1", 3, 4.0, 1.0)]),
            ("03", ("absent", "excused"), [("1", 4, 0.0, 0.0)]),
            ("04", ("absent", "absent", "absent"), [("1", 5, 0.0, 0.0)]),
        ],
        ids=["nothing missed", "one may still be missed", "none is left, also when excused", "out of reach"],
    )
    def test_how_many_absences_are_left(self, day, marks, expected):
        """Ten classes of four hours, 80 % of them: two may be missed."""
        assert expected == self.risk(day, *marks)

    def test_excused_absences_where_the_project_counts_them(self):
        books = books_of(table(self.ROWS.format(day="03") + "1 | kis | 2016-03-02 | 0 | excused\n1 | kis | 2016-03-03 | 0 | excused")[0])
        era = books.era.changed({"attendance_gate": "with_excused"})
        changed = replace(books, era=era, _derived={})

        assert [] == [one.kind for one in duties(changed).found]

    def test_a_form_that_is_over_is_no_risk(self):
        text = (
            self.ROWS.format(day="04")
            + """1 | kis | 2016-03-02 | 0 | absent
            support:
            participant_no | form | start_date | finished
            1              | kis  | 2016-03-01 | yes
        """
        )

        assert [] == kinds(text)


OFFICE = """
    participants:
    Nr uczestnika | Imię | Nazwisko      | Status udziału w projekcie | Data przystąpienia | Data zakończenia | Pracownik socjalny
    1             | Jan  | Testowski     | zakończył                  | 01.03.2017         | 15.06.2017       | Ewa Zmyślona
    2             | Anna | Przykładowicz | zakończyła                 | 01.03.2017         | 10.05.2017       |
    outcomes:
    Nr uczestnika | Rezultat              | Data osiągnięcia | Dokument potwierdzający
    2             | podjęcie zatrudnienia | 12.05.2017       |
"""

SCREEN = {
    "pl": [
        "Po terminie (1)",
        "Pozostało",
        "Dzień dni Numer Sprawa Co zrobić Gdzie",
        "07.06.2017 -23 2 dokumenty potwierdzające rezultaty Rezultat „podjęcie zatrudnienia” nie rezultaty.csv · D2",
        "ma dokumentu potwierdzającego;",
        "potrzebny jest do 07.06.2017.",
        "W ciągu 80 dni (2)",
        "Pozostało",
        "Dzień dni Numer Sprawa Co zrobić Gdzie",
        "13.07.2017 13 1 rezultaty po zakończeniu udziału Udział zakończony 15.06.2017, a nie uczestnicy.csv · F2",
        "wpisano żadnego rezultatu ani tego,",
        "że rezultatu nie ma; rezultaty liczą",
        "się do 13.07.2017.",
        "15.09.2017 77 1 zatrudnienie po zakończeniu udziału Ustal, czy osoba pracuje: 3 miesiące uczestnicy.csv · F2",
        "od zakończenia udziału (15.06.2017)",
        "mijają 15.09.2017.",
    ],
    "en": [
        "Overdue (1)",
        "Days",
        "Day left Number Matter What to do Where",
        "7 Jun 2017 -23 2 evidence of results The outcome employment has no evidence; the document is rezultaty.csv · D2",
        "wanted by 7 Jun 2017.",
        "Within 80 days (2)",
        "Days",
        "Day left Number Matter What to do Where",
        "13 Jul 2017 13 1 results after leaving Participation ended on 15 Jun 2017, and no result uczestnicy.csv · F2",
        "is entered, not even that there is none; results",
        "count up to 13 Jul 2017.",
        "15 Sep 2017 77 1 employment after leaving Establish whether the person works: 3 months after uczestnicy.csv · F2",
        "participation ended on 15 Jun 2017 pass on 15 Sep",
        "2017.",
    ],
}
ASSUMED = {
    "pl": "Założenie: Ile miesięcy po zakończeniu udziału sprawdza się zatrudnienie do efektywności zatrudnieniowej: 3 miesiące.",
    "en": "Assumption: Months after leaving within which work is established for employment efficiency: 3 months.",
}


class TestTheCommand:
    @pytest.fixture
    def project(self, tmp_path):
        return office(tmp_path / "biuro", OFFICE)

    def test_people_are_private(self, capsys, project):
        said = typed(capsys, "due", project)

        assert said.code == 0
        assert [name for name in ("Testowski", "Przykładowicz", "Zmyślona") if name in said.out + said.err] == []

    @pytest.mark.parametrize("tongue", ["pl", "en"])
    def test_what_people_read(self, capsys, project, tongue):
        """The screen, without the air between columns."""
        said = typed(capsys, "due", project, "--lang", tongue, "--within", "80")

        assert SCREEN[tongue] == [" ".join(line.split()) for line in said.out.splitlines() if line.strip("─ ")]
        assert ASSUMED[tongue] in said.err

    def test_names_when_they_are_asked_for(self, capsys, project):
        said = typed(capsys, "due", project, "--show-personal")

        assert [name in said.out for name in ("Testowski", "Przykładowicz", "Zmyślona")] == [True, True, True]

    def test_the_document(self, capsys, project):
        document = typed(capsys, "due", project, "--json").document

        assert ["aktywna", "command", "project", "as_of", "sources", "part", "within", "earlier", "assumptions", "due"] == list(document)
        assert {
            "kind": "evidence",
            "key": "2",
            "day": "2017-06-07",
            "days_left": -23,
            "what": "Rezultat „podjęcie zatrudnienia” nie ma dokumentu potwierdzającego; potrzebny jest do 07.06.2017.",
            "register": "outcomes",
            "file": "rezultaty.csv",
            "sheet": None,
            "cell": "D2",
            "row": 2,
            "case_worker": None,
        } == document["due"][0]
        assert ("result", "•••") == (document["due"][1]["kind"], document["due"][1]["case_worker"])

    def test_nothing_to_do(self, capsys, project):
        edit(project / "project.toml", "2017-06-30", "2017-03-15")
        polish = typed(capsys, "due", project, "--quiet")
        english = typed(capsys, "due", project, "--quiet", "--lang", "en", "--within", "1")

        assert ("Nic nie wymaga działania w ciągu 30 dni.\n", "Nothing needs doing within 1 day.\n") == (polish.out, english.out)

    def test_a_sheet_for_each_social_worker(self, capsys, project, tmp_path):
        file = tmp_path / "terminy.xlsx"
        said = typed(capsys, "due", project, "-o", file)

        assert ["Raport", "Ewa Zmyślona", "Bez pracownika socjalnego"] == openpyxl.load_workbook(file).sheetnames
        assert 0o600 == stat.S_IMODE(file.stat().st_mode)
        assert "dane osobowe" in said.err

    def test_a_calendar(self, capsys, project, tmp_path):
        """All-day events with the same marks and stamps each time, and no names."""
        file, again = tmp_path / "terminy.ics", tmp_path / "drugie.ics"
        typed(capsys, "due", project, "-o", file)
        typed(capsys, "due", project, "-o", again)
        events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")

        assert file.read_bytes() == again.read_bytes()
        assert [date(2017, 6, 7), date(2017, 7, 13)] == [event["dtstart"].dt for event in events]
        assert {timedelta(days=1)} == {event["dtend"].dt - event["dtstart"].dt for event in events}
        assert len(events) == len({str(event["uid"]) for event in events})
        assert ["Dokumenty potwierdzające rezultaty: uczestnik 2", "Rezultaty po zakończeniu udziału: uczestnik 1"] == [
            str(event["summary"]) for event in events
        ]
        assert "Testowski" not in file.read_text(encoding="utf-8")

    def test_an_event_keeps_its_mark_when_its_day_comes_nearer(self, capsys, project, tmp_path):
        """So that a calendar replaces an event it has instead of doubling it."""
        marks = []
        for day in ("2017-06-20", "2017-06-30"):
            typed(capsys, "due", project, "--as-of", day, "-o", tmp_path / f"{day}.ics")
            marks.append({str(event["uid"]) for event in Calendar.from_ical((tmp_path / f"{day}.ics").read_bytes()).walk("VEVENT")})

        assert marks[0] == marks[1]

    @pytest.mark.parametrize("words", [("-o", "terminy.pdf"), ("--within", "-1"), ("--within", "x"), ("--edition", "2030")])
    def test_wrong_words(self, capsys, project, words):
        assert 2 == typed(capsys, "due", project, *words).code

    def test_strict(self, capsys, project, tmp_path):
        edit(project / "uczestnicy.csv", "15.06.2017", "15.02.2017")
        file = tmp_path / "terminy.xlsx"

        assert (1, False) == (typed(capsys, "due", project, "--strict", "-o", file).code, file.exists())
