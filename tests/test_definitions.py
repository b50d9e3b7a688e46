"""A wrong definition says everything that is wrong with it, where, and what would be right; it never ends in a traceback."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from aktywna.domain.faults import DefinitionError
from aktywna.domain.findings.finding import Finding
from aktywna.domain.findings.rule import NOTICES
from aktywna.domain.people import participants as people  # noqa: F401 - declares its columns
from aktywna.domain.registers.derived import DERIVED
from aktywna.io import shipped
from aktywna.io.definitions.project import era_of, indicators, load_project, understand
from aktywna.io.definitions.questions import COMPUTED
from aktywna.io.definitions.toml_lines import lines_of
from aktywna.steps.explain.page import declared_notices
from aktywna.words.sentences import places, sentence
from effort import effort

VALID = """\
title = "Próba"
era = "efsplus-2021"

[beneficiary]
name = { pl = "Gmina Testowa", en = "Testowa Commune" }

[programme]
name = "Program"

[period]
start = 2024-01-01
end = 2025-12-31

[budget]
total = 1000.00

[[budget.sources]]
id = "grant"
kind = "grant"
name = "dotacja"
amount = 1000.00
share = 100

[[budget.tasks]]
id = "z1"
name = "Zadanie"

[[editions]]
id = "2024"
name = "Edycja"
start = 2024-01-01
end = 2024-12-31

[[paths]]
id = "kis"
name = "KIS"

[[paths]]
id = "pal"
name = "PAL"
within = "kis"

[[criteria]]
id = "wiek"
name = "wiek"
min_age = 18
max_age = 64
labour_status = ["unemployed"]

[[forms]]
id = "kurs"
name = "Kurs"
sphere = "vocational"
paths = ["kis"]
task = "z1"

[soft]
areas = [ { id = "praca", name = "praca" } ]

[[indicators]]
id = "U1"
name = "Uczestnicy"
target = 40

[[indicators]]
id = "R1"
name = "Praca"
among = [ { column = "end_date", known = true } ]
when = [
  { column = "labour_status", is = "unemployed" },
  { register = "outcomes", where = [ { column = "outcome", is_in = ["employment"] } ], until = "end_date", plus_days = 28 },
]

[[indicators]]
id = "R2"
name = "Odsetek"
ratio = { of = "R1", to = "U1" }

[[calendar]]
name = "okres 1"
kind = "claim"
start = 2024-01-01
end = 2024-06-30

[registers]
participants = { file = "uczestnicy.xlsx", headers = { "Numer" = "no" } }
outcomes = {}
"""

WRONG = {
    "misspelt key": ('kind = "claim"', 'kindd = "claim"', "D001", "calendar[1].kindd", "kind"),
    "misspelt section": ("[programme]", "[programe]", "D001", "programe", "programme"),
    "missing key": ('title = "Próba"\n', "", "D002", "title", None),
    "missing key of an entry": ('name = "Kurs"\n', "", "D002", "forms[1].name", None),
    "text for a date": ("start = 2024-01-01\nend = 2025", 'start = "2024-01-01"\nend = 2025', "D003", "period.start", None),
    "number for a date": ("start = 2024-01-01\nend = 2025", "start = 2024\nend = 2025", "D003", "period.start", None),
    "text for an amount": ("amount = 1000.00", 'amount = "1 000,00 zł"', "D003", "budget.sources[1].amount", None),
    "yes for a target": ("target = 40", "target = true", "D003", "indicators[1].target", None),
    "number for a name": ('name = "Program"', "name = 5", "D003", "programme.name", None),
    "table for a list": ("[[editions]]", "[editions]", "D003", "editions", None),
    "one for a list": ('paths = ["kis"]', 'paths = "kis"', "D003", "forms[1].paths", None),
    "limit of another kind": ("known = true", "at_least = 3", "D003", "indicators[2].among[1].at_least", None),
    "limit of a word": ('is = "unemployed"', "at_least = 3", "D013", "indicators[2].when[1].at_least", None),
    "until a word": ("known = true", 'until = "city"', "D013", "indicators[2].among[1].until", None),
    "sum of words": ("target = 40", 'target = 40\nsum = "city"', "D013", "indicators[1].sum", None),
    "days of a word": ('is = "unemployed"', 'until = "end_date"', "D013", "indicators[2].when[1].until", None),
    "word not allowed": ('sphere = "vocational"', 'sphere = "vocationl"', "D004", "forms[1].sphere", "vocational"),
    "reference": ('paths = ["kis"]', 'paths = ["kiss"]', "D005", "forms[1].paths[1]", "kis"),
    "reference into the budget": ('task = "z1"', 'task = "z2"', "D005", "forms[1].task", "z1"),
    "reference to a dictionary": ('["unemployed"]', '["unemploied"]', "D005", "criteria[1].labour_status[1]", "unemployed"),
    "reference to an indicator": ('of = "R1"', 'of = "R9"', "D005", "indicators[3].ratio.of", "R1"),
    "dates reversed": ("end = 2024-06-30", "end = 2023-06-30", "D006", "calendar[1].start", None),
    "edition outside": ("end = 2024-12-31", "end = 2026-12-31", "D006", "editions[1].end", None),
    "declared twice": ('id = "pal"', 'id = "KIS"', "D007", "paths[2].id", None),
    "unknown era": ('era = "efsplus-2021"', 'era = "efsplus-2027"', "D010", "era", "efsplus-2021"),
    "unknown parameter": ("[registers]", "[parameters]\nresult_windw = 1\n[registers]", "D011", "parameters.result_windw", "result_window"),
    "unknown value of the era": (
        "plus_days = 28", 'plus_days = { era = "result_windw" }', "D011", "indicators[2].when[2].plus_days.era", "result_window",
    ),
    "unknown column": ('"labour_status", is', '"labor_status", is', "D012", "indicators[2].when[1].column", "labour_status"),
    "unknown column of events": ('"outcome", is_in', '"outcom", is_in', "D012", "indicators[2].when[2].where[1].column", "outcome"),
    "unknown register": ('register = "outcomes"', 'register = "outcome"', "D012", "indicators[2].when[2].register", "outcomes"),
    "unknown column of headers": ('"Numer" = "no"', '"Numer" = "number"', "D012", "registers.participants.headers.Numer", None),
    "two questions": ('"labour_status", is', '"labour_status", any = [], is', "D013", "indicators[2].when[1]", None),
    "no test": ('column = "end_date", known = true', 'column = "end_date"', "D013", "indicators[2].among[1]", None),
    "two ways to count": ('to = "U1" }', 'to = "U1" }\nsum = "age_at_start"', "D013", "indicators[3]", None),
    "ratio of ratios": ('of = "R1"', 'of = "R2"', "D013", "indicators[3].ratio.of", None),
    "no name": ('name = "Uczestnicy"\n', "", "D013", "indicators[1]", None),
    "unknown code": ('name = "Uczestnicy"', 'use = "EECR99"', "D005", "indicators[1].use", ...),
    "use and an own way": ('name = "Uczestnicy"', 'use = "EECR04"\nwhen = []', "D013", "indicators[1].when", None),
    "known by name alone": ('name = "Uczestnicy"', 'use = "EECR05"', "D022", "indicators[1].use", None),
    "known by name and defined": (
        'name = "Uczestnicy"', 'use = "EECR05"\nwhen = [{ column = "first_job_date", known = true }]', None, "", None,
    ),
    "limit of the era": (
        'is = "unemployed"', 'known = true }, { column = "age", at_least = { era = "result_age_mim" }',
        "D011", "indicators[2].when[2].at_least.era", "result_age_min",
    ),
    "part of itself": ('id = "kis"\n', 'id = "kis"\nwithin = "pal"\n', "D013", "paths[1].within", None),
    "value not in the dictionary": ('is = "unemployed"', 'is = "unemployd"', "D014", "indicators[2].when[1].is", "unemployed"),
    "value of events": ('["employment"]', '["job"]', "D014", "indicators[2].when[2].where[1].is_in[1]", ...),
    "negative amount": ("amount = 1000.00", "amount = -1.00", "D015", "budget.sources[1].amount", None),
    "half a grosz": ("amount = 1000.00", "amount = 1.005", "D015", "budget.sources[1].amount", None),
    "not a number": ("amount = 1000.00", "amount = nan", "D015", "budget.sources[1].amount", None),
    "letters of an id": ('id = "z1"', 'id = "zadanie pierwsze"', "D015", "budget.tasks[1].id", None),
    "nothing in a list": ("[soft]", "[soft]\nphases = []\n", None, "", None),
    "ages reversed": ("min_age = 18", "min_age = 80", "D016", "criteria[1].min_age", None),
    "unknown code of a rule": ("[registers]", '[rules]\nseverity = { A5o4 = "note" }\n[registers]', "D017", "rules.severity.A5o4", "A504"),
    "a count that would be wrong": (
        "[registers]", '[rules]\nseverity = { A203 = "warning" }\n[registers]', "D018", "rules.severity.A203", None,
    ),
    "a file that was not read": ("[registers]", '[rules]\nseverity = { R306 = "note" }\n[registers]', "D018", "rules.severity.R306", None),
    "a weight that is none": ("[registers]", '[rules]\nseverity = { A504 = "off" }\n[registers]', "D004", "rules.severity.A504", None),
    "an error without a basis in the count": ("[registers]", '[rules]\nseverity = { A413 = "warning" }\n[registers]', None, "", None),
    "an error raised": ("[registers]", '[rules]\nseverity = { A504 = "error", A203 = "error" }\n[registers]', None, "", None),
}  # fmt: skip


def faults(text: str) -> tuple[Finding, ...]:
    """Give what is wrong with a definition."""
    try:
        understand(text, "project.toml", declared_notices)
    except DefinitionError as error:
        return error.findings
    return ()


def test_a_valid_definition_becomes_a_project(tmp_path: Path):
    (tmp_path / "project.toml").write_text(VALID, encoding="utf-8")

    project = load_project(tmp_path)

    assert project == load_project(tmp_path / "project.toml")
    assert (project.title.pl, project.period.end) == ("Próba", date(2025, 12, 31))
    assert project.budget is not None
    assert project.budget.sources[0].share == Decimal(100)


@pytest.mark.parametrize("case", WRONG)
def test_a_fault_is_told_with_its_key_and_line(case: str):
    old, new, code, key, nearest = WRONG[case]
    text = VALID.replace(old, new, 1)
    assert text != VALID

    found = faults(text)

    if code is None:
        assert found == ()
        return
    told = next(one for one in found if (one.code, one.facts["key"]) == (code, key))
    if nearest is not ...:
        assert told.facts.get("nearest") == nearest or nearest is None
    line = text.splitlines()[told.place.row - 1] if told.place.row else ""
    assert code == "D002" or key.endswith("]") or key.split(".")[-1] in line


_MORE = {"declared twice", "table for a list", "letters of an id"}
"""Cases where something else is wrong in consequence."""


@pytest.mark.parametrize("case", [case for case in WRONG if case not in _MORE])
def test_a_fault_is_told_once(case: str):
    old, new, code, _, _ = WRONG[case]

    assert [code] * (code is not None) == [one.code for one in faults(VALID.replace(old, new, 1))]


def test_everything_is_told_at_once_in_the_order_of_the_file():
    text = VALID
    for old, new in (
        ('era = "efs', 'eraa = "efs'),
        ("start = 2024-01-01\nend = 2025", "start = 5\nend = 2025"),
        ('kind = "claim"', 'kind = "x"'),
        ('title = "Próba"\n', ""),
    ):
        text = text.replace(old, new, 1)

    assert [one.code for one in faults(text)] == ["D002", "D001", "D003", "D004"]


def test_the_line_of_what_is_not_toml():
    (found,) = faults(VALID.replace('name = "Program"', "name = Program", 1))

    assert (found.code, found.place.row, found.facts["line"]) == ("D008", 8, 8)


@pytest.mark.parametrize(
    ("written", "code", "right"),
    [
        ("94 500,00", "D019", "94500.00"),
        ("94\u00a0500,00", "D019", "94500.00"),
        ("94500,00 # zł", "D019", "94500.00"),
        ("94.500,00", "D019", "94500.00"),
        ("94 500", "D019", "94500"),
        ("94500 zł", "D019", "94500"),
        ("12.03.2016", "D020", "2016-03-12"),
        ("12.03.2016 r.", "D020", "2016-03-12"),
        ("2016-3-12", "D020", "2016-03-12"),
        ("2009-02-30", "D021", None),
        ("31.06.2009", "D021", None),
        ("tak", "D008", None),
        ("[1,2", "D008", None),
    ],
)
def test_what_is_written_as_on_paper_is_told_with_what_to_write(written: str, code: str, right: str | None):
    (found,) = faults(f"title = 'Próba'\nvalue = {written}\n")

    assert (code, right) == (found.code, found.facts.get("right"))


@pytest.mark.parametrize("line", ["value = { total = 94 500,00 }", "[a]\nvalue = 94 500,00"])
def test_an_amount_as_on_paper_is_found_inside_tables(line: str):
    assert ["D019"] == [one.code for one in faults(line)]


def test_a_misspelt_key_is_answered_with_every_key_allowed_there():
    (found,) = faults(VALID.replace("[programme]\n", "[programme]\nnamee = 1\n", 1))

    assert {"name", "axis", "measure"} <= set(found.facts["allowed"])


@pytest.mark.parametrize("content", [b"\xff\xfe", b'title = "\xb9"', b"a = " + b"[" * 5000])
def test_a_file_that_is_not_toml_at_all(tmp_path: Path, content: bytes):
    (tmp_path / "project.toml").write_bytes(content)

    with pytest.raises(DefinitionError) as caught:
        load_project(tmp_path)

    assert [one.code for one in caught.value.findings] == ["D008"]


def test_a_mark_of_utf8_is_passed_over(tmp_path: Path):
    (tmp_path / "project.toml").write_bytes(b"\xef\xbb\xbf" + VALID.replace("\n", "\r\n").encode())

    assert load_project(tmp_path).title.pl == "Próba"


@pytest.mark.parametrize("where", ["", "project.toml", "nothing/here"])
def test_a_folder_without_a_definition(tmp_path: Path, where: str):
    with pytest.raises(DefinitionError) as caught:
        load_project(tmp_path / where)

    assert [one.code for one in caught.value.findings] == ["D009"]


def test_an_indicator_of_the_catalogue_keeps_the_promise_of_the_project():
    code, shipped_one = next((code, one) for code, one in shipped.catalogue("efsplus-2021").items() if one.ratio is None)
    text = VALID.replace('id = "U1"\nname = "Uczestnicy"', f'id = "U1"\nmain = true\nuse = "{code}"', 1)

    own = indicators(understand(text, "project.toml"))[0]

    assert (own.id, own.use, own.main) == ("U1", code, True)
    assert own.target is not None
    assert own.target.total == 40
    assert (own.name, own.when, own.among, own.dated) == (shipped_one.name, shipped_one.when, shipped_one.among, shipped_one.dated)


def test_parameters_change_the_era():
    text = VALID.replace("[registers]", "[parameters]\nresult_window = 30\n\n[registers]", 1)

    assert era_of(understand(text, "project.toml")).values["result_window"].value == 30


def test_every_computed_column_can_be_asked_about():
    # Positions and whole numbers that only rules reckon with.
    inner = {"pesel_number", "slip"}

    assert {column for register, column in DERIVED if register == "participants"} - inner == set(COMPUTED)


def test_every_notice_of_the_chapter_is_provoked_here():
    provoked = {code for _, _, code, _, _ in WRONG.values()} | {"D008", "D009", "D019", "D020", "D021"}

    assert {code for code in NOTICES if code.startswith("D")} == provoked - {None}


def test_every_sentence_has_the_facts_it_speaks_of():
    for old, new, _, _, _ in WRONG.values():
        for found in faults(VALID.replace(old, new, 1)):
            told = NOTICES[found.code]
            for template in (told.says, told.do):
                assert {name for name, _spec in places(template)} <= set(found.facts), found.code
                assert sentence(template, found.facts)


@pytest.mark.parametrize("path", sorted(Path(__file__).parents[1].glob("examples/*/project.toml")), ids=lambda path: path.parent.name)
def test_every_example_loads_clean(path: Path):
    assert indicators(load_project(path))


def test_the_locator_knows_every_key_of_the_examples():
    for path in Path(__file__).parents[1].glob("examples/*/project.toml"):
        text = path.read_text(encoding="utf-8")
        lines = lines_of(text)

        missing = [key for key in _keys(tomllib.loads(text)) if key not in lines]
        assert missing == []


def _keys(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, one in inside for found in ((*path, key), *_keys(one, (*path, key)))]


_JUNK = ["", " ", "=", "[", "]", "[[", "{", "}", '"', "'", '"""', "#", ",", ".", "-1", "0", "1e400", "nan", "inf", "true", "2024-01-01",
         "2024-01-01T10:00:00", "10:00:00", '""', "[]", "{}", '"ą"', "[[[]]]", "{ a = 1 }",
         "99999999999999999999", "\t", "\\", "\n"]  # fmt: skip


@effort(4, *HealthCheck)
@given(st.data())
def test_no_mutation_ends_in_a_traceback(data: st.DataObject):
    """Whatever a slip of the hand makes of a definition, it is a definition or a `DefinitionError` with codes that exist."""
    lines = VALID.splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        slip = data.draw(st.sampled_from(["delete", "double", "value", "insert", "swap", "key"]))
        junk = data.draw(st.sampled_from(_JUNK) | st.text(max_size=8))
        line = lines[at]
        if slip == "delete" and len(lines) > 1:
            del lines[at]
        elif slip == "double":
            lines.insert(at, line)
        elif slip == "value" and " = " in line:
            lines[at] = line.partition(" = ")[0] + " = " + junk
        elif slip == "key" and " = " in line:
            lines[at] = junk + " = " + line.partition(" = ")[2]
        elif slip == "insert":
            spot = data.draw(st.integers(0, len(line)))
            lines[at] = line[:spot] + junk + line[spot:]
        else:
            other = data.draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], lines[at]

    for found in faults("\n".join(lines)):
        assert found.code in NOTICES
