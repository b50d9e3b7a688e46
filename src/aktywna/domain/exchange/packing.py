"""Rows of support packed into the row of their participant: several in one cell, apart by bars, in columns that run parallel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aktywna.domain.counting.events import owned
from aktywna.domain.exchange.format import SUPPORT, Format
from aktywna.domain.exchange.losses import Loss, Rows
from aktywna.domain.exchange.notices import NO_ROOM, NOBODY, NOT_PACKED, WORKED_OUT_SUPPORT
from aktywna.domain.exchange.texts_out import Style, Texts, by_code, texts_of
from aktywna.domain.registers.books import Books
from aktywna.domain.registers.register import Register

_NUMBER = "participant_no"


@dataclass
class Packed:
    """The packed columns by field, shape (participants,), what they lose and what there is to say of them."""

    texts: dict[str, Texts] = field(default_factory=dict)
    losses: list[Loss] = field(default_factory=list)
    said: list[Loss] = field(default_factory=list)


def packed(books: Books, people: Register, kept: Rows, form: Format, style: Style) -> Packed:
    """
    Pack the register of support for the rows `kept` of `people`; nothing where the books have no such register.

    Items stand in the order of the register. Whose support it is, its number says; of a person with several rows the last
    one that had begun on its day has it, as counting does.
    """
    support = books.get(SUPPORT)
    fields = [one for one in form.field if one.register == SUPPORT]
    done = Packed()
    if support is None or not len(support) or not fields:
        return done
    owner = owned(books, SUPPORT)
    place = np.full(len(people) + 1, -1, dtype=np.int64)
    place[kept] = np.arange(len(kept))
    at = place[owner]
    strangers = np.flatnonzero(at < 0)
    if len(strangers):
        done.losses.append(Loss(NOBODY, support, _NUMBER, strangers))
    rows = np.flatnonzero(at >= 0)
    order = rows[np.argsort(at[rows], kind="stable")]
    counts = np.bincount(at[rows], minlength=len(kept))
    offsets = pa.array(np.concatenate([[0], np.cumsum(counts)]), type=pa.int32())
    several = form.carrier.several.is_
    worked_out = _filled(books, support, form)
    for one in fields:
        column = one.columns[0]
        own = _texts(support, column, style)
        known = own.is_valid().to_numpy(zero_copy_only=False)
        if column in worked_out:
            own = pc.coalesce(own, worked_out[column])
            added = ~known & own.is_valid().to_numpy(zero_copy_only=False) & (at >= 0)
            if added.any():
                done.said.append(Loss(WORKED_OUT_SUPPORT, support, column, np.flatnonzero(added), {"what": one.header}))
        barred = pc.fill_null(pc.match_substring(own, several), False).to_numpy(zero_copy_only=False)
        if barred.any():
            facts = {"column": f"{SUPPORT}.{column}", "several": several}
            done.losses.append(Loss(NOT_PACKED, support, column, np.flatnonzero(barred), facts))
            own = pc.if_else(pa.array(barred), pa.scalar(None, pa.large_string()), own)
        items = pc.fill_null(own, "").take(pa.array(order))
        joined = pc.binary_join(pa.ListArray.from_arrays(offsets, items), pa.scalar(several, pa.large_string()))
        done.texts[one.id] = pc.if_else(pa.array(counts > 0), joined, pa.scalar(None, pa.large_string()))
    done.losses += _no_room(support, form, np.flatnonzero(at >= 0))
    return done


def _texts(support: Register, column: str, style: Style) -> Texts:
    if column not in support:
        return pa.nulls(len(support), pa.large_string())
    return texts_of(support.layout.columns[column].kind, support[column], style)


def _filled(books: Books, support: Register, form: Format) -> dict[str, Texts]:
    """Give what the form says of columns that the register leaves empty, by another column of it or by the form of support."""
    found: dict[str, Texts] = {}
    for filling in form.fill:
        codes, words = support.codes(filling.by)
        spheres = _spheres(books, support) if filling.by == "instrument" else None
        for column, values in filling.fills.items():
            texts = by_code(codes, [values.get(word) for word in words])
            if spheres is not None:
                texts = pc.coalesce(texts, by_code(spheres[0], [values.get(word) for word in spheres[1]]))
            # Where the register says the kind itself, what stands beside it is not ours to add.
            own = support.known("support_type") & (column != "support_type")
            found[column] = pc.if_else(pa.array(own), pa.scalar(None, pa.large_string()), texts)
    return found


def _spheres(books: Books, support: Register) -> tuple[np.ndarray[Any, Any], list[str]] | None:
    """Give the sphere of each row's form of support, as the project's definition has it."""
    if "form" not in support:
        return None
    sphere: Mapping[str, str] = {one.id: one.sphere for one in books.project.forms if one.sphere}
    codes, words = support.codes("form")
    return codes, [sphere.get(word, "") for word in words]


def _no_room(support: Register, form: Format, rows: Rows) -> list[Loss]:
    """Say which columns of support the form has no room for; who the person is, the row says."""
    held = form.held(SUPPORT)
    losses = []
    for column in support.layout.column:
        names_somebody = _NUMBER in {column.id, column.stands_for} or column.id in {"first_name", "birth_date"}
        if column.id in held or column.id not in support or names_somebody:
            continue
        filled = rows[support.known(column.id)[rows]]
        if len(filled):
            losses.append(Loss(NO_ROOM, support, column.id, filled, {"what": column.name, "form": form.name}))
    return losses
