"""A key is in the definition because a command reads it or a report prints it."""

from __future__ import annotations

import re
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from aktywna.domain.promises.model import Model
from aktywna.domain.promises.project import Project
from aktywna.io import shipped
from aktywna.io.definitions.project import load_project
from aktywna.io.definitions.shape import fields_of, models_of
from aktywna.steps.budget import Spending
from aktywna.steps.count import count, count_parts
from aktywna.steps.judging import judged
from aktywna.steps.open import open_books, part_of, span_of
from aktywna.steps.pay import month_named, payroll
from aktywna.steps.report import drafted, kinds
from aktywna.steps.start import start
from aktywna.steps.tables.pay import document

Read = set[tuple[str, str]]
"""A model and a field of it."""
LOGO = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 20, 10)
"""As much of a picture as says how large it is."""
EXAMPLES = sorted(Path(__file__).parents[1].glob("examples/*/project.toml"))
NOT_A_USE = (
    "pydantic",
    "aktywna.io.definitions",  # judging a definition
    "aktywna.io.schema",
    "aktywna.domain.promises.indicator",  # only its validators read
    "aktywna.domain.promises.condition",  # likewise
)


@contextmanager
def traced(models: tuple[type[Model], ...]) -> Iterator[Read]:
    """Note which fields of `models` are read by code that uses a definition, as opposed to code that judges or copies it."""
    read: Read = set()
    fields = {model: frozenset(model.model_fields) for model in models}
    asked: dict[tuple[type[Model], str], Read] = {}
    """What reading a name of a type would be the first to read, by that type and name."""

    def first_to_read(of: type[Model], name: str) -> Read:
        # An indicator of the catalogue is a model of its own, with the keys of a project's indicator.
        return {(owner.__name__, name) for owner in of.__mro__ if name in fields.get(owner, ())} - read

    def watching(self: Model, name: str) -> Any:
        at = (type(self), name)
        new = asked[at] if at in asked else asked.setdefault(at, first_to_read(*at))
        # Nearly all that is read has been read before, and costs no more than to see that.
        if new and not str(sys._getframe(1).f_globals.get("__name__", "")).startswith(NOT_A_USE):
            read.update(new)
            asked[at] = set()
        return object.__getattribute__(self, name)

    for model in models:
        type.__setattr__(model, "__getattribute__", watching)
    try:
        yield read
    finally:
        for model in models:
            type.__delattr__(model, "__getattribute__")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A project that has everything `init` explains and takes over every indicator of its era that anybody knows how to count."""
    start(tmp_path, era="efs-2014", title="Próba", language="pl")
    file = tmp_path / "project.toml"
    text = re.sub(r"^#(?=[a-z\[])", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    taken = load_project(tmp_path / "project.toml").era
    codes = [code for code, one in shipped.catalogue(taken).items() if f'use = "{code}"' not in text and not one.unknown]
    text += "".join(f'\n[[indicators]]\nid = "X-{code}"\nuse = "{code}"\n' for code in codes)
    text += '\n[[criteria]]\nid = "zalozenie"\nname = "zalozenie"\nmin_age = 15\nassumption = "wiek aktywności zawodowej"\n'
    (tmp_path / "znaki.png").write_bytes(LOGO)
    text += '\n[[indicators]]\nid = "E"\nname = "E"\ndated = { earliest = ["end_date", "first_job_date"] }\n'
    file.write_text(text, encoding="utf-8")
    return file


def use(path: Path) -> None:
    """Do with a project what its office does: check it, count it whole and by part, pay, and make every report in both languages."""
    opened = open_books(path)
    findings = judged(opened).findings
    for kind in kinds():
        span = span_of(opened.books, kind, None)
        tally = count(opened.books, span)
        for language in ("pl", "en"):
            drafted(opened.books, tally, findings, kind=kind, language=language, project=opened.folder)
    if opened.books.project.pay is not None:
        for month in ("2017-06", "2017-07"):
            document(payroll(opened.books, month_named(month)))
    final = span_of(opened.books, "final", None)
    for part, _tally in count_parts(opened.books, final):
        assert Spending(part_of(opened.books, part), final).tasks is not None


def test_the_trace_sees_a_use_and_not_a_judgement():
    project = Project.model_validate({
        "title": "x", "era": "efs-2014", "beneficiary": {"name": "x"}, "programme": {"name": "x"}, "period": {"start": "2016-01-01"},
    })  # fmt: skip

    with traced(models_of(Project)) as read:
        Project.model_validate(project.model_dump())
        _ = project.title.pl, project.registers.of("visits")

    assert read == {("Project", "title"), ("_Name", "pl"), ("Project", "registers"), ("Registers", "visits")}


def test_every_key_of_the_definition_is_used(office: Path):
    """A key that nothing reads is taken out of the model, or a report learns to print it."""
    models = models_of(Project)
    wanted = {(model.__name__, name): f"{model.__name__}.{key}" for model in models for key, name in named(model)}

    with traced(models) as read:
        for path in (office, *EXAMPLES):
            # The office uses nearly everything; an example is asked for what is still missing.
            if wanted.keys() - read:
                use(path)

    assert sorted(wanted[one] for one in wanted.keys() - read) == []


def named(model: type[Model]) -> list[tuple[str, str]]:
    """Give the keys of a model with the names of their fields."""
    names = {id(info): name for name, info in model.model_fields.items()}
    return [(key, names[id(info)]) for key, info in fields_of(model).items()]
