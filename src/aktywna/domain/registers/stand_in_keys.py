"""The key of rows where the register does not have the column that numbers them: what else tells its units apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from aktywna.domain.cells.identifiers import pesel_valid
from aktywna.domain.findings.rule import N_, NOTE, notice

KEYED_OTHERWISE = notice(
    "R065",
    NOTE,
    title=N_("The register has no numbers of its own; people are told apart by another identifier."),
    says=N_("There is no column “{column:name}”; people are told apart by: {columns:columns}."),
    do=N_("Nothing; the other registers may name people by the same identifier, or by first name and surname."),
    basis="registers.md 6.2: P",
    about=N_(
        "Exports of the central systems do not number people. An identifier or a PESEL in place of a number is personal data: "
        "findings then give the file and the cell only."
    ),
)


def stand_in_key(columns: Mapping[str, pd.Series[Any]], rows: Iterable[str]) -> pd.Series[Any]:
    """
    Give each row a key made of `columns`, the surest first: what the first of them says, else the next; shape (rows,).

    Where none of them says anything its row (`rows` names each) is the key, so that the person is found by name.

    Rows that agree in any of them share a key: who came back to the project may have two identifiers and one PESEL. A
    PESEL that is not valid is shared by strangers (00000000000) and makes no two rows one.
    """
    first, *others = columns.values()
    key = first
    for column in others:
        key = key.where(key.notna(), column)
    for name, column in columns.items():
        certain = pesel_valid(column).fillna(value=False).astype(bool) if name == "pesel" else column.notna()
        shared = certain & column.duplicated(keep=False)
        if shared.any():
            heads = pd.DataFrame({"by": column[shared], "key": key[shared]}).drop_duplicates("by").set_index("by")["key"]
            key = key.mask(shared, column.map(heads)).astype("str")
    if key.isna().any():
        key = key.where(key.notna(), pd.Series(list(rows), index=key.index, dtype="str"))
    return key.rename(None)
