"""The letters of pictures: a font that matplotlib brings along, and how broad a text is in it."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from aktywna.io.writing.marks import SIZE

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FONTS = ("DejaVu Sans", "Verdana", "Arial", "sans-serif")
"""The first is what is measured; none of the others is broader."""
ROUNDED = 1.035
"""How much broader a text becomes where each of its letters is set on whole pixels."""
_FILE = "fonts/ttf/DejaVuSans.ttf"
_UNITS = 2048
"""Units of the font in its size: measured in them, a breadth is what the font says and no screen has rounded it."""


@cache
def font(pixels: float) -> FreeTypeFont:
    """Give the font with letters of so many pixels."""
    from PIL import ImageFont  # noqa: PLC0415 - only for who draws

    return ImageFont.truetype(_file(), pixels, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=1 << 12)
def broad(text: str, size: float = SIZE) -> float:
    """Give how many points the broadest line of a text takes."""
    return max(font(_UNITS).getlength(line) for line in text.split("\n")) / _UNITS * size * ROUNDED


def folded(text: str, room: float) -> str:
    """Give a text in lines that fit into so many points; a word is never broken."""
    lines: list[str] = []
    # What a hard space holds together stays together.
    for word in text.split(" "):
        if lines and broad(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "\n".join(lines)


@cache
def _file() -> Path:
    """The font's file; matplotlib itself takes long to import and is asked only where it keeps its data elsewhere."""
    found = find_spec("matplotlib")
    near = Path(found.origin).parent / "mpl-data" / _FILE if found is not None and found.origin else Path(_FILE)
    if near.exists():
        return near
    import matplotlib  # noqa: ICN001, PLC0415

    return Path(matplotlib.get_data_path()) / _FILE
