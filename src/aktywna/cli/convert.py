"""`aktywna convert`: registers into another file or an official form."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from aktywna.cli import screen
from aktywna.cli.options import Shared, WrongUse, no_project, shares
from aktywna.domain.findings.rule import N_
from aktywna.words.wording import _, ngettext

if TYPE_CHECKING:
    from aktywna.domain.findings.finding import Finding
    from aktywna.steps.exchange.convert import Converted
    from aktywna.steps.exchange.inputs import Input

NAME = "convert"
HELP = N_("Convert a register or a whole project into another kind of file or an official form, and say what is lost.")


class Ending(StrEnum):
    """Kinds of files that are written."""

    csv = "csv"
    xlsx = "xlsx"
    ods = "ods"
    jsonl = "jsonl"
    parquet = "parquet"


class Encoding(StrEnum):
    """Encodings of text files."""

    utf_8_sig = "utf-8-sig"
    utf_8 = "utf-8"
    cp1250 = "cp1250"
    iso_8859_2 = "iso-8859-2"
    cp852 = "cp852"
    utf_16 = "utf-16"


class Days(StrEnum):
    """Ways of writing a day."""

    iso = "rrrr-mm-dd"
    points = "dd.mm.rrrr"
    hyphens = "dd-mm-rrrr"
    slashes = "dd/mm/rrrr"
    american = "m/d/rrrr"


class Decimal(StrEnum):
    """Decimal signs."""

    comma = ","
    point = "."


Source = Annotated[
    Path, typer.Argument(metavar="INPUT", help=N_("A file with a register, or the folder of a project."), show_default=False)
]
Target = Annotated[
    Path,
    typer.Argument(
        metavar="OUTPUT", help=N_("The file to write (.csv, .tsv, .xlsx, .ods, .jsonl, .parquet), or a folder."), show_default=False
    ),
]
FROM = N_("The official form that the file is: its columns are looked for and missed.")
TO = N_("The official form to write: canonical (this program's own), smefs, sl2014, pefs2007 ..., or sample:FILE of an export.")
ACCEPT = N_("Codes of losses that are accepted, separated by commas, or all; without it nothing is written where anything is lost.")
REGISTER = N_("The register that the file holds, or the one of a project to convert: participants, support ...")


@shares
def run(
    source: Source,
    target: Target,
    from_: Annotated[str | None, typer.Option("--from", metavar="FORM", help=FROM)] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="FORM", help=TO)] = None,
    accept: Annotated[str | None, typer.Option("--accept", metavar="CODES", help=ACCEPT)] = None,
    register: Annotated[str | None, typer.Option("--register", metavar="NAME", help=REGISTER)] = None,
    ending: Annotated[Ending | None, typer.Option("--as", help=N_("The kind of files in a folder."))] = None,
    encoding: Annotated[Encoding | None, typer.Option("--encoding", help=N_("Encoding of the text file that is written."))] = None,
    delimiter: Annotated[
        str | None, typer.Option("--delimiter", metavar="SIGN", help=N_("What parts the cells of a text file: ; , | or tab."))
    ] = None,
    decimal: Annotated[Decimal | None, typer.Option("--decimal", help=N_("The decimal sign in a text file."))] = None,
    dates: Annotated[Days | None, typer.Option("--dates", help=N_("How days are written in a text file or a form."))] = None,
    *,
    shared: Shared,
) -> None:
    """Read INPUT, say what OUTPUT cannot hold, and write it when nothing is lost or the losses are accepted."""
    from aktywna.cli.opening import passwords_of  # noqa: PLC0415
    from aktywna.steps.exchange.convert import Asked, convert, lacking  # noqa: PLC0415
    from aktywna.steps.exchange.forms import accepted, delimiter_of, ending_of, form_of  # noqa: PLC0415
    from aktywna.steps.exchange.inputs import Wanted, read_input  # noqa: PLC0415

    if shared.output is not None:
        raise WrongUse(_("convert takes two paths: aktywna convert INPUT OUTPUT; it has no -o."))
    passwords = passwords_of(shared.password_file, os.environ.get("AKTYWNA_PASSWORD"))
    form, of_input = form_of(to, passwords), form_of(from_, passwords)
    asked = Asked(
        target, f".{ending.value}" if ending else None, form, encoding.value if encoding else None, delimiter_of(delimiter),
        decimal.value if decimal else ",", dates.value if dates else None, accepted(accept), register, shared.force, shared.strict,
    )  # fmt: skip
    ending_of(asked)
    era = form.era if form is not None else of_input.era if of_input is not None else None
    read_as = register if register is not None or of_input is None else "participants"
    with screen.progress(2, quiet=shared.quiet) as step:
        step(_("Reading the registers"))
        wanted = Wanted(read_as, era, shared.as_of, None, passwords, shared.registers, unpack=form is not None)
        read = read_input(source, wanted)
        judged_by = _judged(read, shared) if read.is_project and (form is not None or shared.strict) else None
        step(_(HELP))
        done = convert(read, asked, judged_by=judged_by)
    also = lacking(read, of_input) if of_input is not None else ()
    _say(read, done, also, shared)
    if done.stands or not done.files:
        raise typer.Exit(1)


def _judged(read: Input, shared: Shared) -> tuple[Finding, ...]:
    """Give what the rules say of a project; with --strict its errors end the command."""
    from aktywna.domain.faults import ErrorsStand  # noqa: PLC0415
    from aktywna.domain.findings.finding import Severity  # noqa: PLC0415
    from aktywna.steps.judging import judged  # noqa: PLC0415
    from aktywna.steps.open import Opened  # noqa: PLC0415

    told = judged(Opened(read.books, read.folder, read.findings, ()))
    errors = sum(one.severity is Severity.ERROR for one in told.findings)
    if errors and shared.strict:
        raise ErrorsStand(errors, read.folder)
    return told.findings


def _say(read: Input, done: Converted, also: tuple[Finding, ...], shared: Shared) -> None:
    """Say what was lost, mended and written: as a document, or as findings with the paths after them."""
    from aktywna.cli.opening import said_of_files, shown  # noqa: PLC0415
    from aktywna.steps.exchange.saying import document, repairs_of, summary  # noqa: PLC0415
    from aktywna.steps.telling import about_whom, advice, message  # noqa: PLC0415

    if shared.as_json:
        head, files = _head(read), [shown(file, read.folder) for file in done.files]
        screen.document({**head, **document(read, done, also, show_personal=shared.show_personal), "files": files})
    else:
        told = [*done.stands] if shared.quiet else [*done.losses, *done.rejected, *also, *done.said]
        screen.findings(
            told,
            lambda one: message(one, show_personal=shared.show_personal),
            advise=lambda one: advice(one, show_personal=shared.show_personal),
            whom=lambda one: about_whom(one, show_personal=shared.show_personal),
        )
        for line in summary(read, done):
            screen.tell(line)
        for file in done.files:
            screen.out(str(file))
        said_of_files(read, shared)  # type: ignore[arg-type]
        if mended := repairs_of(read):
            text = ngettext("{n} cell was mended while reading: {codes}.", "{n} cells were mended while reading: {codes}.", len(mended))
            screen.tell(text.format(n=len(mended), codes=", ".join(sorted({one.code for one in mended}))))
    if done.files:
        names = ", ".join(file.name for file in done.files)
        screen.complain(_("These files hold personal data; only you may read them: {files}").format(files=names))
    elif done.stands:
        codes = ",".join(sorted({one.code for one in done.stands}))
        screen.complain(_("Nothing was written: something would be lost. To accept it: --accept {codes}").format(codes=codes))
    else:
        screen.complain(_("Nothing was written: the system would refuse some rows, and --strict was asked for."))


def _head(read: Input) -> dict[str, Any]:
    from aktywna.cli.opening import head  # noqa: PLC0415

    begins = head(read, NAME)  # type: ignore[arg-type]
    return begins if read.is_project else {**no_project(NAME), "as_of": begins["as_of"], "sources": begins["sources"]}
