"""Sentences, figures and the catalogue: Polish by default, English complete, nothing missing."""

from __future__ import annotations

import ast
import subprocess
import sys
from datetime import date
from decimal import Decimal
from typing import Annotated

import pytest
import typer
from typer.main import get_command

from aktywna.words import catalogue, extract, figures, foreign
from aktywna.words.sentences import filled, private_facts, sentence
from aktywna.words.wording import _, language, localise_process, set_language

NBSP = "\u00a0"


def test_polish_is_the_default() -> None:
    script = "from aktywna.words.wording import language; print(language())"

    assert subprocess.check_output([sys.executable, "-c", script], text=True).strip() == "pl"


def test_a_language_we_do_not_speak_is_refused() -> None:
    with pytest.raises(ValueError, match="de"):
        set_language("de")

    assert language() == "pl"


def test_wording_loads_nothing_heavy() -> None:
    script = "import sys, aktywna.words.wording; print({'babel', 'pandas', 'typer', 'rich'} & set(sys.modules))"

    assert subprocess.check_output([sys.executable, "-c", script], text=True).strip() == "set()"


class Both:
    def say(self, tongue: str) -> str:
        return {"pl": "Wiek", "en": "Age"}[tongue]


class TestCatalogue:
    def test_every_sentence_is_translated_with_the_same_facts(self, sentences: list[catalogue.Message]) -> None:
        assert catalogue.faults(catalogue.read(extract.CATALOGUE), sentences) == []

    def test_it_is_written_as_the_command_writes_it(self, sentences: list[catalogue.Message]) -> None:
        kept = catalogue.updated(catalogue.read(extract.CATALOGUE), sentences)

        assert extract.CATALOGUE.read_bytes() == catalogue.written(kept)

    @pytest.mark.parametrize(
        ("message", "translation", "fault"),
        [
            ("Ended on {end:day}.", "", "missing"),
            ("Ended on {end:day}.", "Koniec.", "other facts"),
            ("Ended on {end:day}.", "Koniec {end}.", "other facts"),
            ("Ended on {end:date}.", "Koniec {end:date}.", "unknown spec"),
            ("{n:count row|rows}", "{n:count wiersz|wiersze}", "not 3 forms"),
            (("{n} row", "{n} rows"), ("{n} wiersz", "", ""), "missing"),
            (("{n} row", "{n} rows"), ("{n} wiersz", "wiersze", "wierszy"), "other facts"),
            ("Usage: ", "Użycie:", "other spaces"),
            ("No “key”.", "Nie ma “klucza”.", "an English quotation mark"),
        ],
    )
    def test_a_wrong_translation_is_noticed(self, message: catalogue.Message, translation: str | tuple[str, ...], fault: str) -> None:
        held = catalogue.updated(catalogue.read(extract.CATALOGUE), [])
        held.add(message, translation)

        assert [fault] == [found[: len(fault)] for found in catalogue.faults(held, [message])]

    def test_no_sentence_hides_inside_a_formatted_text(self) -> None:
        """What stands in the braces of an f-string is not found by the extractor, and would stay English."""
        hidden = [
            f"{module.name}:{call.lineno}"
            for module in extract.PACKAGE.rglob("*.py")
            for text in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
            if isinstance(text, ast.JoinedStr)
            for call in ast.walk(text)
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in {"_", "ngettext"} and isinstance(call.args[0], ast.Constant)
        ]

        assert hidden == []

    def test_a_fuzzy_and_an_obsolete_sentence_are_noticed(self) -> None:
        held = catalogue.updated(catalogue.read(extract.CATALOGUE), [])
        held.add("Old.", "Stare.")
        held.add("New.", "Nowe.", flags=("fuzzy",))

        assert ["obsolete: 'Old.'", "fuzzy: 'New.'"] == catalogue.faults(held, ["New."])

    def test_a_fragment_replaces_what_was_said_before(self) -> None:
        held, fragment = (catalogue.updated(catalogue.read(extract.CATALOGUE), []) for _time in range(2))
        held.add("Day", "Data")
        fragment.add("Day", "Dzień")

        assert {"Day": "Dzień"} == catalogue.translations(catalogue.merged(held, [fragment]))


class TestSentences:
    @pytest.mark.parametrize(
        ("n", "said"),
        [(1, "1 osoba"), (2, "2 osoby"), (5, "5 osób"), (12, "12 osób"), (22, "22 osoby"), (112, "112 osób"), (0, "0 osób")],
    )
    def test_polish_counts_in_three_forms(self, n: int, said: str) -> None:
        assert said == filled("{n:count osoba|osoby|osób}", {"n": n})

    @pytest.mark.parametrize(("n", "said"), [(1, "1 person"), (2, "2 persons"), (21, "21 persons")])
    def test_english_counts_in_two_forms(self, n: int, said: str) -> None:
        set_language("en")

        assert said == sentence("{n:count person|persons}", {"n": n})

    def test_an_untranslated_count_stays_correct_english(self) -> None:
        assert "22 rows are empty" == filled("{n:count row|rows} {n:word is|are} empty", {"n": 22})

    @pytest.mark.parametrize(
        ("template", "polish", "english"),
        [
            ("{end:day}", "27.02.2009", "27 Feb 2009"),
            ("{end}", "27.02.2009", "27 Feb 2009"),
            ("{done:hours}", f"4,5{NBSP}h", f"4.5{NBSP}h"),
            ("{amount:money}", f"1{NBSP}234,56{NBSP}zł", f"PLN{NBSP}1,234.56"),
            ("{n:number}", f"1{NBSP}234", "1,234"),
            ("{n}", "1234", "1234"),
            ("{share:percent}", "79,86%", "79.86%"),
            ("{value:quote}", "„abc”", "“abc”"),
            ("{names:list}", "a, b i c", "a, b and c"),
            ("{absent:day} {absent:quote} {absent}", "— — —", "— — —"),
            ("{value:day}", "abc", "abc"),
            ("No key.{value:meant}", "No key. Czy chodziło o „abc”?", "No key. Did you mean “abc”?"),
            ("No key.{absent:meant}", "No key.", "No key."),
            ("{answer:said}", "tak", "yes"),
            ("{criterion:name}", "Wiek", "Age"),
            ("{start:time}", "9:05", "9:05"),
            ("{names:columns} {value:register}", "„a”, „b” i „c” „abc”", "“a”, “b” and “c” “abc”"),
            ("{{{value}}}", "{abc}", "{abc}"),
        ],
    )
    def test_a_fact_is_written_as_its_place_asks(self, template: str, polish: str, english: str) -> None:
        facts = {
            "end": date(2009, 2, 27), "done": Decimal("4.5"), "amount": 123456, "n": 1234, "share": Decimal("79.86"),
            "value": "abc", "names": ("a", "b", "c"), "answer": "yes",
            "criterion": Both(), "start": 545,
        }  # fmt: skip
        said = []
        for tongue in ("pl", "en"):
            set_language(tongue)
            said.append(sentence(template, facts))

        assert [polish, english] == said

    def test_personal_facts_are_masked_unless_asked_for(self) -> None:
        template, facts = "{pesel:private}, {born:private day}, {no}", {"pesel": "abc", "born": date(2101, 5, 1), "no": 7}

        assert "•••, •••, 7" == sentence(template, facts)
        assert "abc, 01.05.2101, 7" == sentence(template, facts, show_personal=True)
        assert "•••, •••, •••" == sentence(template, facts, masked={"no"})
        assert "abc, 01.05.2101, 7" == sentence(template, facts, show_personal=True, masked={"no"})
        assert {"pesel", "born"} == private_facts(template)

    def test_a_code_is_shown_by_its_name(self) -> None:
        def name(dictionary: str, code: object) -> str:
            return f"{dictionary}/{code}"

        assert "state/active sex/woman" == sentence("{state:choice} {who:choice sex}", {"state": "active", "who": "woman"}, choices=name)
        assert "active —" == sentence("{state:choice} {who:choice}", {"state": "active"})

    def test_a_span_that_is_open_says_so(self):
        assert "(12.03.2016–…)" == sentence("({start:edge}–{end:edge})", {"start": date(2016, 3, 12), "end": None})

    def test_the_month_of_a_day_stands_as_it_is_said(self):
        assert "z maja 2017" == sentence("z {day:month_of}", {"day": date(2017, 5, 1)})

    @pytest.mark.parametrize("template", ["{end:date}", "{end:day long}", "{0}", "{end.year}", "{end!r}"])
    def test_a_place_that_asks_for_what_does_not_exist_is_refused(self, template: str) -> None:
        with pytest.raises(ValueError, match=r"end|0"):
            sentence(template, {"end": date(2009, 2, 27)})


class TestFigures:
    def test_amounts(self) -> None:
        assert f"4{NBSP}800{NBSP}000,00{NBSP}zł" == figures.amount(Decimal(4800000))
        assert f"-0,05{NBSP}zł" == figures.amount(-5)

    def test_percents(self) -> None:
        assert ["89,5%", "10%", "33,33%", "10,00%"] == [
            figures.percent(Decimal("89.5")), figures.percent(10), figures.percent(100 / 3), figures.percent(10, 2),
        ]  # fmt: skip

    def test_months(self) -> None:
        assert "luty 2009" == figures.month(date(2009, 2, 1))

    def test_a_lower_bound(self) -> None:
        assert "co najmniej 106" == figures.at_least(figures.count(106))

    def test_cells(self) -> None:
        assert ["", "tak", f"1{NBSP}234,50{NBSP}zł", "co najmniej 106", "abc"] == [
            figures.shown(None, "money"),
            figures.shown(value=True, kind="yes_no"),
            figures.shown(Decimal("1234.5"), "money"),
            figures.shown(106, "count", "co najmniej"),
            figures.shown("abc"),
        ]

    @pytest.mark.parametrize("value", [None, float("nan"), Decimal("NaN")])
    def test_what_is_not_known(self, value: object) -> None:
        assert figures.unknown(value)


class TestCommandLine:
    @pytest.mark.parametrize("coloured", [False, True])
    @pytest.mark.parametrize(
        ("words", "polish", "english"),
        [
            ("--help", "Użycie: aktywna [OPCJE] POLECENIE [ARGUMENTY]...", "Usage: aktywna [OPTIONS] COMMAND [ARGS]..."),
            ("--help", "Opcje", "Options"),
            ("--help", "Polecenia", "Commands"),
            ("--help", "--help Pokaż tę pomoc i zakończ.", "--help Show this message and exit."),
            ("check --help", "Argumenty", "Arguments"),
            ("check --help", "--times <liczba> tak", "--times <int> yes"),
            ("check --help", "domyślnie: 1]", "default: 1]"),
            ("check", "Pomoc: aktywna check --help", "Try 'aktywna check --help' for help."),
            ("check", "Błąd", "Error"),
            ("check", "Brak argumentu „project”.", "Missing argument 'project'."),
            ("check x --tims 2", "Nie ma opcji --tims. Czy chodziło o --times?", "No such option: --tims (Possible options: --times)"),
            ("check x --times a", "wartość „--times”: „a” nie jest liczbą całkowitą.", "value for '--times': 'a' is not a valid int."),
            ("check x --times", "Opcja „--times” wymaga wartości.", "Option '--times' requires an argument."),
            ("check x y", "Nadmiarowe argumenty: y", "Got unexpected extra argument(s) (y)"),
            ("chek", "Nie ma polecenia „chek”. Czy chodziło o „check”?", "No such command 'chek'. Did you mean 'check'?"),
        ],
    )
    def test_typer_speaks_the_readers_language(
        self, words: str, polish: str, english: str, coloured: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", "100")
        localise_process()
        app = _app(coloured=coloured)

        for tongue, expected in (("pl", polish), ("en", english), ("pl", polish)):
            _run(app, words, tongue)

            assert expected in " ".join("".join(capsys.readouterr()).replace("│", " ").split())

    def test_what_is_not_typers_is_left_alone(self) -> None:
        assert "Plik jest  zajęty." == foreign.say("Plik jest  zajęty.")

    def test_every_sentence_of_typer_has_its_own_pattern(self) -> None:
        facts = dict.fromkeys(("message", "command", "parameter", "choices", "option", "arguments", "argument"), "x")
        facts |= dict.fromkeys(("count", "given", "value", "range", "formats", "path"), "y")

        assert [] == [text for text in foreign.SENTENCES if foreign.say(text.format(**facts)) != _(text).format(**facts)]


def _app(*, coloured: bool) -> typer.Typer:
    app = typer.Typer(add_completion=False, rich_markup_mode="rich" if coloured else None)

    @app.callback()
    def whole() -> None:
        pass

    @app.command()
    def check(project: str, times: Annotated[int, typer.Option(help="yes")] = 1) -> None:
        pass

    return app


def _run(app: typer.Typer, words: str, tongue: str) -> None:
    set_language(tongue)
    command = get_command(app)
    foreign.localise(command)
    with pytest.raises(SystemExit):
        command.main(words.split(), prog_name="aktywna")
