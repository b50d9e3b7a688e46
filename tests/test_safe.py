"""Files are written whole or not at all, and never over what a person wrote."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path

import pytest

from aktywna.domain.faults import InputRefused
from aktywna.io.writing.safe import MADE, is_made, write


def test_what_it_wrote_it_may_replace(tmp_path: Path) -> None:
    write(tmp_path, {"month_2018-11.md": b"one"})
    paths = write(tmp_path, {"month_2018-11.md": b"two"})

    assert [tmp_path / "month_2018-11.md"] == paths
    assert paths[0].read_bytes() == b"two"
    assert not paths[0].with_name("month_2018-11.md.bak").exists()


def test_outputs_are_listed_with_their_sum(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": b""})

    listed = json.loads((tmp_path / MADE).read_text())
    assert {"files": {"a.md": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}} == listed
    assert is_made(tmp_path / "a.md")
    assert not is_made(tmp_path / "b.md")


@pytest.mark.parametrize("listed", [True, False])
def test_what_a_person_changed_stays(tmp_path: Path, *, listed: bool) -> None:
    if listed:
        write(tmp_path, {"a.md": b"ours"})
    (tmp_path / "a.md").write_bytes(b"theirs")

    with pytest.raises(InputRefused) as refused:
        write(tmp_path, {"b.md": b"ours", "a.md": b"new"})

    assert refused.value.finding.code == "O001"
    assert refused.value.finding.facts == {"file": "a.md", "kept": "a.md.bak"}
    assert (tmp_path / "a.md").read_bytes() == b"theirs"
    assert not (tmp_path / "b.md").exists(), "nothing is half written"


def test_force_keeps_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"theirs")

    write(tmp_path, {"a.md": b"new"}, force=True)

    assert (tmp_path / "a.md").read_bytes() == b"new"
    assert (tmp_path / "a.md.bak").read_bytes() == b"theirs"


def test_the_same_content_is_never_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"same")

    assert [tmp_path / "a.md"] == write(tmp_path, {"a.md": b"same"})


@pytest.mark.parametrize("damaged", ["", "[]", '{"files": 3}', "{"])
def test_a_damaged_list_vouches_for_nothing(tmp_path: Path, damaged: str) -> None:
    write(tmp_path, {"a.md": b"ours"})
    (tmp_path / MADE).write_text(damaged)

    with pytest.raises(InputRefused):
        write(tmp_path, {"a.md": b"new"})


def test_a_failure_leaves_no_scraps(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"a file where a folder should be")

    with pytest.raises(InputRefused) as refused:
        write(tmp_path / "file", {"a.md": b"x"})

    assert refused.value.finding.code == "O002"
    assert ["file"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_personal_files_are_their_owners_only(tmp_path: Path) -> None:
    (private,) = write(tmp_path, {"pay.xlsx": b"x"}, private=True)

    assert 0o600 == stat.S_IMODE(private.stat().st_mode)
