"""What was promised: the definition of a project, as `project.toml` writes it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from aktywna.domain.cells.mojibake import EncodingName
from aktywna.domain.efficiency.terms import Efficiency
from aktywna.domain.pay.terms import Pay
from aktywna.domain.promises.budget import Budget
from aktywna.domain.promises.indicator import Indicator
from aktywna.domain.promises.model import Id, Model, Name, Refers
from aktywna.domain.promises.plan import (
    Criterion,
    Deadline,
    Diagnosis,
    Edition,
    Form,
    Group,
    Partner,
    Path,
    Post,
    Recruited,
    SoftResults,
    Sum,
)

Mark = Literal["present", "absent", "excused", "late", "not_scheduled"]
"""What a mark in a diary can say."""


class Beneficiary(Model):
    """Who received the money, and which unit runs the project."""

    name: Name
    """Beneficjent."""
    unit: Name | None = None
    """Jednostka, która prowadzi projekt (OPS, MOPS, PCPR, CUS)."""


class Programme(Model):
    """Where the project stands in its operational programme."""

    name: Name
    """Program operacyjny."""
    axis: Name | None = None
    """Oś priorytetowa albo priorytet."""
    measure: Name | None = None
    """Działanie."""
    submeasure: Name | None = None
    """Poddziałanie."""
    fund: Name | None = None
    """Fundusz."""


class Period(Model):
    """The term of the project."""

    start: date
    """Pierwszy dzień projektu."""
    end: date | None = None
    """Ostatni dzień projektu; pusto, gdy go nie ustalono."""


class Rules(Model):
    """What the project asks of the rules that check its registers."""

    severity: dict[Id, Literal["error", "warning", "note"]] = Field(default_factory=dict)
    """Waga uwag, które projekt ocenia inaczej: kod = "error" (błąd), "warning" (ostrzeżenie) albo "note" (wskazówka)."""


class RegisterFile(Model):
    """Where a register is kept and how to read it."""

    file: str | None = None
    """Nazwa pliku albo wzorzec (`Uczestnicy_*.xlsx`), względem folderu projektu."""
    files: tuple[str, ...] = ()
    """Kilka nazw albo wzorców."""
    sheet: str | None = None
    """Arkusz w skoroszycie; bez niego arkusz o zwykłej nazwie rejestru albo jedyny."""
    read: Literal["all", "latest"] | None = None
    """`all` czyta wszystkie pasujące pliki razem, `latest` tylko ten z najpóźniejszą datą w nazwie."""
    headers: dict[str, Id] = Field(default_factory=dict)
    """Własne nagłówki biura: nagłówek = kolumna."""
    encoding: EncodingName | None = None
    """Kodowanie CSV, gdy rozpoznano je źle (`cp1250`, `cp852` ...); `utf-8-as-cp1250` naprawia litery zepsute przez inny program (`Ä…`)."""
    marks: dict[str, Mark] = Field(default_factory=dict)
    """Znaki obecności biura i ich znaczenie, np. `x = "present"`, `nb = "absent"`, `"" = "not_scheduled"` (pusta kratka)."""


class Registers(Model):
    """The registers that the project keeps."""

    participants: RegisterFile | None = None
    """Uczestnicy."""
    support: RegisterFile | None = None
    """Formy wsparcia udzielone osobom."""
    sessions: RegisterFile | None = None
    """Harmonogram zajęć."""
    attendance: RegisterFile | None = None
    """Obecność na zajęciach (dziennik)."""
    stays: RegisterFile | None = None
    """Pobyty, np. w mieszkaniu treningowym."""
    contracts: RegisterFile | None = None
    """Kontrakty socjalne."""
    certificates: RegisterFile | None = None
    """Zaświadczenia i certyfikaty."""
    outcomes: RegisterFile | None = None
    """Rezultaty po zakończeniu udziału."""
    assessments: RegisterFile | None = None
    """Oceny początkowe i końcowe."""
    survey: RegisterFile | None = None
    """Badanie (diagnoza)."""
    staff: RegisterFile | None = None
    """Personel projektu."""
    timesheets: RegisterFile | None = None
    """Czas pracy personelu."""
    visits: RegisterFile | None = None
    """Wizytacje."""
    environment: RegisterFile | None = None
    """Otoczenie uczestników: rodziny i społeczność lokalna."""
    expenditures: RegisterFile | None = None
    """Wydatki."""
    explained: RegisterFile | None = None
    """Wyjaśnienia uwag: kto sprawdził, kiedy i dlaczego zostaje."""
    not_kept: tuple[Annotated[Id, Refers("registers")], ...] = ()
    """Rejestry, których projekt nie prowadzi: ich brak przestaje być wskazówką R090."""

    def of(self, register: str) -> RegisterFile | None:
        """Give what the definition says of `register`, nothing if it is not declared."""
        found: RegisterFile | None = getattr(self, register, None)
        return found


class Logo(Model):
    """A picture that stands at the head of reports."""

    file: str
    """Plik PNG w folderze projektu."""
    alt: Name
    """Co znak przedstawia: tekst dla osób, które go nie widzą."""


class Look(Model):
    """What stands at the head of reports."""

    funding_line: Name | None = None
    """Informacja o finansowaniu, np. „Projekt współfinansowany ze środków Unii Europejskiej…”."""
    logos: tuple[Logo, ...] = ()
    """Znaki programu i beneficjenta, od lewej do prawej."""


class Project(Model):
    """A project of active integration: the whole of `project.toml`."""

    title: Name
    """Tytuł projektu."""
    number: str | None = None
    """Numer umowy albo projektu."""
    era: Id
    """Okres programowania: `pokl-2007`, `efs-2014` albo `efsplus-2021`."""
    call_announced: date | None = None
    """Dzień ogłoszenia naboru: według niego wybiera się zasady efektywności społecznej i zatrudnieniowej."""
    as_of: date | None = None
    """Dzień, na który rejestry są zamknięte; bez niego dzisiejszy."""
    about: Name | None = None
    """Krótki opis: dla kogo i po co."""
    goals: tuple[Name, ...] = ()
    """Cele szczegółowe."""
    beneficiary: Beneficiary
    """Beneficjent i jednostka prowadząca."""
    programme: Programme
    """Program, oś, działanie."""
    period: Period
    """Okres realizacji."""
    editions: tuple[Edition, ...] = ()
    """Edycje."""
    partners: tuple[Partner, ...] = ()
    """Partnerzy."""
    budget: Budget | None = None
    """Budżet i wkład własny."""
    groups: tuple[Group, ...] = ()
    """Grupy docelowe."""
    criteria: tuple[Criterion, ...] = ()
    """Kryteria rekrutacji."""
    recruitment_plan: tuple[Recruited, ...] = ()
    """Plan rekrutacji: ile osób ma przystąpić do którego dnia, narastająco."""
    paths: tuple[Path, ...] = ()
    """Ścieżki i podprogramy."""
    forms: tuple[Form, ...] = ()
    """Formy wsparcia."""
    indicators: tuple[Indicator, ...] = ()
    """Wskaźniki: produkty, twarde i miękkie rezultaty, wydatki."""
    efficiency: Efficiency | None = None
    """Efektywność społeczna i zatrudnieniowa lat 2014-2020; sama nazwa tabeli wystarcza, aby ją mierzyć."""
    sums: tuple[Sum, ...] = ()
    """Podziały planu, które mają się sumować."""
    soft: SoftResults | None = None
    """Pomiar rezultatów miękkich."""
    pay: Pay | None = None
    """Co projekt wypłaca uczestnikom: stypendia, świadczenia, dojazdy, posiłki."""
    staff: tuple[Post, ...] = ()
    """Stanowiska opłacane z projektu."""
    calendar: tuple[Deadline, ...] = ()
    """Kalendarz sprawozdawczy."""
    diagnosis: Diagnosis | None = None
    """Badanie, z którego projekt wyrósł."""
    assumptions: tuple[Name, ...] = ()
    """Założenia, które projekt przyjął; raport je wypisuje."""
    parameters: dict[Id, Decimal | bool | str] = Field(default_factory=dict)
    """Wartości okresu programowania, które projekt zmienia."""
    rules: Rules = Rules()
    """Reguły, które projekt waży inaczej."""
    data_scope: tuple[Annotated[Id, Refers("layout:participants")], ...] = ()
    """Kolumny rejestru uczestników, które wymienia załącznik do umowy o dofinansowanie; o danych spoza niego mówi A329."""
    report: Look = Look()
    """Co stoi na początku sprawozdań: znaki i informacja o finansowaniu."""
    registers: Registers = Registers()
    """Rejestry i ich pliki."""
