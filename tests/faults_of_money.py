"""Faults of A6 and A7: expenditures, and the plan."""

from __future__ import annotations

from aktywna.io import shipped
from clean_books import Book, Spot
from clean_registers import nip
from planting import ALL, LATER, fault


@fault("A601")
def _(book: Book) -> Spot:
    return book.add("expenditures", 1, doc_no="fv/1/2015")


@fault("A602")
def _(book: Book) -> Spot:
    return book.put("expenditures", 1, supplier_nip="0000000107")


@fault("A603")
def _(book: Book) -> Spot:
    return book.put("expenditures", 1, eligible="100,01")


@fault("A604")
def _(book: Book) -> Spot:
    book.put("expenditures", 1, total_cost="90,00")
    return ("expenditures", 2, "eligible")


@fault("A605")
def _(book: Book) -> Spot:
    return book.put("expenditures", 1, total_cost="132,00")


@fault("A606")
def _(book: Book) -> Spot:
    return book.put("expenditures", 1, payment_date="2015-03-09")


@fault("A607")
def _(book: Book) -> Spot:
    return book.put("expenditures", 1, issue_date="2014-12-30")


@fault("A608")
def _(book: Book) -> Spot:
    book.define(*LATER)
    return book.put("expenditures", 2, payment_date="2016-01-11")


@fault("A609")
def _(book: Book) -> Spot:
    return book.put("expenditures", 1, net="130,00")


@fault("A610")
def _(book: Book) -> Spot:
    return book.put("expenditures", 1, vat_in_eligible="32,00")


@fault("A611")
def _(book: Book) -> Spot:
    return book.put("expenditures", 1, vat_in_eligible="23,00", eligible="20,00", funding="17,00", own_contribution="3,00")


@fault("A612")
def _(book: Book) -> Spot:
    return book.put("expenditures", 1, limit_category="cross financng")


@fault("A613")
def _(book: Book) -> Spot:
    book.put("expenditures", 2, limit_category="cross-financing")
    return ("expenditures", 3, "eligible")


@fault("A614")
def _(book: Book) -> Spot:
    book.define("amount = 1000\n", "amount = 150\n")
    return ("expenditures", 4, "eligible")


@fault("A615")
def _(book: Book) -> Spot:
    book.define('name = "Integracja"\namount = 1000', 'name = "Integracja"')
    whole = {"gross": "1230,00", "net": "1000,00", "total_cost": "1230,00"}
    book.put("expenditures", 2, eligible="1000,00", funding="850,00", own_contribution="150,00", **whole)
    return ("expenditures", 4, "funding")


@fault("A616")
def _(book: Book) -> Spot:
    book.put("expenditures", 1, funding="90,00", own_contribution="10,00")
    return ("expenditures", 0, "funding")


@fault("A618")
def _(book: Book) -> Spot:
    return book.put("expenditures", 3, doc_no="FK/1/2015", supplier_nip=nip(2), supplier="Inna firma zmyślona")


@fault("A620")
def _(book: Book) -> Spot:
    return book.put("expenditures", 3, gross="-24,60", is_correction="no")


@fault("A621")
def _(book: Book) -> Spot:
    return book.put("expenditures", 1, task="")


@fault("A622")
def _(book: Book) -> Spot:
    planned = "".join(f'[[budget.categories]]\nid = "{name}"\nname = "{name}"\n\n' for name in ("materialy", "najem"))
    book.define("[[budget.limits]]", f"{planned}[[budget.limits]]")
    return book.put("expenditures", 1, cost_category="")


@fault("A623")
def _(book: Book) -> Spot:
    return book.put("expenditures", 1, own_contribution="")


@fault("A701")
def _(book: Book) -> None:
    book.define('name = "Kobiety"\ntarget = 2', 'name = "Kobiety"\ntarget = 3')


@fault("A702")
def _(book: Book) -> None:
    book.define("planned = { total = 2, women = 1, men = 1 }", "planned = { total = 2, women = 1, men = 2 }")


@fault("A703")
def _(book: Book) -> None:
    book.define("total = 1000", "total = 1001")


@fault("A704")
def _(book: Book) -> None:
    book.define("share = 15", "share = 16")


@fault("A705")
def _(book: Book) -> None:
    book.define("amount = 100\n", "amount = 900\n")


@fault("A706")
def _(book: Book) -> None:
    book.define("amount = 1000\n", "amount = 1001\n")


@fault("A707")
def _(book: Book) -> None:
    book.define(ALL, "target = { total = 3, women = 4 }")


@fault("A708")
def _(book: Book) -> None:
    book.define(ALL, f"{ALL}\ntargets = [{{ edition = 'e1', total = 4 }}]")


@fault("A709")
def _(book: Book) -> None:
    book.define(ALL, f"{ALL}\ntargets = [{{ edition = 'e1', total = 2 }}]")


@fault("A710", "efs-2014", "efsplus-2021")
def _(book: Book) -> None:
    part, among = str(next(iter(shipped.era(book.era).values["subsets"].value))).split(" <= ")
    wholes = [f'[[indicators]]\nid = "{code}"\nuse = "{code}"\ntarget = 1\n' for code in among.split(" + ")]
    book.definition += "\n" + "\n".join([*wholes, f'[[indicators]]\nid = "{part}"\nuse = "{part}"\ntarget = 9\n'])


@fault("A711")
def _(book: Book) -> None:
    book.define("share = 20", "amount = 1001")
