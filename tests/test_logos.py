"""The logos and the funding line of the definition stand at the head of every format, for who sees them and who does not."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest

from aktywna.domain.faults import InputRefused
from aktywna.domain.grid import Document, Funding, Heading, Logo
from aktywna.io.writing.html import html
from aktywna.io.writing.logos import logo, shown_size, width
from aktywna.io.writing.markdown import markdown
from aktywna.io.writing.word import docx
from aktywna.io.writing.workbook import workbook
from aktywna.steps.funding import with_funding
from sample_books import sample

LINE = "Projekt współfinansowany ze środków Unii Europejskiej"
ALT = "Fundusze Europejskie"


def png(broad: int, high: int, per_metre: int = 0) -> bytes:
    """A white picture."""
    head = struct.pack(">IIBBBBB", broad, high, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xff" * broad) * high)
    density = [(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))] if per_metre else []
    chunks = [(b"IHDR", head), *density, (b"IDAT", rows), (b"IEND", b"")]
    packed = (struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def made(content: bytes) -> Document:
    return Document("R", "pl", (Funding(LINE, (Logo("znak.png", ALT, content, "../znak.png"),)), Heading(1, "R")))


def test_a_page_holds_the_picture_and_says_what_it_is() -> None:
    page = html(made(png(20, 10)))

    assert f'alt="{ALT}" width="112" height="56"' in page
    assert "img-src data:" in page
    assert LINE in page
    assert "img-src" not in html(Document("R", "pl", (Heading(1, "R"),)))


def test_markdown_leads_to_the_file() -> None:
    assert markdown(made(png(20, 10))).startswith(f"![{ALT}](../znak.png)\n\n{LINE}\n\n# R\n")


@pytest.mark.parametrize(("write", "part"), [(workbook, "xl/drawings/drawing1.xml"), (docx, "word/document.xml")])
def test_office_files_hold_it_with_its_words(write, part) -> None:
    content = write(made(png(20, 10)))
    with zipfile.ZipFile(BytesIO(content)) as package:
        said = package.read(part).decode()
        pictures = [name for name in package.namelist() if name.endswith(".png")]

    assert ALT in said
    assert 1 == len(pictures)
    assert write(made(png(20, 10))) == content


def test_its_size_is_that_of_the_page_whatever_its_density() -> None:
    plain, dense = (Logo("", "", png(200, 100, per_metre)) for per_metre in (0, 11811))

    assert [112, 112] == [width(one) for one in (plain, dense)]
    assert (200, 100) == shown_size(plain)
    assert (64, 32) == tuple(map(round, shown_size(dense)))


@pytest.mark.parametrize("content", [None, b"", b"GIF89a", b"\x89PNG\r\n\x1a\n"])
def test_a_logo_that_is_none_is_refused(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "znak.png").write_bytes(content)
    with pytest.raises(InputRefused) as caught:
        logo(tmp_path, "znak.png", ALT)

    assert ("O007", "znak.png") == (caught.value.finding.code, caught.value.finding.facts["file"])


def test_the_definition_says_what_stands_there(tmp_path: Path) -> None:
    (tmp_path / "znak.png").write_bytes(png(4, 4))
    project = sample(
        report={"funding_line": {"pl": LINE, "en": "With the Union's money"}, "logos": [{"file": "znak.png", "alt": ALT}]}
    ).project
    plain = Document("R", "en", (Heading(1, "R"),))
    (funding, *rest) = with_funding(plain, project, tmp_path, tmp_path / "raporty").parts

    assert ("With the Union's money", "../znak.png") == (funding.line, funding.logos[0].beside)
    assert plain.parts == tuple(rest)
    assert plain == with_funding(plain, sample().project, tmp_path, None)
