"""A document as a Word file: headings and tables that are such, in the document's language, on A4; the same each time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import groupby, zip_longest
from urllib.parse import quote

from aktywna.domain.grid import Bullets, Document, Funding, Grid, Heading, Link, Narrative, Paragraph, Part, Picture, Verbatim
from aktywna.io.writing import drawing
from aktywna.io.writing.fixed_zip import packed
from aktywna.io.writing.logos import width
from aktywna.io.writing.sheet_names import shortened
from aktywna.io.writing.word_pictures import drawing as placed
from aktywna.io.writing.word_pictures import image
from aktywna.io.writing.word_places import in_word
from aktywna.io.writing.word_tables import LYING, STANDING, Fit, fit, table
from aktywna.io.writing.word_text import paragraph, prose, run, safe, verbatim
from aktywna.words.wording import _

LANGUAGES = {"pl": "pl-PL", "en": "en-GB"}
ALWAYS = "2000-01-01T00:00:00Z"
"""The day every document claims to be made, so that the same inputs give the same bytes."""
SHORT, LONG = 11_906, 16_838
"""Twips of the sides of an A4 page."""
PAGE = 45
"""Lines of a page that stands."""
LOGO = 533_400
"""Units of 1/360,000 cm that a logo is high."""
_LONGEST_HEADER = 110
_CHAPTER = 2
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LISTED = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_SPACES = f'xmlns:w="{_MAIN}" xmlns:r="{_LINKS}"'
_KINDS = {
    "document": "document.main", "styles": "styles", "numbering": "numbering", "settings": "settings", "header1": "header",
    "footer1": "footer",
}  # fmt: skip


def docx(document: Document) -> bytes:
    """Give `document` as the content of a DOCX file; the same document gives the same bytes."""
    body = _Body(document)
    content = "".join(body.written())
    number = "".join(_field(piece) or run(piece) for piece in re.split(r"(\{\w+\})", _("Page {page} of {pages}")))
    title = shortened(document.title, _LONGEST_HEADER)
    parts = {
        "document": f"<w:document {_SPACES}><w:body>{content}</w:body></w:document>",
        "header1": f"<w:hdr {_SPACES}>{paragraph(run(title), 'Header')}</w:hdr>",
        "footer1": f"<w:ftr {_SPACES}>{paragraph(number, 'Footer')}</w:ftr>",
    }
    return packed(
        {
            "[Content_Types].xml": _types().encode(),
            "_rels/.rels": _package_links().encode(),
            "docProps/core.xml": _properties(document).encode(),
            **{f"word/{name}.xml": (_HEAD + part).encode() for name, part in parts.items()},
            **{f"word/{name}.xml": _asset(name, document.language) for name in ("styles", "numbering", "settings")},
            "word/_rels/document.xml.rels": body.links().encode(),
            **{f"word/{file}": picture for file, picture in body.pictures.items()},
        }
    )


class _Body:
    """The body of one document while it is being written, and what it leads to."""

    def __init__(self, document: Document) -> None:
        self.document = document
        grids = (part.grid if isinstance(part, Picture) else part for part in document.parts if isinstance(part, Grid | Picture))
        self.fits = {id(grid): fit(grid.on_paper) for grid in grids}
        """How each table fits, by the grid it is drawn from."""
        self.targets: dict[str, int] = {}
        self.pictures: dict[str, bytes] = {}
        self.notes: set[str] = set()
        self.heading = ""

    def written(self) -> Iterator[str]:
        """Give the body piece by piece; a chapter whose tables are too broad for a page that stands lies as a whole."""
        sections = _sections(self.document.parts, self.fits)
        for number, (lies, parts) in enumerate(sections):
            yield from self._parts(parts)
            if number < len(sections) - 1:
                # The properties of a section stand in its last paragraph, which is not to be seen.
                yield paragraph("", "TableEnd", more=_section(lies=lies, first=number == 0))
            else:
                yield _section(lies=lies, first=number == 0)

    def links(self) -> str:
        """Give what the document leads to."""
        kinds = [*(name for name in _KINDS if name != "document")]
        own = [f'<Relationship Id="{name}" Type="{_LINKS}/{name.rstrip("1")}" Target="{name}.xml"/>' for name in kinds]
        far = [
            f'<Relationship Id="link{number}" Type="{_LINKS}/hyperlink" Target="{safe(target)}" TargetMode="External"/>'
            for target, number in self.targets.items()
        ]
        near = [
            f'<Relationship Id="picture{number}" Type="{_LINKS}/image" Target="{file}"/>' for number, file in enumerate(self.pictures, 1)
        ]
        return f'{_HEAD}<Relationships xmlns="{_LISTED}">{"".join(own + near + far)}</Relationships>'

    def _parts(self, parts: Sequence[Part]) -> Iterator[str]:
        above: Part | None = None
        for part, follows in zip_longest(parts, parts[1:]):
            match part:
                case Heading(level, text):
                    self.heading = text
                    yield paragraph(run(text), f"Heading{level}")
                case Paragraph() | Bullets() | Verbatim():
                    yield from _said(part, together=isinstance(follows, Grid | Picture))
                    if isinstance(part, Bullets) and isinstance(follows, Grid):
                        yield paragraph("", "TableEnd")
                case Grid():
                    yield from self._table(part, above, follows)
                case Picture():
                    yield from self._picture(part)
                case Narrative():
                    yield in_word(part)
                case Funding():
                    yield from self._funding(part)
            above = part

    def _table(self, grid: Grid, above: Part | None, follows: Part | None) -> Iterator[str]:
        caption = grid.name or self.heading
        if not isinstance(above, Heading) and grid.name and grid.name != self.heading:
            yield paragraph(run(caption), "Caption", more="<w:keepNext/>")
        # What explains several tables is said once.
        note = grid.on_paper.note
        noted = bool(note) and (bool(grid.whole) or note not in self.notes)
        yield table(grid.on_paper, self.fits[id(grid)], self._leading, caption=caption, noted=noted)
        if noted:
            self.notes.add(note)
            yield paragraph(prose(note), "TableNote")
        elif not isinstance(follows, Heading):
            yield paragraph("", "TableEnd")

    def _picture(self, picture: Picture) -> Iterator[str]:
        """Give a picture under its title, and its numbers where they do not stand anywhere else."""
        content = drawing.png(picture)
        number = len(self.pictures) + 1
        self.pictures[f"media/{number}-{picture.name}.png"] = content
        yield image(picture, f"picture{number}", number, content)
        if picture.numbers:
            yield table(picture.grid, self.fits[id(picture.grid)], self._leading, caption=picture.title)
            yield paragraph("", "TableEnd")

    def _funding(self, part: Funding) -> Iterator[str]:
        """Give the logos in a line, and who pays under them."""
        drawn = []
        for one in part.logos:
            number = len(self.pictures) + 1
            self.pictures[f"media/{number}-logo.png"] = one.content
            shown = Picture("bars", Grid((), ()), one.alt, "logo", one.alt)
            drawn.append(f"<w:r>{placed(shown, f'picture{number}', number, one.content, width(one, LOGO))}</w:r>")
        if drawn:
            yield paragraph('<w:r><w:t xml:space="preserve">   </w:t></w:r>'.join(drawn))
        if part.line:
            yield paragraph(run(part.line))

    def _leading(self, link: Link, text: str, looks: str) -> str:
        """Make a text lead to a cell of a file beside the document; a colon is escaped, so a name is never read as a protocol."""
        address = quote(link.file)
        if address not in self.targets:
            self.targets[address] = len(self.targets)
        doubled = link.sheet.replace("'", "''")
        place = safe(f"'{doubled}'!{link.cell or 'A1'}")
        anchor = f' w:anchor="{place}"' if link.sheet else ""
        words = run(text, f'<w:rStyle w:val="Hyperlink"/>{looks}')
        return f'<w:hyperlink r:id="link{self.targets[address]}"{anchor}>{words}</w:hyperlink>'


def _said(part: Paragraph | Bullets | Verbatim, *, together: bool) -> Iterator[str]:
    """Give a text; one right before a table stays with it."""
    match part:
        case Paragraph(text, small):
            yield paragraph(prose(text), "SmallPrint" if small else "", more="<w:keepNext/>" if together else "")
        case Bullets(items):
            yield from (paragraph(prose(item), "ListBullet") for item in items)
        case Verbatim(text):
            yield verbatim(text)


def _sections(parts: Sequence[Part], fits: Mapping[int, Fit]) -> list[tuple[bool, list[Part]]]:
    """Put parts together that stand or lie; what would stand for less than a page, alone or between two that lie, lies too."""
    chapters = [(any(fits[id(one)].lies for one in part if isinstance(one, Grid)), part) for part in _chapters(parts)]
    runs = [(lies, [one for _lies, chapter in group for one in chapter]) for lies, group in groupby(chapters, lambda one: one[0])]
    last = len(runs) - 1
    short = any(lies for lies, _run in runs) and _rows(parts) < PAGE
    turned = [(lies or short or (0 < at < last and _rows(run) < PAGE), run) for at, (lies, run) in enumerate(runs)]
    return [(lies, [one for _lies, run in group for one in run]) for lies, group in groupby(turned, lambda one: one[0])] or [(False, [])]


def _rows(parts: Sequence[Part]) -> int:
    """About how many lines parts take."""
    return sum(len(part.rows) + 3 if isinstance(part, Grid) else len(part.items) if isinstance(part, Bullets) else 2 for part in parts)


def _chapters(parts: Sequence[Part]) -> Iterator[list[Part]]:
    chapter: list[Part] = []
    for part in parts:
        if isinstance(part, Heading) and part.level <= _CHAPTER and chapter:
            yield chapter
            chapter = []
        chapter.append(part)
    if chapter:
        yield chapter


def _section(*, lies: bool, first: bool) -> str:
    """Give the properties of a section; the first one's header and footer hold for all."""
    shared = '<w:headerReference w:type="default" r:id="header1"/><w:footerReference w:type="default" r:id="footer1"/>' if first else ""
    wide, high, lying = (LONG, SHORT, ' w:orient="landscape"') if lies else (SHORT, LONG, "")
    side = (wide - (LYING if lies else STANDING)) // 2
    return (
        f'<w:sectPr>{shared}<w:type w:val="nextPage"/><w:pgSz w:w="{wide}" w:h="{high}"{lying}/>'
        f'<w:pgMar w:top="1134" w:right="{side}" w:bottom="1134" w:left="{side}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )


def _field(piece: str) -> str:
    """Give the field that a piece of the footer asks for; an empty text when it asks for none."""
    name = {"{page}": "PAGE", "{pages}": "NUMPAGES"}.get(piece)
    return f'<w:fldSimple w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>' if name else ""


def _properties(document: Document) -> str:
    """Give what the file says of itself: its title, its language, and a day that is always the same."""
    days = "".join(f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{ALWAYS}</dcterms:{name}>' for name in ("created", "modified"))
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{safe(document.title)}</dc:title>{days}<dc:language>{LANGUAGES[document.language]}</dc:language></cp:coreProperties>"
    )


def _types() -> str:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    listed = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{word}.{kind}+xml"/>' for name, kind in _KINDS.items())
    package = "application/vnd.openxmlformats-package"
    return (
        f'{_HEAD}<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="{package}.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>{listed}'
        f'<Override PartName="/docProps/core.xml" ContentType="{package}.core-properties+xml"/></Types>'
    )


def _package_links() -> str:
    return (
        f'{_HEAD}<Relationships xmlns="{_LISTED}"><Relationship Id="main" Type="{_LINKS}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="core" Type="{_LISTED}/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
    )


def _asset(name: str, language: str) -> bytes:
    """A part that every document has, in its language."""
    text = (files("aktywna") / "data" / "word" / f"{name}.xml").read_text(encoding="utf-8")
    return text.replace("pl-PL", LANGUAGES[language]).encode()
