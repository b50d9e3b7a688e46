"""The money that was promised: sources and their shares, amounts set aside within them, tasks."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from aktywna.domain.promises.model import Amount, Id, Model, Name, Percent, Refers


class Source(Model):
    """One source of the project's money."""

    id: Id
    """Identyfikator źródła."""
    kind: Literal["grant", "own", "other"]
    """Dofinansowanie, wkład własny albo inne źródło."""
    name: Name
    """Nazwa źródła."""
    amount: Amount
    """Kwota w złotych."""
    share: Percent | None = None
    """Deklarowany udział w procentach, z tyloma miejscami, z iloma go zadeklarowano."""
    form: Literal["cash", "in_kind", "allowances"] = "cash"
    """Jak wkład jest wnoszony: `cash` w pieniądzu, `in_kind` niepieniężnie (rzeczowo), `allowances` w zasiłkach dla uczestników."""
    tasks: tuple[Annotated[Id, Refers("budget.tasks")], ...] = ()
    """Zadania, w których płaci to źródło, gdy kilka źródeł ma wspólną kolumnę rejestru wydatków; pusto: pozostałe wydatki."""
    categories: tuple[Annotated[Id, Refers("budget.categories")], ...] = ()
    """Kategorie kosztów, w których płaci to źródło; jak `tasks`."""


class SetAside(Model):
    """An amount named within a source (`w tym`)."""

    name: Name
    """Na co kwota jest przeznaczona."""
    within: Annotated[Id, Refers("budget.sources")]
    """Źródło, w którym kwota się mieści."""
    amount: Amount
    """Kwota w złotych."""
    tasks: tuple[Annotated[Id, Refers("budget.tasks")], ...] = ()
    """Zadania, w których tę kwotę się wydaje; bez zadań i kategorii nie wiadomo, ile z niej wydano."""
    categories: tuple[Annotated[Id, Refers("budget.categories")], ...] = ()
    """Kategorie kosztów, w których tę kwotę się wydaje."""


class Task(Model):
    """A task of the budget."""

    id: Id
    """Identyfikator zadania, używany w rejestrze wydatków."""
    name: Name
    """Nazwa zadania."""
    amount: Amount | None = None
    """Kwota w złotych, jeśli ją zaplanowano."""
    paths: tuple[Annotated[Id, Refers("paths")], ...] = ()
    """Ścieżki, którym zadanie służy: według nich --path znajduje wydatki i plan ścieżki."""
    edition: Annotated[Id | None, Refers("editions")] = None
    """Edycja, do której zadanie w całości należy: jego kwota jest wtedy planem edycji."""
    partner: Annotated[Id | None, Refers("partners")] = None
    """Partner, do którego zadanie w całości należy: jego kwota jest wtedy planem partnera."""


class Category(Model):
    """A category of costs, and how much of it was planned."""

    id: Id
    """Identyfikator kategorii kosztów."""
    name: Name
    """Nazwa kategorii, jak zapisuje ją rejestr wydatków; wielkość liter i znaki diakrytyczne nie mają znaczenia."""
    also: tuple[str, ...] = ()
    """Inne zapisy tej samej kategorii w rejestrze wydatków."""
    task: Annotated[Id | None, Refers("budget.tasks")] = None
    """Zadanie, do którego plan tej kategorii należy; bez niego kategoria obejmuje wszystkie zadania."""
    amount: Amount | None = None
    """Kwota w złotych, jeśli ją zaplanowano."""


class Limit(Model):
    """A limit on the costs of one category."""

    category: str
    """Kategoria podlegająca limitom, jak zapisuje ją rejestr wydatków."""
    amount: Amount | None = None
    """Limit w złotych."""
    share: Percent | None = None
    """Limit w procentach kwoty, którą wskazuje `base`, gdy nie podano limitu kwotą."""
    base: Literal["total", "grant", "spent"] = "total"
    """Od czego liczy się procent: `total` wartość projektu, `grant` dofinansowanie, `spent` wydatki poniesione do tej pory."""

    def of(self, budget: Budget) -> Decimal:
        """
        Give the most that the limit can ever allow, in PLN; the project's whole value when no limit is stated.

        A share of what was spent allows at the most that share of the project's value.
        """
        if self.amount is not None:
            return self.amount
        return self.allowed(budget.of_kind("grant") if self.base == "grant" else budget.total)

    def allowed(self, base: Decimal) -> Decimal:
        """Give what the limit allows of `base`, in PLN and not rounded."""
        if self.amount is not None:
            return self.amount
        return base if self.share is None else base * self.share / 100


class FlatRate(Model):
    """Costs that are settled as a percentage of others, without documents of their own: indirect costs, as a rule."""

    name: Name
    """Nazwa kosztów rozliczanych ryczałtem, np. koszty pośrednie."""
    rate: Percent
    """Stawka w procentach, z umowy o dofinansowanie."""
    minus: tuple[str, ...] = ()
    """Kategorie podlegające limitom, których nie wlicza się do podstawy (w PO KL: cross-financing), jak zapisuje je rejestr wydatków."""
    category: Annotated[Id | None, Refers("budget.categories")] = None
    """Kategoria, pod którą ryczałt wpisano do rejestru wydatków, jeżeli się go tam wpisuje; nie wchodzi do podstawy."""


class Budget(Model):
    """What the project costs and who pays for it."""

    total: Amount
    """Wartość projektu w złotych."""
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    """Źródła finansowania; ich suma ma być równa wartości projektu."""
    set_aside: tuple[SetAside, ...] = ()
    """Kwoty wydzielone w ramach źródeł."""
    tasks: tuple[Task, ...] = ()
    """Zadania budżetu."""
    categories: tuple[Category, ...] = ()
    """Kategorie kosztów i ich plan."""
    limits: tuple[Limit, ...] = ()
    """Limity kategorii wydatków, jeśli umowa je określa."""
    flat_rates: tuple[FlatRate, ...] = ()
    """Koszty rozliczane ryczałtem: procentem innych kosztów."""
    dated_by: Literal["payment_date", "issue_date"] = "payment_date"
    """Który dzień decyduje, do jakiego okresu należy wydatek: `payment_date` dzień zapłaty, `issue_date` dzień wystawienia dokumentu."""

    def of_kind(self, kind: str) -> Decimal:
        """Sum the sources of one kind, in PLN."""
        return sum((source.amount for source in self.sources if source.kind == kind), Decimal(0))
