"""Findings on a terminal: lines that fit, a long listing cut with the exact rest; everything into a pipe."""

from __future__ import annotations

import io
import re

import pytest

from aktywna.cli import screen
from aktywna.domain.findings.finding import Finding, Place, Severity
from aktywna.words.wording import set_language

SENTENCE = "Brakuje danych wymaganych od każdego uczestnika: „Status osoby na rynku pracy w chwili przystąpienia do projektu”."


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self):
        return True


@pytest.fixture(autouse=True)
def _polish(monkeypatch):
    set_language("pl")
    monkeypatch.setenv("NO_COLOR", "1")


def findings(code, many, severity=Severity.ERROR):
    return [
        Finding(code, severity, Place("u.xlsx", "Uczestnicy", row, f"R{row}", "participants", "", str(row))) for row in range(2, many + 2)
    ]


def shown(monkeypatch, found, *, columns=80, stream=None, say=lambda _finding: SENTENCE):
    stream = stream or Terminal()
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr("sys.stdout", stream)
    screen.findings(found, say, advise=lambda _finding: SENTENCE, whom=lambda finding: finding.place.key)
    return stream.getvalue().splitlines()


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_lines_fit_the_terminal_and_hang_under_the_first(monkeypatch, columns):
    lines = shown(monkeypatch, findings("A302", 1), columns=columns)

    assert max(map(len, lines)) <= columns
    assert all(line.startswith(("✗ A302  ", "        ")) for line in lines if line)
    assert " ".join(SENTENCE.split()) in " ".join(" ".join(lines).split())


def test_a_few_findings_are_all_shown(monkeypatch):
    lines = shown(monkeypatch, findings("A302", screen.FEW))

    assert screen.FEW == sum(line.startswith("✗") for line in lines)


def test_of_many_the_first_of_each_code_are_shown_and_the_rest_counted(monkeypatch):
    lines = shown(monkeypatch, [*findings("A302", 1204), *findings("A105", 7, Severity.WARNING)])

    assert [screen.OF_A_KIND] * 2 == [sum(f" {code} " in line[:8] for line in lines) for code in ("A302", "A105")]
    assert "Nie pokazano tu jeszcze 1\u00a0201 uwag: A105\u00a0(2) i A302\u00a0(1\u00a0199)." in lines
    assert any("--as line" in line and "--as xlsx" in line for line in lines)


def test_into_a_pipe_go_all_of_them_unfolded(monkeypatch):
    lines = shown(monkeypatch, findings("A302", 300), stream=io.StringIO())

    assert 300 == sum(SENTENCE in line and "A302" in line for line in lines)
    assert not [line for line in lines if "--as xlsx" in line]


def test_a_cell_commands_no_terminal(monkeypatch, capsys):
    def says(_finding):
        return "\x1b]0;x\x07\x1b[2Ja\nb"

    assert not re.search(r"[\x00-\x09\x0b-\x1f]", "\n".join(shown(monkeypatch, findings("A302", 1), say=says)))
    monkeypatch.undo()
    screen.lines(findings("A302", 1), says)
    assert re.fullmatch(r"u\.xlsx:Uczestnicy!R2: A302 error: [^\x00-\x1f]+\n", capsys.readouterr().out)
