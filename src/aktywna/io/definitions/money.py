"""Whether a budget makes sense: which keys belong together, and whether categories of costs can be told apart."""

from __future__ import annotations

from collections.abc import Iterator

from aktywna.domain.findings.rule import N_
from aktywna.domain.promises.budget import Budget, Limit, Source
from aktywna.domain.registers.layout import normal
from aktywna.io.definitions.faults import Fault, written
from aktywna.io.definitions.shape import Table
from aktywna.io.definitions.toml_lines import KeyPath


def odd_money(table: Table) -> Iterator[Fault]:
    """Give every fault of a table of the budget that no single value has; nothing of other tables."""
    if table.model is Budget:
        yield from _alike_categories(table)
    elif table.model is Source:
        yield from _odd_source(table)
    elif table.model is Limit:
        yield from _odd_limit(table)


def _odd_source(source: Table) -> Iterator[Fault]:
    """Give the form of a source that is no own contribution: nobody else brings allowances or things."""
    if source.value.get("form") in {"in_kind", "allowances"} and source.value.get("kind") in {"grant", "other"}:
        what = N_("only an own contribution is brought in kind or in allowances")
        yield Fault("D013", (*source.path, "form"), {"what": what, "nearest": ""})


def _odd_limit(limit: Table) -> Iterator[Fault]:
    """Give what a share is of where the limit has no share."""
    if "base" in limit.value and "share" not in limit.value:
        what = N_("base says what the share is of, so it needs a share")
        yield Fault("D013", (*limit.path, "base"), {"what": what, "nearest": ""})


def _alike_categories(budget: Table) -> Iterator[Fault]:
    """Give spellings that two categories of one task, or of all tasks, have in common: entries could not be told apart."""
    entries = budget.value.get("categories")
    first: dict[tuple[object, str], tuple[int, KeyPath]] = {}
    for at, entry in enumerate(entries if isinstance(entries, list) else []):
        if not isinstance(entry, dict):
            continue
        path: KeyPath = (*budget.path, "categories", at)
        for key, text in _spellings(entry):
            before, where = first.setdefault((entry.get("task"), normal(text)), (at, (*path, key)))
            if before != at:
                yield Fault("D007", (*path, key), {"value": text, "first": written(where)})


def _spellings(entry: dict[str, object]) -> Iterator[tuple[str, str]]:
    name = entry.get("name")
    names = name.values() if isinstance(name, dict) else (name,)
    also = entry.get("also")
    every = [*(("name", one) for one in names), *(("also", one) for one in (also if isinstance(also, list) else ()))]
    return ((key, text) for key, text in every if isinstance(text, str) and text)
