"""A zip of parts in their order, without the day it was made: the same parts give the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip knows."""


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Give a package of `parts` by their names."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            package.writestr(entry, content)
    return stream.getvalue()


def repacked(content: bytes) -> bytes:
    """Give a package with the same parts in the same order, without its days."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return packed({name: package.read(name) for name in package.namelist()})
