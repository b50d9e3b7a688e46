"""What can be found: a code, its weight, its sentence, its advice and its basis, written in one place."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from aktywna.domain.findings.finding import Found, Severity

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books

ERROR, WARNING, NOTE = Severity
F = TypeVar("F", bound=Found)


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Mark a sentence for translation; it is put into words only when somebody reads it."""
    return message


@dataclass(frozen=True)
class Notice:
    """
    A kind of finding.

    `says` and `do` are English sentences with facts in braces (`{end:day}`), translated when shown. `basis` is `count`
    (the count itself would be wrong), or a key of the references' source lists with its section.
    """

    code: str
    severity: Severity
    says: str
    do: str
    basis: str
    title: str
    """What is wrong, in a line."""
    about: str = ""
    """Why it matters, and whatever a reader of its page should know."""
    on: str = ""
    """The register it is about, where it is about one."""
    same: str = ""
    """The fact that makes one fault of many rows: one wrong number, one unknown word, wherever it is written."""

    @property
    def chapter(self) -> str:
        return self.code[:2]


@dataclass(frozen=True)
class Rule(Notice):
    """A kind of finding with the question that finds it."""

    finds: Callable[[Books], Found] = field(kw_only=True)
    eras: tuple[str, ...] = ()
    """Eras it holds for; empty: all."""
    example: str = ""
    """A small register in text that shows the fault and its absence; also the rule's test."""


NOTICES: dict[str, Notice] = {}
"""Everything that can be found, by code."""


def notice(  # noqa: PLR0913 - each is one line of the notice's page
    code: str, severity: Severity, *, title: str, says: str, do: str, basis: str, about: str = "", same: str = ""
) -> Notice:
    """Declare a finding that is not found by a rule: by reading, by a definition, by a conversion."""
    return _added(Notice(code, severity, says, do, basis, title, about, same=same))


def rule(  # noqa: PLR0913 - each is one line of the rule's page
    code: str,
    severity: Severity,
    *,
    on: str,
    says: str,
    do: str,
    basis: str,
    eras: tuple[str, ...] = (),
    same: str = "",
) -> Callable[[Callable[[Books], F]], Callable[[Books], F]]:
    """
    Declare a rule: the decorated function takes the books and gives the rows where it is broken.

    The docstring's first line is the rule's title, the rest its reasons, and what stands after `Example:` its example.
    `same` names the fact by which many rows are one fault (one wrong number in a diary), or is `key` where one wrong day
    elsewhere accuses every row of a person, or `block` where rows repeat others (`domain.findings.pasted_blocks`); without it
    each row is one.
    The English title and reasons are translated like any sentence.
    """

    def declare(finds: Callable[[Books], F]) -> Callable[[Books], F]:
        title, about, example = _page(inspect.getdoc(finds) or "")
        _added(Rule(code, severity, says, do, basis, title, about, on, same, finds=finds, eras=eras, example=example))
        return finds

    return declare


def rules() -> dict[str, Rule]:
    """Give the rules that have been declared, by code."""
    return {code: found for code, found in sorted(NOTICES.items()) if isinstance(found, Rule)}


def _added(new: Notice) -> Notice:
    if new.code in NOTICES:
        raise ValueError(f"code {new.code} is declared twice")
    NOTICES[new.code] = new
    return new


def _page(doc: str) -> tuple[str, str, str]:
    words, _, example = doc.partition("Example:\n")
    title, _, about = words.strip().partition("\n")
    return title.strip(), " ".join(about.split()), inspect.cleandoc("\n" + example)
