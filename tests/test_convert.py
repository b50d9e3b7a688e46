"""`aktywna convert`: official forms and kinds of files, every loss said and refused, nothing half written."""

from __future__ import annotations

import stat
import zipfile
from io import BytesIO

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlwt

from aktywna.io import shipped
from desk import EXAMPLES, ROOT, copied, rows, typed
from exports import SL2014, SM_EFS, sl2014, sm_efs

SECOND = {4: "Jan", 5: "Testowski", 6: "02470805110", 8: "T-000002", 9: "Mężczyzna"}
FORMS = ROOT / "tests" / "forms"
AUDIT = dict.fromkeys((38, 39, 40, 41), "")
"""The system's own columns: only the system fills them."""


def file(folder, text, name="uczestnicy.csv"):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def lines(path, encoding="utf-8-sig"):
    return path.read_bytes().decode(encoding).split("\r\n")


def codes(said, key="losses"):
    return sorted({one["code"] for one in said.document[key]})


class TestOfficialForms:
    """What an official system exported comes back as it was; what the office keeps otherwise is put into the form."""

    def test_an_export_of_sm_efs_is_written_byte_for_byte(self, capsys, tmp_path):
        source = file(tmp_path, sm_efs(AUDIT, SECOND | AUDIT))
        typed(capsys, "convert", source, tmp_path / "nowy.csv", "--to", "smefs")

        assert source.read_bytes() == (tmp_path / "nowy.csv").read_bytes()

    def test_an_export_of_sl2014_loses_only_what_describes_the_project(self, capsys, tmp_path):
        source = file(tmp_path, sl2014({}))
        said = typed(capsys, "convert", source, tmp_path / "nowy.csv", "--to", "sl2014", "--accept", "X103", "--json")
        before, after = (dict(enumerate(lines(path)[1].split(";"))) for path in (source, tmp_path / "nowy.csv"))

        assert {1, 2, 3, 4, 5} == {at for at, cell in before.items() if after[at] != cell}
        assert ["X103"] == codes(said)

    @pytest.mark.parametrize(("form", "headers"), [("smefs", SM_EFS), ("sl2014", SL2014)])
    def test_headers_stand_in_their_order_and_repeat(self, form, headers):
        assert headers == shipped.formats()[form].headers

    def test_a_register_of_an_office(self, capsys, tmp_path):
        source = file(tmp_path, OFFICE)
        typed(capsys, "convert", source, tmp_path / "nowy.csv", "--to", "smefs", "--accept", "all")
        header, row, rest = lines(tmp_path / "nowy.csv")
        cells = dict(zip(range(43), row.split(";"), strict=True))

        assert (43, "") == (len(header.split(";")), rest)
        assert FILLED == {at: cell for at, cell in cells.items() if cell}

    def test_the_same_in_sl2014(self, capsys, tmp_path):
        source = file(tmp_path, OFFICE)
        typed(capsys, "convert", source, tmp_path / "nowy.csv", "--to", "sl2014", "--accept", "all")
        row = lines(tmp_path / "nowy.csv")[1].split(";")

        assert FILLED_SL == {at: cell for at, cell in enumerate(row) if cell}

    def test_what_is_verified_is_told_from_what_is_assumed(self):
        fields = shipped.formats()["pefs2007"].fields

        assert (True, False) == (fields["education"].is_verified, fields["end_date"].is_verified)


OFFICE = """Nr uczestnika;Imię;Nazwisko;PESEL;Wykształcenie;Kod pocztowy;Data rozpoczęcia udziału w projekcie;Status na rynku pracy;Odmowa;\
Osoba z niepełnosprawnościami;Osoba bezdomna lub dotknięta wykluczeniem z dostępu do mieszkań;Osoba obcego pochodzenia
1;Anna;Testowska;02470800306;gimnazjalne;00-001;01.09.2130;bezrobotna zarejestrowana;x;odmowa;odmowa;tak
"""
FILLED = {
    2: "Indywidualny", 4: "Anna", 5: "Testowska", 6: "02470800306", 7: "Nie", 9: "Kobieta", 10: "28",
    11: "Średnie I stopnia lub niższe (ISCED 0–2)", 12: "Polska", 17: "00-001", 21: "2130-09-01", 23: "Osoba bezrobotna", 33: "Tak",
    37: "Odmowa podania informacji",
}  # fmt: skip
"""By position: sex and age worked out, usual values filled, a refusal that the form does not offer left out."""
FILLED_SL = {
    30: "Polska", 31: "indywidualny", 33: "Anna", 34: "Testowska", 35: "02470800306", 36: "Nie", 37: "kobieta", 38: "28",
    39: "gimnazjalne (ISCED 2)", 47: "00-001", 51: "2130-09-01",
    53: "osoba bezrobotna zarejestrowana w ewidencji urzędów pracy", 68: "Tak", 70: "Odmowa podania informacji",
}  # fmt: skip


class TestLosses:
    """What a form cannot hold is said with its rows, and nothing is written until somebody accepts it."""

    def test_nothing_is_written_without_an_answer(self, capsys, tmp_path):
        said = typed(capsys, "convert", file(tmp_path, OFFICE), tmp_path / "nowy.csv", "--to", "smefs", "--json")

        assert (1, ["X101", "X102", "X103"], False) == (said.code, codes(said), (tmp_path / "nowy.csv").exists())

    def test_some_accepted_are_not_all(self, capsys, tmp_path):
        said = typed(capsys, "convert", file(tmp_path, OFFICE), tmp_path / "nowy.csv", "--to", "smefs", "--accept", "X101,x102")

        assert (1, True) == (said.code, said.err.strip().endswith("--accept X103"))

    def test_all_that_stand_are_accepted(self, capsys, tmp_path):
        said = typed(capsys, "convert", file(tmp_path, OFFICE), tmp_path / "nowy.csv", "--to", "smefs", "--accept", "X101,X102,X103")

        assert (0, f"{tmp_path / 'nowy.csv'}\n") == (said.code, said.out[said.out.rfind("/tmp") :])

    def test_rows_are_named(self, capsys, tmp_path):
        people = [{11: "Ponadgimnazjalne (ISCED 3) lub policealne (ISCED 4)", 6: "", 7: "Tak", 8: f"T-{at}"} for at in range(4)]
        people[2] |= {11: "Wyższe (ISCED 5–8)"}
        said = typed(capsys, "convert", file(tmp_path, sm_efs(*people)), tmp_path / "nowy.csv", "--to", "sl2014", "--json")
        (loss,) = [one for one in said.document["losses"] if one["column"] == "education"]

        assert ("X102", 3, "2-3, 5") == (loss["code"], loss["facts"]["rows"], loss["facts"]["rows_lost"])

    @pytest.mark.parametrize(
        ("answers", "expected"),
        [(("Tak", "Nie", "Nie"), "Tak"), (("Nie", "Nie", "Odmowa podania informacji"), "Odmowa podania informacji"),
         (("Nie", "Nie", "Nie"), "Nie"), (("Nie", "", "Nie"), ""), (("", "", ""), "")],
    )  # fmt: skip
    def test_three_answers_become_one(self, capsys, tmp_path, answers, expected):
        source = file(tmp_path, sm_efs(dict(zip((33, 34, 35), answers, strict=True))))
        typed(capsys, "convert", source, tmp_path / "nowy.csv", "--to", "sl2014", "--accept", "all")

        assert expected == lines(tmp_path / "nowy.csv")[1].split(";")[68]

    def test_one_answer_does_not_become_three(self, capsys, tmp_path):
        source = file(tmp_path, sl2014({68: "Tak"}))
        said = typed(capsys, "convert", source, tmp_path / "nowy.csv", "--to", "smefs", "--accept", "all", "--json")

        assert ["", "", ""] == lines(tmp_path / "nowy.csv")[1].split(";")[33:36]
        assert "minority_migrant" in {one["column"] for one in said.document["losses"]}

    def test_the_degree_of_urbanisation_becomes_an_area_and_never_back(self, capsys, tmp_path):
        source = file(tmp_path, "Imię;Nazwisko;DEGURBA\nAnna;Testowska;3\n")
        typed(capsys, "convert", source, tmp_path / "pefs.csv", "--to", "pefs2007", "--accept", "X101")
        said = typed(capsys, "convert", tmp_path / "pefs.csv", tmp_path / "sl.csv", "--to", "sl2014", "--json")

        assert "wiejski" in lines(tmp_path / "pefs.csv")[1].split(";")
        assert ["area"] == [one["column"] for one in said.document["losses"]]

    def test_a_personal_value_is_masked(self, capsys, tmp_path):
        said = typed(capsys, "convert", file(tmp_path, OFFICE), tmp_path / "nowy.csv", "--to", "smefs", "--json")
        (loss,) = [one for one in said.document["losses"] if one["column"] == "homeless"]

        assert "•••" == loss["facts"]["value"]

    def test_an_unknown_code_is_a_wrong_word(self, capsys, tmp_path):
        said = typed(capsys, "convert", file(tmp_path, OFFICE), tmp_path / "nowy.csv", "--accept", "A101")

        assert (2, True) == (said.code, "X101" in said.err)


class TestSupport:
    """Support packed into cells is unpacked and packed again, each item beside its own."""

    def test_items_keep_their_places(self, capsys, tmp_path):
        whole = AUDIT | {28: "|", 29: "staż|kurs", 30: "|inne", 31: "2130-09-01|2130-10-05"}
        typed(capsys, "convert", file(tmp_path, sm_efs(whole)), tmp_path / "nowy.csv", "--to", "smefs")

        assert ["|", "staż|kurs", "|inne", "2130-09-01|2130-10-05"] == lines(tmp_path / "nowy.csv")[1].split(";")[28:32]

    def test_a_register_of_its_own_is_packed_by_its_people(self, capsys, tmp_path):
        project = copied("starachowice", tmp_path)
        said = typed(capsys, "convert", project, tmp_path / "smefs", "--to", "smefs", "--accept", "all", "--json")
        (made,) = (tmp_path / "smefs").glob("*.csv")
        table = pd.read_csv(made, sep=";", dtype=str, keep_default_na=False)

        packed = table["Rodzaj przyznanego wsparcia"].str.split("|").map(len).sum()
        assert (said.document["rows"], 411) == (len(table), packed)

    def test_the_system_would_refuse_and_says_which_rows(self, capsys, tmp_path):
        project = copied("starachowice", tmp_path)
        said = typed(capsys, "convert", project, tmp_path / "smefs", "--to", "smefs", "--accept", "all", "--json")

        assert "2-91" in {one["facts"]["rows_lost"] for one in said.document["rejected"] if one["code"] == "X130"}

    def test_with_strict_nothing_is_written(self, capsys, tmp_path):
        source = file(tmp_path, sm_efs(AUDIT | {1: ""}))
        said = typed(capsys, "convert", source, tmp_path / "nowy.csv", "--to", "smefs", "--strict", "--json")

        assert (1, False, ["X130"]) == (said.code, (tmp_path / "nowy.csv").exists(), codes(said, "rejected"))

    def test_a_wrong_pesel_is_listed(self, capsys, tmp_path):
        source = file(tmp_path, sm_efs(AUDIT | {6: "02470800307"}))
        said = typed(capsys, "convert", source, tmp_path / "nowy.csv", "--to", "smefs", "--json")

        assert (0, ["A101"]) == (said.code, codes(said, "rejected"))

    def test_candidates_are_no_participants(self, capsys, tmp_path):
        source = file(tmp_path, OFFICE.replace("Odmowa;", "Status udziału;").replace(";x;", ";rezerwowa;"))
        said = typed(capsys, "convert", source, tmp_path / "nowy.csv", "--to", "smefs", "--json")

        assert (0, 0, "X124") == (said.code, said.document["rows"], said.document["findings"][0]["code"])


TEXT = """Nr uczestnika;Imię;Nazwisko;PESEL;Data rozpoczęcia udziału w projekcie;Uwagi;Znak biura
1;Anna;Testowska;02470800306;01.09.2130;=1+1;ą-7
2;Ewa;Wzorcowa;2470805110;31.02.2130;-;
"""


class TestFiles:
    """Every kind of file that an office or a script takes."""

    def test_identifiers_are_texts_and_days_are_days_in_excel(self, capsys, tmp_path):
        typed(capsys, "convert", file(tmp_path, TEXT), tmp_path / "nowy.xlsx")
        sheet = openpyxl.load_workbook(tmp_path / "nowy.xlsx").active
        row = [cell.value for cell in sheet[2]]

        assert ("02470800306", "=1+1", "s", "ą-7") == (row[3], row[5], sheet["F2"].data_type, row[6])
        assert "2130-09-01" == row[4].date().isoformat()

    def test_a_cell_that_cannot_be_read_stays_as_it_was_written(self, capsys, tmp_path):
        typed(capsys, "convert", file(tmp_path, TEXT), tmp_path / "nowy.csv")

        assert "31.02.2130" == lines(tmp_path / "nowy.csv")[2].split(";")[4]

    def test_but_parquet_has_no_room_for_it(self, capsys, tmp_path):
        said = typed(capsys, "convert", file(tmp_path, TEXT), tmp_path / "nowy.parquet", "--json")

        assert (1, ["X104"]) == (said.code, codes(said))

    def test_a_mended_number_is_said(self, capsys, tmp_path):
        said = typed(capsys, "convert", file(tmp_path, TEXT), tmp_path / "nowy.csv", "--json")

        assert (["R201"], "02470805110") == (codes(said, "repairs"), lines(tmp_path / "nowy.csv")[2].split(";")[3])

    def test_columns_of_the_office_are_kept(self, capsys, tmp_path):
        typed(capsys, "convert", file(tmp_path, TEXT), tmp_path / "nowy.csv")

        assert ["Znak biura", "ą-7"] == [line.split(";")[-1] for line in lines(tmp_path / "nowy.csv")[:2]]

    def test_parquet_is_typed(self, capsys, tmp_path):
        typed(capsys, "convert", file(tmp_path, TEXT), tmp_path / "nowy.parquet", "--accept", "X104")
        schema = pq.read_schema(tmp_path / "nowy.parquet")

        assert (pa.date32(), pa.large_string()) == (schema.field("start_date").type, schema.field("pesel").type)

    def test_money_and_days_as_an_office_asks(self, capsys, tmp_path):
        source = file(tmp_path, "Nr dokumentu;Data wystawienia;Kwota brutto\n7;02.03.2016;1 234,50 zł\n", "wydatki.csv")
        asked = ("--encoding", "cp1250", "--delimiter", "tab", "--decimal", ".", "--dates", "dd.mm.rrrr")
        said = typed(capsys, "convert", source, tmp_path / "nowy.csv", *asked)

        assert (0, "7\t02.03.2016\t1234.50") == (said.code, lines(tmp_path / "nowy.csv", "cp1250")[1])

    def test_letters_that_an_encoding_lacks_are_a_loss(self, capsys, tmp_path):
        source = file(tmp_path, TEXT.replace("Anna", "Олена"))
        said = typed(capsys, "convert", source, tmp_path / "nowy.csv", "--encoding", "iso-8859-2", "--json")

        assert (1, ["X105"]) == (said.code, codes(said))

    def test_ods_is_what_its_first_bytes_say(self, capsys, tmp_path):
        typed(capsys, "convert", file(tmp_path, TEXT), tmp_path / "nowy.ods")
        with zipfile.ZipFile(tmp_path / "nowy.ods") as package:
            first = package.infolist()[0]

        assert ("mimetype", zipfile.ZIP_STORED) == (first.filename, first.compress_type)

    @pytest.mark.parametrize("ending", ["csv", "xlsx", "ods", "jsonl"])
    def test_the_same_bytes_each_time(self, capsys, tmp_path, ending):
        source = file(tmp_path, TEXT)
        for name in ("a", "b"):
            typed(capsys, "convert", source, tmp_path / name / f"nowy.{ending}")

        assert (tmp_path / "a" / f"nowy.{ending}").read_bytes() == (tmp_path / "b" / f"nowy.{ending}").read_bytes()


class TestFormulas:
    """A text that a spreadsheet would run is made harmless in text files, is said, and comes back."""

    @pytest.mark.parametrize(
        ("written", "expected"),
        [("=1+1", "'=1+1"), ("@x", "'@x"), ("+cmd|x", "'+cmd|x"), ("-2+3", "-2+3"), ("+48 000 000 000", "+48 000 000 000"), ("'=1", "''=1"),
         ("-", "-"), ("'a", "'a"), ("zwykły", "zwykły")],
    )  # fmt: skip
    def test_only_what_runs(self, capsys, tmp_path, written, expected):
        lined = BytesIO()
        openpyxl_book(lined, written)
        source = file(tmp_path, lined.getvalue(), "uczestnicy.xlsx")
        typed(capsys, "convert", source, tmp_path / "nowy.csv")

        assert expected == lines(tmp_path / "nowy.csv")[1].split(";")[2]

    def test_it_is_said_and_comes_back(self, capsys, tmp_path):
        said = typed(capsys, "convert", file(tmp_path, TEXT), tmp_path / "nowy.csv", "--json")
        typed(capsys, "convert", tmp_path / "nowy.csv", tmp_path / "znow.xlsx")

        assert "X122" in codes(said, "findings")
        assert "=1+1" == openpyxl.load_workbook(tmp_path / "znow.xlsx").active["F2"].value


def openpyxl_book(stream, notes):
    book = openpyxl.Workbook()
    book.active.append(["Nr uczestnika", "Imię", "Uwagi"])
    book.active.append(["1", "Anna", None])
    book.active["C2"].value = notes
    book.active["C2"].data_type = "s"
    book.save(stream)


class TestSamples:
    """A form of which nobody published how it is written is learnt from a file of the system."""

    SAMPLE = 'Nazwisko;Obce pole;"Imię";Płeć;Data rozpoczęcia udziału w projekcie\r\nWzorcowa;x;Ewa;KOBIETA;01.02.2130\r\n'

    def test_headers_encoding_days_and_words_are_the_samples(self, capsys, tmp_path):
        sample = file(tmp_path, self.SAMPLE.encode("cp1250"), "wzor.csv")
        source = file(tmp_path, OFFICE.replace("Odmowa;", "Płeć;").replace(";x;", ";K;"))
        said = typed(capsys, "convert", source, tmp_path / "nowy.csv", "--to", f"sample:{sample}", "--accept", "all")

        assert 0 == said.code
        assert ["Nazwisko;Obce pole;Imię;Płeć;Data rozpoczęcia udziału w projekcie", "Testowska;;Anna;KOBIETA;01.09.2130", ""] == lines(
            tmp_path / "nowy.csv", "cp1250"
        )

    def test_a_file_without_headers_is_no_sample(self, capsys, tmp_path):
        sample = file(tmp_path, "Pogoda;Wiatr\nsłońce;cisza\n", "wzor.csv")
        said = typed(capsys, "convert", file(tmp_path, OFFICE), tmp_path / "nowy.csv", "--to", f"sample:{sample}")

        assert (3, "R360") == (said.code, said.err[:4])


class TestRefusals:
    """Nothing is half written, an input is never written over, and a sentence says what stands in the way."""

    def test_an_input_is_never_written_over(self, capsys, tmp_path):
        source = file(tmp_path, TEXT)
        said = typed(capsys, "convert", source, source, "--force")

        assert (2, "O022", TEXT.encode()) == (said.code, said.err[:4], source.read_bytes())

    def test_what_a_person_changed_stays(self, capsys, tmp_path):
        source = file(tmp_path, TEXT)
        (tmp_path / "nowy.csv").write_text("moje", encoding="utf-8")
        said = typed(capsys, "convert", source, tmp_path / "nowy.csv")

        assert (2, "moje") == (said.code, (tmp_path / "nowy.csv").read_text(encoding="utf-8"))

    def test_only_the_owner_reads_it_and_a_line_says_so(self, capsys, tmp_path):
        said = typed(capsys, "convert", file(tmp_path, TEXT), tmp_path / "nowy.csv")

        assert 0o600 == stat.S_IMODE((tmp_path / "nowy.csv").stat().st_mode)
        assert "nowy.csv" in said.err.splitlines()[-1]

    @pytest.mark.parametrize(
        ("words", "code", "told"),
        [(["--to", "smfs"], 2, "smefs"), (["--delimiter", "x"], 2, "tab"), (["--register", "ludzie"], 2, "participants"),
         (["-o", "x"], 2, "-o")],
    )  # fmt: skip
    def test_wrong_words(self, capsys, tmp_path, words, code, told):
        said = typed(capsys, "convert", file(tmp_path, TEXT), tmp_path / "nowy.csv", *words)

        assert (code, True) == (said.code, told in said.err)

    def test_a_missing_file_and_a_damaged_one(self, capsys, tmp_path):
        damaged = file(tmp_path, b"PAR1 nothing", "uczestnicy.parquet")

        assert [3, 3] == [typed(capsys, "convert", path, tmp_path / "x.csv").code for path in (tmp_path / "nie_ma.csv", damaged)]

    def test_no_personal_datum_is_shown(self, capsys, tmp_path):
        source = file(tmp_path, TEXT)
        said = [
            typed(capsys, "convert", source, tmp_path / f"n{n}.csv", *words) for n, words in enumerate(([], ["--json"], ["--to", "smefs"]))
        ]

        assert [] == [word for one in said for word in ("Testowska", "02470800306", "2470805110", "Anna") if word in one.out + one.err]


@pytest.mark.parametrize("form", ["smefs", "sl2014", "pefs2007"])
def test_a_few_people_in_every_form(capsys, tmp_path, form):
    """Three invented people and their support, as the files of the systems hold them: tests/forms."""
    typed(capsys, "convert", FORMS, tmp_path / f"{form}.csv", "--to", form, "--accept", "all")

    assert (FORMS / "expected" / f"{form}.csv").read_text(encoding="utf-8-sig") == (tmp_path / f"{form}.csv").read_text(
        encoding="utf-8-sig"
    )


class TestProjects:
    """A whole project goes into a folder, a file for each register, and is what it was when it is read again."""

    @pytest.mark.parametrize("name", ["swiebodzice", "radom"])
    @pytest.mark.parametrize("ending", ["csv", "ods", "jsonl"])
    def test_the_counts_stay(self, capsys, tmp_path, name, ending):
        project = copied(name, tmp_path)
        said = typed(capsys, "convert", project, tmp_path / "nowe", "--as", ending, "--json")
        before = typed(capsys, "count", project, "--json").document["indicators"]
        for path in [path for path in project.iterdir() if path.suffix in {".csv", ".xlsx"}]:
            path.unlink()
        if ending != "jsonl":
            for path in (tmp_path / "nowe").glob(f"*.{ending}"):
                path.rename(project / path.name)
            edit_registers(project)

            assert before == typed(capsys, "count", project, "--json").document["indicators"]
        assert (0, sum(said.document["registers"].values())) == (said.code, said.document["rows"])

    def test_a_project_to_an_official_form_is_called_as_the_system_calls_it(self, capsys, tmp_path):
        said = typed(capsys, "convert", EXAMPLES / "katowice", tmp_path / "smefs", "--to", "smefs", "--accept", "all")

        assert (0, ["Uczestnicy_projektu_Efs_2018-11-30.csv"]) == (said.code, [path.name for path in (tmp_path / "smefs").glob("*.csv")])

    def test_one_register_of_a_project(self, capsys, tmp_path):
        typed(capsys, "convert", EXAMPLES / "katowice", tmp_path / "wydatki.csv", "--register", "expenditures")

        assert 100 == len(lines(tmp_path / "wydatki.csv")) - 1


def edit_registers(project):
    """Take away what the definition says of files: the usual names say it."""
    text = (project / "project.toml").read_text(encoding="utf-8")
    kept, skipped = [], False
    for line in text.splitlines():
        if line.startswith("["):
            skipped = line.startswith("[registers")
        if not skipped:
            kept.append(line)
    (project / "project.toml").write_text("\n".join(kept) + "\n", encoding="utf-8")


class TestOldWorkbooks:
    """XLS is read and never written."""

    def test_it_is_read(self, capsys, tmp_path):
        book = xlwt.Workbook()
        sheet = book.add_sheet("Uczestnicy")
        for row, cells in enumerate((["Nr uczestnika", "Imię", "PESEL"], ["1", "Anna", "02470800306"])):
            for at, cell in enumerate(cells):
                sheet.write(row, at, cell)
        book.save(str(tmp_path / "stary.xls"))
        said = typed(capsys, "convert", tmp_path / "stary.xls", tmp_path / "nowy.csv")

        assert (0, "1;Anna;02470800306") == (said.code, lines(tmp_path / "nowy.csv")[1])

    def test_it_is_not_written(self, capsys, tmp_path):
        said = typed(capsys, "convert", file(tmp_path, TEXT), tmp_path / "nowy.xls")

        assert (2, "O034") == (said.code, said.err[:4])


class TestSmallThings:
    def test_a_register_without_rows(self, capsys, tmp_path):
        said = typed(capsys, "convert", file(tmp_path, TEXT.splitlines()[0] + "\n"), tmp_path / "nowy.csv", "--to", "smefs", "--json")

        assert (0, 0, 2) == (said.code, said.document["rows"], len(lines(tmp_path / "nowy.csv")))

    def test_the_document_has_the_head_of_every_command(self, capsys, tmp_path):
        said = typed(capsys, "convert", file(tmp_path, TEXT), tmp_path / "nowy.csv", "--json", "--as-of", "2131-01-31").document

        assert (None, "2131-01-31", "convert", ["uczestnicy.csv"]) == (
            said["project"], said["as_of"], said["command"], [source["file"] for source in said["sources"]],
        )  # fmt: skip
        assert ({"participants": 2}, ["nowy.csv"]) == (said["registers"], said["files"])

    def test_several_registers_need_a_workbook(self, capsys, tmp_path):
        said = [typed(capsys, "convert", EXAMPLES / "radom", tmp_path / f"nowy.{ending}").code for ending in ("csv", "xlsx")]

        assert [2, 0] == said

    @pytest.mark.parametrize("name", ["do-poprawy", "starachowice"])
    def test_nobody_of_a_project_is_named(self, capsys, tmp_path, name):
        project = copied(name, tmp_path)
        secrets = {
            cell for _file, row in rows(project) for header, cell in row.items() if header in {"Nazwisko", "PESEL"} and len(cell) > 5
        }
        asked = (["--to", "smefs"], ["--to", "smefs", "--json"], ["--json", "--accept", "all"], ["--encoding", "cp852"])
        said = [typed(capsys, "convert", project, tmp_path / f"nowe{at}", *words) for at, words in enumerate(asked)]

        assert [] == [secret for one in said for secret in secrets if secret in one.out + one.err]
