"""Pictures of a Word file: drawn once, as broad as the page, with what they say to who does not see them."""

from __future__ import annotations

import struct

from aktywna.domain.grid import Picture
from aktywna.io.writing.word_text import paragraph, run, safe

BROAD = 6_120_000
"""Units of 1/360,000 cm across the printed part of an A4 page that stands."""
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SIZE_AT = 16
"""Where a PNG file says how broad and how high it is."""


def image(picture: Picture, link: str, number: int, content: bytes) -> str:
    """
    Give a picture, whose PNG `content` is what `link` leads to, under its title.

    Both are one paragraph: LibreOffice leaves the paragraph before a picture behind, whatever it is told.
    """
    drawn = f"<w:r>{drawing(picture, link, number, content)}</w:r>"
    return paragraph(f"{run(picture.title)}<w:r><w:br/></w:r>{drawn}", "Caption", more="<w:keepLines/>")


def drawing(picture: Picture, link: str, number: int, content: bytes, room: int = BROAD) -> str:
    """Give a picture as it stands in a line: `room` broad, with its title and its alt text."""
    broad, high = struct.unpack_from(">II", content, _SIZE_AT)
    size = f'cx="{room}" cy="{room * high // max(broad, 1)}"'
    said = f'id="{number}" name="{safe(picture.title)}" descr="{safe(picture.alt)}"'
    return (
        f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f"<wp:extent {size}/>"
        f'<wp:docPr {said}/><wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_DRAWING}/main" noChangeAspect="1"/>'
        "</wp:cNvGraphicFramePr>"
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture"><pic:pic xmlns:pic="{_DRAWING}/picture">'
        f"<pic:nvPicPr><pic:cNvPr {said}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
        f'<a:blip xmlns:r="{_LINKS}" r:embed="{link}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>"
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
