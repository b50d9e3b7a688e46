"""A day and the hours of a class in one cell."""

from __future__ import annotations

from datetime import date

import pytest

from aktywna.domain.diaries.class_times import ClassTime, beside_day
from written import codes, column, read, sheet


@pytest.mark.parametrize(
    "written",
    [
        "01.03",
        "1-3 marca 2116",
        "01.03 - 03.03",
        "od 01.06.10 do 31.08.10",
        "12. 03. 2116",
        "1 III",
        "Obecność 2",
        "12 marca 2116 r.",
        "godz. 8-12",
    ],
)
def test_what_says_nothing_beside_its_day_stays_whole(written):
    assert (written, ClassTime()) == beside_day(written)


def sessions(*rows, **keys):
    return read(sheet(*rows, name="Harmonogram"), register="sessions", **keys)


@pytest.mark.parametrize(
    ("cell", "begins", "ends"),
    [
        ("12.03.2116 8:00-12:00", 480, 720),
        ("12.03.2116 r., godz. 8.00-12.00", 480, 720),
        ("12 marca 2116 r. od 8 do 12", 480, 720),
        ("2116-03-12 08:00", 480, None),
        ("12.03.2116", None, None),
    ],
)
def test_a_day_and_its_hours_are_taken_apart(cell, begins, ends):
    register, findings = sessions(["Data i godzina", "Temat"], [cell, "x"])
    read_so = [column(register, name)[0] for name in ("date", "time_from", "time_to")]

    assert (["2116-03-12", begins, ends], []) == (read_so, findings)


@pytest.mark.parametrize("cell", ["rano", "12.03.2116 rano", "12.03.2116 i 13.03.2116"])
def test_a_cell_that_holds_more_or_less_is_not_known_and_said(cell):
    register, findings = sessions(["Data i godzina", "Temat"], [cell, "x"])

    assert ([None], ["R012"]) == (column(register, "date"), codes(findings))


def test_the_printed_schedule_of_forms_of_support():
    """Columns as the LSI2021 schedule prints them, each with its number (registers.md 14.3)."""
    header = ["Lp.", "1 Tytuł / rodzaj realizowanego wsparcia", "2 Miejsce (dokładny adres / nr sali / nazwa firmy / przedsiębiorstwa)",
              "3 Data/godzina od", "4 Data/godzina do", "5 Prowadzący zajęcia / opiekun stażu"]  # fmt: skip
    register, findings = sessions(
        header,
        ["1", "kurs", "sala 1", "2116-03-02 08:00", "2116-03-02 12:30", "Anna Próbna"],
        ["2", "kurs", "sala 1", "2116-03-03 08:00:00", "2116-03-03 09:00:00", "Anna Próbna"],
        ["3", "kurs", "sala 1", "2116-03-02 00:00", "2116-03-31 00:00", "Anna Próbna"],
    )

    assert ["2116-03-02", "2116-03-03", "2116-03-02"] == column(register, "date")
    assert ["2116-03-02", "2116-03-03", "2116-03-31"] == column(register, "date_to")
    assert ([480, 480, None], [750, 540, None]) == (column(register, "time_from"), column(register, "time_to"))
    assert [] == findings


def test_a_day_and_a_number_of_hours():
    register, _ = read(
        sheet(
            ["Nr uczestnika", "Data spotkania / ilość godzin", "Obecność"], ["1", "12.03.2116 / 2h", "ob"], ["1", date(2116, 3, 13), "ob"]
        )
    )

    assert (["2116-03-12", "2116-03-13"], [2.0, None]) == (column(register, "date"), column(register, "hours"))


def test_hours_in_the_days_of_a_card_are_read():
    register, _ = read(
        sheet(["Numer uczestnika: 7"], ["Miesiąc: marzec 2116"], ["Data", "Obecność"], ["1.03 8:00-10:00", "ob"], ["2.03 9:00-11:00", "nn"])
    )

    assert (["2116-03-01", "2116-03-02"], [480, 540]) == (column(register, "date"), column(register, "time_from"))
