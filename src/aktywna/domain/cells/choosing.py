"""How columns of dictionary values are read: by code, name or synonym, one value or several, or a box that is ticked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from aktywna.domain.cells.column import Reading, Trouble, Written, is_blank
from aktywna.domain.cells.texts import Coded, written_out
from aktywna.domain.cells.unreadable import CHOICE, UNREADABLE
from aktywna.domain.cells.vocabulary import nearest
from aktywna.domain.registers.layout import Choice, normal

_TRUE = MappingProxyType({"TRUE": "yes", "FALSE": "no"})
_APART = re.compile(r"[|;\n]")
_APART_TOO = re.compile(r"[,/]| i | oraz ")
_BOX = re.compile(r"(☒|☑|✓|✔|\[ ?[xX] ?\])|(☐|□|▢|\[ *\])")

Reader = Callable[[str], str | None]


def read_choices(written: Written) -> Reading:
    """Read a column of dictionary values as their codes; without a dictionary any text will do. Str."""
    values, column = written.values, written.column
    if values is None:
        return Reading(written.cells)
    unique = written.unique()
    reader = _reader(column.kind, values)
    codes = [reader(word) for word in unique.words]
    told = unique.coded(codes)
    coded: Coded | None = told
    # Where a column is written in codes, its cells are its values; any other is written out when somebody asks for it.
    found = written.cells if codes == unique.words else None
    unread = unique.where([code is None and not _says_nothing(word) for word, code in zip(unique.words, codes, strict=True)])
    if column.empty is not None and (empty := (told[0] < 0) & ~unread).any():
        found, coded = written_out(told).mask(empty, column.empty), None
    if not unread.any():
        return Reading(found, coded=coded)
    # What a personal value is like would tell what it is.
    if column.private or column.kind == "yes_no":
        return Reading(found, (Trouble(UNREADABLE[column.kind], unread, {"value": written.cells}),), coded)
    # The same level of education is called otherwise in each programme period: what is nearest to the office's own words is meant.
    like = [nearest(word, values.spellings) if code is None else None for word, code in zip(unique.words, codes, strict=True)]
    near = unique.each(like, "str")
    return Reading(found, (Trouble(CHOICE, unread, {"value": written.cells, "near": near}),), coded)


def _reader(kind: str, values: Choice) -> Reader:
    codes = values.codes
    if kind == "choices":
        return _several(codes)
    true: Mapping[str, str] = _TRUE if kind == "yes_no" else {}

    def read(word: str) -> str | None:
        return codes.get(normal(word)) or true.get(word) or _ticked(word, codes)

    return read


def _several(codes: Mapping[str, str]) -> Reader:
    """Read several values of one cell as `|a|b|`, in the order written; all of them or none."""

    def read(cell: str) -> str | None:
        whole_cell = codes.get(normal(cell))
        if whole_cell is not None:
            return f"|{whole_cell}|"
        found: list[str] = []
        for part in _APART.split(cell):
            known = codes.get(normal(part))
            # A name may itself hold a comma: it parts values only where the whole is no value.
            for word in [part] if known is not None else _APART_TOO.split(part):
                if not word.strip() or is_blank(word):
                    continue
                code = codes.get(normal(word))
                if code is None:
                    return None
                found.append(code)
        return f"|{'|'.join(dict.fromkeys(found))}|" if found else None

    return read


def _ticked(word: str, codes: Mapping[str, str]) -> str | None:
    """
    Give the value whose box is ticked, where a cell holds several boxes; nothing when none or more than one is.

    >>> _ticked("☒ TAK ☐ NIE", {"tak": "yes", "nie": "no"}), _ticked("TAK ☐ NIE ☒", {"tak": "yes", "nie": "no"})
    ('yes', 'no')
    """
    boxes = list(_BOX.finditer(word))
    if not boxes:
        return None
    places = [0, *(place for box in boxes for place in box.span()), len(word)]
    labels = [word[low:high] for low, high in zip(places[::2], places[1::2], strict=True)]
    # The label stands behind its box, or before it.
    named = labels[1:] if not labels[0].strip() else labels[:-1]
    ticked = [label for box, label in zip(boxes, named, strict=True) if box[1]]
    return codes.get(normal(ticked[0])) if len(ticked) == 1 else None


def _says_nothing(word: str) -> bool:
    """Whether a cell is as good as empty: a word for nothing, or boxes of which none is ticked."""
    boxes = list(_BOX.finditer(word))
    return is_blank(word) or (len(boxes) > 1 and not any(box[1] for box in boxes))
