"""`.aktywna/figures.json` beside the reports: the figures that they gave, so that a later report can say what it corrects."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from aktywna.domain.counting.reported import Reported, Stated, Statement
from aktywna.domain.counting.tally import Figures
from aktywna.domain.faults import InputRefused
from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.findings.rule import ERROR, N_, notice

ARCHIVE = ".aktywna/figures.json"
"""Where it lies, from the folder of the reports. It holds no personal data."""
KEPT = f"{ARCHIVE}.bak"
_FORMAT = 1
_NUMBERS = ("total", "women", "men", "sex_unknown")

DAMAGED = notice(
    "O006",
    ERROR,
    title=N_("The list of figures already reported cannot be relied on."),
    says=N_("The list of figures already reported, {file:quote}, cannot be relied on: {why:said}. No report was written over it."),
    do=N_(
        "Put back a copy of that file. If there is none, add --force: the file then stays as {kept:quote}, and a new list begins,"
        " which knows nothing of the earlier reports."
    ),
    basis="count",
    about=N_(
        "Beside the reports aktywna keeps the figures they gave, so that a later report says every correction of an earlier period."
        " The list carries its own SHA-256: one that is damaged or was changed by hand would make false corrections, or hide true ones."
    ),
)
UNREADABLE, CHANGED, NEWER = N_("it cannot be read"), N_("it is not as aktywna left it"), N_("a newer version of aktywna made it")


def read_archive(folder: Path) -> tuple[Reported, ...]:
    """Give the periods reported into `folder`, none when nothing was; raise `InputRefused` (O006)."""
    path = folder / ARCHIVE
    try:
        content = json.loads(path.read_bytes())
        if content["format"] != _FORMAT:
            raise _refused(path, NEWER)
        if content["sha256"] != _seal(content["reported"]):
            raise _refused(path, CHANGED)
        return tuple(_reported(one) for one in content["reported"])
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, InvalidOperation) as error:
        raise _refused(path, UNREADABLE) from error


def read_or_set_aside(folder: Path, *, force: bool) -> tuple[tuple[Reported, ...], dict[str, bytes]]:
    """
    Give what `read_archive` does and, where the list is damaged and `force` is given, what to keep it as.

    Raise `InputRefused` (O006) for a damaged one otherwise.
    """
    try:
        return read_archive(folder), {}
    except InputRefused:
        if not force:
            raise
        try:
            return (), {KEPT: (folder / ARCHIVE).read_bytes()}
        except OSError:
            pass
        raise


def archive_bytes(reported: Sequence[Reported]) -> bytes:
    """Write the list: the same periods give the same bytes."""
    listed = [_written(one) for one in reported]
    content = {"format": _FORMAT, "sha256": _seal(listed), "reported": listed}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _seal(listed: Any) -> str:
    return hashlib.sha256(json.dumps(listed, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _written(one: Reported) -> dict[str, Any]:
    return {
        "from": one.start.isoformat(),
        "to": one.end.isoformat(),
        "period": one.name,
        "part": {column: list(ids) for column, ids in one.part},
        "said": [
            {
                "number": said.number,
                "report": said.report,
                "as_of": said.as_of.isoformat(),
                "aktywna": said.version,
                "sources": [{"file": file, "sha256": sha256} for file, sha256 in said.sources],
                "figures": {
                    code: figures and {"period": _numbers(figures.period), "cumulative": _numbers(figures.cumulative)}
                    for code, figures in said.figures.items()
                },
            }
            for said in one.said
        ],
    }


def _numbers(figures: Figures) -> dict[str, Any]:
    numbers = {name: getattr(figures, name) for name in _NUMBERS}
    return {name: str(one) if isinstance(one, Decimal) else one for name, one in numbers.items()} | {"unknown": figures.unknown}


def _reported(one: Any) -> Reported:
    return Reported(
        date.fromisoformat(one["from"]),
        date.fromisoformat(one["to"]),
        str(one["period"]),
        tuple((str(column), tuple(map(str, ids))) for column, ids in one["part"].items()),
        tuple(
            Statement(
                int(said["number"]),
                str(said["report"]),
                date.fromisoformat(said["as_of"]),
                said["aktywna"],
                tuple((source["file"], source["sha256"]) for source in said["sources"]),
                {code: _stated(figures) for code, figures in said["figures"].items()},
            )
            for said in one["said"]
        ),
    )


def _stated(figures: Any) -> Stated | None:
    return None if figures is None else Stated(_figures(figures["period"]), _figures(figures["cumulative"]))


def _figures(numbers: Any) -> Figures:
    total, women, men, sex_unknown = (Decimal(one) if isinstance(one, str) else one for one in (numbers[name] for name in _NUMBERS))
    return Figures(total, women, men, sex_unknown, int(numbers["unknown"]))


def _refused(path: Path, why: str) -> InputRefused:
    facts = {"file": ARCHIVE, "why": why, "kept": Path(KEPT).name}
    return InputRefused(Finding(DAMAGED.code, DAMAGED.severity, Place(file=path.as_posix()), facts))
