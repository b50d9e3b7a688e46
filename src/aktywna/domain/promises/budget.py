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


class SetAside(Model):
    """An amount named within a source (`w tym`)."""

    name: Name
    """Na co kwota jest przeznaczona."""
    within: Annotated[Id, Refers("budget.sources")]
    """Źródło, w którym kwota się mieści."""
    amount: Amount
    """Kwota w złotych."""


class Task(Model):
    """A task of the budget."""

    id: Id
    """Identyfikator zadania, używany w rejestrze wydatków."""
    name: Name
    """Nazwa zadania."""
    amount: Amount | None = None
    """Kwota w złotych, jeśli ją zaplanowano."""


class Limit(Model):
    """A limit on the costs of one category."""

    category: str
    """Kategoria podlegająca limitom, jak zapisuje ją rejestr wydatków."""
    amount: Amount | None = None
    """Limit w złotych."""
    share: Percent | None = None
    """Limit w procentach wartości projektu, gdy nie podano kwoty."""

    def of(self, total: Decimal) -> Decimal:
        """Give the limit in PLN for a project of the value `total`; the whole of it when no limit is stated."""
        amount, share = self.amount, self.share
        if amount is None:
            amount = total if share is None else total * share / 100
        return amount


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
    limits: tuple[Limit, ...] = ()
    """Limity kategorii wydatków, jeśli umowa je określa."""

    def of_kind(self, kind: str) -> Decimal:
        """Sum the sources of one kind, in PLN."""
        return sum((source.amount for source in self.sources if source.kind == kind), Decimal(0))
