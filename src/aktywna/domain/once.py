"""Answers that are worked out the first time they are asked for, also when several threads ask at once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import RLock
from typing import Any, TypeVar

Answer = TypeVar("Answer")
Answers = dict[Any, Any]
"""What is known by now, and the locks of what is being worked on."""
_LOCK = "lock"


def once(known: Answers, key: Hashable, work: Callable[[], Answer]) -> Answer:
    """
    Give what is known under `key`, else what `work` makes, and keep it.

    Who asks for what another thread is working on waits for it. No answer may need itself, so nobody waits for ever.
    """
    if key not in known:
        with known.setdefault((_LOCK, key), RLock()):
            if key not in known:
                known[key] = work()
    answer: Answer = known[key]
    return answer
