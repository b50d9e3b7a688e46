"""Options that every command shares, read the same way everywhere."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from functools import cache, wraps
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from aktywna import __version__
from aktywna.domain.findings.rule import N_
from aktywna.words.wording import _

ProjectFolder = Annotated[
    Path,
    typer.Argument(
        metavar="[PROJECT]",
        help=N_("Folder with project.toml, or the path of that file; the current folder by default."),
        show_default=False,
    ),
]
Editions = Annotated[list[str] | None, typer.Option("--edition", metavar="ID", help=N_("Only this edition (repeatable)."))]
Partners = Annotated[list[str] | None, typer.Option("--partner", metavar="ID", help=N_("Only this partner (repeatable)."))]
Paths = Annotated[list[str] | None, typer.Option("--path", metavar="ID", help=N_("Only this path (repeatable)."))]
PeriodText = Annotated[
    str | None,
    typer.Option(
        "--period",
        metavar="PERIOD",
        help=N_("Reporting period: 2015-05, 2015-Q2, 2015-H1, 2015, 2015-05-01..2015-07-31 or a name from the reporting calendar."),
    ),
]

_FILES = {".csv", ".docx", ".html", ".json", ".md", ".ods", ".xls", ".xlsm", ".xlsx"}


class WrongUse(typer.BadParameter):
    """Options that do not go together: a sentence of its own, and not about the value of one of them."""

    def format_message(self) -> str:
        return self.message


def day(written: str) -> date:
    """Read a day; there is one way to write it."""
    try:
        if len(written) == len("2015-07-31"):
            return date.fromisoformat(written)
    except ValueError:
        pass
    raise typer.BadParameter(_("“{text}” is not a day; write it like 2015-07-31.").format(text=written))


@dataclass(frozen=True)
class Shared:
    """What every command is told."""

    as_of: Annotated[
        date | None,
        typer.Option("--as-of", metavar="DATE", parser=day, help=N_("The day to judge by; as_of of project.toml, else today.")),
    ] = None
    lang: Annotated[str | None, typer.Option("--lang", metavar="pl|en", help=N_("Language of messages and reports."))] = None
    as_json: Annotated[bool, typer.Option("--json", help=N_("One JSON document on standard output."))] = False
    quiet: Annotated[bool, typer.Option("--quiet", help=N_("Results only, no messages."))] = False
    verbose: Annotated[bool, typer.Option("--verbose", help=N_("More messages: which files were read, with their rows and sums."))] = False
    strict: Annotated[bool, typer.Option("--strict", help=N_("With errors in the registers write nothing and end with code 1."))] = False
    show_personal: Annotated[bool, typer.Option("--show-personal", help=N_("Show personal data, which are masked otherwise."))] = False
    registers: Annotated[
        Path | None,
        typer.Option("--registers", metavar="DIR", help=N_("Take the registers from this folder instead of the project's.")),
    ] = None
    password_file: Annotated[
        Path | None,
        typer.Option(
            "--password-file", metavar="FILE", help=N_("File with the passwords of encrypted workbooks, one a line; else AKTYWNA_PASSWORD.")
        ),
    ] = None
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="PATH", help=N_("Where to write."))] = None
    force: Annotated[bool, typer.Option("--force", help=N_("Replace a file that a person changed; the old one is kept as NAME.bak."))] = (
        False
    )


def folder_for(shared: Shared, otherwise: Path) -> Path:
    """Give the folder that a command writes several files into; raise a wrong use where the name of a file was given."""
    folder = shared.output or otherwise
    if folder.suffix in _FILES and not folder.is_dir():
        text = _("This command writes into a folder, and “{path}” is the name of a file; write for example: -o {folder}")
        raise WrongUse(text.format(path=folder, folder=folder.with_suffix("")))
    return folder


def no_project(command: str) -> dict[str, Any]:
    """Give what the JSON document of a command that opens no project begins with."""
    return {"aktywna": __version__, "command": command, "project": None, "as_of": None, "sources": []}


def shares(command: Callable[..., None]) -> Callable[..., None]:
    """Give `command`, whose last parameter is `shared: Shared`, the shared options beside its own."""
    own = inspect.signature(command)
    hints = get_type_hints(command, include_extras=True)
    shared_hints = _shared_hints()

    @wraps(command)
    def with_shared(*args: Any, **given: Any) -> None:
        common = {field.name: given.pop(field.name) for field in fields(Shared)}
        command(*args, **given, shared=Shared(**common))

    parameters = [
        parameter.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY)
        for name, parameter in own.parameters.items()
        if name != "shared"
    ] + [
        inspect.Parameter(field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=shared_hints[field.name])
        for field in fields(Shared)
    ]
    with_shared.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    with_shared.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return with_shared


@cache
def _shared_hints() -> dict[str, Any]:
    return get_type_hints(Shared, include_extras=True)
