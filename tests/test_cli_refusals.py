"""How a command ends when it cannot do what it was asked: the code, the sentence, and nothing half done."""

from __future__ import annotations

import json

import openpyxl
import pytest

from aktywna.cli import app
from aktywna.domain.findings.rule import rules
from desk import copied, edit, typed


@pytest.fixture
def office(tmp_path):
    return copied("do-poprawy", tmp_path)


class TestWrongWords:
    """Code 2, with the nearest word and nothing on standard output."""

    @pytest.mark.parametrize(
        ("words", "meant"),
        [
            (["chek"], "check"),
            (["check", "--onli", "A1"], "--only"),
            (["report", "--kind", "mnth"], "month"),
            (["report", "--format", "xlx"], "xlsx"),
            (["report", "--format", "md,pdf"], "xlsx"),
            (["count", "--by", "gendr"], "gender"),
            (["count", "--by", "gender:agee"], "age"),
            (["count", "--period", "2019-13"], "2019"),
            (["count", "--period", "maj"], "2015-05"),
            (["count", "--period", "2019-05-02..2019-05-01"], "2015-05-01..2015-07-31"),
            (["count", "--who", "person"], "persons"),
            (["count", "--edition", "2019"], "2019"),
            (["count", "--partner", "pup"], "pup"),
            (["check", "--as", "lines"], "line"),
            (["check", "--only", "A203,ZZ"], "ZZ"),
            (["check", "--as-of", "31.12.2019"], "2015-07-31"),
            (["check", "--as-of", "20191231"], "2015-07-31"),
            (["check", "--as-of", "2019-02-30"], "2015-07-31"),
            (["check", "--repair"], "-o FOLDER"),
            (["check", "--annotate", "-o", "uwagi.xlsx"], "-o uwagi\n"),
            (["check", "--as", "html", "-o", "uwagi.html"], "-o uwagi\n"),
            (["due", "--within", "-3"], "od 0 do 36\u00a0500"),
            (["explain", "A20"], "A20"),
            (["explain", "a2033"], "A203"),
            (["check", "--lang", "de"], "en"),
            (["check", "--lang"], "--lang"),
            (["check", "--registers"], "--registers"),
            (["check", "a", "b"], "b"),
            (["explain"], "KOD"),
            (["init"], "FOLDER"),
            (["init", "nowy", "--example", "katowic"], "katowice"),
            (["init", "nowy", "--era", "efs-2015"], "efs-2014"),
        ],
    )
    def test_the_nearest_word_is_named(self, capsys, monkeypatch, office, words, meant):
        monkeypatch.chdir(office)
        before = sorted(office.rglob("*"))
        said = typed(capsys, *words)

        assert said.code == 2
        assert said.out == ""
        assert meant in said.err
        assert sorted(office.rglob("*")) == before

    def test_a_path_is_suggested_from_the_definition(self, capsys, tmp_path):
        said = typed(capsys, "count", copied("swiebodzice", tmp_path), "--path", "contrac")

        assert said.code == 2
        assert "„contract”" in said.err

    def test_both_languages(self, capsys, office):
        polish = typed(capsys, "count", office, "--by", "gendr")
        english = typed(capsys, "count", office, "--by", "gendr", "--lang", "en")

        assert polish.err.startswith("Nie istnieje podział „gendr”. Czy chodziło o „płeć (gender)”? Do wyboru: płeć (gender), wiek (age)")
        assert english.err.startswith("There is no breakdown “gendr”. Did you mean “gender (płeć)”? Choose one of: gender (płeć), age")

    def test_no_project(self, capsys, tmp_path):
        for command in ("check", "count", "report"):
            said = typed(capsys, command, tmp_path)

            assert (said.code, said.out) == (2, "")
            assert "project.toml" in said.err

    def test_wrong_words_go_before_missing_files_and_errors(self, capsys, office):
        (office / "obecnosc.csv").unlink()

        assert typed(capsys, "count", office, "--period", "x").code == 2
        assert typed(capsys, "count", office, "--who", "x", "--strict").code == 2
        assert typed(capsys, "count", office, "--strict").code == 3


class TestWrongDefinition:
    def test_every_misspelt_key_is_named_with_the_nearest(self, capsys, office):
        edit(office / "project.toml", "title =", "titel =")
        edit(office / "project.toml", "as_of =", "as_off =")
        said = typed(capsys, "check", office)

        assert (said.code, said.out) == (2, "")
        for word in ("„titel”", "„title”", "„as_off”", "„as_of”", "wiersz 4"):
            assert word in said.err

    def test_toml_that_cannot_be_read(self, capsys, office):
        (office / "project.toml").write_text("title = ", encoding="utf-8")

        assert typed(capsys, "count", office).code == 2

    def test_the_definition_goes_before_its_files(self, capsys, office):
        edit(office / "project.toml", "title =", "titel =")
        (office / "obecnosc.csv").unlink()

        assert typed(capsys, "check", office).code == 2


class TestFilesThatCannotBeRead:
    def test_check_reads_the_rest(self, capsys, office):
        (office / "obecnosc.csv").unlink()
        said = typed(capsys, "check", office, "--as", "line")

        assert said.code == 3
        assert "obecnosc.csv: R301 error:" in said.out
        assert "Rejestry.xlsx:Uczestnicy!U13: A203 error:" in said.out

    @pytest.mark.parametrize("command", ["count", "report", "due", "budget"])
    def test_count_and_report_stop(self, capsys, office, command):
        (office / "obecnosc.csv").unlink()
        said = typed(capsys, command, office)

        assert (said.code, said.out) == (3, "")
        assert "R301" in said.err
        assert "obecnosc.csv" in said.err
        assert not (office / "raporty").exists()

    @pytest.mark.parametrize(
        ("file", "content", "code"),
        [
            ("Rejestry.xlsx", b"PK\x03\x04 not a workbook", "R3"),
            ("Rejestry.xlsx", b"", "R3"),
            ("obecnosc.csv", b"", "R3"),
            ("obecnosc.csv", "Nr uczestnika;Data;Obecność\n1;06.05.2019;zażółć gęślą jaźń\n".encode() + b"2;06.05.2019;by\xb3a\n", "R308"),
        ],
    )
    @pytest.mark.parametrize("command", ["check", "count", "report", "due", "budget"])
    def test_a_damaged_file(self, capsys, office, command, file, content, code):
        (office / file).write_bytes(content)
        said = typed(capsys, command, office)

        assert said.code == 3
        assert file in said.out + said.err
        assert code in said.out + said.err

    def test_a_folder_of_registers_that_is_not_there_is_named_once(self, capsys, office):
        said = typed(capsys, "check", office, "--registers", "eksport")

        assert (said.code, said.out, said.err.count("„eksport”")) == (3, "", 1)

    def test_several_files_are_all_named(self, capsys, tmp_path):
        project = copied("katowice", tmp_path)
        (project / "Rezultaty.xlsx").unlink()
        (project / "Wydatki.xlsx").write_bytes(b"PK damaged")
        said = typed(capsys, "count", project)

        assert said.code == 3
        assert "Rezultaty.xlsx" in said.err
        assert "Wydatki.xlsx" in said.err


class TestErrorsInTheRegisters:
    def test_check_ends_with_one(self, capsys, office):
        assert typed(capsys, "check", office).code == 1
        assert typed(capsys, "check", office, "--only", "A5").code == 1

    def test_warnings_and_notes_are_not_errors(self, capsys, office):
        said = typed(capsys, "check", office, "--only", "A533,R201,R105")

        assert said.code == 0
        assert "1 ostrzeżenie i 2 wskazówki" in said.out

    def test_a_project_without_faults(self, capsys, tmp_path):
        said = typed(capsys, "check", copied("swiebodzice", tmp_path))

        assert said.code == 0
        assert "nie ma nic do poprawienia" in said.out

    @pytest.mark.parametrize("command", ["count", "report", "due", "budget"])
    def test_they_are_counted_in_spite_of(self, capsys, office, command):
        said = typed(capsys, command, office)

        assert said.code == 0
        assert "Policzono mimo 10 błędów" in said.err
        assert "Policzono mimo" not in said.out

    @pytest.mark.parametrize("command", ["count", "report", "due", "budget"])
    def test_strict_refuses(self, capsys, office, command):
        said = typed(capsys, command, office, "--strict")

        assert (said.code, said.out) == (1, "")
        assert "W rejestrach są błędy (10)" in said.err
        assert not (office / "raporty").exists()

    def test_strict_does_not_mind_a_clean_project(self, capsys, tmp_path):
        assert typed(capsys, "report", copied("swiebodzice", tmp_path), "--strict", "--format", "md").code == 0

    @pytest.mark.parametrize(("header", "column"), [("Nr uczestnika", "no"), ("Data rozpoczęcia udziału w projekcie", "start_date")])
    def test_a_deleted_required_column_is_one_finding(self, capsys, tmp_path, header, column):
        project = copied("swiebodzice", tmp_path)
        lines = [line.split(";") for line in (project / "uczestnicy.csv").read_text(encoding="utf-8-sig").splitlines()]
        at = lines[0].index(header)
        text = "\n".join(";".join(line[:at] + line[at + 1 :]) for line in lines)
        (project / "uczestnicy.csv").write_text(text + "\n", encoding="utf-8")
        said = typed(capsys, "check", project, "--json")

        assert said.code == 1
        assert [("R001", "error", "uczestnicy.csv", column)] == [
            tuple(one[key] for key in ("code", "severity", "file", "column")) for one in said.document["findings"]
        ]

    def test_a_deleted_column_of_a_workbook(self, capsys, office):
        book = openpyxl.load_workbook(office / "Rejestry.xlsx")
        sheet = book["Uczestnicy"]
        at = next(cell.column for cell in sheet[1] if cell.value == "Data rozpoczęcia udziału w projekcie")
        sheet.delete_cols(at)
        book.save(office / "Rejestry.xlsx")
        said = typed(capsys, "check", office, "--json")

        about = [one for one in said.document["findings"] if one["column"] == "start_date" and one["severity"] == "error"]
        assert said.code == 1
        assert len(about) == 1


class TestOurFault:
    """70, with where it happened and none of the data."""

    @pytest.fixture
    def broken(self, monkeypatch):
        import aktywna.steps.check  # noqa: F401, PLC0415 - the rules must be declared before one of them breaks

        def fails(books):
            raise KeyError(books.participants["last_name"].iloc[0])

        monkeypatch.setitem(rules()["A203"].__dict__, "finds", fails)

    @pytest.mark.parametrize("words", [["check"], ["check", "--verbose"], ["count"], ["check", "--json"], ["check", "--verbose", "--json"]])
    def test_a_broken_rule(self, capsys, broken, office, words):
        said = typed(capsys, *words, office)

        assert said.code == 70
        assert "A203" in said.out + said.err
        assert "KeyError" in said.out + said.err
        assert "Traceback" not in said.err
        assert "Makietowska" not in said.out + said.err

    def test_verbose_shows_the_frames(self, capsys, broken, office):
        assert "fails" not in typed(capsys, "check", office).err
        assert "_found" in typed(capsys, "check", office, "--verbose").err

    def test_nothing_is_written(self, capsys, monkeypatch, office):
        def fails(*_rest, **_options):
            raise ZeroDivisionError

        monkeypatch.setattr("aktywna.steps.report.drafted", fails)
        said = typed(capsys, "report", office)

        assert (said.code, said.out) == (70, "")
        assert "ZeroDivisionError" in said.err
        assert not (office / "raporty").exists()

    def test_interrupted(self, capsys, monkeypatch, office):
        def stopped(*_rest, **_options):
            raise KeyboardInterrupt

        monkeypatch.setattr("aktywna.steps.judging.check", stopped)
        said = typed(capsys, "count", office)

        assert (said.code, said.out) == (130, "")
        assert "Przerwano" in said.err


class TestARefusalIsADocument:
    """`--json`: {aktywna, command, error: {exit, code, message, file, key}} on standard output, and nothing else there."""

    @pytest.mark.parametrize(
        ("words", "leave", "code"),
        [
            (["count", "--period", "x"], 2, None),
            (["check", "--onli"], 2, None),
            (["check", "--only", "ZZ"], 2, None),
            (["report", "--kind", "x"], 2, None),
            (["count", "--lang", "de"], 2, None),
            (["--lang", "de", "count"], 2, None),
            (["explain", "ZZ"], 2, None),
            (["init", ".", "--example", "x"], 2, "O004"),
            (["init", "."], 2, "O003"),
            (["check", "nowhere"], 2, "D009"),
            (["count", "--strict"], 1, None),
            (["report", "--strict"], 1, None),
        ],
    )
    def test_every_kind(self, capsys, monkeypatch, office, words, leave, code):
        monkeypatch.chdir(office)
        said = typed(capsys, *words, "--json")

        document = said.document
        assert said.code == leave
        assert list(document) == ["aktywna", "command", "error"]
        assert document["command"] == next(word for word in words if word in {"check", "count", "report", "init", "explain"})
        assert {"exit", "code", "message", "file", "key"} <= set(document["error"])
        assert (document["error"]["exit"], document["error"]["code"]) == (leave, code)
        assert said.err == ""

    def test_a_missing_file(self, capsys, office):
        (office / "obecnosc.csv").unlink()
        error = typed(capsys, "report", office, "--json").document["error"]

        assert (3, "R301", "obecnosc.csv") == (error["exit"], error["code"], error["file"])
        assert error["message"].startswith("Nie ma pliku „obecnosc.csv”")

    def test_a_wrong_key(self, capsys, office):
        edit(office / "project.toml", "title =", "titel =")
        error = typed(capsys, "check", office, "--as", "json").document["error"]

        assert (2, "D001", "project.toml", "titel") == (error["exit"], error["code"], error["file"], error["key"])

    def test_our_fault(self, capsys, monkeypatch, office):
        monkeypatch.setattr(app, "build", lambda: json.loads("{"))
        said = typed(capsys, "check", office, "--json")

        assert said.code == said.document["error"]["exit"] == 70
