"""Who pays, at the head of a report: the logos and the funding line that the definition gives."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from aktywna.domain.grid import Document, Funding
from aktywna.domain.promises.project import Project
from aktywna.io.writing.logos import logo


def with_funding(document: Document, project: Project, home: Path | None, folder: Path | None) -> Document:
    """
    Give a document with its funding in front; as it is, where the definition says nothing of it.

    `home` is the project's folder, where the logos lie, `folder` the one in which the document will lie. Raise
    `InputRefused` (O007) for a logo that is missing or no PNG.
    """
    look = project.report
    line = " ".join(look.funding_line.say(document.language).split()) if look.funding_line else ""
    logos = []
    if home is not None:
        logos = [logo(home, one.file, one.alt.say(document.language)) for one in look.logos]
        logos = [replace(one, beside=_beside(home / one.file, folder)) for one in logos]
    if not line and not logos:
        return document
    return replace(document, parts=(Funding(line, tuple(logos)), *document.parts))


def _beside(file: Path, folder: Path | None) -> str:
    """Give the path of a file from the folder of the document; nothing where there is none, as between two drives."""
    if folder is None:
        return ""
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:
        return ""
