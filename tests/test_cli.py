"""The command line as people meet it: help, languages, streams, and what each command shows."""

from __future__ import annotations

import io
import re
import sys
import tomllib
from datetime import date
from itertools import product

import pytest

from aktywna import __version__
from aktywna.cli import asking
from aktywna.domain.findings.rule import NOTICES
from aktywna.steps.explain.page import declare_all
from desk import EXAMPLES, NAMES, ROOT, copied, started, typed

COMMANDS = ("init", "check", "count", "report", "due", "pay", "budget", "convert", "explain")
SHARED = (
    "--as-of", "--lang", "--json", "--quiet", "--verbose", "--strict", "--show-personal", "--registers", "--output", "-o", "--force",
)  # fmt: skip


def words_of(text):
    return set(re.findall(r"[^\W\d_]+", re.sub(r"--[\w-]+", "", text).lower()))


SAME_IN_BOTH = words_of(
    "aktywna a b json bak md xlsx toml pl en id full line month period year final gender age education labour status path group "
    "pokl efs efsplus project as of init check count report due explain name"
    " excel markdown html findings raporty partner s q h data folder o to password"
    " edition commune area form sphere entry task płeć wiek wykształcenie ścieżka grupa edycja gmina obszar forma sfera"
    " budget pay training internship allowance travel meals public work month"
    " convert program all canonical smefs sl pefs sample csv tsv ods jsonl parquet utf sig cp iso tab rrrr mm dd d m support"
    " przystąpienie zadanie x claim visits staff summary word docx xlsm j participants"
)
"""Words of the interface, which no language changes, and words that both languages have (`data`, `to`)."""


class TestHelp:
    @pytest.mark.parametrize("command", COMMANDS)
    def test_every_command_has_the_shared_options(self, capsys, command):
        said = typed(capsys, command, "--help")

        assert (said.code, said.err) == (0, "")
        assert [option for option in SHARED if not re.search(rf"(?<![\w-]){option}\b", said.out)] == []

    @pytest.mark.parametrize("words", [[], *([command] for command in COMMANDS)])
    def test_the_two_languages_share_no_words_but_those_of_the_interface(self, capsys, words):
        polish = typed(capsys, *words, "--help").out
        english = typed(capsys, *words, "--help", "--lang", "en").out

        assert words_of(polish) & words_of(english) - SAME_IN_BOTH == set()
        assert polish.startswith("Użycie: aktywna")
        assert english.startswith("Usage: aktywna")

    def test_the_commands_are_listed(self, capsys):
        said = typed(capsys, "--help")

        assert [command for command in COMMANDS if f"\n  {command} " not in said.out] == []

    def test_no_words_at_all(self, capsys):
        said = typed(capsys)

        assert said.code == 2
        assert "Polecenia:" in said.out + said.err

    def test_version(self, capsys):
        for words in (["--version"], ["--lang", "en", "--version"]):
            assert typed(capsys, *words).out == f"aktywna {__version__}\n"


class TestLanguage:
    @pytest.mark.parametrize(
        "words",
        [
            ["--lang", "en", "check", "--help"],
            ["check", "--lang", "en", "--help"],
            ["check", "--help", "--lang=en"],
            ["--lang=en", "check", "--help"],
        ],
    )
    def test_it_holds_wherever_it_stands(self, capsys, words):
        assert typed(capsys, *words).out.startswith("Usage: aktywna check")

    @pytest.mark.parametrize("words", [["check", "--onli", "--lang", "en"], ["--lang=en", "check", "--onli"]])
    def test_wrong_usage_too(self, capsys, words):
        assert "No such option" in typed(capsys, *words).err
        assert "Nie ma opcji" in typed(capsys, "check", "--onli").err

    def test_the_surroundings_choose_and_the_option_overrules(self, capsys, monkeypatch):
        monkeypatch.setenv("AKTYWNA_LANG", "en")

        assert typed(capsys, "--help").out.startswith("Usage:")
        assert typed(capsys, "--help", "--lang", "pl").out.startswith("Użycie:")

    def test_results(self, capsys):
        project = EXAMPLES / "do-poprawy"

        assert "Udział zakończony 12.02.2019, zanim się rozpoczął 04.03.2019." in typed(capsys, "check", project).out
        assert "Participation ended on 12 Feb 2019" in typed(capsys, "check", project, "--lang", "en").out


class TestStreams:
    def test_results_and_messages_are_apart(self, capsys):
        said = typed(capsys, "check", EXAMPLES / "do-poprawy")

        assert said.err == "Przeczytano: Rejestry.xlsx, obecnosc.csv\n"
        assert said.out.endswith("10 błędów, 2 ostrzeżenia i 2 wskazówki w 14 z 129 wierszy.\n")

    def test_what_was_left_out_is_said(self, capsys):
        said = typed(capsys, "count", EXAMPLES / "katowice")

        assert "Pominięto: Uczestnicy_2018-06.xlsx" in said.err
        assert "839" in said.out

    def test_quiet_leaves_results_and_warnings(self, capsys):
        project = EXAMPLES / "do-poprawy"

        assert typed(capsys, "check", project, "--quiet").err == ""
        assert typed(capsys, "check", project, "--quiet").out == typed(capsys, "check", project).out
        assert typed(capsys, "count", project, "--quiet").err.startswith("Policzono mimo 10 błędów")

    def test_verbose_names_every_source(self, capsys):
        said = typed(capsys, "count", EXAMPLES / "do-poprawy", "--verbose")

        assert re.search(r"attendance: obecnosc\.csv · \d+ · [0-9a-f]{64}", said.err)

    @pytest.mark.parametrize(
        ("words", "surroundings"),
        [
            *product((["check"], ["check", "--help"]), ({}, {"FORCE_COLOR": "1"}, {"CLICOLOR_FORCE": "1", "PY_COLORS": "1"})),
            (["check"], {"NO_COLOR": "1"}),
            (["count"], {"FORCE_COLOR": "1"}),
        ],
    )
    def test_no_colours_into_a_pipe(self, words, surroundings):
        said = started(*words, EXAMPLES / "do-poprawy", environment=surroundings)

        assert "\x1b" not in said.out + said.err

    @pytest.mark.parametrize("encoding", ["cp852", "ascii"])
    @pytest.mark.parametrize("words", [["check"], ["count"], ["count", "--json"], ["check", "--help"], ["check", "--onli"]])
    def test_a_console_that_cannot_show_everything(self, words, encoding):
        said = started(*words, EXAMPLES / "do-poprawy", environment={"PYTHONIOENCODING": encoding})

        assert said.code == {"count": 0}.get(words[0], 0 if "--help" in words else 2 if "--onli" in words else 1)
        assert "Traceback" not in said.err

    def test_a_reader_who_has_seen_enough(self):
        import os  # noqa: PLC0415
        import subprocess  # noqa: PLC0415
        import sys  # noqa: PLC0415

        process = subprocess.Popen(
            [sys.executable, "-m", "aktywna", "count", str(EXAMPLES / "katowice"), "--json", "--by", "gender:age"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        )  # fmt: skip
        process.stdout.close()
        said = process.stderr.read().decode()
        process.stderr.close()

        assert process.wait() in {0, 1}
        assert "BrokenPipe" not in said
        assert "Traceback" not in said


class TestCheck:
    def test_a_finding_a_line(self, capsys):
        said = typed(capsys, "check", EXAMPLES / "do-poprawy", "--as", "line")
        lines = said.out.splitlines()

        assert len(lines) == 14
        assert "Rejestry.xlsx:Uczestnicy!U13: A203 error: Udział zakończony 12.02.2019, zanim się rozpoczął 04.03.2019." in lines
        assert "obecnosc.csv!A47: A401 error: Nie ma uczestnika o numerze 31." in lines
        assert all(re.fullmatch(r"[^:!]+(:[^!]+)?(![A-Z]*\d*)?: [A-Z]\d{3} (error|warning|note): .+", line) for line in lines)

    def test_a_line_without_a_file_is_about_the_definition(self, capsys, tmp_path):
        project = copied("swiebodzice", tmp_path)
        file = project / "uczestnicy.csv"
        file.write_text("a;b;c\n1;2;3\n", encoding="utf-8")

        assert all(line.startswith(("uczestnicy.csv", "project.toml", "wsparcie.csv", "kontrakty.csv"))
                   for line in typed(capsys, "check", project, "--as", "line").out.splitlines())  # fmt: skip

    def test_in_english(self, capsys):
        said = typed(capsys, "check", EXAMPLES / "do-poprawy", "--as", "line", "--lang", "en")

        assert "Rejestry.xlsx:Uczestnicy!U13: A203 error: Participation ended on " in said.out

    def test_in_full_with_what_to_do(self, capsys):
        said = typed(capsys, "check", EXAMPLES / "do-poprawy", "--only", "A203")

        assert "Co zrobić: Porównaj obie daty" in said.out
        assert "aktywna explain A203" in said.out
        assert "Rejestry.xlsx · Uczestnicy · U13" in said.out
        assert said.out.endswith("1 błąd w 1 z 129 wierszy.\n")

    def test_only_chapters_and_codes(self, capsys):
        lines = typed(capsys, "check", EXAMPLES / "do-poprawy", "--as", "line", "--only", "a4,R201").out.splitlines()

        assert {line.split(": ")[1].split()[0] for line in lines} == {"A401", "A403", "A413", "R201"}

    def test_the_definition_may_be_named_itself(self, capsys):
        by_file = typed(capsys, "check", EXAMPLES / "do-poprawy" / "project.toml")

        assert by_file.out == typed(capsys, "check", EXAMPLES / "do-poprawy").out

    def test_the_current_folder_is_the_default(self, capsys, monkeypatch):
        monkeypatch.chdir(EXAMPLES / "swiebodzice")

        assert typed(capsys, "check").code == 0

    def test_registers_of_another_folder(self, capsys, tmp_path):
        project, other = copied("do-poprawy", tmp_path), tmp_path / "nowe"
        other.mkdir()
        for file in ("Rejestry.xlsx", "obecnosc.csv"):
            (project / file).rename(other / file)
        said = typed(capsys, "check", project, "--registers", other, "--as", "line")

        assert "../nowe/Rejestry.xlsx:Uczestnicy!U13: A203" in said.out

    def test_the_day_chooses_the_export(self, capsys):
        said = typed(capsys, "count", EXAMPLES / "katowice", "--as-of", "2018-07-15", "--json")

        assert said.document["as_of"] == "2018-07-15"
        assert "Uczestnicy_2018-06.xlsx" in {source["file"] for source in said.document["sources"]}


class TestCount:
    def test_breakdowns_follow_the_table(self, capsys):
        said = typed(capsys, "count", EXAMPLES / "do-poprawy", "--by", "gender,gender:age", "--quiet")

        assert re.search(r"persons\s+kobieta\s+0\s+13\n", said.out)
        assert "Płeć, wiek" in said.out
        assert "kobieta, " in said.out
        assert "woman" not in said.out

    def test_the_people_behind_a_number(self, capsys):
        said = typed(capsys, "count", EXAMPLES / "do-poprawy", "--who", "PERSONS", "--quiet")

        assert len(re.findall(r"^\d+ +tak +\d\d\.\d\d\.\d{4} +Udział w projekcie: tak", said.out, re.MULTILINE)) == 24
        assert re.search(r"^15 +pominięto +Status osoby na rynku pracy", said.out, re.MULTILINE)

    @pytest.mark.parametrize("period", ["2018-11", "2018-Q2", "2018-H1", "2018", "2018-05-01..2018-07-31"])
    def test_periods_as_people_write_them(self, capsys, period):
        assert typed(capsys, "count", EXAMPLES / "katowice", "--period", period).code == 0

    def test_a_name_from_the_reporting_calendar(self, capsys):
        import tomllib  # noqa: PLC0415

        named = {
            name: deadlines[0]["name"]
            for name in NAMES
            if (deadlines := tomllib.loads((EXAMPLES / name / "project.toml").read_text(encoding="utf-8")).get("calendar"))
        }

        assert named
        for project, period in named.items():
            assert typed(capsys, "count", EXAMPLES / project, "--period", period).code == 0


class TestInit:
    def test_an_empty_folder(self, capsys, tmp_path):
        said = typed(capsys, "init", tmp_path / "nowy", "--title", "Krok naprzód")

        assert said.code == 0
        assert str(tmp_path / "nowy" / "project.toml") in said.out.splitlines()
        assert "aktywna check" in said.err
        assert typed(capsys, "check", tmp_path / "nowy").code == 0

    def test_a_folder_that_is_not_empty(self, capsys, tmp_path):
        (tmp_path / "notatki.txt").write_text("moje", encoding="utf-8")

        assert typed(capsys, "init", tmp_path).code == 2
        assert [path.name for path in tmp_path.iterdir()] == ["notatki.txt"]
        assert typed(capsys, "init", tmp_path, "--force").code == 0
        assert (tmp_path / "notatki.txt").read_text(encoding="utf-8") == "moje"
        assert (tmp_path / "project.toml").exists()

    def test_a_person_at_the_terminal_is_asked(self, capsys, tmp_path, monkeypatch):
        """A wrong answer is asked for again, a day is written in any usual way, an empty answer takes what is offered."""
        monkeypatch.setattr(asking, "person_there", lambda: True)
        monkeypatch.setattr(sys, "stdin", io.StringIO("Nowy start\n7\n2\n1.3.2017\nkoniec\n\n"))

        said = typed(capsys, "init", tmp_path / "nowy")

        written = tomllib.loads((tmp_path / "nowy" / "project.toml").read_text(encoding="utf-8"))
        assert (said.code, written["title"], written["era"]) == (0, "Nowy start", "efs-2014")
        assert written["period"] == {"start": date(2017, 3, 1), "end": date(2017, 12, 31)}
        assert "Napisz numer odpowiedzi, od 1 do 3." in said.err
        assert "To nie jest data" in said.err

    def test_nothing_is_asked_where_nobody_should_be(self, capsys, tmp_path, monkeypatch):
        monkeypatch.setattr(asking, "person_there", lambda: True)
        monkeypatch.setattr(sys, "stdin", io.StringIO(""))

        assert typed(capsys, "init", tmp_path / "nowy", "--no-input", "--start", "2024-03-01", "--end", "2025-02-28").code == 0
        assert "start = 2024-03-01" in (tmp_path / "nowy" / "project.toml").read_text(encoding="utf-8")

    @pytest.mark.parametrize("era", ["pokl-2007", "efs-2014", "efsplus-2021"])
    @pytest.mark.parametrize("language", ["pl", "en"])
    def test_every_era(self, capsys, tmp_path, era, language):
        assert typed(capsys, "init", tmp_path / "nowy", "--era", era, "--lang", language, "--no-input").code == 0
        assert typed(capsys, "count", tmp_path / "nowy").code == 0

    @pytest.mark.parametrize("name", NAMES)
    def test_every_example(self, capsys, tmp_path, name):
        assert typed(capsys, "init", tmp_path / "kopia", "--example", name).code == 0
        assert typed(capsys, "check", tmp_path / "kopia").code == (1 if name == "do-poprawy" else 0)


class TestExplain:
    @pytest.mark.parametrize("language", ["pl", "en"])
    def test_every_code_has_a_page(self, capsys, language):
        declare_all()
        for code in sorted(NOTICES):
            said = typed(capsys, "explain", code, "--lang", language)

            assert (said.code, said.err) == (0, ""), code
            assert said.out.startswith(code)
            assert {"pl": "Co zrobić: ", "en": "What to do: "}[language] in said.out

    @pytest.mark.parametrize("code", ["a203", "A203", "R090", "O003", "D001", "T001", "O001"])
    def test_codes_of_every_room(self, capsys, code):
        assert typed(capsys, "explain", code).out.startswith(code.upper())
