"""A register in any supported file and any supported shape is the same register; no bytes stop the reading."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from aktywna.domain.faults import InputRefused
from aktywna.domain.registers.reading import read_register
from aktywna.io import shipped
from aktywna.io.reading.files import read_file
from carriers import CARRIERS
from columns import GENITIVE
from effort import effort
from written import column, project

PESELS = ("00410179932", "00291600815", "44051401359", "02070803628", "09222509560", "00610179938", "99923135889")
HEADERS = {
    "no": ("Nr uczestnika", "NR UCZESTNIKA*", "Numer w rejestrze"),
    "first_name": ("Imię", "Imię (imiona)", "IMIĘ\u00a0", "Imie"),
    "last_name": ("Nazwisko", "nazwisko 1)", "Nazwi-\nsko"),
    "pesel": ("PESEL", "Nr PESEL", "PESEL (11 cyfr)"),
    "start_date": (
        "Data rozpoczęcia udziału w projekcie",
        "Data rozp. udz. w proj.",
        "Data rozpoczęcia\nudziału w projekcie",
        "Data przystąpienia (dd.mm.rrrr)",
    ),
    "gender": ("Płeć", "Plec", "Płeć (K/M)"),
    "disability": ("Osoba z niepełnosprawnościami", "Niepełnosprawność TAK/NIE", "Osoba niepełnosprawna"),
    "business_grant": ("Kwota środków przyznanych na założenie działalności gospodarczej",),
}
HINTS = {"pesel": "11 cyfr", "start_date": "RRRR-MM-DD", "gender": "K/M", "disability": "wybierz z listy"}
DAYS = (
    lambda day: day,
    lambda day: day.isoformat(),
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day:%d.%m.%Y} r.",
    lambda day: f"{day.day} {GENITIVE[day.month - 1]} {day.year} r.",
    lambda day: f"{day:%d-%m-%Y}",
    lambda day: f"{day.isoformat()} 00:00:00",
    lambda day: str((day - date(1899, 12, 30)).days),
)
NUMBERS = (str, lambda pesel: int(pesel) if len(pesel.lstrip("0")) >= 8 else pesel)
ANSWERS = {"yes": ("Tak", "TAK", "t", "☒", 1), "no": ("Nie", "NIE", "n", 0), "refused": ("odmowa", "Odmowa podania informacji")}
SEXES = {"woman": ("K", "kobieta", "Kobieta"), "man": ("M", "mężczyzna", "Mężczyzna")}
AMOUNTS = (
    lambda grosze: f"{grosze // 100},{grosze % 100:02}",
    lambda grosze: f"{grosze // 100:,}".replace(",", "\u00a0") + f",{grosze % 100:02}",
    lambda grosze: f"{grosze // 100:,}".replace(",", " ") + f",{grosze % 100:02} zł",
    lambda grosze: grosze / 100,
)
NAMES = st.sampled_from(["Testowska", "Przykładowicz", "Zmyślona", "Próbna-Łąkowska", "Null", "NA", "None", "Źdźbłowicz"])
PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "first_name": st.sampled_from(["Anna", "Jan", "Łucja", "Żaneta"]),
            "last_name": NAMES,
            "pesel": st.sampled_from(PESELS),
            "start_date": st.dates(date(2008, 1, 1), date(2027, 12, 31)),
            "gender": st.sampled_from(sorted(SEXES)),
            "disability": st.sampled_from(sorted(ANSWERS)),
            "business_grant": st.integers(0, 10**7),
        }
    ),
    min_size=1,
    max_size=4,
)


@st.composite
def offices(draw):
    """People, and the rows in which an office may keep them."""
    people = [{"no": f"U/{number}", **person} for number, person in enumerate(draw(PEOPLE), start=1)]
    order = draw(st.permutations(sorted(HEADERS)))
    extra = draw(st.integers(0, 2))
    header = [draw(st.sampled_from(HEADERS[name])) for name in order] + [f"Własna {letter}" for letter in "AB"[:extra]]
    rows = [*draw(st.lists(st.sampled_from([["Rejestr uczestników"], ["Projekt", "„Krok naprzód”"], []]), max_size=3)), header]
    if draw(st.booleans()):
        rows.append([*(HINTS.get(name) for name in order), *[None] * extra])
    if draw(st.booleans()):
        rows.append(list(range(1, len(header) + 1)))
    write_day, write_amount, write_pesel = draw(st.sampled_from(DAYS)), draw(st.sampled_from(AMOUNTS)), draw(st.sampled_from(NUMBERS))
    for person in people:
        rows += [[]] * draw(st.integers(0, 1))
        written = {
            **person,
            "start_date": write_day(person["start_date"]),
            "business_grant": write_amount(person["business_grant"]),
            "pesel": write_pesel(person["pesel"]),
            "gender": draw(st.sampled_from(SEXES[person["gender"]])),
            "disability": draw(st.sampled_from(ANSWERS[person["disability"]])),
        }
        rows.append([*(written[name] for name in order), *["x"] * extra])
    if draw(st.booleans()):
        rows += [[], [*[None if name != "last_name" else "Razem" for name in order], *[None] * extra]]
    if draw(st.booleans()):
        rows += [[], ["Sporządziła: Anna Próbna"]]
    return people, rows


def registered(path):
    """Read a file as the register of participants, as a command does."""
    return read_register(shipped.layouts()["participants"], shipped.choices(), project(), read_file(path, path.name))


@pytest.mark.parametrize("name", sorted(CARRIERS))
@effort(1 / 8, HealthCheck.function_scoped_fixture)
@given(office=offices())
def test_a_register_reads_back_whatever_carries_it(tmp_path, name, office):
    people, rows = office
    if name.endswith(("cp852.csv", "cp1250.csv", "8859-2.csv")):
        rows = [
            [cell.replace("☒", "x").replace("„", "").replace("”", "") if isinstance(cell, str) else cell for cell in row] for row in rows
        ]
    path = tmp_path / name
    path.write_bytes(CARRIERS[name](rows))

    register, _ = registered(path)

    expected = {name: [person[name] for person in people] for name in HEADERS} | {
        "start_date": [person["start_date"].isoformat() for person in people]
    }
    assert expected == {name: column(register, name) for name in HEADERS}


PLAIN = [
    ["Nr uczestnika", "Imię", "PESEL", "Data rozpoczęcia udziału w projekcie"],
    ["1", "Łucja", 2070803628, date(2016, 3, 12)],
    ["2", "Jan"],
]


@pytest.mark.parametrize("name", sorted(CARRIERS))
@effort(1 / 4, HealthCheck.function_scoped_fixture)
@given(at=st.integers(0, 100_000), junk=st.binary(max_size=60), cut=st.booleans(), inserted=st.booleans())
def test_no_bytes_make_reading_raise_anything_but_a_refusal(tmp_path, name, at, junk, cut, inserted):
    whole = CARRIERS[name](PLAIN)
    at %= len(whole)
    path = tmp_path / name
    path.write_bytes(whole[:at] + junk + (b"" if cut else whole[at + (0 if inserted else len(junk)) :]))
    with suppress(InputRefused):
        registered(path)


@pytest.mark.parametrize("name", sorted(CARRIERS))
@effort(1 / 4, HealthCheck.function_scoped_fixture)
@given(junk=st.binary(max_size=200))
def test_any_bytes_under_any_name_are_read_or_refused(tmp_path, name, junk):
    path = tmp_path / name
    path.write_bytes(junk)
    with suppress(InputRefused):
        registered(path)
