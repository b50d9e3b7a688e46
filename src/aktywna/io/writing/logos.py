"""Logos of a programme and a beneficiary: PNG files that the definition names, placed at the head of reports in every format."""

from __future__ import annotations

import struct
from base64 import b64encode
from html import escape
from pathlib import Path

from aktywna.domain.faults import InputRefused
from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.findings.rule import ERROR, N_, notice
from aktywna.domain.grid import Funding, Logo

HIGH = 56
"""Pixels of 1/96 inch that a logo is high."""
_PNG = b"\x89PNG\r\n\x1a\n"
_SIZE_AT = 16
_INCH = 96 / 0.0254
"""Pixels of 1/96 inch in a metre."""

UNUSABLE = notice(
    "O007",
    ERROR,
    title=N_("A logo that the definition names cannot be used."),
    says=N_("The logo {file:quote} is not there or is no PNG picture."),
    do=N_("Put the file into the project's folder, saved as PNG, or take it out of [report] in project.toml."),
    basis="count",
    about=N_("Logos stand inside reports, so the files themselves are needed when a report is made; PNG is read by every program."),
)


def logo(folder: Path, file: str, alt: str) -> Logo:
    """Read a logo from the project's folder; raise `InputRefused` (O007) for one that is missing or no PNG."""
    try:
        content = (folder / file).read_bytes()
    except OSError:
        content = b""
    if not content.startswith(_PNG) or 0 in struct.unpack_from(">II", content.ljust(32, b"\0"), _SIZE_AT):
        raise InputRefused(Finding(UNUSABLE.code, UNUSABLE.severity, Place(file=file), {"file": file}))
    return Logo(file, alt, content)


def width(one: Logo, high: int = HIGH) -> int:
    """Give how broad a logo is when it is so high, in the same unit."""
    broad, tall = struct.unpack_from(">II", one.content, _SIZE_AT)
    return max(1, round(high * broad / tall))


def in_html(part: Funding) -> str:
    """Give the logos and the funding line as the head of a page, the pictures inside it."""
    images = "".join(
        f'<img src="data:image/png;base64,{b64encode(one.content).decode()}" alt="{escape(one.alt)}" width="{width(one)}" height="{HIGH}"/>'
        for one in part.logos
    )
    line = f"<p>{escape(part.line)}</p>" if part.line else ""
    return f'<header class="funding">{images}{line}</header>'


def shown_size(one: Logo) -> tuple[float, float]:
    """Give how broad and high a spreadsheet shows a logo by itself, in pixels of 1/96 inch: as the picture's own density says."""
    broad, high = struct.unpack_from(">II", one.content, _SIZE_AT)
    at = one.content.find(b"pHYs", 0, one.content.find(b"IDAT"))
    if at < 0:
        return float(broad), float(high)
    across, down, metres = struct.unpack_from(">IIB", one.content, at + 4)
    known = metres == 1 and across and down
    return (broad * _INCH / across, high * _INCH / down) if known else (float(broad), float(high))
