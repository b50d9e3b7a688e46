"""Every finding that no rule finds fires on its own smallest input, and nothing else does: one that never fires is a defect."""

from __future__ import annotations

import pytest

from aktywna.domain.findings.rule import NOTICES, Rule
from aktywna.steps.explain import gallery
from aktywna.steps.explain.page import declare_all

declare_all()
OF_NO_RULE = sorted(code for code, one in NOTICES.items() if not isinstance(one, Rule))


@pytest.mark.parametrize("code", OF_NO_RULE)
def test_its_smallest_input_gives_it_and_nothing_else(code: str) -> None:
    assert {code} == {one.code for one in gallery.everything(code)}


@pytest.mark.parametrize("code", OF_NO_RULE)
def test_its_facts_are_those_its_sentences_ask_for(code: str) -> None:
    from aktywna.words.sentences import places  # noqa: PLC0415 - beside what it is asked about

    asked = {name for name, _spec in [*places(NOTICES[code].says), *places(NOTICES[code].do)]}

    assert asked - {"near", "nearest", "header"} <= set(gallery.provoked(code)[0].facts)


def test_nothing_is_shown_that_cannot_be_found() -> None:
    assert set(OF_NO_RULE) == set(gallery.codes())
