"""What can be wrong with a project's definition: the notices D001-D018 and D022, and faults on their way to becoming findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from aktywna.domain.findings.finding import Fact, Finding, Place
from aktywna.domain.findings.rule import ERROR, N_, notice
from aktywna.io.definitions.toml_lines import KeyPath, line_of

_CLOSE = 72
"""Similarity in percent below which a proposal would only confuse."""

notice(
    "D001", ERROR,
    title=N_("A key that the definition does not have."),
    says=N_("There is no key {name:quote} here: {key}.{nearest:meant}"),
    do=N_("Correct the key or delete it. Keys allowed here: {allowed:list}."),
    basis="count",
    about=N_("A misspelt key would be passed over in silence, so nothing runs until it is corrected."),
)  # fmt: skip
notice(
    "D002", ERROR,
    title=N_("A key that must be there is missing."),
    says=N_("The key {key} is missing."),
    do=N_("Add it: {expected:said}."),
    basis="count",
)  # fmt: skip
notice(
    "D003", ERROR,
    title=N_("A value of the wrong kind."),
    says=N_("The value of {key} is of the wrong kind: {value}."),
    do=N_("Write {expected:said}."),
    basis="count",
)  # fmt: skip
notice(
    "D004", ERROR,
    title=N_("A value that is not one of those allowed."),
    says=N_("The value of {key} is not allowed: {value:quote}.{nearest:meant}"),
    do=N_("Use one of: {allowed:list}."),
    basis="count",
)  # fmt: skip
notice(
    "D005", ERROR,
    title=N_("A reference to something that the definition does not declare."),
    says=N_("{key} refers to {value:quote}, which is not declared under {to}.{nearest:meant}"),
    do=N_("Declare it, or use one that is declared: {allowed:list}."),
    basis="count",
)  # fmt: skip
notice(
    "D006", ERROR,
    title=N_("Dates of a period are reversed, or an edition lies outside the project."),
    says=N_("{key}: {value:day} does not fit with {other}, which is {limit:day}."),
    do=N_("Compare both dates with the grant agreement."),
    basis="count",
)  # fmt: skip
notice(
    "D007", ERROR,
    title=N_("The same identifier is declared twice."),
    says=N_("{key} repeats {value:quote}, which {first} already has."),
    do=N_("Give one of them another identifier; capital letters, diacritics and hyphens do not make it different."),
    basis="count",
)  # fmt: skip
notice(
    "D009", ERROR,
    title=N_("There is no project definition."),
    says=N_("There is no project.toml in {folder}."),
    do=N_("Give the project's folder, or start a project with: aktywna init DIR."),
    basis="count",
)  # fmt: skip
notice(
    "D010", ERROR,
    title=N_("An unknown programme period."),
    says=N_("The programme period {value:quote} is not known.{nearest:meant}"),
    do=N_("Use one of: {allowed:list}."),
    basis="count",
)  # fmt: skip
notice(
    "D011", ERROR,
    title=N_("A parameter that the programme period does not have."),
    says=N_("{key}: the programme period {era} has no value {name:quote}.{nearest:meant}"),
    do=N_("Use one of: {allowed:list}."),
    basis="count",
)  # fmt: skip
notice(
    "D012", ERROR,
    title=N_("A register or a column that does not exist."),
    says=N_("{key} asks about {value:quote}, which does not exist in: {within:said}.{nearest:meant}"),
    do=N_("Use one of: {allowed:list}."),
    basis="count",
)  # fmt: skip
notice(
    "D013", ERROR,
    title=N_("Keys that do not go together."),
    says=N_("{key}: {what:said}.{nearest:meant}"),
    do=N_("Keep only what belongs together; the page of this code shows how."),
    basis="count",
    about=N_(
        "A condition asks exactly one question: about a column (with a test), about a register of events, or about other "
        "conditions (any, all, none). An indicator either takes over one of the programme period's catalogue (use) or "
        "defines its own, in one way: a set of people, a sum, a ratio or a change of assessments."
    ),
)  # fmt: skip
notice(
    "D014", ERROR,
    title=N_("A condition asks for a value that the column cannot have."),
    says=N_("{key} asks for {value:quote}, which the column {column} never holds.{nearest:meant}"),
    do=N_("Use one of: {allowed:list}."),
    basis="count",
)  # fmt: skip
notice(
    "D015", ERROR,
    title=N_("A value out of range, or written in a way that is not allowed."),
    says=N_("The value of {key} does not fit: {value:quote}."),
    do=N_("Allowed: {expected:said}."),
    basis="count",
)  # fmt: skip
notice(
    "D016", ERROR,
    title=N_("The lower limit is above the upper one."),
    says=N_("{key} is {value}, more than {other}, which is {limit}."),
    do=N_("Exchange the two limits or correct one of them."),
    basis="count",
)  # fmt: skip
notice(
    "D017", ERROR,
    title=N_("A code that no finding has."),
    says=N_("{key}: there is no finding {value:quote} that could be weighed.{nearest:meant}"),
    do=N_("Write a code that “aktywna check” prints, such as A203; “aktywna explain CODE” shows its page."),
    basis="count",
)  # fmt: skip
notice(
    "D018", ERROR,
    title=N_("A severity that cannot be lowered."),
    says=N_("{key}: the severity of {code} cannot be changed so: {why:said}."),
    do=N_("Take the line out and correct what the finding points at."),
    basis="count",
    about=N_(
        "A project may raise every severity, and lower warnings and those errors that do not make the count wrong. A file "
        "that was refused, and an error that makes a figure wrong, stay what they are: a report counted over them would look right."
    ),
)  # fmt: skip
notice(
    "D022", ERROR,
    title=N_("An indicator that nobody has seen defined."),
    says=N_("{key}: of {value:quote} only the name is known, not how it is counted: {why:name}."),
    do=N_('Write beside it whom it counts: when = [...] and source = "the document"; or take the indicator out.'),
    basis="count",
    about=N_(
        "The programme period names more indicators than anybody has seen defined. Such a one is never counted by guess: the "
        "project says itself whom it counts, beside “use”, in the same words as an indicator of its own."
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a definition, before anybody knows in which line it stands."""

    code: str
    path: KeyPath
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def finding(self, file: str, lines: Mapping[KeyPath, int]) -> Finding:
        """Give it its address."""
        facts = {"key": written(self.path), **self.facts}
        return Finding(self.code, ERROR, Place(file=file, row=line_of(lines, self.path)), facts)


def written(path: KeyPath) -> str:
    """
    Write a key as people see it, entries counted from 1.

    >>> written(("indicators", 3, "when", 0, "column"))
    'indicators[4].when[1].column'
    """
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


def proposals(value: object, allowed: Iterable[str]) -> dict[str, Fact]:
    """Give what is allowed and the nearest of it (empty when nothing is near)."""
    known = tuple(allowed)
    found = process.extractOne(str(value), known, scorer=fuzz.WRatio)
    near = found is not None and (found[1] >= _CLOSE or Levenshtein.distance(str(value), found[0]) <= 1)
    return {"allowed": known, "nearest": found[0] if found is not None and near else ""}
