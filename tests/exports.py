"""Official exports of participants as the systems make them: SM EFS (registers.md 3.2) and SL2014 (registers.md 2.2)."""

from __future__ import annotations

import codecs

SM_EFS = (
    "Numer projektu", "Obywatelstwo", "Rodzaj uczestnika", "Nazwa instytucji", "Imię", "Nazwisko", "PESEL/Inny identyfikator", "brak PESEL",
    "Techniczny identyfikator uczestnika", "Płeć", "Wiek w chwili przystąpienia do projektu", "Wykształcenie", "Kraj", "Województwo",
    "Powiat", "Gmina", "Miejscowość", "Kod pocztowy", "Obszar według stopnia urbanizacji (DEGURBA)", "Telefon kontaktowy", "Adres e-mail",
    "Data rozpoczęcia udziału w projekcie", "Data zakończenia udziału w projekcie",
    "Status osoby na rynku pracy w chwili przystąpienia do projektu", "w tym",
    "Planowana data zakończenia edukacji w placówce edukacyjnej, w której skorzystano ze wsparcia",
    "Sytuacja osoby w momencie zakończenia udziału w projekcie",
    "Zakończenie udziału osoby w projekcie zgodnie z zaplanowaną dla niej ścieżką uczestnictwa", "Zakres wsparcia",
    "Rodzaj przyznanego wsparcia", "w tym", "Data rozpoczęcia udziału we wsparciu", "Data założenia działalności gospodarczej",
    "Osoba obcego pochodzenia", "Obywatel państwa trzeciego",
    "Osoba należąca do mniejszości narodowej lub etnicznej (w tym społeczności marginalizowane)",
    "Osoba bezdomna lub dotknięta wykluczeniem z dostępu do mieszkań", "Osoba z niepełnosprawnościami", "Data dodania",
    "Użytkownik, który dodał uczestnika", "Data modyfikacji", "Użytkownik modyfikujący", "Uwagi",
)  # fmt: skip
INSTITUTION = (
    "Kraj", "Nazwa instytucji", "NIP", "Brak NIP", "Typ instytucji", "w tym", "Województwo", "Powiat", "Gmina", "Miejscowość", "Ulica",
    "Nr budynku", "Nr lokalu", "Kod pocztowy", "Obszar wg stopnia urbanizacji (DEGURBA)", "Telefon kontaktowy", "Adres e-mail",
    "Data rozpoczęcia udziału w projekcie", "Data zakończenia udziału w projekcie",
    "Czy wsparciem zostali objęci pracownicy instytucji", "Rodzaj przyznanego wsparcia", "W tym",
    "Data rozpoczęcia udziału we wsparciu", "Data zakończenia udziału we wsparciu",
)  # fmt: skip
PERSON = (
    "Kraj", "Rodzaj uczestnika", "Nazwa instytucji", "Imię", "Nazwisko", "Pesel", "Brak PESEL", "Płeć",
    "Wiek w chwili przystąpienia do projektu", "Wykształcenie", "Województwo", "Powiat", "Gmina", "Miejscowość", "Ulica", "Nr budynku",
    "Nr budynku", "Kod pocztowy", "Obszar wg stopnia urbanizacji (DEGURBA)", "Telefon kontaktowy", "Adres e-mail",
    "Data rozpoczęcia udziału w projekcie", "Data zakończenia udziału w projekcie",
    "Status osoby na rynku pracy w chwili przystąpienia do projektu", "W tym", "Wykonywany zawód", "Zatrudniony w:",
    "Sytuacja (1) osoby w momencie zakończenia udziału w projekcie", "Sytuacja (2) osoby w momencie zakończenia udziału w projekcie",
    "Inne rezultaty dotyczące osób młodych (dotyczy IZM)",
    "Zakończenie udziału osoby w projekcie zgodnie z zaplanowaną dla niej ścieżką uczestnictwa", "Rodzaj przyznanego wsparcia", "W tym",
    "Data rozpoczęcia udziału we wsparciu", "Data zakończenia udziału we wsparciu", "Data założenia działalności gospodarczej",
    "Kwota środków przyznanych na założenie działalności gospodarczej", "PKD założonej działalności gospodarczej",
    "Osoba należąca do mniejszości narodowej lub etnicznej, migrant, osoba obcego pochodzenia",
    "Osoba bezdomna lub dotknięta wykluczeniem z dostępu do mieszkań", "Osoba z niepełnosprawnościami",
    "Osoba w innej niekorzystnej sytuacji społecznej",
    "Planowana data zakończenia edukacji w placówce edukacyjnej, w której skorzystano ze wsparcia",
)  # fmt: skip
SL2014 = (
    "Numer umowy/ decyzji /aneksu", "Nazwa beneficjenta", "Tytuł projektu", "Okres realizacji projektu od", "Okres realizacji projektu do",
    "Wniosek za okres", *INSTITUTION, *PERSON,
)  # fmt: skip

SM_EFS_PERSON = {
    0: "FEXX.07.05-IP.02-0000/24", 1: "Obywatelstwo polskie", 2: "Indywidualny", 4: "Anna", 5: "Testowska", 6: "02470800306", 7: "Nie",
    8: "T-000001", 9: "Kobieta", 10: "28", 11: "Ponadgimnazjalne (ISCED 3) lub policealne (ISCED 4)", 12: "Polska", 13: "śląskie",
    14: "katowicki", 15: "Zmyślin", 16: "Zmyślin", 17: "00-001", 18: "1", 19: "000000000", 20: "anna@poczta.example", 21: "2130-09-01",
    23: "Osoba bezrobotna", 24: "Inne", 33: "Nie", 34: "Nie", 35: "Nie", 36: "Nie", 37: "Nie", 38: "2130-09-02", 39: "Biuro",
    40: "2130-09-02", 41: "Biuro", 28: "Zakres A|Zakres A|Zakres B",
    29: "doradztwo/konsultacje|usługa aktywnej integracji|krajowe szkolenie/kurs",
    30: "doradztwo zawodowe|usługa o charakterze społecznym|", 31: "2130-09-01|2130-10-05|2130-11-02",
}  # fmt: skip
"""A person of SM EFS by position: born in 2102, with three supports packed into cells."""
SL2014_PERSON = {
    0: "POXX.09.01.00-00-0000/16", 1: "Ośrodek zmyślony", 2: "Projekt zmyślony", 3: "2130-01-01", 4: "2131-12-31", 5: "2130-06",
    30: "Polska", 31: "indywidualny", 33: "Anna", 34: "Testowska", 35: "02470800306", 36: "Nie", 37: "kobieta", 38: "28",
    39: "ponadgimnazjalne (ISCED 3)", 40: "śląskie", 41: "katowicki", 42: "Zmyślin", 43: "Zmyślin", 44: "Niebyła", 45: "1", 46: "2",
    47: "00-001", 48: "tereny gęsto zaludnione (miasta, centra miejskie, obszary miejskie)", 49: "000000000", 50: "anna@poczta.example",
    51: "2130-09-01", 53: "osoba bezrobotna zarejestrowana w ewidencji urzędów pracy", 54: "inne", 57: "nie dotyczy", 58: "nie dotyczy",
    61: "usługa aktywnej integracji", 62: "usługa aktywnej integracji o charakterze społecznym", 63: "2130-09-01", 64: "2130-10-01",
    68: "Nie", 69: "Nie", 70: "Nie", 71: "Nie",
}  # fmt: skip


def sm_efs(*people):
    """Give an export of SM EFS as bytes: UTF-8 with BOM, semicolons, CRLF; each of `people` says what differs, by position."""
    return _written(SM_EFS, [{**SM_EFS_PERSON, **one} for one in people or ({},)])


def sl2014(*people):
    """Give a flat export of SL2014 as bytes, with its doubled labels; each of `people` says what differs, by position."""
    return _written(SL2014, [{**SL2014_PERSON, **one} for one in people or ({},)])


def _written(headers, rows):
    lines = [headers, *([row.get(at, "") for at in range(len(headers))] for row in rows)]
    text = "".join(";".join(_quoted(cell) for cell in line) + "\r\n" for line in lines)
    return codecs.BOM_UTF8 + text.encode()


def _quoted(cell):
    return '"' + cell.replace('"', '""') + '"' if ";" in cell or '"' in cell else cell
