"""Sentences with their facts in, in both languages: the right form after every number, and nothing left open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from aktywna.domain.findings.rule import NOTICES
from aktywna.domain.registers.layout import Choice
from aktywna.steps.explain.page import declare_all
from aktywna.words import extract
from aktywna.words.catalogue import Message, read, translations
from aktywna.words.sentences import places, sentence
from aktywna.words.wording import _, ngettext, set_language

declare_all()
NUMBERS = (1, 2, 5, 12, 22, 25)
FORM = {"pl": dict(zip(NUMBERS, (0, 1, 2, 2, 1, 2), strict=True)), "en": dict(zip(NUMBERS, (0, 1, 1, 1, 1, 1), strict=True))}
POLISH = 3
"""Forms of a counted word in Polish."""
OPEN = re.compile(r"\{\w+(:[^{}]*)?\}|\|")
SAMPLES: dict[str, object] = {
    "day": date(2016, 3, 12), "time": 545, "list": ("a", "b"), "columns": ("a", "b"), "name": "Nazwa", "quote": "abc", "meant": "abc",
    "edge": date(2016, 3, 12), "month_of": date(2016, 3, 12),
}  # fmt: skip
SENTENCES = sorted({text for one in NOTICES.values() for text in (one.says, one.do)})


@pytest.fixture(params=["pl", "en"])
def tongue(request: pytest.FixtureRequest) -> Iterator[str]:
    set_language(request.param)
    yield request.param
    set_language("pl")


def facts(template: str, n: int) -> dict[str, object]:
    """Give a fact for every place of a sentence: the number where a number is asked for."""
    return {name: SAMPLES.get(_kind(spec), n) for name, spec in places(template)}


def _kind(spec: str) -> str:
    kind, _space, rest = spec.partition(" ")
    return _kind(rest) if kind == "private" else kind


@pytest.mark.parametrize("n", NUMBERS)
def test_the_word_after_a_number_stands_in_its_form(tongue: str, n: int) -> None:
    wrong = []
    for template in SENTENCES:
        said = sentence(template, facts(template, n))
        for _name, spec in places(_(template)):
            kind, _space, forms = spec.partition(" ")
            words = forms.split("|")
            # What nobody has translated yet stays English, and another test says so.
            if kind in {"count", "word"} and words[FORM[tongue if len(words) == POLISH else "en"][n]] not in said:
                wrong.append((said, spec))

    assert [] == wrong


@pytest.mark.parametrize("n", NUMBERS)
def test_nothing_is_left_open(tongue: str, n: int) -> None:
    said = [sentence(template, facts(template, n), show_personal=True) for template in SENTENCES]

    assert [] == [text for text in said if OPEN.search(text) or "  " in text or not text.strip()]


@pytest.mark.parametrize("n", NUMBERS)
def test_sentences_of_the_program_stand_in_the_form_of_their_number(tongue: str, n: int, sentences: list[Message]) -> None:
    counted = sorted(message for message in sentences if isinstance(message, tuple))
    polish = translations(read(extract.CATALOGUE))
    expected = [(polish[pair] if tongue == "pl" else pair)[FORM[tongue][n]] for pair in counted]

    assert expected == [ngettext(one, many, n) for one, many in counted]


def test_dictionaries_are_named_in_both_languages() -> None:
    from aktywna.io.shipped import choices  # noqa: PLC0415 - only this test needs them

    found: list[Choice] = list(choices().values())

    assert [] == [value.id for choice in found for value in choice.value if not (value.name.pl and value.name.en)]
