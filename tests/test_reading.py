"""A register read from its sheets."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from aktywna.domain.findings.finding import Severity
from aktywna.domain.promises.project import Project
from aktywna.domain.registers.layout import Choice, Layout
from aktywna.domain.registers.reading import read_register
from aktywna.domain.sheets.sheet import Sheet, Stored

LAYOUT = Layout.model_validate(
    {
        "id": "participants",
        "name": "Uczestnicy",
        "files": ["uczestnicy"],
        "read": "latest",
        "key": "no",
        "unit": "person",
        "column": [
            {"id": "no", "kind": "code", "name": "Nr"},
            {"id": "last_name", "kind": "name", "name": "Nazwisko", "private": True},
            {"id": "pesel", "kind": "pesel", "name": "PESEL", "private": True},
            {"id": "birth_date", "kind": "date", "name": "Data urodzenia", "private": True},
            {"id": "start_date", "kind": "date", "name": "Data rozpoczęcia", "need": {"always": True}},
            {"id": "path", "kind": "choices", "of": "project:paths", "name": "Ścieżka"},
            {"id": "edition", "kind": "choice", "of": "project:editions", "name": "Edycja"},
            {"id": "gender", "kind": "choice", "of": "gender", "name": "Płeć"},
            {"id": "grant", "kind": "money", "name": "Kwota"},
        ],
    }
)
CHOICES = {
    "gender": Choice.model_validate({
        "id": "gender", "name": "płeć",
        "value": [{"id": "woman", "name": {"pl": "Kobieta", "en": "Woman"}, "also": ["K"]}, {"id": "man", "name": "Mężczyzna"}],
    }),
}  # fmt: skip
PROJECT = Project.model_validate({
    "title": "Przykład", "era": "pokl-2007", "beneficiary": {"name": "Ośrodek"}, "programme": {"name": "PO KL"},
    "period": {"start": "2009-01-01"}, "paths": [{"id": "kis", "name": "Klub Integracji Społecznej"}],
})  # fmt: skip


def sheet(*rows, name="Uczestnicy", stored=Stored.TEXT):
    width = max(map(len, rows))
    text = pd.DataFrame([[*row, *[None] * (width - len(row))] for row in rows], dtype="str", index=pd.RangeIndex(1, len(rows) + 1))
    stores = pd.DataFrame(np.where(text.notna(), np.uint8(stored), np.uint8(0)), index=text.index)
    return Sheet("uczestnicy.xlsx", name, text, stores)


def read(*sheets, own=None):
    return read_register(LAYOUT, CHOICES, PROJECT, sheets, own)


def said(findings):
    return [(finding.code, finding.place.cell) for finding in findings]


def column(register, name):
    return register[name].astype(object).where(register[name].notna(), None).tolist()


def test_a_register_has_the_columns_that_the_file_has():
    register, _ = read(sheet(["Nr", "Data rozpoczęcia"], ["1", "02.03.2009"]))

    assert ["no", "start_date"] == register.frame.columns.tolist()


def test_values_are_typed():
    register, _ = read(sheet(["Nr", "Data rozpoczęcia", "Kwota", "Płeć", "Ścieżka"], ["1", "2.03.2009", "10 zł", "K", "KIS"]))

    assert [["1", pd.Timestamp("2009-03-02"), 1000, "woman", "|kis|"]] == register.frame[
        ["no", "start_date", "grant", "gender", "path"]
    ].to_numpy().tolist()


def test_rows_keep_their_numbers():
    register, _ = read(sheet(["Rejestr"], ["Nr", "Data rozpoczęcia"], ["1", "2.03.2009"], [None, None], ["2", "3.03.2009"]))

    assert [3, 5] == register.row.tolist()


def test_a_row_of_spaces_is_blank():
    register, findings = read(sheet(["Nr", "Data rozpoczęcia"], [" ", "\u00a0"], ["1", "2.03.2009"]))

    assert (1, []) == (len(register), findings)


def test_what_cannot_be_read_is_unknown_and_said_with_its_address():
    register, findings = read(sheet(["Nr", "Data rozpoczęcia"], ["1", "2.03.2009"], ["2", "wczoraj"]))

    assert ([None], [("R101", "B3")]) == (column(register, "start_date")[1:], said(findings))


def test_a_finding_has_the_key_of_its_row_and_the_text():
    _, (finding,) = read(sheet(["Nr", "Data rozpoczęcia"], ["12", "wczoraj"]))

    assert ("12", "wczoraj") == (finding.place.key, finding.facts["value"])


def test_a_lost_zero_is_said():
    register, findings = read(sheet(["Nr", "Data rozpoczęcia", "PESEL"], ["1", "2.03.2009", "2070803628"]))

    assert (["02070803628"], [("R201", "C2")]) == (column(register, "pesel"), said(findings))


def test_the_fact_of_a_repair_is_the_number_as_read():
    _, (finding,) = read(sheet(["Nr", "Data rozpoczęcia", "PESEL"], ["1", "2.03.2009", "2070803628"]))

    assert "02070803628" == finding.facts["pesel"]


def test_a_missing_column_is_one_error_and_not_one_a_row():
    register, findings = read(sheet(["Nr", "Płeć"], ["1", "K"], ["2", "K"]))

    assert ([("R001", Severity.ERROR)], 2) == ([(found.code, found.severity) for found in findings], len(register))


def test_cells_under_no_header_are_said():
    _, (finding,) = read(sheet(["Nr", "Data rozpoczęcia"], ["1", "2.03.2009", "x"], ["2", "2.03.2009", "y"]))

    assert ("R004", {"letter": "C", "cells": 2}) == (finding.code, dict(finding.facts))


def test_a_sheet_without_headers_is_one_error():
    register, findings = read(sheet(["a", "b"], ["1", "2"]))

    assert (["R005"], 0) == ([finding.code for finding in findings], len(register))


@pytest.mark.parametrize("label", ["Razem", "RAZEM:", "Ogółem", "Suma", "łącznie", "Razem kwota"])
def test_totals_are_left_out_and_said(label):
    register, findings = read(
        sheet(["Nr", "Nazwisko", "Data rozpoczęcia", "Kwota"], ["1", None, "2.03.2009", "5"], [None, label, None, "5"])
    )

    assert (1, [("R006", "B3")]) == (len(register), said(findings))


def test_totals_named_in_the_key_are_left_out_too():
    register, _ = read(sheet(["Nr", "Data rozpoczęcia", "Kwota"], ["1", "2.03.2009", "5"], ["Razem", None, "5"]))

    assert ["1"] == column(register, "no")


def test_a_row_with_a_key_is_never_totals():
    register, _ = read(sheet(["Nr", "Nazwisko", "Data rozpoczęcia"], ["1", "Razem", None]))

    assert 1 == len(register)


def test_a_row_without_a_key_that_says_more_than_numbers_is_no_totals():
    register, _ = read(sheet(["Nr", "Nazwisko", "Data rozpoczęcia", "Płeć"], [None, "Razem", "2.03.2009", "K"]))

    assert 1 == len(register)


def test_sheets_stand_one_below_another_with_their_origins():
    first = sheet(["Nr", "Data rozpoczęcia"], ["1", "2.03.2009"], name="2009")
    second = sheet(["Data rozpoczęcia", "Nr", "Płeć"], ["3.03.2009", "2", "K"], name="2010")
    register, _ = read(first, second)

    assert ["A2", "B2"] == [place.cell for place in register.places(np.array([0, 1]), "no")]


def test_a_column_of_one_sheet_is_unknown_in_the_other():
    register, _ = read(
        sheet(["Nr", "Data rozpoczęcia"], ["1", "2.03.2009"]), sheet(["Nr", "Data rozpoczęcia", "Płeć"], ["2", "3.03.2009", "K"])
    )

    assert [None, "woman"] == column(register, "gender")


def test_a_value_that_the_project_does_not_have_is_said():
    _, findings = read(sheet(["Nr", "Data rozpoczęcia", "Ścieżka"], ["1", "2.03.2009", "PAL"]))

    assert [("R105", "C2")] == said(findings)


def test_where_the_project_names_no_values_any_will_do():
    register, findings = read(sheet(["Nr", "Data rozpoczęcia", "Edycja"], ["1", "2.03.2009", "druga"]))

    assert (["druga"], []) == (column(register, "edition"), findings)


def test_days_stored_as_numbers_are_days():
    register, _ = read(sheet(["Nr", "Data rozpoczęcia"], ["1", "42441"], stored=Stored.NUMBER))

    assert [pd.Timestamp("2016-03-12")] == column(register, "start_date")


def test_the_offices_own_headers_are_read():
    register, findings = read(sheet(["Teczka", "Start"], ["1", "2.03.2009"]), own={"Teczka": "no", "Start": "start_date"})

    assert (["no", "start_date"], []) == (register.frame.columns.tolist(), findings)


def test_headers_over_nothing_are_an_empty_register():
    register, findings = read(sheet(["Nr", "Data rozpoczęcia"]))

    assert (0, []) == (len(register), findings)


def test_no_sheet_is_an_empty_register():
    register, findings = read()

    assert (0, []) == (len(register), findings)
