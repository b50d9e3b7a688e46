"""The sentences of the command line's own machinery (Typer and the Click inside it), said in the reader's language.

Some of them go through gettext and most do not, so they are recognised by their English form when they are about to be
shown. A sentence that a newer Typer words differently stays English: nothing is lost, and a test notices.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from aktywna.words.wording import _, language, quote

SENTENCES = (
    "Error: {message}",
    "Try '{command}' for help.",
    "Invalid value for {parameter}: {message}",
    "Invalid value: {message}",
    "Missing argument {parameter}. Choose from: {choices}",
    "Missing argument {parameter}.",
    "Missing option {parameter}. Choose from: {choices}",
    "Missing option {parameter}.",
    "Missing parameter: {parameter}",
    "Missing command.",
    "No such option: {option} (Possible options: {choices})",
    "No such option: {option}",
    "No such command {command}. Did you mean {choices}?",
    "No such command {command}.",
    "Got unexpected extra argument(s) ({arguments})",
    "Option {option} does not take a value.",
    "Option {option} requires an argument.",
    "Option {option} requires {count} arguments.",
    "Argument {argument} takes {count} values.",
    "Takes {count} values but {given} given.",
    "{count} values are required, but {given} given.",
    "{value} is not one of {choices}.",
    "{value} is not a valid boolean. Recognized values: {choices}",
    "{value} is not a valid int.",
    "{value} is not a valid int range.",
    "{value} is not a valid float.",
    "{value} is not a valid float range.",
    "{value} is not in the range {range}.",
    "{value} does not match the formats {formats}.",
    "Could not open file {path}: {message}",
    "File {path} does not exist.",
    "File {path} is a directory.",
    "File {path} is not readable.",
    "File {path} is not writable.",
    "Directory {path} does not exist.",
    "Directory {path} is a file.",
    "Directory {path} is not readable.",
    "Directory {path} is not writable.",
    "Path {path} does not exist.",
    "Path {path} is a file.",
    "Path {path} is a directory.",
    "Path {path} is not readable.",
    "Path {path} is not writable.",
)
"""Whole sentences with the facts in them; the first that fits is the one."""

TERMS = (
    "Usage: ",
    "Arguments",
    "Options",
    "Commands",
    "(dynamic)",
    "default: {default}",
    "env var: {var}",
    "required",
    "Aborted!",
    "Show this message and exit.",
    "[OPTIONS]",
    "COMMAND [ARGS]...",
    "<str>",
    "<int>",
    "<int range>",
    "<float>",
    "<float range>",
    "<datetime>",
    "<file>",
    "<filename>",
    "<directory>",
    "<path>",
    "Install completion for the current shell.",
    "Show completion for the current shell, to copy it or customize the installation.",
)
"""Words and short texts that are always said whole."""

TITLES = {
    "DEPRECATED_STRING": "(deprecated) ",
    "DEFAULT_STRING": "[default: {}]",
    "ENVVAR_STRING": "[env var: {}]",
    "REQUIRED_LONG_STRING": "[required]",
    "ARGUMENTS_PANEL_TITLE": "Arguments",
    "OPTIONS_PANEL_TITLE": "Options",
    "COMMANDS_PANEL_TITLE": "Commands",
    "ERRORS_PANEL_TITLE": "Error",
    "ABORTED_TEXT": "Aborted.",
    "RICH_HELP": "Try [blue]'{command_path} {help_option}'[/] for help.",
}
"""The fixed words of Typer's coloured help, by the name they have there."""

_TRANSLATED_HELP = ("help", "short_help", "epilog", "rich_help_panel", "metavar", "options_metavar", "subcommand_metavar")
_RANGE = re.compile(r"(?P<least>-?\d+)<=x<=(?P<most>-?\d+)")
_QUOTED = re.compile(r"(?<!\w)'([^']*)'(?!\w)")


def say(message: str) -> str:
    """Put a sentence of the command line's machinery into the reader's language; anything else is given back unchanged."""
    if language() == "en":
        return message
    flat = " ".join(message.split())
    for sentence, pattern in _patterns():
        if found := pattern.fullmatch(flat):
            facts = {name: _inner(name, fact) for name, fact in found.groupdict().items()}
            return _(sentence).format(**facts)
    return message


def localise(command: Any) -> None:
    """Put the help of a command, its parameters and its subcommands into the reader's language, in place."""
    for owner, attribute, text in spoken(command):
        setattr(owner, attribute, _(text))


def spoken(command: Any) -> Iterator[tuple[Any, str, str]]:
    """Give every text of a command, its parameters and its subcommands: who has it, under what name, the text."""
    for owner in (command, *command.params):
        for attribute in _TRANSLATED_HELP:
            text = getattr(owner, attribute, None)
            if isinstance(text, str) and text.strip():
                yield owner, attribute, text
    for inner in getattr(command, "commands", {}).values():
        yield from spoken(inner)


def localise_process() -> None:
    """Make usage, help and wrong usage speak the language that is chosen when they are shown; calling it again changes nothing."""
    from typer import core  # noqa: PLC0415 - only a command line needs it

    click = getattr(core, "_click", None) or core.click  # type: ignore[attr-defined]
    core._ = _term  # type: ignore[attr-defined]
    for raised in vars(click.exceptions).values():
        if isinstance(raised, type) and "format_message" in vars(raised):
            _wrap(raised, "format_message", _said)
    _wrap(click.exceptions, "echo", _echoed)
    _wrap(click.formatting.HelpFormatter, "write_usage", _usage)
    _wrap(click.core.Command, "get_help_option", _help_option)
    _wrap(click.core.Parameter, "make_metavar", _metavar)
    for usage in (click.core.Command, core.TyperGroup):
        _wrap(usage, "collect_usage_pieces", _pieces)
    _retitle()


def _inner(name: str, fact: str) -> str:
    if name == "range" and (ends := _RANGE.fullmatch(fact)):
        from aktywna.words.figures import number  # noqa: PLC0415 - only where a number was refused

        return _("from {least} to {most}").format(**{end: number(int(found)) for end, found in ends.groupdict().items()})
    return say(fact) if name == "message" else _QUOTED.sub(lambda quoted: quote(quoted[1]), fact)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((sentence, re.compile(_pattern(sentence), re.DOTALL)) for sentence in SENTENCES)


def _pattern(sentence: str) -> str:
    pieces = re.split(r"\{(\w+)\}", sentence)
    return "".join(f"(?P<{piece}>.+?)" if at % 2 else re.escape(piece) for at, piece in enumerate(pieces))


def _term(message: str) -> str:
    # Longer sentences stay English until they are shown: there they are recognised with their facts.
    return _(message) if message in TERMS else message


def _retitle() -> None:
    # The coloured help is loaded when it is first shown; it must not be loaded for a command that succeeds.
    titled = sys.modules.get("typer.rich_utils")
    if titled is not None:
        for name, text in TITLES.items():
            setattr(titled, name, _(text))


def _wrap(owner: Any, name: str, around: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    original = getattr(owner, name)
    if not hasattr(original, "english"):
        wrapped = around(original)
        wrapped.english = original  # type: ignore[attr-defined]
        setattr(owner, name, wrapped)


def _said(original: Callable[..., str]) -> Callable[..., str]:
    def format_message(self: Any) -> str:
        _retitle()
        return say(original(self))

    return format_message


def _echoed(original: Callable[..., None]) -> Callable[..., None]:
    def echo(message: Any = None, *rest: Any, **options: Any) -> None:
        said = "\n".join(map(say, message.split("\n"))) if isinstance(message, str) else message
        original(said, *rest, **options)

    return echo


def _usage(original: Callable[..., None]) -> Callable[..., None]:
    def write_usage(self: Any, prog: str, args: str = "", prefix: str | None = None) -> None:
        _retitle()
        original(self, prog, args, prefix or _("Usage: "))

    return write_usage


def _help_option(original: Callable[..., Any]) -> Callable[..., Any]:
    def get_help_option(self: Any, ctx: Any) -> Any:
        option = original(self, ctx)
        if option is not None:
            option.help = _("Show this message and exit.")
        return option

    return get_help_option


def _metavar(original: Callable[..., str]) -> Callable[..., str]:
    def make_metavar(self: Any, *rest: Any, **options: Any) -> str:
        return _term(original(self, *rest, **options))

    return make_metavar


def _pieces(original: Callable[..., list[str]]) -> Callable[..., list[str]]:
    def collect_usage_pieces(self: Any, ctx: Any) -> list[str]:
        return [_term(piece) for piece in original(self, ctx)]

    return collect_usage_pieces
