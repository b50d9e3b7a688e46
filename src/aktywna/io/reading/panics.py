"""Readers written in other languages: what they say when they break down is kept from the screen, and they break down as errors."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

from python_calamine import PasswordError

from aktywna.domain.faults import InputRefused
from aktywna.domain.sheets.refusals import DAMAGED, ENCRYPTED, refused

T = TypeVar("T")
_SCREEN = 2


def guarded(file: str, read: Callable[[], T]) -> T:
    """Call a reader; whatever it makes of a damaged file is a refusal of `file`."""
    try:
        with _silent():
            return read()
    except InputRefused:
        raise
    except PasswordError as error:
        raise refused(ENCRYPTED, file) from error
    except Exception as error:
        raise refused(DAMAGED, file) from error
    except BaseException as error:
        # Its panic is no Exception and has no name to import.
        if type(error).__name__ != "PanicException":
            raise
        raise refused(DAMAGED, file) from error


@contextmanager
def _silent() -> Iterator[None]:
    """Send what is written past Python to nowhere: a panic writes its own story before it is raised."""
    try:
        sys.stderr.flush()
        kept = os.dup(_SCREEN)
    except (OSError, AttributeError, ValueError):  # there is no screen
        yield
        return
    try:
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - os.devnull is no path on Windows
            os.dup2(nowhere.fileno(), _SCREEN)
        yield
    finally:
        with suppress(OSError):
            os.dup2(kept, _SCREEN)
        os.close(kept)
