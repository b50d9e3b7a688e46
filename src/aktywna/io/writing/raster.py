"""Pictures in pixels: shapes drawn by matplotlib's renderer, words set by Pillow, which sets them in a tenth of its time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import ClassVar

import numpy as np
from matplotlib.backends._backend_agg import RendererAgg
from matplotlib.colors import to_rgb
from matplotlib.path import Path
from matplotlib.transforms import Affine2D
from PIL import Image, ImageDraw

from aktywna.io.writing.letters import font
from aktywna.io.writing.marks import Box, Fill, Line, Sheet, Words
from aktywna.io.writing.signs import outline

HATCHES = {"": None, "stripes": "////", "dots": "....", "lattice": "xx"}
INCH = 72
"""Points of an inch."""
COLOURS = 256
"""Colours of a palette."""
SAMPLED = 3
"""Of so many points in a row, and rows, one is looked at to find out which colours there are."""
ALMOST = 253
"""A tone from which it is as good as white."""


def drawn(sheet: Sheet, dpi: int) -> bytes:
    """Give a sheet as a PNG file with so many pixels an inch."""
    shapes = _Shapes(sheet, dpi)
    for mark in sheet.marks:
        match mark:
            case Box():
                shapes.box(mark)
            case Line():
                shapes.line(mark)
    image = shapes.image()
    pen = ImageDraw.Draw(image)
    for mark in sheet.marks:
        if isinstance(mark, Words):
            _write(image, pen, mark, dpi / INCH)
    content = BytesIO()
    # Of a picture of few colours and their edges a palette says the same in a third of the bytes, and is packed sooner.
    image.quantize(palette=_palette(image), dither=Image.Dither.NONE).save(content, "png", dpi=(dpi, dpi))
    return content.getvalue()


@dataclass(frozen=True, eq=False)
class _Looks:
    """
    How a path is drawn, under the names by which the renderer asks for it.

    matplotlib's own such class comes with its widgets, texts and windows, which take longer to import than all pictures to draw.
    """

    _linewidth: float
    """Points."""
    _rgb: tuple[float, float, float]
    dashes: tuple[float, ...] = ()
    hatch: str | None = None
    hatch_colour: tuple[float, float, float] = (0.0, 0.0, 0.0)

    _alpha: ClassVar[float] = 1.0
    _forced_alpha: ClassVar[bool] = False
    _antialiased: ClassVar[int] = 1
    _capstyle: ClassVar[str] = "butt"
    _joinstyle: ClassVar[str] = "round"
    _cliprect: ClassVar[None] = None

    def get_dashes(self) -> tuple[float, Sequence[float] | None]:
        return 0.0, self.dashes or None

    def get_hatch_path(self) -> Path | None:
        return Path.hatch(self.hatch) if self.hatch else None

    def get_hatch_color(self) -> tuple[float, float, float]:
        return self.hatch_colour

    def get_hatch_linewidth(self) -> float:
        return 0.9

    def get_clip_path(self) -> tuple[None, None]:
        return None, None

    def get_snap(self) -> None:
        return None

    def get_sketch_params(self) -> None:
        return None


def _palette(image: Image.Image) -> Image.Image:
    """Give a small picture whose palette holds the colours of a larger one, looked for in a few of its points."""
    few = image.resize((-(-image.width // SAMPLED), -(-image.height // SAMPLED)), Image.Resampling.NEAREST)
    found = few.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    # The means of nearly white are not to be seen as grey paper.
    found.putpalette([255 if tone >= ALMOST else tone for tone in found.getpalette() or []])
    return found


class _Shapes:
    """A sheet of pixels on which boxes and lines are drawn; points go from its upper left corner."""

    def __init__(self, sheet: Sheet, dpi: int) -> None:
        self.scale = dpi / INCH
        width, height = round(sheet.width * self.scale), round(sheet.height * self.scale)
        self.renderer = RendererAgg(width, height, dpi)
        self.placed = Affine2D().scale(self.scale, -self.scale).translate(0, height)
        self._draw(Path([(0, 0), (sheet.width, 0), (sheet.width, sheet.height), (0, sheet.height)], closed=False), 0, "", "#ffffff")

    def box(self, box: Box) -> None:
        x, y, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
        self._draw(Path([(x, y), (right, y), (right, bottom), (x, bottom), (x, y)], closed=True), 0.9, box.fill.edge, box.fill)

    def line(self, line: Line) -> None:
        self._draw(Path(line.points), line.width, line.colour, None, dashes=line.dashes)
        if line.sign:
            for x, y in line.points:
                corners = outline(line.sign, x, y, line.sign_size)
                shape = Path([*corners, corners[0]], closed=True) if corners else Path.circle((x, y), line.sign_size / 2)
                self._draw(shape, 1.0, line.colour, line.sign_colour)

    def image(self) -> Image.Image:
        high, broad, _tones = np.asarray(self.renderer).shape
        return Image.frombytes("RGB", (broad, high), memoryview(self.renderer), "raw", "RGBX")

    def _draw(self, path: Path, width: float, edge: str, fill: Fill | str | None, dashes: tuple[float, ...] = ()) -> None:
        hatch = (HATCHES[fill.pattern], to_rgb(fill.edge)) if isinstance(fill, Fill) and fill.pattern else ()
        colour = fill.colour if isinstance(fill, Fill) else fill
        looks = _Looks(width if edge else 0.0, to_rgb(edge or "#ffffff"), dashes, *hatch)
        self.renderer.draw_path(looks, path, self.placed, to_rgb(colour) if colour else None)


def _write(image: Image.Image, pen: ImageDraw.ImageDraw, words: Words, scale: float) -> None:
    """Write a line of text where its baseline begins, has its middle or ends."""
    letters = font(words.size * scale)
    anchor = {"start": "ls", "middle": "ms", "end": "rs"}[words.side]
    x, y = words.x * scale, words.y * scale
    if not words.turned:
        pen.text((x, y), words.text, fill=words.colour, font=letters, anchor=anchor)
        return
    broad, high = round(letters.getlength(words.text)) + 4, round(words.size * scale * 2)
    lying = Image.new("L", (broad, high), 0)
    ImageDraw.Draw(lying).text((broad / 2, high * 0.75), words.text, fill=255, font=letters, anchor="ms")
    turned = lying.transpose(Image.Transpose.ROTATE_90)
    image.paste(words.colour, (round(x - high * 0.75), round(y - broad / 2)), turned)
