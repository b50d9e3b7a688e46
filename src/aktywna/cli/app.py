"""The command line: language first, then the commands, and one place where everything that can go wrong ends."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from aktywna import __version__
from aktywna.words import wording
from aktywna.words.wording import LANGUAGES, _

if TYPE_CHECKING:
    import typer

DONE, ERRORS, WRONG_USE, NO_FILE, OUR_FAULT, INTERRUPTED = 0, 1, 2, 3, 70, 130
"""Exit codes (COMMANDS.md)."""
MOST_NAMED = 30
"""Allowed words are listed up to this many."""
COMMANDS = ("init", "check", "count", "report", "due", "convert", "pay", "budget", "explain")
"""The commands in the order of the help; each is a module of this room."""
SELDOM = 300_000
"""New objects after which cycles among them are looked for: a command makes many that stay, and few that are in cycles."""


def main() -> None:
    """Run the command line of this process and leave with its exit code."""
    gc.set_threshold(SELDOM)
    # What a definition means is not for plugins of other programs to say; looking for them takes its time, too.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    sys.exit(run(sys.argv[1:]))


def run(words: Sequence[str]) -> int:
    """Run one command line and give its exit code."""
    if list(words) == ["--version"]:
        sys.stdout.write(f"aktywna {__version__}\n")
        return DONE
    from aktywna.cli import screen  # noqa: PLC0415 - not for --version

    screen.prepare(quiet="--quiet" in words)
    try:
        rest = _take_language(words)
    except ValueError as error:
        wording.set_language("pl")
        allowed = ", ".join(LANGUAGES)
        text = _("There is no language “{asked}”; choose one of: {allowed}.").format(asked=error, allowed=allowed)
        if not str(error):
            text = _("The option {option} needs a value: {allowed}.").format(option="--lang", allowed=allowed)
        return refuse(text, WRONG_USE, _without_language(words))
    if rest == ["--version"]:
        return run(rest)
    wording.localise_process()
    return _guarded(rest)


def refuse(text: str, leave: int, words: Sequence[str], **facts: Any) -> int:
    """Say why a command ends, as text or as the JSON document of a refusal; give its exit code."""
    from aktywna.cli import screen  # noqa: PLC0415

    if _wants_json(words):
        command = next((word for word in words if not word.startswith("-")), None)
        keys = {"code": None, "message": text, "file": None, "key": None}
        fault = {"exit": leave, **keys, **{name: value or None for name, value in facts.items()}}
        screen.document({"aktywna": __version__, "command": command, "error": fault})
    else:
        screen.complain(text)
    return leave


def build(commands: Iterable[str] = COMMANDS) -> typer.Typer:
    """Give the application with its commands; none of them has been imported further than its options."""
    import typer  # noqa: PLC0415

    app = typer.Typer(
        name="aktywna",
        help=_("Registers of active-integration projects: checked, counted and reported."),
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )

    @app.callback()
    def everything(
        version: bool = typer.Option(False, "--version", help=_("Show the version and exit.")),
    ) -> None:
        if version:
            sys.stdout.write(f"aktywna {__version__}\n")
            raise typer.Exit

    for name in commands:
        room = import_module(f"aktywna.cli.{name}")
        app.command(name=room.NAME, help=_(room.HELP))(room.run)
    return app


def _wants_json(words: Sequence[str]) -> bool:
    """Whether the answer is to be a document; asked also when the words cannot be understood."""
    return "--json" in words or "--as=json" in words or ("--as", "json") in pairwise(words)


def _take_language(words: Sequence[str]) -> list[str]:
    """Set the language from `--lang`, wherever it stands, or from AKTYWNA_LANG; give the other words."""
    rest, chosen = _language_in(words)
    wording.set_language(chosen)
    return rest


def _without_language(words: Sequence[str]) -> list[str]:
    return _language_in(words)[0]


def _language_in(words: Sequence[str]) -> tuple[list[str], str]:
    chosen = os.environ.get("AKTYWNA_LANG") or "pl"
    rest: list[str] = []
    left = iter(words)
    for word in left:
        if word == "--":
            rest += [word, *left]
        elif word == "--lang":
            chosen = next(left, "")
        elif word.startswith("--lang="):
            chosen = word.partition("=")[2]
        else:
            rest.append(word)
    return rest, chosen


def _guarded(words: list[str]) -> int:
    import typer  # noqa: PLC0415
    from typer._click.exceptions import ClickException, NoArgsIsHelpError  # noqa: PLC0415

    from aktywna.domain.faults import DefinitionError, ErrorsStand, InputRefused, RuleBroken, UnknownWord  # noqa: PLC0415
    from aktywna.words.foreign import localise  # noqa: PLC0415

    left: Any = DONE
    try:
        # A command is named first; who names none of them gets help or a refusal, which know all.
        command = typer.main.get_command(build(words[:1] if {*words[:1]} & {*COMMANDS} else COMMANDS))
        localise(command)
        left = command.main(args=words, prog_name="aktywna", standalone_mode=False)
        # That nobody reads any more is noticed here, not when Python ends.
        sys.stdout.flush()
    except NoArgsIsHelpError as error:
        sys.stdout.write(error.format_message() + "\n")
        return WRONG_USE
    except ClickException as error:
        return refuse(_wrong_use(error), WRONG_USE, words)
    except (UnknownWord, DefinitionError, InputRefused, ErrorsStand) as error:
        return _refused(error, words)
    except (KeyboardInterrupt, typer.Abort):
        left = INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python must not complain when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return left if isinstance(left, int) else DONE
    except RuleBroken as error:
        return _our_fault(error.__cause__ or error, words, code=error.code)
    except Exception as error:  # noqa: BLE001 - a traceback is a defect; here every one ends in a sentence
        return _our_fault(error, words, code="")
    if left == INTERRUPTED:
        return refuse(_("Interrupted; nothing was half written."), INTERRUPTED, words)
    return left if isinstance(left, int) else DONE


def _refused(error: Exception, words: Sequence[str]) -> int:
    """Say what stands in the way: a wrong word, a wrong definition, a file, or errors in the registers."""
    from aktywna.domain.faults import DefinitionError, ErrorsStand, UnknownWord  # noqa: PLC0415

    if isinstance(error, UnknownWord):
        return refuse(_unknown(error), WRONG_USE, words)
    if isinstance(error, DefinitionError):
        return _definition(error, words)
    if isinstance(error, ErrorsStand):
        from aktywna.cli import screen  # noqa: PLC0415

        text = _("The registers have errors ({n}) and --strict was asked for: nothing was written. See: {command}")
        return refuse(text.format(n=error.errors, command=screen.checking(error.folder)), ERRORS, words)
    return _input(error, words)


def _wrong_use(error: Any) -> str:
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "aktywna"
    hint = _("See: {command} --help").format(command=path)
    return f"{error.format_message()}\n{hint}"


def _unknown(error: Any) -> str:
    """Say what does not exist, the nearest word that does, and all of them when they are few."""
    from aktywna.domain.registers.layout import normal  # noqa: PLC0415

    text = _("There is no {what} “{asked}”.").format(what=_(error.what), asked=error.asked)
    if error.what == "period":
        text += " " + _("Write it like 2015-05, 2015-Q2, 2015-H1, 2015 or 2015-05-01..2015-07-31.")
    if error.what == "code":
        text += " " + _("A code is a letter and three digits, such as A203; for a whole chapter its beginning is enough (A2).")
    known = {normal(word): error.said.get(word, word) for word in error.allowed}
    near = _nearest(normal(error.asked), known)
    if near is not None:
        text += " " + _("Did you mean {word}?").format(word=wording.quote(known[near]))
    allowed = tuple(dict.fromkeys(known.values()))
    if allowed and len(allowed) <= MOST_NAMED:
        text += " " + _("Choose one of: {allowed}.").format(allowed=", ".join(allowed))
    return text


def _nearest(asked: str, known: Iterable[str]) -> str | None:
    """Give the word that is nearest to the one asked for: of equally near ones that of the same letters, else the first one."""
    from difflib import SequenceMatcher, get_close_matches  # noqa: PLC0415

    near = set(get_close_matches(asked, known, n=10))

    def nearness(word: str) -> tuple[float, bool]:
        return SequenceMatcher(None, word, asked).ratio(), sorted(word) == sorted(asked)

    return max((word for word in known if word in near), key=nearness, default=None)


def _definition(error: Any, words: Sequence[str]) -> int:
    from aktywna.cli import screen  # noqa: PLC0415
    from aktywna.steps.telling import advice, as_json, message  # noqa: PLC0415

    found = error.findings
    if _wants_json(words):
        first = as_json(found[0])
        fault = {"exit": WRONG_USE, "code": first["code"], "message": first["message"], "file": first["file"]}
        fault |= {"key": first["facts"].get("key") or None, "findings": [as_json(one) for one in found]}
        command = next((word for word in words if not word.startswith("-")), None)
        screen.document({"aktywna": __version__, "command": command, "error": fault})
        return WRONG_USE
    for one in found:
        line = _("line {line}").format(line=one.place.row) if one.place.row else ""
        where = ", ".join(filter(None, [one.place.file, line]))
        screen.complain(f"{one.code}  {where + ': ' if where else ''}{message(one)}")
        screen.complain("      " + _("What to do: {advice}").format(advice=advice(one)))
    return WRONG_USE


def _input(error: Any, words: Sequence[str]) -> int:
    from aktywna.cli import screen  # noqa: PLC0415
    from aktywna.steps.telling import advice, as_json, message  # noqa: PLC0415

    found = error.finding
    # An output that must not be replaced is a wrong command, not a file that cannot be read.
    # O005 to O008 are said of what a file holds, the other codes of O of what the command asks.
    leave = WRONG_USE if found.code.startswith(("O", "T")) and found.code not in {"O005", "O006", "O007", "O008"} else NO_FILE
    if _wants_json(words):
        told = [as_json(one) for one in error.findings]
        return refuse(message(found), leave, words, code=found.code, file=found.place.file, findings=told)
    for one in error.findings:
        screen.complain(f"{one.code}  {message(one)}")
        screen.complain("      " + _("What to do: {advice}").format(advice=advice(one)))
    return leave


def _our_fault(error: BaseException, words: Sequence[str], *, code: str) -> int:
    """Say that the program failed: where, never with which data."""
    import traceback  # noqa: PLC0415

    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "aktywna" in frame.filename] or frames
    where = f"{ours[-1].filename.replace(os.sep, '/').rpartition('aktywna/')[2]}:{ours[-1].lineno}" if ours else "?"
    text = _(
        "The program failed ({kind} in {where}); your data are not at fault. Nothing was half written. "
        "Please report it together with the command that you typed and the version {version}."
    ).format(kind=type(error).__name__, where=f"{code} {where}".strip(), version=__version__)
    if "--verbose" in words:
        text += "\n" + "\n".join(f"  {frame.name} {frame.lineno}" for frame in ours)
    return refuse(text, OUR_FAULT, words, code=code)


if __name__ == "__main__":
    main()
