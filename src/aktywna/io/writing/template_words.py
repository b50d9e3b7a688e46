"""What Jinja says is wrong with a template, in sentences of ours: its own are English and in the words of its authors."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from jinja2.exceptions import SecurityError

from aktywna.domain.findings.rule import N_
from aktywna.words import figures
from aktywna.words.sentences import sentence
from aktywna.words.wording import _, quote

NOT_ALLOWED = N_("this is not allowed in a template")
LONGEST = 120
"""Letters of a fault that nobody has a sentence for."""
_TAGS = re.compile(r"'([^']*)'")
_SIGNS = {
    "end of print statement": "}}", "end of statement block": "%}", "begin of print statement": "{{", "begin of statement block": "{%",
}  # fmt: skip
"""What Jinja calls the signs that people type."""
_WORDS = {"name": N_("a name"), "integer": N_("a number"), "string": N_("a text"), "const": N_("a number")}
"""What it calls what they write between them."""

_UNDONE = N_("{sign:quote} cannot be done with {what}")
_BRACKETS = N_("too few or too many values stand in brackets")
_SAYINGS: tuple[tuple[str, str], ...] = (
    (
        r"Unexpected end of template\. Jinja was looking for the following tags: (?P<tags>.+?)\. .* '(?P<block>\w+)'\.",
        N_("the template ends although {block:quote} is still open; it lacks {tags}"),
    ),
    (r"Unexpected end of template.*|unexpected end of template.*", N_("the template ends in the middle of a placeholder")),
    (
        r"Encountered unknown tag '(?P<tag>.+?)'\..*?(?:following tags|looking for): ?(?P<tags>.+?)\.(?: The innermost .*)?",
        N_("{tag:quote} does not belong here; first {tags} is needed"),
    ),
    (
        r"Encountered unknown tag '(?P<tag>.+?)'\. You probably made a nesting mistake\..*? looking for (?P<tags>'.+?)\..*",
        N_("{tag:quote} does not belong here; first {tags} is needed"),
    ),
    (r"Encountered unknown tag '(?P<tag>end\w+|else|elif)'\.", N_("{tag:quote} closes nothing that was opened")),
    (r"Encountered unknown tag '(?P<tag>.+?)'\.", N_("there is no instruction {tag:quote}; the usual ones are for, if and block")),
    (r"[Tt]ag name expected", N_("an instruction is missing between {open:quote} and {close:quote}")),
    (r"expected token '(?P<sign>.+?)', got '(?P<got>.+?)'", N_("{sign:quote} should stand where {got:quote} stands")),
    (r"[Ee]xpected an expression, got '(?P<got>.+?)'", N_("something to show is missing before {got:quote}")),
    (r"unexpected char [\"']+(?P<got>.+?)[\"']+ at \d+", N_("the sign {got:quote} may not stand here")),
    (r"unexpected '(?P<got>.+?)', expected '(?P<sign>.+?)'", N_("{sign:quote} should stand where {got:quote} stands")),
    (r"unexpected '(?P<got>.+?)'", N_("{got:quote} may not stand here")),
    (r"Missing end of comment tag", N_("a comment is opened and not closed")),
    (r"Missing end of raw directive", N_("{tag:quote} is opened and not closed")),
    (r"No filter named '(?P<name>.+?)'.*", N_("there is no filter {name:quote}; aktywna explain template lists those there are")),
    (r"No test named '(?P<name>.+?)'.*", N_("there is no question {name:quote} to ask with “is”")),
    (r"block '(?P<name>.+?)' defined twice", N_("the block {name:quote} stands twice")),
    (r"[Cc]an't assign to '(?P<name>.+?)'", N_("the name {name:quote} cannot be given a value")),
    (r"cannot assign to '(?P<name>.+?)'", N_("the name {name:quote} cannot be given a value")),
    (r"[Ee]xpected name or number", N_("a name is missing after the dot")),
    (r"chunk after expression", N_("something stands after the end of what is shown")),
    (r"division by zero|.*DivisionByZero.*|.*DivisionUndefined.*", N_("a number is divided by nothing")),
    (r"unsupported operand type\(s\) for (?P<sign>.+?): '(?P<one>.+?)' and '(?P<other>.+?)'", _UNDONE),
    (r"'(?P<sign>[<>=]+)' not supported between instances of '(?P<one>.+?)' and '(?P<other>.+?)'", _UNDONE),
    (r"can only concatenate .*|can't multiply sequence .*", N_("a text and a number are put together; write the number through a filter")),
    (r"'(?P<one>.+?)' object is not iterable", N_("“for” goes through something that is no list")),
    (r"cannot unpack .*|(not enough|too many) values to unpack.*", N_("“for” gives more or fewer names than there are values")),
    (r"'(?P<one>.+?)' object is not callable", N_("brackets stand after something that takes none")),
    (r".* expected (at least|at most)? ?\d+ arguments?.*", _BRACKETS),
    (r".*missing \d+ required positional arguments?.*|.*takes .* positional arguments? .*", _BRACKETS),
    (r"Range too big.*", N_("the loop is too long")),
    (r"maximum recursion depth exceeded.*", N_("the template calls itself without end")),
    (r"narrative: (?P<name>.*)", N_("the place {name:quote} stands twice, or its name has signs other than letters, digits, - and _")),
    (r"(?P<name>\w+): (?P<one>\w+)", N_("the filter {name:quote} was given {what}, which it cannot show")),
    (r"'(?P<codec>[\w-]+)' codec can't decode .*", N_("the file is not saved as UTF-8; save it so")),
)  # fmt: skip
_KINDS: dict[str, str] = {
    "str": N_("a text"), "int": N_("a number"), "float": N_("a number"), "Decimal": N_("a number"), "NoneType": N_("nothing"),
    "date": N_("a day"), "datetime": N_("a day"), "bool": N_("yes or no"), "list": N_("a list"), "tuple": N_("a list"),
    "dict": N_("a list"),
    "Count": N_("an indicator"), "Grid": N_("a table"), "Picture": N_("a picture"), "Span": N_("a period"), "method": N_("no value"),
}  # fmt: skip
"""What values are called that people see."""


def said(error: Exception) -> str:
    """Say what is wrong; a fault that no sentence is for in the words of its own, cut short."""
    if isinstance(error, SecurityError):
        return _(NOT_ALLOWED)
    message = " ".join(str(getattr(error, "message", None) or error).split())
    for pattern, sentence_ in _SAYINGS:
        if found := re.fullmatch(pattern, message):
            return sentence(sentence_, _facts(found.groupdict()))
    ours = _(message)
    return ours if ours != message else message[:LONGEST] or type(error).__name__


def _facts(found: dict[str, Any]) -> dict[str, Any]:
    facts: dict[str, Any] = {name: _(_WORDS[text]) if text in _WORDS else _SIGNS.get(text, text) for name, text in found.items() if text}
    facts = {"tag": "raw", "open": "{%", "close": "%}"} | facts
    if "tags" in facts:
        facts["tags"] = _or(_TAGS.findall(facts["tags"]))
    kinds = [_(_KINDS[found[name]]) if found[name] in _KINDS else quote(found[name]) for name in ("one", "other") if found.get(name)]
    facts["what"] = figures.listing(dict.fromkeys(kinds))
    return facts


def _or(tags: Iterable[str]) -> str:
    """Name instructions of which any will do."""
    return _(" or ").join(quote(tag) for tag in dict.fromkeys(tags))
