"""Official names of indicators: word for word as they were read, or marked as an assumption; none of them is quietly ours."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from aktywna.domain.promises.indicator import Listed
from aktywna.io import shipped

SEEN = tomllib.loads(Path(__file__).with_name("names_seen.toml").read_text(encoding="utf-8"))
LISTED = [(era, one) for era in shipped.eras() for one in shipped.catalogue(shipped.era(era).catalogue or "").values()]

each = pytest.mark.parametrize(("era", "listed"), LISTED, ids=lambda given: getattr(given, "id", given))


@each
def test_a_name_was_read_or_is_an_assumption(era: str, listed: Listed) -> None:
    read = SEEN.get(era, {}).get(listed.id)

    assert listed.name is not None
    assert listed.seen is False or (read is not None and read["pl"] == listed.name.pl)


@each
def test_a_name_that_was_read_is_word_for_word(era: str, listed: Listed) -> None:
    """In English as the regulation has it; where only Poland has the indicator, the Polish name with what it means in brackets."""
    read = SEEN.get(era, {}).get(listed.id, {"pl": listed.name and listed.name.pl})

    assert listed.name is not None
    assert read["pl"] == listed.name.pl
    if "en" in read:
        assert read["en"] == listed.name.en
    elif listed.seen is not False:
        assert listed.name.en.startswith(f"{listed.name.pl} (")


@each
def test_the_source_of_a_name_is_among_those_of_its_indicator(era: str, listed: Listed) -> None:
    read = SEEN.get(era, {}).get(listed.id)

    assert read is None or read["source"] in {part.strip() for part in listed.source.replace(":", ",").replace(";", ",").split(",")}


def test_every_name_that_was_read_is_in_a_catalogue() -> None:
    known = {(era, one.id) for era, one in LISTED}

    assert [(era, code) for era, codes in SEEN.items() for code in codes if (era, code) not in known] == []
