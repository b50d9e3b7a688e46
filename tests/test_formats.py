"""Official forms as data: every fact has a source, every written value is read back, every header is known."""

from __future__ import annotations

import pytest

from aktywna.domain.exchange.coded import dictionary_of, read_back
from aktywna.domain.exchange.format import PARTICIPANTS, SUPPORT
from aktywna.domain.findings.rule import NOTICES
from aktywna.domain.sheets.headers import recognise
from aktywna.io import shipped
from aktywna.steps.explain.page import declare_all, explain
from aktywna.steps.pages import FORMATS, of_formats
from aktywna.words.wording import LANGUAGES
from desk import ROOT

declare_all()
FORMS = list(shipped.formats().values())


def facts(form):
    """Give everything that a form claims, by what it is about."""
    return {
        **{f"carrier.{name}": fact for name, fact in form.carrier.facts.items()},
        **{f"field.{field.id}": field for field in form.field},
        **{f"instead.{field.id}": field.instead for field in form.field if field.instead is not None},
        **{f"fill.{at}": filling for at, filling in enumerate(form.fill)},
    }


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
class TestEveryForm:
    def test_every_fact_names_sources_that_are_known(self, form):
        named = {name: fact.source for name, fact in facts(form).items()} | {f"rules.{code}": source for code, source in form.rules.items()}
        unknown = {name: source for name, source in named.items() if len(shipped.cited(source)) < len(source.split(";"))}

        assert {} == {name: source for name, source in unknown.items() if not source.startswith("rules.md 5")}

    def test_what_only_code_or_memory_says_is_no_verified_fact(self, form):
        wrong = {name for name, fact in facts(form).items() if fact.mark in {"V", "X", "I"} and fact.source.endswith((": C", ": M", ": P"))}

        assert set() == wrong

    def test_every_column_that_it_names_is_there(self, form):
        layouts = shipped.layouts()

        assert [] == [(field.id, name) for field in form.field for name in field.columns if name not in layouts[field.register].columns]

    def test_every_value_is_read_back_as_itself_or_as_a_wider_one(self, form):
        wrong = []
        for field in form.field:
            choice = dictionary_of(shipped.layouts()[field.register].columns[field.columns[0]], shipped.choices()) if field.values else None
            wider = {value.id: {value.id, value.within, _widest(choice, value.within)} for value in choice.value} if choice else {}
            wrong += [(field.id, code) for code, text in field.values.items() if read_back(text, choice) not in wider.get(code, ())]

        assert [] == wrong

    def test_its_headers_are_recognised_where_they_stand(self, form):
        layout = shipped.layouts()[PARTICIPANTS]
        headings = recognise(layout, form.headers, {})
        gives = {column.gives: column.id for column in layout.column if column.gives}
        expected = {}
        for at, field in enumerate(form.field):
            for name in field.columns[:1] if field.column else field.first_of:
                expected[gives[field.column] if field.register == SUPPORT else name] = at

        assert expected == {name: at for name, at in headings.columns.items() if name in expected}

    def test_its_rules_are_rules(self, form):
        assert [] == [code for code in form.rules if code not in NOTICES]

    def test_its_patterns_are_said_in_both_languages(self, form):
        assert [] == [
            field.id for field in form.field if field.form and not (field.form_said and field.form_said.pl and field.form_said.en)
        ]

    def test_assumed_values_are_values(self, form):
        assert [] == [(field.id, code) for field in form.field for code in field.assumed if code not in field.values]

    def test_it_has_a_page(self, form):
        page = explain(form.id)

        assert form.field[-1].header.split()[0] in page


def _widest(choice, name):
    return next((value.within for value in choice.value if value.id == name), None)


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_the_pages_are_current(tongue):
    assert (ROOT / FORMATS[tongue]).read_text(encoding="utf-8") == of_formats(tongue)


def test_a_variant_states_only_the_difference():
    forms = shipped.formats()
    short, whole = forms["smefs-short"], forms["smefs"]

    assert [field.columns for field in whole.field] == [field.columns for field in short.field]
    assert {"Wiek", "DEGURBA"} < set(short.headers) - set(whole.headers)
    assert len(forms["sl2014"].field) - 1 == len(forms["sl2014-v1.8"].field)
