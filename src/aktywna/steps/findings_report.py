"""The findings of `check` as a workbook or a page to work through, with links to the cells of the office's own files."""

from __future__ import annotations

from pathlib import Path

from aktywna.domain.promises.model import Language
from aktywna.io.writing.formats import WRITERS
from aktywna.io.writing.safe import write
from aktywna.steps.judging import Judged
from aktywna.steps.open import Opened
from aktywna.steps.report import filled, findings_context
from aktywna.steps.tables.findings import Told, links_from
from aktywna.words.wording import speaking

KIND = "findings"


def write_findings(  # noqa: PLR0913 - what the file is made of and where it goes
    found: Opened,
    judged: Judged,
    *,
    ending: str,
    language: Language,
    folder: Path,
    only: tuple[str, ...] = (),
    show_personal: bool = False,
    force: bool = False,
    version: str | None = None,
) -> Path:
    """
    Write `findings_DAY.ENDING` into `folder` and give its path; with personal data only its owner may read it.

    `only` are the codes that were asked for. Raise `InputRefused` with T or O codes.
    """
    books = found.books
    with speaking(language):
        told = Told(books, judged, language, links_from(folder, found.folder), show_personal=show_personal)
        document = filled(KIND, books, findings_context(told, only=only, version=version), language=language, project=found.folder)
        name = f"{KIND}_{books.as_of.isoformat()}.{ending}"
        (path,) = write(folder, {name: WRITERS[ending](document)}, force=force, private=show_personal)
    return path
