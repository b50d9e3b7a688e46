"""The office's own template in Word: placeholders filled where they stand, everything else kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from io import BytesIO
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateError

from aktywna.domain.faults import InputRefused
from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Grid, Narrative, Picture
from aktywna.domain.sheets.refusals import DAMAGED, refused
from aktywna.io.reading.limits import DEFAULT
from aktywna.io.reading.package import Package
from aktywna.io.writing import drawing
from aktywna.io.writing.fixed_zip import repacked
from aktywna.io.writing.office_templates import Asked
from aktywna.io.writing.word_pictures import drawing as drawn
from aktywna.io.writing.word_places import in_word
from aktywna.io.writing.word_tables import STANDING, table_with_lines

if TYPE_CHECKING:
    from types import TracebackType

    from docx.opc.part import Part
    from jinja2 import Environment

_PARAGRAPH = re.compile(r"<w:p([ >])")
_MARKS = re.compile(r"<(/?)w:(tbl|tr|tc|p)(?=[ >])")
_PLACEHOLDER = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_FAULTS = (TemplateError, TypeError, ValueError, ArithmeticError, AttributeError, LookupError)
_LONGEST = 60
_TWIP = 635
"""Units of drawings in a twip."""


def filled_word(content: bytes, asked: Asked) -> bytes:
    """Fill a Word template; the same inputs give the same bytes. Raise `InputRefused` with T005-T007, R3xx for no Word file."""
    package = Package(BytesIO(content), asked.file.name, DEFAULT)
    if "word/document.xml" not in package:
        raise refused(DAMAGED, asked.file.name)
    try:
        from docxtpl import DocxTemplate  # noqa: PLC0415 - who fills no such template does not wait for it

        template: Any = type("Template", (_Located, DocxTemplate), {})(BytesIO(content))
        template.asked = asked
        template.render(template.known(), asked.environment(), autoescape=True)
        stream = BytesIO()
        template.save(stream)
    except (KeyError, ValueError, OSError, SyntaxError) as error:
        raise refused(DAMAGED, asked.file.name) from error
    return repacked(stream.getvalue())


class _Raw:
    """XML that takes the place of a placeholder."""

    def __init__(self, xml: str) -> None:
        self.xml = xml

    def __html__(self) -> str:
        return self.xml


class _Located:
    """What makes a template of docxtpl say where in it something went wrong, and place tables, pictures and texts."""

    asked: Asked
    docx: Any
    current_rendering_part: Any
    numbers = 0

    def known(self) -> dict[str, Any]:
        """Give what the template may use: what every template may, placed as Word wants it."""
        return {**self.asked.context, "table": self._table, "picture": self._picture, "narrative": self._narrative}

    def render_xml_part(self, src_xml: str, part: Part, context: Mapping[str, Any], jinja_env: Environment | None = None) -> str:
        try:
            return str(super().render_xml_part(src_xml, part, context, jinja_env))
        except InputRefused:
            raise
        except Exception as error:
            line = getattr(error, "lineno", None) or _line(error.__traceback__)
            if line is None:
                raise
            raise self.asked.fault(error, *_where(_PARAGRAPH.sub(r"\n<w:p\1", src_xml), line, str(part.partname))) from error

    def render_properties(self, context: Mapping[str, Any], jinja_env: Environment | None = None) -> None:
        try:
            super().render_properties(context, jinja_env)
        except _FAULTS as error:
            raise self.asked.fault(error, N_("properties of the document"), "") from error

    @property
    def room(self) -> int:
        """Twips across the printed part of the first page."""
        page = self.docx.sections[0]
        sides = (page.page_width, page.left_margin, page.right_margin)
        return STANDING if None in sides else max(1_000, (sides[0] - sides[1] - sides[2]) // _TWIP)

    def _table(self, grid: Grid | None) -> _Raw | str:
        """Draw a whole table, with lines of its own: the template may have no style for it."""
        if grid is None or not grid.rows:
            return ""
        return _between(table_with_lines(grid.filled, self.room))

    def _picture(self, picture: Picture | None) -> _Raw | str:
        if picture is None or not picture.grid.rows:
            return ""
        content = drawing.png(picture)
        link, _image = self.current_rendering_part.get_or_add_image(BytesIO(content))
        self.numbers += 1
        xml = drawn(picture, link, self.numbers, content, self.room * _TWIP)
        return _Raw(f'</w:t></w:r><w:r>{xml}</w:r><w:r><w:t xml:space="preserve">')

    def _narrative(self, name: str, hint: str = "") -> _Raw:
        place: Narrative = self.asked.narrative(name, hint)
        return _between(in_word(place).replace('<w:rStyle w:val="PlaceholderText"/>', '<w:color w:val="595959"/>'))


def _between(xml: str) -> _Raw:
    """Let something stand between paragraphs: the one that it was asked for in ends before it and goes on behind."""
    return _Raw(f'</w:t></w:r></w:p>{xml}<w:p><w:r><w:t xml:space="preserve">')


def _line(trace: TracebackType | None) -> int | None:
    """Give the last line of a template in a traceback."""
    found = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            found = trace.tb_lineno
        trace = trace.tb_next
    return found


def _where(source: str, line: int, part: str) -> tuple[str, str]:
    """Say where a line of a part stands, as a person who opened the template sees it: the kind of place, and which one."""
    lines = source.split("\n")
    before, here = "\n".join(lines[: line - 1]), lines[line - 1]
    found = _PLACEHOLDER.search(here)
    tables, rows, paragraphs = 0, [], 0
    for mark in _MARKS.finditer(before + "\n" + (here[: found.start()] if found else here)):
        match mark[1], mark[2]:
            case "", "tbl":
                tables += not rows
                rows.append(0)
            case "/", "tbl":
                del rows[-1:]
            case "", "tr" if rows:
                rows[-1] += 1
            case "", "p" if not rows:
                paragraphs += 1
    written = unescape(_TAG.sub("", found[0] if found else here)).strip()[:_LONGEST]
    name = part.rpartition("/")[2]
    if rows:
        return N_("table and row"), f"{tables}/{max(rows[0], 1)} ({written})"
    if name.startswith(("header", "footer")):
        return N_("page header or footer"), f"({written})"
    return N_("paragraph"), f"{max(paragraphs, 1)} ({written})"
