"""The data that comes with the program: it parses, it is unambiguous, and every name in it leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

import pytest

import aktywna.domain.people.participants
import aktywna.domain.people.unemployment  # noqa: F401 - both declare computed columns
from aktywna.domain.promises.condition import Condition, EraValue
from aktywna.domain.promises.era import Era
from aktywna.domain.promises.indicator import Indicator, Listed
from aktywna.domain.promises.project import Project, Registers
from aktywna.domain.registers.derived import DERIVED
from aktywna.domain.registers.layout import Choice, Layout, normal
from aktywna.io import shipped

LAYOUTS = tuple(shipped.layouts().values())
CHOICES = tuple(shipped.choices().values())
ERAS = tuple(map(shipped.era, shipped.eras()))
INDICATORS = tuple((era, indicator) for era in ERAS for indicator in shipped.catalogue(era.catalogue or "").values())
EVENT = "event"
_SOURCE = re.compile(r"(rules|registers)\.md \d+(\.\d+)?: [\w.]+(, [\w.]+)*")

each_layout = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.id)
each_choice = pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.id)
each_era = pytest.mark.parametrize("era", ERAS, ids=lambda era: era.id)
each_indicator = pytest.mark.parametrize(("era", "indicator"), INDICATORS, ids=lambda given: given.id)


def test_every_register_of_a_definition_has_a_layout() -> None:
    assert set(Registers.model_fields) - {"not_kept"} == set(shipped.layouts())


def test_eras_stand_in_order_of_time() -> None:
    assert shipped.eras() == ("pokl-2007", "efs-2014", "efsplus-2021")


def test_an_unknown_era_is_not_found() -> None:
    with pytest.raises(KeyError):
        shipped.era("pokl-2014")


def test_an_unknown_catalogue_is_not_found() -> None:
    with pytest.raises(KeyError):
        shipped.catalogue("../eras/efs-2014")


def test_numbers_are_exact() -> None:
    value = shipped.era("efs-2014").values["result_window"].value

    assert value == Decimal(28)
    assert isinstance(value, Decimal)


@each_layout
class TestEveryLayout:
    def test_its_file_has_its_name(self, layout: Layout) -> None:
        assert shipped.layouts()[layout.id] is layout

    def test_no_two_columns_share_a_header(self, layout: Layout) -> None:
        written = [(normal(header), column.id) for column in layout.column for header in (*_both(column.name), *column.also, column.id)]

        assert _shared(written) == {}

    def test_no_header_is_lost_in_normalising(self, layout: Layout) -> None:
        assert [header for column in layout.column for header in (*_both(column.name), *column.also) if not normal(header)] == []

    def test_its_headers_of_several_columns_and_in_default_are_nobody_elses(self, layout: Layout) -> None:
        others = [*layout.splits, *layout.fallbacks]

        assert [header for header in others if header in layout.headers or others.count(header) > 1] == []

    def test_what_its_headers_lead_to_exists(self, layout: Layout) -> None:
        named = {column for split in layout.split for column in split.into} | {name for column in layout.column for name in column.after}

        assert named <= set(layout.columns)

    def test_its_foreign_blocks_hold_their_sure_header(self, layout: Layout) -> None:
        assert [aside.sure for aside in layout.aside if aside.sure not in aside.headers] == []

    def test_no_column_is_declared_twice(self, layout: Layout) -> None:
        assert len(layout.column) == len(layout.columns)

    def test_its_key_day_and_needs_are_columns(self, layout: Layout) -> None:
        needed = {name for column in layout.column for name in (column.need.unless, column.need.when) if name}

        assert {layout.key, layout.dated or layout.key} | needed <= set(layout.columns)

    def test_its_dictionaries_exist(self, layout: Layout) -> None:
        missing = [column.id for column in layout.column if not _dictionary_exists(column.kind, column.of)]

        assert missing == []

    def test_its_needs_name_values_that_exist(self, layout: Layout) -> None:
        for column in layout.column:
            if column.need.is_in:
                deciding = layout.columns[column.need.when or ""]
                codes = {value.id for value in shipped.choices()[deciding.of or "yes_no"].value}
                assert set(column.need.is_in) <= codes

    def test_its_names_stand_in_both_languages(self, layout: Layout) -> None:
        names = [layout.name, *(column.name for column in layout.column), *(column.about for column in layout.column if column.about)]

        assert [name.pl for name in names if not (name.pl and name.en)] == []

    def test_names_of_people_are_private(self, layout: Layout) -> None:
        kinds = {"name", "pesel", "phone", "email", "postal_code"}

        assert [column.id for column in layout.column if column.kind in kinds and not column.private] == []


def test_what_the_participants_tell_of_themselves_is_private() -> None:
    private = {column.id for column in shipped.layouts()["participants"].column if column.private}
    health = {
        "disability",
        "disability_degree",
        "disability_kind",
        "expected_birth_date",
        "target_group",
        "dependent_care",
        "assistance_client",
    }
    origin = {"citizenship", "minority_migrant", "minority", "foreign_origin", "third_country"}
    housing = {"homeless", "household_jobless", "household_jobless_children", "household_single_adult"}
    identity = {"first_name", "last_name", "pesel", "other_id", "technical_id", "birth_date", "phone", "email"}
    address = {"city", "street", "house_no", "flat_no", "postal_code"}
    free_text = {"notes", "withdrawal_reason", "employer"}

    assert health | origin | housing | identity | address | free_text | {"case_worker", "other_disadvantage"} == private


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Brak PESEL", "no_pesel"),
        ("PESEL", "pesel"),
        ("Data rozpoczęcia\nudziału w projekcie *", "start_date"),
        ("Wiek w chwili przystępowania do projektu", "age_at_start"),
        ("Obszar według stopnia urbanizacji (DEGURBA)", "degurba"),
        ("Nr budynku", "house_no"),
        ("ZATRUDNIONY W:", "employer"),
        ("Sytuacja (1) osoby w momencie zakończenia udziału w projekcie", "situation_1"),
        ("Sytuacja (2) osoby w momencie zakończenia udziału w projekcie", "situation_2"),
        ("Plec", "gender"),
        ("Data zakonczenia udzialu", "end_date"),
    ],
)
def test_a_header_of_an_official_form_is_recognised(header: str, column: str) -> None:
    assert shipped.layouts()["participants"].headers[normal(header)] == column


def test_the_start_of_a_support_is_not_the_start_of_participation() -> None:
    assert "support_start" == shipped.layouts()["participants"].headers[normal("Data rozpoczęcia udziału we wsparciu")]


def test_what_a_column_gives_another_register_is_a_column_there() -> None:
    layouts = shipped.layouts()
    given = [column.gives.split(".") for layout in layouts.values() for column in layout.column if column.gives]

    assert [["support", name] for name in ("support_scope", "support_type", "support_subtype", "start_date", "end_date")] == given
    assert all(column in layouts[register].columns for register, column in given)


@each_layout
def test_what_stands_for_a_key_are_columns(layout: Layout) -> None:
    assert set(layout.key_else) <= set(layout.columns)


@each_choice
class TestEveryDictionary:
    def test_its_file_has_its_name(self, choice: Choice) -> None:
        assert shipped.choices()[choice.id] is choice

    def test_no_two_values_are_written_alike(self, choice: Choice) -> None:
        written = [(normal(word), value.id) for value in choice.value for word in (value.id, *_both(value.name), *value.also)]

        assert _shared(written) == {}

    def test_no_writing_is_lost_in_normalising(self, choice: Choice) -> None:
        assert [word for value in choice.value for word in value.also if not normal(word)] == []

    def test_wider_values_exist(self, choice: Choice) -> None:
        codes = {value.id for value in choice.value}

        assert {value.within for value in choice.value if value.within} <= codes

    def test_its_names_stand_in_both_languages(self, choice: Choice) -> None:
        names = [choice.name, *(value.name for value in choice.value)]

        assert [name.pl for name in names if not (name.pl and name.en)] == []


@pytest.mark.parametrize(
    ("dictionary", "written", "code"),
    [
        ("gender", "K", "woman"),
        ("gender", "Mężczyzna", "man"),
        ("yes_no", "☒", "yes"),
        ("yes_no", "TRUE", "yes"),
        ("yes_no", "Odmowa podania informacji", "refused"),
        ("labour_status", "Osoba bezrobotna", "unemployed"),
        ("labour_status", "osoba bezrobotna niezarejestrowana w ewidencji urzędów pracy", "unemployed_unregistered"),
        ("labour_status", "nieaktywny zawodowo", "inactive"),
        ("labour_detail", "Inne", "other"),
        ("education", "Średnie I stopnia lub niższe (ISCED 0-2)", "isced0_2"),
        ("education", "Średnie I stopnia lub niższe (ISCED 0–2)", "isced0_2"),
        ("education", "Niższe niż podstawowe (ISCED 0)", "isced0"),
        ("education", "ponadgimnazjalne (ISCED 3) lub policealne (ISCED4)", "isced3_4"),
        ("education", "Pomaturalne", "isced4"),
        ("citizenship", "Brak polskiego obywatelstwa lub UE – obywatel kraju spoza UE/ bezpaństwowiec", "third_country"),
        ("degurba", "Miasto (DEGURBA 1–2)", "1_2"),
        ("degurba", "3", "3"),
        ("mark", "+", "present"),
        ("mark", "U", "excused"),
        ("hour_unit", "szt.", "piece"),
        ("contract_part", "II B", "II_B"),
        ("phase", "Ex-ante", "pre"),
        ("outcome", "brak", "none"),
    ],
)
def test_a_value_is_read_as_offices_write_it(dictionary: str, written: str, code: str) -> None:
    assert shipped.choices()[dictionary].codes[normal(written)] == code


@pytest.mark.parametrize("mark", ["x", "nu", "nb", "O", "N", "1", "0", "-", "/", ""])
def test_a_mark_that_offices_read_in_opposite_ways_is_not_guessed(mark: str) -> None:
    assert normal(mark) not in shipped.choices()["mark"].codes


@pytest.mark.parametrize("written", ["godz.", "h", "godzina"])
def test_an_hour_of_unknown_length_is_not_guessed(written: str) -> None:
    assert normal(written) not in shipped.choices()["hour_unit"].codes


def test_a_person_tells_of_each_exit_situation_as_of_the_outcome() -> None:
    outcomes = {value.id for value in shipped.choices()["outcome"].value}

    assert {value.id for value in shipped.choices()["exit_situation"].value} - outcomes == {"not_applicable"}


@each_era
class TestEveryEra:
    def test_its_file_has_its_name(self, era: Era) -> None:
        assert era.id in shipped.eras()

    def test_its_catalogue_exists(self, era: Era) -> None:
        assert shipped.catalogue(era.catalogue or "")

    def test_its_ages_have_no_gap_and_do_not_overlap(self, era: Era) -> None:
        starts = [band.at_least for band in era.ages]

        assert starts == [0, *(band.at_most + 1 for band in era.ages[:-1])]

    def test_its_values_have_names_in_both_languages(self, era: Era) -> None:
        names = [era.name, *(value.name for value in era.values.values()), *(band.name for band in era.ages)]

        assert [name.pl for name in names if not (name.pl and name.en)] == []

    def test_its_values_name_known_sources(self, era: Era) -> None:
        unknown = {name: [_unknown_sources(one.source) for one in value.validities] for name, value in era.values.items()}

        assert {name: faults for name, faults in unknown.items() if any(faults)} == {}

    def test_nothing_from_memory_is_called_seen(self, era: Era) -> None:
        assert [name for name, value in era.values.items() if any(one.seen and _from_memory(one.source) for one in value.validities)] == []

    def test_its_dated_values_stand_in_order_and_do_not_overlap(self, era: Era) -> None:
        overlapping = []
        for name, value in era.values.items():
            for before, after in pairwise(value.dated):
                if before.until is None or after.from_ is None or before.until >= after.from_:
                    overlapping.append(name)

        assert overlapping == []

    def test_complete_records_are_told_by_known_columns(self, era: Era) -> None:
        for name in ("complete_columns", "household_columns"):
            value = era.values.get(name)
            for one in value.validities if value else ():
                assert isinstance(one.value, tuple)
                assert set(one.value) <= _columns("participants")

    def test_every_project_can_override_its_numbers(self, era: Era) -> None:
        own = Project.model_fields["parameters"].annotation

        assert own is not None
        assert era.changed({"attendance_threshold": Decimal(75)}).values["attendance_threshold"].value == Decimal(75)


@each_indicator
class TestEveryIndicator:
    def test_it_asks_for_columns_that_exist(self, era: Era, indicator: Listed) -> None:
        missing = [asked for asked in _asked(indicator) if asked[1] not in _columns(asked[0])]

        assert missing == [], era.id

    def test_its_days_are_columns_or_the_event(self, era: Era, indicator: Listed) -> None:
        days = {*indicator.dated.latest, *indicator.dated.earliest} if indicator.dated else set()

        assert days - {EVENT} <= _columns(indicator.counts), era.id

    def test_it_asks_for_values_that_exist(self, era: Era, indicator: Listed) -> None:
        unknown = []
        for register, condition in _conditions(indicator):
            column = shipped.layouts()[register].columns.get(condition.column or "")
            wanted = [*(condition.is_in or ()), *([condition.is_] if condition.is_ is not None else [])]
            if column is not None and column.kind in {"choice", "choices", "yes_no"}:
                codes = {value.id for value in shipped.choices()[column.of or "yes_no"].value}
                unknown += [value for value in wanted if value not in codes]

        assert unknown == [], era.id

    def test_its_era_has_the_values_it_uses(self, era: Era, indicator: Listed) -> None:
        asked = [bound for _, one in _conditions(indicator) for bound in (one.plus_days, one.at_least, one.at_most)]

        assert {bound.era for bound in asked if isinstance(bound, EraValue)} <= set(era.values)

    def test_it_names_known_sources(self, era: Era, indicator: Listed) -> None:
        assert _unknown_sources(indicator.source) == [], era.id

    def test_it_is_not_called_seen_when_it_comes_from_memory(self, era: Era, indicator: Listed) -> None:
        assert not (indicator.seen and _from_memory(indicator.source)), era.id

    def test_it_has_a_name_and_an_english_gloss(self, era: Era, indicator: Listed) -> None:
        assert indicator.name is not None
        assert indicator.name.pl, era.id
        assert indicator.name.en, era.id

    def test_a_result_asks_who_has_left(self, era: Era, indicator: Listed) -> None:
        if indicator.kind == "result" and not indicator.unknown:
            assert {"end_date"} <= {condition.column for condition in indicator.among}, era.id


@pytest.mark.parametrize("era", ["efs-2014", "efsplus-2021"])
def test_a_catalogue_gives_each_code_once(era: str) -> None:
    text = (shipped._folder("catalogues") / f"{era}.toml").read_text(encoding="utf-8")

    assert len(re.findall(r"^\[\[indicator\]\]$", text, re.MULTILINE)) == len(shipped.catalogue(era))


def test_a_source_is_told_by_its_titles() -> None:
    told = ("rpo.slaskie.pl, FAQ PEFS dla RPO WSL 2014-2020, Q19, 22.06.2017", "the 276-hour limit (2019)")

    assert shipped.cited("rules.md 21: 21.E1; registers.md 15: BZP") == told


def test_a_project_s_own_document_is_no_source_of_ours() -> None:
    assert shipped.cited("wniosek o dofinansowanie, s. 12: cele") == ()


def _both(name: object) -> tuple[str, str]:
    return getattr(name, "pl", ""), getattr(name, "en", "")


def _shared(written: list[tuple[str, str]]) -> dict[str, set[str]]:
    """Give what is written alike and means different things."""
    owners: dict[str, set[str]] = {}
    for word, owner in written:
        owners.setdefault(word, set()).add(owner)
    return {word: ids for word, ids in owners.items() if len(ids) > 1}


def _dictionary_exists(kind: str, of: str | None) -> bool:
    if kind not in {"choice", "choices", "teryt"}:
        return of is None
    if of is None or not of.startswith("project:"):
        return of in shipped.choices()
    return of.removeprefix("project:").split(".")[0] in Project.model_fields


def _columns(register: str) -> set[str]:
    return {*shipped.layouts()[register].columns, *(column for where, column in DERIVED if where == register)}


def _asked(indicator: Indicator) -> Iterator[tuple[str, str]]:
    """Give every register and column that an indicator's conditions name; `from` and `until` are the counted row's."""
    for register, condition in _conditions(indicator):
        for column in (condition.column, condition.sum_):
            if column is not None:
                yield (condition.register_ or register if column == condition.sum_ else register), column
        for day in (condition.from_, condition.until):
            if isinstance(day, str):
                yield register, day


def _conditions(indicator: Indicator) -> Iterator[tuple[str, Condition]]:
    for condition in (*indicator.among, *indicator.when):
        yield from _within(indicator.counts, condition)


def _within(register: str, condition: Condition) -> Iterator[tuple[str, Condition]]:
    yield register, condition
    for part in (*(condition.any_ or ()), *(condition.all_ or ()), *(condition.none_ or ())):
        yield from _within(register, part)
    for part in condition.where:
        yield from _within(condition.register_ or "", part)


def _unknown_sources(source: str) -> list[str]:
    """Give the parts of `source` that are not a document, a section and known keys."""
    known = shipped.sources()
    unknown = [part for part in source.split("; ") if not _SOURCE.fullmatch(part)]
    for part in source.split("; "):
        document, _, listed = part.partition(" ")
        unknown += [key for key in listed.partition(": ")[2].split(", ") if f"{document} {key}" not in known]
    return unknown


def _from_memory(source: str) -> bool:
    return any(key.strip() == "M" for part in source.split(";") for key in part.partition(":")[2].split(","))
