"""What the command says of forms, endings and signs, understood; or the refusal that names what there is."""

from __future__ import annotations

from pathlib import Path

from aktywna.domain.exchange.format import Format
from aktywna.domain.exchange.notices import LOSSES
from aktywna.domain.faults import InputRefused, UnknownWord
from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.findings.rule import ERROR, N_, NOTICES, notice
from aktywna.io import shipped
from aktywna.io.exchange.carriers import ENDINGS
from aktywna.steps.exchange.convert import Asked
from aktywna.steps.exchange.sample import sample_form

CANONICAL, SAMPLE = "canonical", "sample:"
_SIGNS = {"tab": "\t", "tabulator": "\t", "\\t": "\t", "semicolon": ";", "comma": ","}
_DELIMITERS = (";", ",", "|", "\t")

NOT_WRITTEN = notice(
    "O034",
    ERROR,
    title=N_("A kind of file is asked for that is not written."),
    says=N_("The ending of {file:quote} is none of those that are written: {endings:list}."),
    do=N_("Name the file with one of them; a name without an ending is a folder. Old workbooks (.xls, .xlsb) are only read."),
    basis="count",
)


def form_of(word: str | None, passwords: tuple[str, ...] = ()) -> Format | None:
    """Give the form that a word names; nothing for `canonical` and where nothing is said. Raise `UnknownWord`, `InputRefused`."""
    if word is None or word == CANONICAL:
        return None
    if word.startswith(SAMPLE):
        return sample_form(Path(word.removeprefix(SAMPLE)), passwords)
    if word not in shipped.formats():
        raise UnknownWord(N_("official form"), word, (CANONICAL, *shipped.formats(), f"{SAMPLE}FILE"))
    return shipped.formats()[word]


def accepted(codes: str | None) -> frozenset[str]:
    """Give the codes of losses that are accepted; raise `UnknownWord` for one that is none."""
    if codes is None:
        return frozenset()
    named = [code.strip() for code in codes.split(",") if code.strip()]
    known = tuple(code for code in sorted(NOTICES) if code.startswith(LOSSES))
    for code in named:
        if code.upper() not in known and code != "all":
            raise UnknownWord(N_("code of a loss"), code, (*known, "all"))
    return frozenset(code if code == "all" else code.upper() for code in named)


def delimiter_of(sign: str | None) -> str | None:
    """Give the delimiter that is meant; raise `UnknownWord` for one that is none."""
    if sign is None:
        return None
    meant = _SIGNS.get(sign.casefold(), sign)
    if meant not in _DELIMITERS:
        raise UnknownWord(N_("delimiter"), sign, (";", ",", "|", "tab"))
    return meant


def ending_of(asked: Asked) -> None:
    """Raise `InputRefused` where the output is a file of a kind that is not written."""
    suffix = asked.output.suffix.lower()
    if suffix and not asked.output.is_dir() and suffix not in ENDINGS:
        facts = {"file": asked.output.name, "endings": ENDINGS}
        raise InputRefused(Finding(NOT_WRITTEN.code, NOT_WRITTEN.severity, Place(asked.output.name), facts))
