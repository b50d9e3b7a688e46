"""Files written whole or not at all, and never over what a person wrote."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType

from aktywna.domain.faults import InputRefused
from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.findings.rule import ERROR, N_, notice

MADE = ".aktywna/made.json"
"""The list of outputs beside them: name and SHA-256 of what was written."""
NOTHING: Mapping[str, bytes] = MappingProxyType({})

CHANGED = notice(
    "O001",
    ERROR,
    title=N_("A file is in the way that this program did not write, or that somebody changed since."),
    says=N_("The file {file:quote} is not as aktywna left it, so it was not replaced."),
    do=N_("Keep it under another name, write into another folder with -o, or add --force: the old file then stays as {kept:quote}."),
    basis="count",
    about=N_("Outputs are listed with their SHA-256 in .aktywna/made.json beside them; only an unchanged one is replaced."),
)
UNWRITABLE = notice(
    "O002",
    ERROR,
    title=N_("A file cannot be written."),
    says=N_("The file {file:quote} cannot be written in {folder:quote}: {reason:said}."),
    do=N_("Check that the folder exists, that you may write there, that the disk is not full and that the file is not open elsewhere."),
    basis="count",
)
REASONS: Mapping[int, str] = MappingProxyType({
    errno.EACCES: N_("writing there is not allowed"),
    errno.EPERM: N_("writing there is not allowed"),
    errno.EROFS: N_("the disk can only be read"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("there is no more room for this user"),
    errno.ENOENT: N_("there is no such folder, and none can be made"),
    errno.EEXIST: N_("there is a file where the folder would be"),
    errno.ENOTDIR: N_("there is a file where the folder would be"),
    errno.EISDIR: N_("there is a folder of that name"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.EBUSY: N_("another program is using the file"),
})  # fmt: skip
"""What the system says when it does not let a file be written."""


def write(  # noqa: PLR0913 - each says what may become of a file
    folder: Path,
    files: Mapping[str, bytes],
    *,
    force: bool = False,
    private: bool = False,
    own: Mapping[str, bytes] = NOTHING,
    settled: Collection[str] = (),
    kept: Collection[str] = (),
) -> list[Path]:
    """
    Write `files` (name and content) into `folder`, all of them or, when one is in the way, none; give their paths.

    An output that is listed in `.aktywna/made.json` and unchanged is replaced. One that a person changed, or that is not
    listed, is replaced only with `force`, which keeps it as `NAME.bak`. `settled` ones, from which everything that a person
    wrote was taken over, are replaced all the same; what stood in `kept` ones stays as `NAME.bak` in any case. An earlier
    `NAME.bak` is never replaced (`NAME.bak-2` ...). `private` files are readable by their owner only.
    `own` are the program's own files beside the outputs: written only together with them, and not listed as outputs.
    Raise `InputRefused` with O001 or O002.
    """
    made = listed(folder)
    standing = [name for name, content in files.items() if _is_in_the_way(folder / name, content, made.get(name))]
    unsettled = [name for name in standing if name not in settled]
    if unsettled and not force:
        raise InputRefused(_in_the_way(folder, unsettled[0]))
    aside = dict.fromkeys([*unsettled, *(name for name in kept if (folder / name).is_file())])
    waiting: list[tuple[Path, Path]] = []
    target = folder
    try:
        for name, content in {**files, **own}.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            waiting.append((_beside(target, content, private=private), target))
        for name in aside:
            target = folder / name
            target.replace(_backup(target))
        for ready, target in waiting:
            ready.replace(target)
        made |= {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
        _list(folder, made)
    except OSError as error:
        raise InputRefused(unwritable(target, error)) from error
    finally:
        for ready, _target in waiting:
            ready.unlink(missing_ok=True)
    return [folder / name for name in files]


def is_made(path: Path) -> bool:
    """Whether `path` is listed as an output, changed or not: such a file is never read as a register."""
    return path.name in listed(path.parent)


def _backup(path: Path) -> Path:
    """Name the copy that is kept of a file: nothing that was kept before is replaced."""
    number = 1
    backup = path.with_name(f"{path.name}.bak")
    while backup.exists():
        number += 1
        backup = path.with_name(f"{path.name}.bak-{number}")
    return backup


def _in_the_way(folder: Path, name: str) -> Finding:
    return Finding(
        CHANGED.code, CHANGED.severity, Place(file=(folder / name).as_posix()), {"file": name, "kept": _backup(folder / name).name}
    )


def unwritable(path: Path, error: OSError) -> Finding:
    """Say of a file why the system does not let it be written, in words that are translated where the reason is one that we know."""
    known = REASONS.get(error.errno) if error.errno is not None else None
    facts = {
        "file": path.name,
        "folder": path.parent.name or path.parent.as_posix(),
        "reason": known or error.strerror or type(error).__name__,
    }
    return Finding(UNWRITABLE.code, UNWRITABLE.severity, Place(file=path.as_posix()), facts)


def _is_in_the_way(path: Path, content: bytes, known: str | None) -> bool:
    if not path.exists():
        return False
    if path.is_dir():
        return True
    present = hashlib.sha256(path.read_bytes()).hexdigest()
    return present not in {known, hashlib.sha256(content).hexdigest()}


def _beside(target: Path, content: bytes, *, private: bool) -> Path:
    """Write `content` into a new file in the folder of `target`, safely on the disk before anything takes its name."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    ready = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        with contextlib.suppress(OSError):  # some shared folders know no modes
            ready.chmod(0o600 if private else 0o666 & ~_umask())
    except BaseException:
        ready.unlink(missing_ok=True)
        raise
    return ready


def _umask() -> int:
    # There is no way to ask for the mask without setting it.
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def listed(folder: Path) -> dict[str, str]:
    """Give the outputs in a folder with their SHA-256; a list that is absent or damaged vouches for nothing."""
    try:
        found = json.loads((folder / MADE).read_text(encoding="utf-8"))
        return {str(name): str(sha) for name, sha in found["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _list(folder: Path, made: Mapping[str, str]) -> None:
    path = folder / MADE
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"files": dict(sorted(made.items()))}, ensure_ascii=False, indent=2) + "\n"
    _beside(path, text.encode(), private=False).replace(path)
