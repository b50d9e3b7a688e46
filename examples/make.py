"""
Makes the examples' registers: `python examples/make.py [NAME ...]` (all of them without a name).

With `--expected` it makes what the tool says of them instead: `expected/` of each, registers left as they are.

An example is a module `making/NAME.py` with a function `files()` that gives its registers as bytes by file name
(a `-` of the folder's name is a `_` of the module's). The same bytes each time: nothing here asks for the day.
"""

from __future__ import annotations

import sys
from importlib import import_module
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

HERE = Path(__file__).parent
EXPECTED = "expected"


def examples() -> list[str]:
    """Give the names of the examples that are made here: those with a folder and a module."""
    made = (path.stem.replace("_", "-") for path in (HERE / "making").glob("*.py"))
    return sorted(name for name in made if (HERE / name).is_dir())


def files_of(name: str) -> dict[str, bytes]:
    """Make the registers of an example: path inside its folder, bytes."""
    made: dict[str, bytes] = import_module(f"making.{name.replace('-', '_')}").files()
    return made


def same(one: bytes, other: bytes) -> bool:
    """Say whether two files are the same; of workbooks what is inside, since how tightly it is packed depends on the zlib."""
    return one == other or (one[:2] == other[:2] == b"PK" and _inside(one) == _inside(other))


def make(name: str) -> list[Path]:
    """Write the registers of an example; give the files that changed."""
    changed = []
    for file, content in files_of(name).items():
        path = HERE / name / file
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or not same(path.read_bytes(), content):
            path.write_bytes(content)
            changed.append(path)
    return changed


def expect(name: str) -> list[Path]:
    """Write what the tool says of an example into its `expected/`, and remove what it says no longer; give what changed."""
    folder = HERE / name / EXPECTED
    folder.mkdir(exist_ok=True)
    made = expected_of(name)
    changed = [folder / file for file, content in made.items() if not _holds(folder / file, content)]
    for path in changed:
        path.write_bytes(made[path.name])
    stale = [path for path in sorted(folder.iterdir()) if path.name not in made]
    for path in stale:
        path.unlink()
    return changed + stale


def expected_of(name: str) -> dict[str, bytes]:
    """Give what the tool says of an example: name of the file in `expected/`, bytes."""
    said: dict[str, bytes] = import_module("making.expected").expected_of(HERE / name)
    return said


def _holds(path: Path, content: bytes) -> bool:
    return path.exists() and path.read_bytes() == content


def _inside(packed: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(packed)) as archive:
        return {member: archive.read(member) for member in archive.namelist()}


def main(words: list[str]) -> None:
    """Make the examples named on the command line, or all."""
    names = [word for word in words if word != "--expected"]
    for name in names or examples():
        changed = expect(name) if "--expected" in words else make(name)
        print(f"{name}: {', '.join(path.name for path in changed) or 'nothing changed'}")


if __name__ == "__main__":
    main(sys.argv[1:])
