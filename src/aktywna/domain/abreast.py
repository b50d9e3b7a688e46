"""Several columns worked on at once, each by itself, on as many processors as Arrow reads with."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

import pyarrow as pa

_MANY = 20_000
"""From how many rows on a column is worth a thread."""
_MOST = 4
"""More columns at a time would take more memory than they save time."""

Given = TypeVar("Given")
Made = TypeVar("Made")


def ahead(work: Callable[[Given], Made], several: Iterable[Given]) -> Iterator[Callable[[], Made]]:
    """
    Give for each of several things, in their order, what waits for that which `work` makes of it; the next is begun meanwhile.

    No more than one is begun before it is asked for: whoever stops in the middle has little to wait for, and two files read at
    once take a fifth more time than one after the other. What raises, raises when it is asked for.
    """
    with ThreadPoolExecutor(1) as pool:
        begun: deque[Future[Made]] = deque()
        for one in several:
            begun.append(pool.submit(work, one))
            if len(begun) > 1:
                yield begun.popleft().result
        yield from (last.result for last in begun)


def abreast(work: Callable[[Given], Made], columns: Iterable[Given], rows: int) -> list[Made]:
    """
    Give what `work` makes of each column, in the order of the columns; the columns have `rows` rows.

    Arrow and numpy leave the interpreter to others while they work. What raises, raises here.
    """
    threads = min(pa.cpu_count(), _MOST)
    if rows < _MANY or threads == 1:
        return [work(column) for column in columns]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, columns))
