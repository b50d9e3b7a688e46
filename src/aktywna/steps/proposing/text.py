"""A proposed definition: the usual commented text, with what the files say put in its place and marked as to be confirmed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from aktywna.domain.promises.model import Language
from aktywna.domain.promises.project import RegisterFile
from aktywna.steps.proposing.data import Item
from aktywna.steps.proposing.proposal import Proposal
from aktywna.steps.proposing.spheres import sphere_of
from aktywna.words.wording import _


def proposed(text: str, proposal: Proposal, blanks: Mapping[str, str], language: Language) -> str:
    """
    Put a proposal into the text of a definition.

    `blanks` are the names of blank registers that have to be named, because a copied file is called like them.
    """
    lines: list[str] = []
    waiting = {name: _items(name, items) for name, items in proposal.items.items()}
    crowded = dict(proposal.crowded)
    days = {"start": proposal.days.start, "end": proposal.days.end}
    for line in text.splitlines():
        key = line.split(" ", 1)[0]
        if line.startswith("#[[") and (name := line.strip("#[]")) in waiting:
            lines += waiting.pop(name)
        elif line.startswith("#[[") and line.strip("#[]") in crowded:
            name = line.strip("#[]")
            lines.append(
                "# "
                + _("Nothing is proposed for {name}: the registers name {n} different texts, too many for a list.").format(
                    name=name, n=crowded.pop(name)
                )
            )
        if key == "#as_of" and proposal.days.as_of is not None:
            lines.append(f"as_of = {proposal.days.as_of}   # " + _("proposed: the latest day in the registers; to be confirmed"))
        elif (day := days.get(key)) is not None:
            lines.append(f"{key} = {day}   # " + _("proposed from the days in the registers; write the one in the agreement"))
            days.pop(key)
        elif key in proposal.registers and " = {}" in line:
            continue  # it has a table of its own below
        elif key in blanks and " = {}" in line:
            lines.append(line.replace("{}", f"{{ file = {_text(blanks[key])} }}", 1))
        else:
            lines.append(line)
        if key == "#not_kept":
            for register, declared in proposal.registers.items():
                lines += ["", *_register(proposal, register, declared, language)]
    return "\n".join(lines) + "\n"


def _register(proposal: Proposal, register: str, declared: RegisterFile, language: Language) -> Iterable[str]:
    fits = [fit for fit in proposal.fits if fit.layout.id == register]
    layout = fits[0].layout
    yield "# " + _("{register}: proposed from the headers of the file; to be confirmed.").format(register=layout.name.say(language))
    yield f"[registers.{register}]"
    if declared.file is not None:
        yield f"file = {_text(declared.file)}"
    else:
        yield f"files = [{', '.join(map(_text, declared.files))}]"
    if declared.read is not None:
        yield f"read = {_text(declared.read)}   # " + _("proposed: the files are read together; “latest” reads only the latest one")
    if declared.sheet is not None:
        yield f"sheet = {_text(declared.sheet)}   # " + _("proposed; to be confirmed")
    if declared.encoding is not None:
        yield f"encoding = {_text(declared.encoding)}   # " + _("proposed: look whether Polish letters are right")
    unknown = list(dict.fromkeys(header for fit in fits for header in fit.unknown))
    if declared.headers or unknown:
        yield f"[registers.{register}.headers]"
    for header, column in declared.headers.items():
        name = layout.columns[column].name.say(language)
        yield f"{_text(header)} = {_text(column)}   # " + _("proposed: the column “{column}”; to be confirmed").format(column=name)
    if unknown:
        yield "# " + _("Headers that were not recognised; their columns are not read until a line of this kind names the column:")
        yield from (f"#{_text(header)} = " + '"..."' for header in unknown)


def _items(name: str, items: Iterable[Item]) -> list[str]:
    lines = ["# " + _("Proposed from the texts in the registers; to be confirmed and completed.")]
    for item in items:
        lines += [f"[[{name}]]", f"id = {_text(item.id)}", f"name = {_text(item.name)}"]
        if name == "editions":
            lines += [f"start = {item.start}", f"end = {item.end}"]
        if name == "forms":
            lines.append(_sphere(item.name))
        lines.append("")
    return lines


def _sphere(name: str) -> str:
    """Give the line of a form's sphere: what the words of its name say, else one to be completed."""
    said = sphere_of(name)
    if said is not None:
        return f"sphere = {_text(said)}   # " + _("proposed from the words of the name; to be confirmed")
    return '#sphere = "..."   # ' + _("to be chosen: social, vocational, educational or health")


def _text(written: str) -> str:
    """Write a text as TOML does."""
    return json.dumps(written, ensure_ascii=False).replace("\x7f", "\\u007f")
