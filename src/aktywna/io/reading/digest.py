"""The SHA-256 of a file that is read, computed when somebody asks for it."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from aktywna.domain.sheets.refusals import CHANGED, refused


def digest(path: Path, file: str) -> Callable[[], str]:
    """
    Give what computes the SHA-256 of a file, in hexadecimal, when it is first asked for; call this before the file is read.

    `file` is the name to call it by. What is given raises `InputRefused` when the file is no longer what it was.
    """
    before = _state(path)

    @cache
    def asked() -> str:
        with contextlib.suppress(OSError), path.open("rb") as opened:
            found = hashlib.file_digest(opened, "sha256").hexdigest()
            if _state(path) == before:
                return found
        raise refused(CHANGED, file)

    return asked


def _state(path: Path) -> tuple[int, int] | None:
    with contextlib.suppress(OSError):
        found = path.stat()
        return found.st_size, found.st_mtime_ns
    return None
