"""The notes beside a sheet's cells: those that are there are kept, and ours are put behind their text, under our name."""

from __future__ import annotations

from collections.abc import Mapping

from aktywna.domain.sheets.sheet import letters
from aktywna.io.patching.cell_patch import Spot
from aktywna.io.patching.cell_walk import ranges
from aktywna.io.patching.note_shapes import Shapes
from aktywna.io.patching.package_parts import Parts
from aktywna.io.patching.spans import Element, Spanned, escaped

AUTHOR = "aktywna"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_BESIDE = frozenset({"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"})
"""What stands behind the pointer to a sheet's shapes (ECMA-376 part 1, 18.3.1.99)."""


def put_notes(parts: Parts, sheet: str, notes: Mapping[Spot, str]) -> None:
    """
    Put notes beside cells of the sheet in the part `sheet`.

    A note that a cell has already keeps its text, its fonts and its author, and ours is said to be ours behind it. Of a
    thread of replies only the note that stands for it in older programs is added to; the thread itself stays.
    """
    if not notes:
        return
    standing = next(iter(parts.targets(sheet, "comments").values()), None)
    known: set[Spot] = set()
    if standing is None:
        _make(parts, sheet, notes)
    else:
        known = _extend(parts.open(standing), notes)
    _put_shapes(parts, sheet, sorted(notes.keys() - known), sorted(known))


def _make(parts: Parts, sheet: str, notes: Mapping[Spot, str]) -> None:
    root = parts.open(sheet).root
    main = root.namespace()
    each = "".join(_comment("", spot, text, 0) for spot, text in sorted(notes.items()))
    part = parts.free("xl/comments{}.xml")
    content = f'<comments xmlns="{main}"><authors><author>{AUTHOR}</author></authors><commentList>{each}</commentList></comments>'
    parts.add(part, content.encode(), _COMMENTS)
    parts.link(sheet, "comments", part)


def _extend(markup: Spanned, notes: Mapping[Spot, str]) -> set[Spot]:
    """Add to the notes of a sheet; give the cells that had one."""
    root = markup.root
    listed, authors = markup.child(root, "commentList"), markup.child(root, "authors")
    prefix = root.prefix.decode()
    names = [markup.inner(one).decode() for one in markup.children(authors)] if authors else []
    author = names.index(AUTHOR) if AUTHOR in names else len(names)
    if authors is None:
        markup.insert(root.opened, f"<{prefix}authors><{prefix}author>{AUTHOR}</{prefix}author></{prefix}authors>".encode())
    elif author == len(names):
        markup.append(authors, f"<{prefix}author>{AUTHOR}</{prefix}author>".encode())
    known: set[Spot] = set()
    for comment in markup.children(listed) if listed else ():
        at = ranges([comment.attributes.get("ref", "")])
        if not at:
            continue
        spot = at[0][:2]
        known.add(spot)
        text = markup.child(comment, "text")
        if spot in notes and text is not None:
            _lengthen(markup, text, notes[spot])
    new = "".join(_comment(prefix, spot, text, author) for spot, text in sorted(notes.items()) if spot not in known).encode()
    if listed is not None:
        markup.append(listed, new)
    else:
        markup.append(root, f"<{prefix}commentList>".encode() + new + f"</{prefix}commentList>".encode())
    return known


def _lengthen(markup: Spanned, text: Element, note: str) -> None:
    """Put ours behind a note that is there; a plain text becomes the first of two pieces."""
    p = text.prefix.decode()
    pieces = markup.children(text)
    apart = "\n\n" if pieces else ""
    ours = f'<{p}r><{p}t xml:space="preserve">{apart}{AUTHOR}:\n{escaped(note)}</{p}t></{p}r>'.encode()
    if text.is_empty:
        markup.append(text, ours)
        return
    for piece in pieces:
        if piece.name == "t":
            markup.insert(piece.start, f"<{p}r>".encode())
            markup.insert(piece.end, f"</{p}r>".encode())
    behind = [piece.start for piece in pieces if piece.name in {"rPh", "phoneticPr"}]
    markup.insert(min(behind, default=text.closing), ours)


def _comment(p: str, spot: Spot, text: str, author: int) -> str:
    small = f'<{p}rPr><{p}sz val="9"/><{p}rFont val="Arial"/><{p}family val="2"/></{p}rPr>'
    run = f'<{p}r>{small}<{p}t xml:space="preserve">{escaped(text)}</{p}t></{p}r>'
    cell = f"{letters(spot[1])}{spot[0]}"
    return f'<{p}comment ref="{cell}" authorId="{author}"><{p}text>{run}</{p}text></{p}comment>'


def _put_shapes(parts: Parts, sheet: str, new: list[Spot], known: list[Spot]) -> None:
    """Give every new note the shape that Excel draws it in; where no note has any, the old ones get theirs too."""
    markup = parts.open(sheet)
    root = markup.root
    children = markup.children(root)
    pointer = next((one for one in children if one.name == "legacyDrawing"), None)
    drawings = parts.targets(sheet, "vmlDrawing")
    standing = drawings.get(_id_of(pointer)) if pointer is not None else None
    if standing is not None:
        if new:
            Shapes(parts).extend(parts.open(standing), new)
        return
    part = parts.free("xl/drawings/vmlDrawing{}.vml")
    parts.add(part, Shapes(parts).whole([*known, *new]))
    parts.ending("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
    name = parts.link(sheet, "vmlDrawing", part)
    written = f"<{root.prefix.decode()}legacyDrawing {parts.pointing(root, name)}/>".encode()
    if pointer is not None:
        markup.replace(pointer.start, pointer.end, written)
        return
    followers = [one.start for one in children if one.name in _BESIDE or (one.name == "AlternateContent" and _holds(markup, one, _BESIDE))]
    markup.insert(min(followers, default=root.closing), written)


def _holds(markup: Spanned, element: Element, names: frozenset[str]) -> bool:
    """Whether one of the ways of saying something begins with one of the names."""
    return any(one.name in names for way in markup.children(element) for one in markup.children(way))


def _id_of(pointer: Element) -> str:
    return next((value for name, value in pointer.attributes.items() if name.rpartition(":")[2] == "id" and ":" in name), "")
