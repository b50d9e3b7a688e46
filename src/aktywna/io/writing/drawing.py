"""Pictures drawn with matplotlib, which is imported only when there is one to draw: SVG for pages, PNG for Word."""

from __future__ import annotations

import logging
import re
from functools import cache, lru_cache
from html import escape
from io import BytesIO
from typing import Any

from aktywna.domain.grid import Picture
from aktywna.words.wording import language

DPI = 200
SEVERAL = 16
"""Pictures that are remembered: more than a report has."""
FONTS = ("DejaVu Sans", "Verdana", "Arial", "sans-serif")
"""The first comes with matplotlib and is what is measured; none of the others is broader."""
SETTINGS: dict[str, Any] = {
    "font.family": "sans-serif",
    "font.sans-serif": list(FONTS),
    "font.size": 8.5,
    "svg.fonttype": "none",
    "svg.hashsalt": "aktywna",
    "path.simplify": False,
    "hatch.linewidth": 0.9,
    "axes.unicode_minus": True,
}
"""What every picture is drawn with, whatever settings somebody keeps for matplotlib."""

_STYLE = re.compile(r' style="([^"]*)"')
_FONT = re.compile(r' font-family="[^"]*"')
_LEFT_OUT = re.compile(r'<style[^>]*>.*?</style>|<metadata>.*?</metadata>| transform="rotate\(-0 [^)]*\)"|(?m:^[ \t]+)', re.DOTALL)
_REFERENCE = re.compile(r'(?:href="#|url\(#)([^")]+)')
_ID = re.compile(r' id="([^"]+)"')
_TAG = re.compile(r"<[^>]*>")
_FRACTION = re.compile(r"(\.\d\d)\d+")


def svg(picture: Picture) -> bytes:
    """Give a picture as an SVG file; the same picture gives the same bytes."""
    return f'<?xml version="1.0" encoding="utf-8"?>\n{inline(picture)}\n'.encode()


def inline(picture: Picture) -> str:
    """
    Give a picture as an SVG element that may stand in a page.

    It has a title and says its alt text; its looks are attributes, because a page of ours lets nothing else decide on
    looks; its ids begin with the picture's name.
    """
    return _element(picture, language())


@lru_cache(maxsize=SEVERAL)
def _element(picture: Picture, _language: str) -> str:
    """Draw a picture once for all formats of a report; its numbers are written in a language."""
    drawn = _STYLE.sub(_attributes, _LEFT_OUT.sub("", _drawn(picture, "svg").decode()))
    _before, opening, inside = re.split(r"(<svg [^>]*>)", drawn, maxsplit=1)
    width, height = (float(re.search(rf'{side}="([\d.]+)pt"', opening)[1]) for side in ("width", "height"))  # type: ignore[index]
    named = f'aria-labelledby="{picture.name}-title {picture.name}-desc"'
    fonts = ", ".join(f"'{one}'" if " " in one else one for one in FONTS)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img" {named}'
        f' viewBox="0 0 {width:g} {height:g}" width="{width:g}pt" height="{height:g}pt" stroke-linejoin="round" stroke-linecap="butt"'
        f' font-family="{fonts}">\n'
        f'<title id="{picture.name}-title">{escape(picture.title)}</title>\n<desc id="{picture.name}-desc">{escape(picture.alt)}</desc>\n'
    )
    return head + _slim(inside, picture.name).strip()


def _slim(inside: str, name: str) -> str:
    """Leave out what nobody reads: ids that nothing refers to, the font of each text, thousandths of a point."""
    known = set(_REFERENCE.findall(inside))
    inside = _ID.sub(lambda one: f' id="{name}-{one[1]}"' if one[1] in known else "", _FONT.sub("", inside))
    inside = _REFERENCE.sub(lambda one: one[0].replace("#", f"#{name}-"), inside)
    return (
        _TAG.sub(lambda tag: _FRACTION.sub(r"\1", tag[0]).replace(" \n", " ").replace("\n", " "), inside)
        .replace("\n\n", "\n")
        .replace("<g/>\n", "")
    )


def png(picture: Picture, dpi: int = DPI) -> bytes:
    """Give a picture as PNG; the same picture gives the same bytes with the same matplotlib."""
    return _drawn(picture, "png", dpi=dpi)


def _attributes(style: re.Match[str]) -> str:
    """Write declarations as attributes: a page may forbid the first and cannot forbid the others."""
    pairs = (one.split(":", 1) for one in style[1].split(";") if ":" in one)
    return "".join(f' {name.strip()}="{value.strip()}"' for name, value in pairs)


def _drawn(picture: Picture, form: str, **wanted: Any) -> bytes:
    _prepare()
    from aktywna.io.writing.plots import figure  # noqa: PLC0415 - it imports matplotlib

    stream = BytesIO()
    metadata = {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
    figure(picture).savefig(stream, format=form, metadata=metadata, **wanted)
    return stream.getvalue()


@cache
def _prepare() -> None:
    """
    Import matplotlib without a word from it, and have it draw as this house does: nothing else in this process draws.

    Where it may not write into the user's folders it takes a temporary one, and would say so.
    """
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    import matplotlib  # noqa: ICN001, PLC0415 - heavy, and only for who wants a picture

    matplotlib.rcdefaults()
    matplotlib.rcParams.update(SETTINGS)
