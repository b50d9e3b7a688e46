"""What a later export changes in a period that was already reported stands in the next report as a line, never silently."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.counting.reported import Correction, Reported, Stated, Statement, before, corrections, with_report
from aktywna.domain.counting.tally import Figures
from aktywna.domain.faults import InputRefused
from aktywna.io.archive import ARCHIVE, KEPT, archive_bytes, read_archive
from desk import edit, typed
from shelf import read_anew
from small_office import office

PEOPLE = """
    participants:
    Lp. | PESEL | Płeć | Data rozpoczęcia udziału w projekcie
    1 | | K | 2016-10-03
    2 | | K | 2016-10-13
    3 | | M | 2016-11-13
    4 | | M | 2016-12-02
"""
COUNTED = """
    parameters = { incomplete = "counted" }
    [[editions]]
    id = "2016"
    name = "2016"
    start = 2016-01-01
    end = 2016-12-31
    [[indicators]]
    id = "X"
    name = "Uczestnicy"
"""
LINE = "korekta: wskaźnik X w okresie 2016-10 wynosił 2 (K 2, M 0), wynosi 3 (K 2, M 1)"


@pytest.fixture
def project(tmp_path) -> Path:
    """An office that has reported October, in which two women began."""
    return office(tmp_path / "projekt", PEOPLE, COUNTED)


@pytest.fixture
def say(capsys, project):
    """Report a month, as it was known on the 5th of the next one."""

    def reported(month: str, *words: object):
        year, number = map(int, month.split("-"))
        day = date(year + number // 12, number % 12 + 1, 5)
        return typed(capsys, "report", project, "--period", month, "--as-of", day.isoformat(), "--format", "md", *words)

    return reported


def moved(project: Path, old: str = "3;;M;2016-11-13", new: str = "3;;M;2016-10-30") -> None:
    edit(project / "uczestnicy.csv", old, new)


def text(project: Path, month: str) -> str:
    return (project / "raporty" / f"month_{month}.md").read_text(encoding="utf-8")


def bytes_of(project: Path) -> dict[str, bytes]:
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in (project / "raporty").rglob("*") if path.is_file()}


def test_a_first_report_corrects_nothing(project, say):
    assert say("2016-10").code == 0
    assert "orekt" not in text(project, "2016-10")


def test_a_later_report_says_what_changed(project, say):
    say("2016-10")
    moved(project)
    said = say("2016-11")

    assert f"- {LINE}\n" in text(project, "2016-11")
    assert LINE in said.out.splitlines()


def test_nothing_changed_and_nothing_is_said(project, say):
    say("2016-10")
    say("2016-11")

    assert "orekt" not in text(project, "2016-11")


def test_the_same_period_reported_again_says_what_changed(project, say):
    say("2016-10")
    moved(project)
    say("2016-10")

    assert LINE in text(project, "2016-10")


def test_every_format_and_both_languages_say_it(capsys, project, say):
    from openpyxl import load_workbook  # noqa: PLC0415

    say("2016-10")
    moved(project)
    words = ["--period", "2016-11", "--as-of", "2016-12-05"]
    typed(capsys, "report", project, *words, "--format", "xlsx,html")
    book = load_workbook(project / "raporty" / "month_2016-11.xlsx")
    assert any(LINE in str(cell.value) for row in book["Raport"].iter_rows() for cell in row)
    (sheet,) = (one for one in book.worksheets if one.title.startswith("Korekty"))
    assert [2, 2, 0, 3, 2, 1, 1] in [[cell.value for cell in row][-7:] for row in sheet.iter_rows()]
    assert LINE in (project / "raporty" / "month_2016-11.html").read_text(encoding="utf-8")

    typed(capsys, "report", project, *words, "--format", "md", "--lang", "en")
    assert "correction: indicator X was 2 (W 2, M 0) in the period 2016-10, is 3 (W 2, M 1)" in text(project, "2016-11")


def test_a_report_made_again_changes_no_byte(project, say):
    say("2016-10")
    moved(project)
    say("2016-11")
    before_that = bytes_of(project)
    read_anew()
    say("2016-11")

    assert before_that == bytes_of(project)


def test_the_same_inputs_and_the_same_list_give_the_same_bytes(capsys, project, say, tmp_path):
    import shutil  # noqa: PLC0415

    say("2016-10")
    moved(project)
    other = shutil.copytree(project, tmp_path / "gdzie-indziej" / "projekt")
    say("2016-11")
    read_anew()
    typed(capsys, "report", other, "--period", "2016-11", "--as-of", "2016-12-05", "--format", "md")

    assert bytes_of(project) == bytes_of(other)


def test_a_correction_that_is_taken_back_is_said(project, say):
    say("2016-10")
    moved(project)
    say("2016-11")
    moved(project, "3;;M;2016-10-30", "3;;M;2016-11-13")
    say("2016-12")

    assert "w okresie 2016-10 wynosił 2 (K 2, M 0), później 3 (K 2, M 1), wynosi 2 (K 2, M 0)" in text(project, "2016-12")


def test_what_changed_before_any_report_is_said_of_the_cumulative_number_once(project, say):
    say("2016-11")
    moved(project, "1;;K;2016-10-03", "1;;K;2017-03-03")
    say("2016-12")

    corrected = [line for line in text(project, "2016-12").splitlines() if line.startswith("- korekta")]
    assert ["- korekta: wskaźnik X narastająco do 30.11.2016 wynosił 3 (K 2, M 1), wynosi 2 (K 1, M 1)"] == corrected


def test_a_month_reported_before_its_end_is_compared_over_the_days_it_had(capsys, project):
    for day in ("2016-10-10", "2016-11-05"):
        typed(capsys, "report", project, "--period", "2016-10", "--as-of", day, "--format", "md")

    assert "orekt" not in text(project, "2016-10")


def test_an_indicator_that_is_no_longer_counted_is_said(project, say):
    say("2016-10")
    edit(project / "project.toml", 'id = "X"', 'id = "Y"')
    say("2016-11")

    assert "korekta: wskaźnik X w okresie 2016-10 wynosił 2 (K 2, M 0); projekt już go nie liczy" in text(project, "2016-11")


def test_a_part_answers_for_its_own_reports(project, say):
    edit(project / "uczestnicy.csv", "w projekcie", "w projekcie;Edycja")
    register = (project / "uczestnicy.csv").read_text(encoding="utf-8").splitlines()
    (project / "uczestnicy.csv").write_text("\n".join([register[0], *(f"{line};2016" for line in register[1:])]) + "\n", encoding="utf-8")
    say("2016-10")
    moved(project, "3;;M;2016-11-13", "3;;M;2016-10-30")
    say("2016-11", "--edition", "2016")

    assert "orekt" not in (project / "raporty" / "month_2016-11_edition-2016.md").read_text(encoding="utf-8")


def test_count_says_the_corrections_too(capsys, project, say):
    say("2016-10")
    moved(project)
    words = ["count", project, "--period", "2016-12", "--as-of", "2016-12-31"]
    found = typed(capsys, *words, "--json").document["corrections"]

    numbers = {"was": (2, 2, 0), "is": (3, 2, 1)}
    assert [("X", "2016-10", False)] == [(one["code"], one["period"]["name"], one["cumulative"]) for one in found]
    assert numbers == {key: tuple(found[0][key][sex] for sex in ("total", "women", "men")) for key in numbers}
    assert LINE in typed(capsys, *words).out.splitlines()


def test_a_report_of_findings_keeps_no_figures(capsys, project):
    typed(capsys, "report", project, "--kind", "findings", "--format", "md")

    assert not (project / "raporty" / ARCHIVE).exists()


def test_the_list_holds_no_personal_data(project, say):
    edit(project / "uczestnicy.csv", "1;;K", "1;44410101458;K")
    say("2016-10")

    kept = json.loads((project / "raporty" / ARCHIVE).read_text(encoding="utf-8"))["reported"]
    assert "44410101458" not in json.dumps(kept)
    assert {"period", "cumulative"} == set(kept[0]["said"][0]["figures"]["X"])


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[: len(content) // 2],
        lambda _content: b"",
        lambda _content: b"\xff\xfe",
        lambda _content: b"[]",
        lambda _content: b'{"format": 2}',
        lambda content: content.replace(b'"total": 2', b'"total": 7'),
    ],
    ids=["cut", "empty", "no text", "something else", "newer", "changed by hand"],
)
class TestADamagedList:
    def test_it_is_a_sentence_and_nothing_is_written(self, project, say, damage):
        say("2016-10")
        path = project / "raporty" / ARCHIVE
        path.write_bytes(damage(path.read_bytes()))
        kept = bytes_of(project)
        said = say("2016-11")

        assert (3, "O006") == (said.code, said.err.split()[0])
        assert kept == bytes_of(project)

    def test_with_force_it_is_kept_and_a_new_one_begins(self, project, say, damage):
        say("2016-10")
        path = project / "raporty" / ARCHIVE
        broken = damage(path.read_bytes())
        path.write_bytes(broken)

        assert 0 == say("2016-11", "--force").code
        assert broken == (project / "raporty" / KEPT).read_bytes()
        assert ["2016-11"] == [one.name for one in read_archive(project / "raporty")]

    def test_count_still_counts(self, capsys, project, say, damage):
        say("2016-10")
        path = project / "raporty" / ARCHIVE
        path.write_bytes(damage(path.read_bytes()))
        said = typed(capsys, "count", project, "--period", "2016-12", "--json")

        assert (0, None) == (said.code, said.document["corrections"])
        assert "O006" in said.err


def test_the_list_is_written_only_together_with_the_report(project, say):
    (project / "raporty").mkdir()
    (project / "raporty" / "month_2016-10.md").write_text("moje uwagi", encoding="utf-8")

    assert 2 == say("2016-10").code
    assert not (project / "raporty" / ARCHIVE).exists()


def test_a_list_in_the_way_as_a_folder_is_a_sentence(project, say):
    (project / "raporty" / ARCHIVE).mkdir(parents=True)

    assert 3 == say("2016-10", "--force").code


MONTHS = [(date(2016, month, 1), date(2016, month, 28)) for month in (1, 2, 3, 4)]
EVENTS = st.lists(st.tuples(st.sampled_from(MONTHS), st.sampled_from(["woman", "man", ""])), max_size=12)


def counted(events: Sequence[tuple[tuple[date, date], str]], start: date, end: date) -> Stated:
    """Count events, each on the first day of a month."""

    def figures(since: date) -> Figures:
        sexes = [sex for (day, _last), sex in events if since <= day <= end]
        return Figures(len(sexes), sexes.count("woman"), sexes.count("man"), sexes.count(""))

    return Stated(figures(start), figures(date.min))


def after(archive: tuple[Reported, ...], events, month: tuple[date, date]) -> tuple[tuple[Reported, ...], tuple[Correction, ...]]:
    """Report a month over the events as they are known."""
    start, end = month
    answerable = before(archive, (), end)
    now = {one.days: {"X": counted(events, one.start, one.end)} for one in answerable}
    said = Statement(0, "month", end, None, (), {"X": counted(events, start, end)})
    return with_report(archive, now, Reported(start, end, "", (), (said,))), corrections(answerable, now)


@given(st.lists(EVENTS, min_size=len(MONTHS), max_size=len(MONTHS)))
def test_cumulative_is_what_was_reported_and_the_corrections(exports):
    """However often the past changes, the last cumulative number is the sum of the periods first reported and their corrections."""
    archive: tuple[Reported, ...] = ()
    for events, month in zip(exports, MONTHS, strict=True):
        archive, told = after(archive, events, month)
    first = [one.said[0].figures["X"].period for one in archive]
    changed = [one for one in told if not one.cumulative]
    corrected = sum(one.now.total - one.was[0].total for one in changed)

    assert counted(exports[-1], *MONTHS[-1]).cumulative.total == sum(one.total for one in first) + corrected
    assert [] == [one for one in told if one.cumulative]


@given(EVENTS, EVENTS)
def test_a_report_said_again_leaves_the_list(first, second):
    archive, _none = after((), first, MONTHS[0])
    archive, told = after(archive, second, MONTHS[1])
    again, told_again = after(archive, second, MONTHS[1])

    assert (archive, told) == (again, told_again)


@given(EVENTS, EVENTS)
def test_what_is_kept_is_read_as_it_was_written(tmp_path_factory, first, second):
    archive, _none = after((), first, MONTHS[0])
    archive, _told = after(archive, second, MONTHS[1])
    folder = tmp_path_factory.mktemp("raporty")
    (folder / ARCHIVE).parent.mkdir()
    (folder / ARCHIVE).write_bytes(archive_bytes(archive))

    assert archive == read_archive(folder)


def test_no_list_is_no_reports(tmp_path):
    assert () == read_archive(tmp_path)


def test_a_sentence_names_the_file(tmp_path):
    (tmp_path / ARCHIVE).parent.mkdir()
    (tmp_path / ARCHIVE).write_text("{", encoding="utf-8")
    with pytest.raises(InputRefused) as caught:
        read_archive(tmp_path)

    assert ARCHIVE == caught.value.finding.facts["file"]
