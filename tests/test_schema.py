"""The JSON Schema says the same of a definition as the program does, as far as a schema can."""

from __future__ import annotations

import tomllib
from copy import deepcopy
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from aktywna.io import schema

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted(ROOT.glob("examples/*/project.toml"))


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    return Draft202012Validator(schema.schema(), format_checker=FormatChecker())


def as_json(value: Any) -> Any:
    """Give what an editor validates: the TOML as JSON, dates as text."""
    if isinstance(value, dict):
        return {key: as_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_json(one) for one in value]
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def definition(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = as_json(tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal))
    return loaded


def test_the_generated_file_is_current():
    """When this fails, run `python -m aktywna.io.schema` in the repository."""
    assert schema.text() == (ROOT / schema.GENERATED).read_text(encoding="utf-8")


def test_check_says_whether_the_file_is_current(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()

    assert (schema.main(["--check"]), schema.main([]), schema.main(["--check"])) == (1, 0, 0)


def test_it_is_a_schema():
    Draft202012Validator.check_schema(schema.schema())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_it_accepts_every_example(path: Path, validator: Draft202012Validator):
    assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(definition(path))] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_it_refuses_a_misspelt_key(path: Path, validator: Draft202012Validator):
    wrong = deepcopy(definition(path))
    wrong["indicators"][0]["targett"] = 1

    assert [error.json_path for error in validator.iter_errors(wrong)] == ["$.indicators[0]"]


@pytest.mark.parametrize(
    ("key", "value"),
    [("era", "efs-2007"), ("period", {"start": "wczoraj"}), ("title", 5), ("budget", {"total": "1000", "sources": []}), ("goals", "jeden")],
)
def test_it_refuses_values_of_another_kind(key: str, value: object, validator: Draft202012Validator):
    wrong = definition(EXAMPLES[0]) | {key: value}

    assert list(validator.iter_errors(wrong))


def test_every_key_is_described():
    tables = schema.schema()
    keys = [(name, key, one) for name, table in tables["$defs"].items() for key, one in table.get("properties", {}).items()]

    assert [f"{name}.{key}" for name, key, one in keys if not one.get("description")] == []
