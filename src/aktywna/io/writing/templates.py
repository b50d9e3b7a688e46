"""Reports people may copy and change: plain text in one language, read from the project's folder first, run in a sandbox."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.exceptions import TemplateRuntimeError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

import aktywna
from aktywna.domain.faults import InputRefused
from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.findings.rule import ERROR, N_, Notice, notice
from aktywna.domain.grid import Bullets, Document, Grid, Heading, Narrative, Paragraph, Part, Picture
from aktywna.domain.promises.model import Language
from aktywna.io.writing.narrative import NAME as PLACE_NAME
from aktywna.io.writing.template_words import said
from aktywna.words.wording import _

ENDING = ".md.j2"
NO_TEXTS: Mapping[str, str] = MappingProxyType({})
PLACING = ("table", "picture", "narrative")
"""What a template places parts with."""
PACKAGE = Path(aktywna.__file__).parent
SHIPPED = (PACKAGE / "templates", PACKAGE.parents[1] / "templates")
"""Where the templates lie in a wheel and in a checkout."""

UNREADABLE = notice(
    "T001",
    ERROR,
    title=N_("A template is not written as templates are."),
    says=N_("The template {file:quote} cannot be read, line {line:n}: {problem}"),
    do=N_("Compare the line with the template that comes with aktywna; every `if` and every `for` needs its end."),
    basis="count",
)
UNKNOWN = notice(
    "T002",
    ERROR,
    title=N_("A template asks for something that does not exist."),
    says=N_("The template {file:quote} asks in line {line:n} for {name:quote}, which does not exist."),
    do=N_("The nearest name that exists: {nearest:quote}."),
    basis="count",
)
FAILED = notice(
    "T003",
    ERROR,
    title=N_("A template asks for something that cannot be done."),
    says=N_("The template {file:quote} cannot be filled, line {line:n}: {problem}"),
    do=N_("Compare the line with the template that comes with aktywna."),
    basis="count",
)
ABSENT = notice(
    "T004",
    ERROR,
    title=N_("There is no template of that name."),
    says=N_("There is no template {name:quote}."),
    do=N_("Check the name, or the path of your own file; the kinds of report are: {known}."),
    basis="count",
)

_PLACE = re.compile("\ue000(\\d+)\ue001")
_HEADING = re.compile(r"(#{1,6})\s+(.+)")
_SMALL = re.compile(r"<small>(.*)</small>")
_NAME = re.compile(r"'([^']*)'")


def folders(language: Language, project: Path | None = None) -> list[Path]:
    """Give the folders a template is looked for in, the nearest first."""
    near = [project / "templates"] if project else []
    return [root / language for root in (*near, *SHIPPED)]


def kinds(language: Language = "pl", project: Path | None = None) -> list[str]:
    """Give the kinds of report there are templates for; a name that begins with `_` is a part of others."""
    found = {path.name.removesuffix(ENDING) for folder in folders(language, project) for path in folder.glob(f"*{ENDING}")}
    return sorted(name for name in found if not name.startswith(("_", ".")))


def is_ours(kind: str, language: Language, project: Path | None = None, template: Path | None = None) -> bool:
    """Say whether a kind of report is made with the template that comes with aktywna: another may show anything."""
    near = [project / "templates" / language] if project else []
    return template is None and not any((folder / f"{kind}{ENDING}").is_file() for folder in near)


def render(  # noqa: C901, PLR0913 - what a template needs, and what it places parts with
    kind: str,
    context: Mapping[str, Any],
    *,
    language: Language,
    filters: Mapping[str, Callable[..., Any]] | None = None,
    project: Path | None = None,
    template: Path | None = None,
    texts: Mapping[str, str] = NO_TEXTS,
) -> Document:
    """
    Fill the template of a `kind` of report (or the office's own `template`) and give the document it makes.

    A template says `{{ table(grid) }}` where a table belongs and `{{ picture(...) }}` where a picture does; one of nothing
    leaves no trace, and a heading with nothing under it is left out. `{{ narrative("plan", "What comes next.") }}` is a place
    where a person writes: it holds what `texts` say, else the hint. Raise `InputRefused` with T001-T004.
    """
    near = [template.parent] if template else []
    shipped = FileSystemLoader([root / language for root in SHIPPED], encoding="utf-8-sig")
    loaders = [FileSystemLoader([*near, *folders(language, project)], encoding="utf-8-sig"), PrefixLoader({"aktywna": shipped})]
    environment = sandbox(filters or {}, ChoiceLoader(loaders))
    standing: list[Grid | Picture | Narrative] = []

    def table(grid: Grid | None) -> str:
        if grid is None or not grid.rows:
            return ""
        return place(grid)

    def picture(drawn: Picture | None) -> str:
        return "" if drawn is None or not drawn.grid.rows else place(drawn)

    def narrative(name: str, hint: str = "") -> str:
        if not PLACE_NAME.fullmatch(name) or any(isinstance(one, Narrative) and one.name == name for one in standing):
            raise TemplateRuntimeError(f"narrative: {name}")
        said, text = " ".join(hint.split()) or _("Text to be written here."), texts.get(name, "")
        # A hint that was read back from a report is still no text.
        return place(Narrative(name, "" if text == f"[{said}]" else text, said))

    def place(part: Grid | Picture | Narrative) -> str:
        standing.append(part)
        return f"\ue000{len(standing) - 1}\ue001"

    name = template.name if template else f"{kind}{ENDING}"
    try:
        text = environment.get_template(name).render({**context, "table": table, "picture": picture, "narrative": narrative})
    except TemplateNotFound as error:
        raise InputRefused(_absent(error, name, kind, language, project)) from error
    except (TemplateSyntaxError, UnicodeDecodeError) as error:
        line = getattr(error, "lineno", None) or 1
        at = getattr(error, "filename", None) or getattr(error, "name", None) or name
        raise InputRefused(_finding(UNREADABLE, at, line=line, problem=said(error))) from error
    except Exception as error:
        found = _fault(error, context)
        if found is None:
            raise
        raise InputRefused(found) from error
    parts = parsed(text, standing)
    titles = [part.text for part in parts if isinstance(part, Heading)]
    return Document(titles[0] if titles else kind, language, parts)


def sandbox(filters: Mapping[str, Callable[..., Any]], loader: BaseLoader | None = None, **more: Any) -> ImmutableSandboxedEnvironment:
    """Give what templates run in: they reach nothing but what they are given, and change none of it."""
    environment = ImmutableSandboxedEnvironment(
        loader=loader, undefined=StrictUndefined, lstrip_blocks=True, autoescape=False, optimized=False, **more
    )
    environment.filters.update({name: _answering(name, show) for name, show in filters.items()})
    return environment


def nearest(name: str, context: Mapping[str, Any]) -> str:
    """Give the name a template may use that is most like one that does not exist."""
    known = [*context, *PLACING, *(one for value in context.values() for one in dir(value) if not one.startswith("_"))]
    return next(iter(get_close_matches(name, known, 1, 0.4)), "table")


def parsed(text: str, standing: Sequence[Grid | Picture | Narrative]) -> tuple[Part, ...]:
    r"""
    Read a filled template: headings (`#`), bullets (`- `), places of tables and pictures, and paragraphs for all the rest;
    one between `<small>` and `</small>` is set in small print.

    >>> parsed("# Raport\n\nDwa wiersze\njednego akapitu.\n\n- raz\n- dwa\n\n## Pusty\n", [])
    (Heading(level=1, text='Raport'), Paragraph(text='Dwa wiersze jednego akapitu.', small=False), Bullets(items=('raz', 'dwa')))
    """
    reader = _Reader(standing)
    for line in _PLACE.sub("\n\\g<0>\n", text).splitlines():
        reader.read(line.strip())
    reader.close()
    return _without_empty(reader.parts)


class _Reader:
    """Puts the lines of a filled template together into parts."""

    def __init__(self, standing: Sequence[Grid | Picture | Narrative]) -> None:
        self.standing = standing
        self.parts: list[Part] = []
        self.words: list[str] = []
        self.items: list[str] = []

    def read(self, line: str) -> None:
        if place := _PLACE.fullmatch(line):
            self._add(self.standing[int(place[1])])
        elif heading := _HEADING.fullmatch(line):
            self._add(Heading(len(heading[1]), heading[2]))
        elif line.startswith("- "):
            if self.words:
                self.close()
            self.items.append(line.removeprefix("- ").strip())
        elif not line:
            self.close()
        elif self.items:
            self.items[-1] += f" {line}"
        else:
            self.words.append(line)

    def close(self) -> None:
        """End the paragraph or the list that is being read."""
        if self.words:
            said = " ".join(self.words)
            small = _SMALL.fullmatch(said)
            self.parts.append(Paragraph(small[1].strip(), small=True) if small else Paragraph(said))
        if self.items and self.parts and isinstance(self.parts[-1], Bullets):
            # A loop leaves an empty line after each of its items.
            self.parts[-1] = Bullets((*self.parts[-1].items, *self.items))
        elif self.items:
            self.parts.append(Bullets(tuple(self.items)))
        self.words, self.items = [], []

    def _add(self, part: Part) -> None:
        self.close()
        self.parts.append(part)


def _without_empty(parts: list[Part]) -> tuple[Part, ...]:
    """Leave out headings that have nothing under them but such headings; the title stays."""
    kept: list[Part] = []
    filled = 0
    for part in reversed(parts):
        if not isinstance(part, Heading):
            filled = 7
            kept.append(part)
        elif part.level < filled or (part.level == 1 and part is parts[0]):
            filled = part.level
            kept.append(part)
    return tuple(reversed(kept))


def no_template(template: Path, language: Language) -> InputRefused:
    """Say that there is no such file."""
    return InputRefused(_finding(ABSENT, template.name, name=template.name, known=", ".join(kinds(language))))


def _answering(name: str, show: Callable[..., Any]) -> Callable[..., Any]:
    """Make a filter tell what it was given when it cannot show it: a template asked for it, so the template is at fault."""

    def shown(value: Any, *more: Any) -> Any:
        try:
            return show(value, *more)
        except (TypeError, ValueError, ArithmeticError, AttributeError, LookupError) as error:
            raise TemplateRuntimeError(f"{name}: {type(value).__name__}") from error

    return shown


def _finding(kind: Notice, file: str, **facts: Any) -> Finding:
    return Finding(kind.code, kind.severity, Place(file=Path(file).as_posix()), {"file": Path(file).name, **facts})


def _absent(error: TemplateNotFound, name: str, kind: str, language: Language, project: Path | None) -> Finding:
    missing = error.name or name
    if missing == name:
        return _finding(ABSENT, name, name=kind, known=", ".join(kinds(language, project)))
    return _finding(ABSENT, name, name=missing, known=", ".join(kinds(language, project)))


def _fault(error: Exception, context: Mapping[str, Any]) -> Finding | None:
    """Say where a template went wrong; nothing when the fault is not the template's but ours."""
    file, line, ours = _where(error.__traceback__)
    if not isinstance(error, TemplateError) and (ours or not file):
        return None
    if isinstance(error, UndefinedError) and (names := _NAME.findall(str(error))):
        return _finding(UNKNOWN, file, line=line, name=names[-1], nearest=nearest(names[-1], context))
    return _finding(FAILED, file, line=line, problem=said(error))


def _where(trace: TracebackType | None) -> tuple[str, int, bool]:
    """Give the last line of a template in a traceback, and whether our own code was called from it."""
    file, line, ours = "", 1, False
    while trace is not None:
        at = trace.tb_frame.f_code.co_filename
        if at.endswith(".j2"):
            file, line, ours = at, trace.tb_lineno, False
        elif file and Path(at).is_relative_to(PACKAGE):
            ours = True
        trace = trace.tb_next
    return file, line, ours
