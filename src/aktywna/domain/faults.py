"""What stops a command: the definition is wrong, a file cannot be read, or the program is broken."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from aktywna.domain.findings.finding import Finding


class DefinitionError(Exception):
    """The project's definition (or the command's words about it) is wrong; carries every fault found, at once."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(*(finding.code for finding in findings))
        self.findings = findings


class InputRefused(Exception):  # noqa: N818 - what happened to the input
    """A file cannot or must not be read; carries what to tell, of further files too."""

    def __init__(self, finding: Finding, *others: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding
        self.findings = (finding, *others)


class ErrorsStand(Exception):  # noqa: N818 - said of the registers
    """The registers have errors, and the command was told to stop at them (`--strict`)."""

    def __init__(self, errors: int, folder: Path) -> None:
        super().__init__(errors)
        self.errors = errors
        self.folder = folder


class RuleBroken(Exception):  # noqa: N818 - said of the rule
    """A rule or an indicator failed: our fault, never the data's."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class UnknownWord(Exception):  # noqa: N818 - said of what was asked
    """The command names something that the project (or the program) does not have."""

    def __init__(self, what: str, asked: str, allowed: tuple[str, ...], said: Mapping[str, str] | None = None) -> None:
        super().__init__(what, asked)
        self.what = what
        """What kind of thing was named: an English word marked for translation (`edition`, `period`, `report`)."""
        self.asked = asked
        self.allowed = allowed
        self.said = dict(said or {})
        """What a reader is told of an allowed word that has another beside it: `płeć (gender)`."""
