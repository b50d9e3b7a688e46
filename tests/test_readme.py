"""What the READMEs show is what the program prints today."""

from __future__ import annotations

import re

import pytest

from desk import EXAMPLES, copied, typed

ROOT = EXAMPLES.parent
SHOWN = re.compile(r"^```\n(.+?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"^```\w+\n.+?^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("file", "language"), [("README.md", "en"), ("README.pl.md", "pl")])
def test_every_line_shown_is_printed(capsys, tmp_path, file, language):
    project = copied("katowice", tmp_path)
    printed = (
        typed(capsys, "report", project, "--lang", language).out + typed(capsys, "check", EXAMPLES / "do-poprawy", "--lang", language).out
    )
    lines = {line.rstrip().replace(project.as_posix(), "examples/katowice") for line in printed.splitlines()}
    blocks = SHOWN.findall(CODE.sub("", (ROOT / file).read_text(encoding="utf-8")))
    shown = [line.rstrip() for block in blocks for line in block.splitlines() if line.strip() not in {"", "…"}]

    assert len(blocks) == 2
    assert [line for line in shown if line not in lines] == []
