"""What `aktywna check` writes of the office's own files: annotated copies, and repaired ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from aktywna.cli import screen
from aktywna.cli.options import Shared, WrongUse, folder_for
from aktywna.domain.findings.finding import Finding
from aktywna.domain.findings.rule import N_
from aktywna.words.wording import _, ngettext

if TYPE_CHECKING:
    from aktywna.steps.copies import Copies
    from aktywna.steps.open import Opened

ANNOTATE = N_(
    "Write copies of the registers with the cells of findings filled and commented, and a sheet of findings; into -o, else raporty/."
)
REPAIR = N_("Write corrected copies, with a log, into -o: only cells of which exactly one other content is right.")


def wanted(*, repair: bool, shared: Shared) -> None:
    """Raise a wrong use of the command line where nobody says where the corrected copies go."""
    if repair and shared.output is None:
        raise WrongUse(_("Say with -o DIR where the corrected copies go; the registers themselves are never changed."))


def copied(
    found: Opened, findings: Sequence[Finding], *, annotate: bool, repair: bool, only: tuple[str, ...], shared: Shared
) -> list[Path]:
    """Write the copies that are asked for, say what there is to say of them, and give their paths."""
    from aktywna.steps.annotating import annotate as annotated  # noqa: PLC0415
    from aktywna.steps.repairing import repair as repaired  # noqa: PLC0415

    files: list[Path] = []
    if annotate:
        done = annotated(found, findings, folder_for(shared, found.folder / "raporty"), force=shared.force)
        _tell(done)
        if not done.files:
            screen.tell(_("Nothing to mark: no copy was written."))
        files += done.files
    if repair and shared.output is not None:
        done = repaired(found, folder_for(shared, shared.output), only=only, force=shared.force)
        _tell(done)
        said = ngettext("{n} cell was corrected.", "{n} cells were corrected.", done.changes).format(n=done.changes)
        screen.tell(said if done.changes else _("Nothing to repair: nothing was written."))
        files += done.files
    if files:
        names = ", ".join(file.name for file in files)
        screen.complain(_("These files hold personal data; only you may read them: {files}").format(files=names))
    return files


def _tell(done: Copies) -> None:
    from aktywna.steps.telling import advice, message  # noqa: PLC0415

    for finding in done.said:
        screen.complain(f"{finding.code}  {message(finding)}")
        screen.complain("      " + _("What to do: {advice}").format(advice=advice(finding)))
