"""Codes written as a form writes them: which of them it has no word for, and which it cannot tell from others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from aktywna.domain.exchange.format import Format, FormField
from aktywna.domain.exchange.losses import Loss
from aktywna.domain.exchange.notices import MERGED, NO_CODE, UNSEEN_WORDS
from aktywna.domain.exchange.texts_out import Texts, by_code
from aktywna.domain.registers.layout import Choice, Column, normal
from aktywna.domain.registers.register import Register


def dictionary_of(column: Column, choices: Mapping[str, Choice]) -> Choice | None:
    """Give the dictionary of a column; nothing for one that has none of the program's."""
    name = column.of or ("yes_no" if column.kind == "yes_no" else "")
    return choices.get(name) if column.kind in {"choice", "yes_no"} else None


def written_codes(register: Register, column: str, field: FormField, form: Format, choice: Choice) -> tuple[Texts, list[Loss]]:
    """
    Give the words of a column of codes (rows,), and what there is to say of them.

    A word that is read back as another code says less; one that the form only assumes is said to be so (no loss).
    """
    codes, words = register.codes(column)
    written = [field.values.get(word) for word in words]
    losses: list[Loss] = []
    names = {value.id: value.name for value in choice.value}
    for at, (word, text) in enumerate(zip(words, written, strict=True)):
        is_whole = text is not None and read_back(text, choice) == word
        if is_whole and word not in field.assumed:
            continue
        rows = np.flatnonzero(codes == at)
        if word in field.assumed:
            losses.append(Loss(UNSEEN_WORDS, register, column, rows, {"what": field.header, "written": text}))
        if is_whole:
            continue
        facts: dict[str, Any] = {"value": names.get(word, word), "column": f"{register.id}.{column}"}
        if text is None:
            losses.append(Loss(NO_CODE, register, column, rows, {**facts, "form": form.name}))
        else:
            losses.append(Loss(MERGED, register, column, rows, {**facts, "written": text}))
    return by_code(codes, written), losses


def read_back(text: str, choice: Choice) -> str | None:
    """Give the code that a written word is read as."""
    return choice.codes.get(normal(text))
