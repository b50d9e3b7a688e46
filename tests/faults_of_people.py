"""Faults of A1-A3: who people are, when they take part, and what they were on the first day."""

from __future__ import annotations

from datetime import date

from clean_books import YEARS, Book, Spot
from clean_registers import BORN, PESELS, pesel
from planting import AGAIN, GONE, IDLE, LATER, fault


@fault("A101")
def _(book: Book) -> Spot:
    return book.put("participants", 1, pesel=f"{PESELS[0][:-1]}{(int(PESELS[0][-1]) + 1) % 10}")


@fault("A102")
def _(book: Book) -> Spot:
    return book.put("participants", 1, gender="man")


@fault("A103")
def _(book: Book) -> Spot:
    return book.put("participants", 1, birth_date="1970-05-15")


@fault("A104")
def _(book: Book) -> Spot:
    return book.put("participants", 2, pesel="", other_id="")


@fault("A105")
def _(book: Book) -> Spot:
    return book.put("participants", 1, no_pesel="yes")


@fault("A106")
def _(book: Book) -> Spot:
    return book.put("participants", 4, no="")


@fault("A107")
def _(book: Book) -> Spot:
    return book.put("participants", 4, no="3")


@fault("A108")
def _(book: Book) -> Spot:
    return book.add("participants", 3, pesel=PESELS[2], no="5", technical_id="T5")


@fault("A109")
def _(book: Book) -> Spot:
    return book.add("participants", 3, last_name="ZMYŚLONA", no="5", technical_id="T5", pesel="", no_pesel="yes", other_id="ZZ0000001")


@fault("A110")
def _(book: Book) -> Spot:
    wrong = f"{PESELS[2][:8]}{(int(PESELS[2][8]) + 1) % 10}{PESELS[2][9:]}"
    return book.join(pesel=wrong)


@fault("A111")
def _(book: Book) -> Spot:
    book.put("participants", 3, pesel=pesel(BORN[2], 50, 4))
    return book.join(BORN[2], pesel=pesel(BORN[2], 5, 4))


@fault("A112")
def _(book: Book) -> Spot:
    return book.join(BORN[2], last_name="Wymyślona", pesel="", no_pesel="yes", other_id="ZZ0000001")


@fault("A113")
def _(book: Book) -> Spot:
    return book.join(BORN[0], pesel=PESELS[0], first_name="Olga", **AGAIN)


@fault("A114")
def _(book: Book) -> Spot:
    return book.join(BORN[1], other_id="ZZ0000000", pesel="", no_pesel="yes", gender="man", first_name="Jan")


@fault("A115")
def _(book: Book) -> Spot:
    return book.join(no="3", pesel="", birth_date="", first_name="", last_name="")


@fault("A116")
def _(book: Book) -> Spot:
    return book.join(birth_date="", pesel="", no_pesel="yes", other_id="ZZ0000001")


@fault("A117")
def _(book: Book) -> Spot:
    return book.add("attendance", 14, participant_no="", date="2015-03-03")


@fault("A118")
def _(book: Book) -> Spot:
    return book.add("visits", 1, no="1", date="2015-05-11", corrected_on="")


@fault("A121")
def _(book: Book) -> Spot:
    for row, surname in ((2, "Wzorcowska"), (3, "Próbowski"), (4, "Pokazowska")):
        book.put("participants", row, last_name=surname)
    book.put("participants", 2, pesel=PESELS[1], no_pesel="no", other_id="")
    book.join(last_name="Zmyśliński")
    return book.put("participants", 1, last_name="Testowski")


@fault("A120")
def _(book: Book) -> Spot:
    return book.put("participants", 1, pesel="8,20516E+10")


@fault("A201")
def _(book: Book) -> Spot:
    return book.join(start_date="", declaration_date="")


@fault("A202")
def _(book: Book) -> Spot:
    return book.join(end_date="", state="finished", completed_as_planned="yes")


@fault("A203")
def _(book: Book) -> Spot:
    return book.join(end_date="2015-02-27", **GONE)


@fault("A204")
def _(book: Book) -> Spot:
    return book.join(start_date="2014-12-30", declaration_date="2014-12-30")


@fault("A205")
def _(book: Book) -> Spot:
    book.define("as_of = 2015-12-31", "as_of = 2016-02-01")
    return book.join(end_date="2016-01-04", **GONE)


@fault("A206")
def _(book: Book) -> Spot:
    book.define('name = "Edycja I"\nstart = 2015-01-01\nend = 2015-12-31', 'name = "Edycja I"\nstart = 2015-01-01\nend = 2015-08-31')
    return book.join(edition="e1", end_date="2015-09-30", **GONE)


@fault("A207")
def _(book: Book) -> Spot:
    book.define(*LATER)
    return book.join(start_date="2016-02-01", declaration_date="2016-02-01", edition="", age_at_start="")


@fault("A208")
def _(book: Book) -> Spot:
    return book.join(completed_as_planned="", state="finished", end_date="2015-06-30", situation_1="other")


@fault("A209")
def _(book: Book) -> Spot:
    return book.join(completed_as_planned="yes", state="dropped_out", end_date="2015-06-30", situation_1="other")


@fault("A210")
def _(book: Book) -> Spot:
    return book.put("participants", 3, declaration_date="2015-03-05")


@fault("A211")
def _(book: Book) -> Spot:
    book.put("participants", 2, declaration_date="2015-02-27")
    return ("participants", 3, "start_date")


@fault("A212")
def _(book: Book) -> Spot:
    return book.put("participants", 2, declaration_date="")


@fault("A213")
def _(book: Book) -> Spot:
    return book.put("participants", 3, situation_1="employment")


@fault("A214")
def _(book: Book) -> Spot:
    return book.join(situation_1="", end_date="2015-06-30", state="finished", completed_as_planned="yes")


@fault("A215")
def _(book: Book) -> Spot:
    return book.join(BORN[0], entry="new", pesel=PESELS[0], first_name="Anna", last_name="Testowska", **AGAIN)


@fault("A216")
def _(book: Book) -> Spot:
    book.define('role = "leader"', 'role = "leader"\nsince = 2015-03-01')
    return book.join(partner="ops", start_date="2015-02-27", declaration_date="2015-02-27")


@fault("A217")
def _(book: Book) -> Spot:
    return book.put("participants", 4, state="reserve", start_date="2015-03-02")


@fault("A218")
def _(book: Book) -> Spot:
    return book.put("participants", 1, state="active")


@fault("A301")
def _(book: Book) -> Spot:
    return book.put("participants", 1, age_at_start="33")


@fault("A302")
@fault("A303")
def _(book: Book) -> Spot:
    return book.put("participants", 3, education="")


@fault("A304")
def _(book: Book) -> Spot:
    return book.put("participants", 2, labour_detail="long_term")


@fault("A305")
def _(book: Book) -> Spot:
    return book.put("participants", 1, labour_detail="long_term", unemployed_since="2015-01-05")


@fault("A306")
def _(book: Book) -> Spot:
    return book.put("participants", 1, labour_detail="other")


@fault("A307")
def _(book: Book) -> Spot:
    book.define("as_of = 2015-12-31", "as_of = 2018-12-31")
    for row in range(1, 5):
        book.put("participants", row, household_jobless="no", household_jobless_children="", household_single_adult="")
    return ("participants", 0, "household_jobless")


@fault("A308")
def _(book: Book) -> Spot:
    return book.put("participants", 3, education="")


@fault("A309")
def _(book: Book) -> Spot:
    return book.put("participants", 1, unemployed_since="2014-03-02")


@fault("A310")
def _(book: Book) -> Spot:
    return book.put("participants", 1, unemployed_since="2015-03-05")


@fault("A311")
def _(book: Book) -> Spot:
    born = date(1930, 1, 15)
    return book.join(born, birth_date=str(born), path="contract", contract_no="K/3", **IDLE)


@fault("A312")
def _(book: Book) -> Spot:
    born = date(YEARS[book.era] - 64, 1, 15)
    return book.join(born, birth_date=str(born), path="contract", contract_no="K/3", **IDLE)


@fault("A313")
def _(book: Book) -> Spot:
    return book.put("participants", 3, commune="Inna Gmina")


@fault("A314")
def _(book: Book) -> Spot:
    return book.join(labour_status="employed", path="contract", contract_no="K/3")


@fault("A315")
def _(book: Book) -> Spot:
    return book.put("participants", 1, expected_birth_date="2015-01-15")


@fault("A316")
def _(book: Book) -> Spot:
    return book.put("participants", 2, labour_detail="")


@fault("A317")
def _(book: Book) -> Spot:
    return book.put("participants", 2, occupation="other")


@fault("A318")
def _(book: Book) -> Spot:
    return book.put("participants", 3, employer="")


@fault("A319", "efs-2014", "efsplus-2021")
def _(book: Book) -> Spot:
    born = date(YEARS[book.era] - 12, 1, 15)
    return book.join(born, labour_status="employed")


@fault("A320")
def _(book: Book) -> Spot:
    return book.join(date(2140, 1, 15), birth_date="2140-01-15", age_at_start="")


@fault("A321")
def _(book: Book) -> Spot:
    return book.put("participants", 1, teryt="0000017")


@fault("A322")
def _(book: Book) -> Spot:
    return book.put("participants", 1, teryt="2469011", voivodeship="małopolskie")


@fault("A323")
def _(book: Book) -> Spot:
    return book.put("participants", 1, degurba="1")


@fault("A324")
def _(book: Book) -> Spot:
    return book.put("participants", 3, phone="", email="")


@fault("A325")
def _(book: Book) -> Spot:
    return book.put("participants", 1, email="łucja@poczta.example")


@fault("A326")
def _(book: Book) -> Spot:
    return book.put("participants", 1, homeless="refused")


@fault("A327")
def _(book: Book) -> Spot:
    return book.put("participants", 1, third_country="yes")


@fault("A328")
def _(book: Book) -> Spot:
    return book.put("participants", 1, disability="no")


@fault("A329")
def _(book: Book) -> Spot:
    columns = [column for column in book.registers["participants"] if column != "dependent_care"]
    book.define("as_of = 2015-12-31", f"as_of = 2015-12-31\ndata_scope = {columns}")
    return ("participants", 0, "dependent_care")


@fault("A330")
def _(book: Book) -> Spot:
    return book.join(labour_detail="other", labour_status="unemployed", path="idle", occupation="", employer="")


@fault("A331")
def _(book: Book) -> Spot:
    unemployed = {"labour_status": "unemployed", "labour_detail": "long_term", "occupation": "", "employer": ""}
    return book.join(assistance_client="no", path="idle", **unemployed)


@fault("A332")
def _(book: Book) -> Spot:
    return book.put("participants", 2, birth_date="1815-05-15")


@fault("A557")
def _(book: Book) -> Spot:
    return book.put("participants", 1, contract_no="K/9")


@fault("A558")
def _(book: Book) -> Spot:
    return book.put("participants", 1, contract_date="2015-03-03")
