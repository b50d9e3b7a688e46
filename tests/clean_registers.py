"""
The clean project's own words: its definition, and its registers with a column a line, so that wide ones can be read.

Dates are those of 2015 (`clean_books.moved` gives other eras their year). People are invented, their numbers made.
"""
# ruff: noqa: E501 - a column of a register is a line

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "examples"))
try:
    from making.people import nip, pesel
finally:
    sys.path.pop(0)

BORN = (date(1970, 5, 14), date(1975, 9, 3), date(1980, 11, 23), date(1972, 1, 30))
PESELS = tuple(pesel(born, 0, digit) for born, digit in zip(BORN, (2, 1, 4, 3), strict=True))
BORN_LATER = date(1978, 12, 29)
NIP = nip(1)

DEFINITION = """
title = "Projekt zmyślony"
number = "ZM/1"
era = "{era}"
as_of = 2015-12-31

[beneficiary]
name = "Gmina Zmyślin"

[programme]
name = "Program zmyślony"

[period]
start = 2015-01-01
end = 2015-12-31

[[editions]]
id = "e1"
name = "Edycja I"
start = 2015-01-01
end = 2015-12-31

[[partners]]
id = "ops"
name = "OPS"
role = "leader"

[budget]
total = 1000

[[budget.sources]]
id = "grant"
kind = "grant"
name = "dofinansowanie"
amount = 850
share = 85

[[budget.sources]]
id = "own"
kind = "own"
name = "wkład własny"
amount = 150
share = 15

[[budget.set_aside]]
name = "pracownik socjalny"
within = "grant"
amount = 100

[[budget.tasks]]
id = "t1"
name = "Integracja"
amount = 1000

[[budget.limits]]
category = "cross-financing"
share = 20

[[groups]]
id = "jobless"
name = "osoby bezrobotne"
planned = { total = 2, women = 1, men = 1 }

[[paths]]
id = "pal"
name = "PAL"

[[paths]]
id = "contract"
name = "kontrakt socjalny"
contract = true

[[paths]]
id = "idle"
name = "aktywizacja"

[[criteria]]
id = "age"
name = "wiek aktywności zawodowej"
path = "contract"
min_age = 15
max_age = 64
assumption = "64 lata to jeszcze wiek aktywności zawodowej"

[[criteria]]
id = "area"
name = "mieszkanie w gminie"
residence = ["Zmyślin"]

[[criteria]]
id = "idle"
name = "osoba nie pracuje"
path = "contract"
not_employed = true

[[criteria]]
id = "child"
name = "oczekiwanie dziecka"
path = "contract"
expects_child = true

[[criteria]]
id = "long"
name = "bezrobocie długotrwałe"
path = "idle"
long_term = true

[[criteria]]
id = "client"
name = "korzystanie z pomocy społecznej"
path = "idle"
assistance_client = true

[[forms]]
id = "kis"
name = "Klub Integracji Społecznej"
sphere = "social"
kind = "class"
planned = 8
capacity = 3

[[forms]]
id = "course"
name = "kurs zawodowy"
sphere = "vocational"
kind = "course"

[[forms]]
id = "psu"
name = "prace społecznie użyteczne"
sphere = "vocational"
kind = "public_work"

[[forms]]
id = "flat"
name = "mieszkanie treningowe"
sphere = "social"
kind = "stay"
capacity = 1

[[indicators]]
id = "all"
name = "Uczestnicy"
target = { total = 3, women = 2, men = 1 }

[[indicators]]
id = "women"
name = "Kobiety"
target = 2
when = [ { column = "gender", is = "woman" } ]

[[indicators]]
id = "men"
name = "Mężczyźni"
target = 1
when = [ { column = "gender", is = "man" } ]

[[sums]]
name = "podział według płci"
total = "all"
parts = ["women", "men"]

[soft]
scale_min = 1
scale_max = 5
phases = ["pre", "post"]
tools = ["opinia"]

[[soft.areas]]
id = "motivation"
name = "motywacja"

[[soft.areas]]
id = "skills"
name = "umiejętności"

[[staff]]
id = "worker"
name = "trener"
count = 1
"""

REGISTERS = {
    "participants": f"""
        no                         | 1 | 2 | 3 | 4
        project_no                 | ZM/1 | ZM/1 | ZM/1 | ZM/1
        technical_id               | T1 | T2 | T3 |
        edition                    | e1 | e1 | e1 | e1
        partner                    | ops | ops | ops | ops
        path                       | contract | pal | pal |
        target_group               | jobless | jobless | |
        state                      | finished | dropped_out | active | reserve
        entry                      | new | new | continuing |
        reserve_place              | | | | 1
        first_name                 | Anna | Jan | Ewa | Adam
        last_name                  | Testowska | Przykładowicz | Zmyślona | Testowy
        pesel                      | {PESELS[0]} | | {PESELS[2]} | {PESELS[3]}
        no_pesel                   | no | yes | no | no
        other_id                   | | ZZ0000000 | |
        citizenship                | polish | polish | polish | polish
        participant_kind           | individual | individual | institution | individual
        institution_name           | | | Zakład zmyślony |
        gender                     | woman | man | woman | man
        birth_date                 | {BORN[0]} | {BORN[1]} | {BORN[2]} | {BORN[3]}
        age_at_start               | age | age | age |
        education                  | isced3 | isced2 | isced4 | isced1
        dependent_care             | no | no | yes | no
        country                    | Polska | Polska | Polska | Polska
        voivodeship                | zmyślone | zmyślone | zmyślone | zmyślone
        county                     | zmyśliński | zmyśliński | zmyśliński | zmyśliński
        commune                    | Zmyślin | Zmyślin | Zmyślin | Zmyślin
        teryt                      | 0000011 | 0000011 | 0000011 | 0000011
        city                       | Zmyślin | Zmyślin | Zmyślin | Zmyślin
        street                     | Nieistniejąca | Nieistniejąca | Nieistniejąca | Nieistniejąca
        house_no                   | 1 | 2 | 3 | 4
        flat_no                    | 1 | 1 | 1 | 1
        postal_code                | 00-000 | 00-000 | 00-000 | 00-000
        area                       | rural | rural | rural | rural
        degurba                    | 3 | 3 | 3 | 3
        phone                      | 000000000 | 000000000 | 000000000 | 000000000
        email                      | 1@poczta.example | 2@poczta.example | 3@poczta.example | 4@poczta.example
        declaration_date           | 2015-03-02 | 2015-03-02 | 2015-03-02 |
        start_date                 | 2015-03-02 | 2015-03-02 | 2015-03-02 |
        end_date                   | 2015-06-30 | 2015-04-30 | |
        completed_as_planned       | yes | no | |
        end_reason                 | path | resignation | |
        end_reason                 | path | moved | |
        compulsory_schooling       | no | no | no | no
        withdrawal_reason          | | przeprowadzka | |
        labour_status              | unemployed_registered | inactive | employed | inactive
        labour_detail              | long_term | learning | sme | other
        occupation                 | | | other |
        employer                   | | | Zakład zmyślony |
        unemployed_since           | 2013-05-06 | | |
        planned_education_end      | | 2015-06-26 | |
        compulsory_schooling       | no | no | |
        minority_migrant           | no | no | no | no
        minority                   | no | no | no | no
        foreign_origin             | no | no | no | no
        third_country              | no | no | no | no
        homeless                   | no | no | no | no
        disability                 | yes | no | no | no
        disability_degree          | moderate | | |
        disability_kind            | other | | |
        disability_kind            | other | | |
        household_jobless          | no | no | no | no
        household_jobless_children | no | no | no | no
        household_single_adult     | no | no | no | no
        other_disadvantage         | yes | yes | no | no
        assistance_client          | yes | yes | yes | no
        expected_birth_date        | 2015-09-01 | | |
        contract_kind              | social_contract | | |
        contract_no                | K/1 | | |
        contract_date              | 2015-03-02 | | |
        business_date              | 2015-06-30 | | |
        business_grant             | 20000,00 | | |
        business_pkd               | 00.00.Z | | |
        case_worker                | Ewa Testowska | Ewa Testowska | Ewa Testowska |
        situation_1                | employment | not_applicable | |
        situation_2                | qualification | not_applicable | |
        notes                      | bez uwag | | |
    """,
    "support": """
        participant_no  | 1 | 1 | 1 | 1 | 2 | 3
        form            | kis | course | psu | flat | kis | kis
        support_type    | zajęcia | kurs | prace | pobyt | zajęcia | zajęcia
        support_subtype | grupowe | grupowe | inne | inne | grupowe | grupowe
        support_scope   | społeczny | zawodowy | zawodowy | społeczny | społeczny | społeczny
        instrument      | social | vocational | vocational | social | social | social
        support_name    | KIS | kurs | PSU | mieszkanie | KIS | KIS
        start_date      | 2015-03-02 | 2015-05-11 | 2015-04-07 | 2015-05-04 | 2015-03-02 | 2015-03-02
        end_date        | 2015-06-30 | 2015-05-29 | 2015-04-30 | 2015-05-25 | 2015-04-30 |
        hours_planned   | 8 | 4 | 10 | | 8 | 8
        hours_done      | 8 | 4 | 10 | | 4 | 8
        finished        | yes | yes | yes | yes | no |
        provider        | OPS | OPS | OPS | OPS | OPS | OPS
        place           | sala | sala | park | lokal | sala | sala
        elearning       | no | no | no | no | no | no
    """,
    "sessions": """
        date        | 2015-03-02 | 2015-03-09 | 2015-03-16 | 2015-04-20 | 2015-06-08 | 2015-05-11 | 2015-05-29
        date_to     | | | | | | 2015-05-11 |
        time_from   | 09:00 | 09:00 | 09:00 | 09:00 | 09:00 | 12:00 | 12:00
        time_to     | 11:00 | 11:00 | 11:00 | 11:00 | 11:00 | 14:00 | 14:00
        hours       | 2 | 2 | 2 | 2 | 2 | 2 | 2
        unit        | h60 | h60 | h60 | h60 | h60 | h60 | h60
        form        | kis | kis | kis | kis | kis | course | course
        class_group | I | I | I | I | I | I | I
        topic       | wstęp | rozmowa | praca | praca | podsumowanie | obsługa kasy | egzamin
        trainer     | Ewa Testowska | Ewa Testowska | Ewa Testowska | Ewa Testowska | Ewa Testowska | Ewa Testowska | Ewa Testowska
        place       | sala | sala | sala | sala | sala | sala | sala
        state       | held | held | cancelled | held | held | held | held
    """,
    "attendance": """
        participant_no | 1 | 2 | 3 | 1 | 2 | 3 | 1 | 2 | 3 | 1 | 3 | 1 | 1 | 1 | 1
        form           | kis | kis | kis | kis | kis | kis | kis | kis | kis | kis | kis | course | course | psu | psu
        date           | {d1} | {d1} | {d1} | {d2} | {d2} | {d2} | {d3} | {d3} | {d3} | {d4} | {d4} | {d5} | {d6} | {d7} | {d8}
        time_from      | 09:00 | 09:00 | 09:00 | 09:00 | 09:00 | 09:00 | 09:00 | 09:00 | 09:00 | 09:00 | 09:00 | 12:00 | 12:00 | 08:00 | 08:00
        time_to        | 11:00 | 11:00 | 11:00 | 11:00 | 11:00 | 11:00 | 11:00 | 11:00 | 11:00 | 11:00 | 11:00 | 14:00 | 14:00 | 13:00 | 13:00
        hours          | 2 | 2 | 2 | 2 | 0 | 2 | 2 | 2 | 2 | 2 | 2 | 2 | 2 | 5 | 5
        mark           | {p} | {p} | {p} | {p} | excused | {p} | {p} | late | {p} | {p} | {p} | {p} | {p} | {p} | {p}
        activity       | 4 | 4 | 4 | 4 | | 4 | 4 | 3 | 4 | 4 | 4 | 5 | 5 | 4 | 4
        trainer        | {t} | {t} | {t} | {t} | {t} | {t} | {t} | {t} | {t} | {t} | {t} | {t} | {t} | {t} | {t}
        topic          | wstęp | wstęp | wstęp | rozmowa | rozmowa | rozmowa | praca | praca | praca | koniec | koniec | kasa | egzamin | prace | prace
        place          | sala | sala | sala | sala | sala | sala | sala | sala | sala | sala | sala | sala | sala | park | park
    """.replace("{p}", "present")
    .replace("{t}", "Ewa Testowska")
    .format(
        d1="2015-03-02",
        d2="2015-03-09",
        d3="2015-04-20",
        d4="2015-06-08",
        d5="2015-05-11",
        d6="2015-05-29",
        d7="2015-04-07",
        d8="2015-04-08",
    ),
    "stays": """
        participant_no | 1
        place          | lokal
        start_date     | 2015-05-04
        end_date       | 2015-05-25
    """,
    "contracts": """
        contract_no     | K/1 | K/2
        participant_no  | 1 | 2
        part            | A | A
        date            | 2015-03-02 | 2015-03-02
        start_date      | 2015-03-02 | 2015-03-02
        end_date        | 2015-06-30 | 2015-06-30
        case_worker     | Ewa Testowska | Ewa Testowska
        assessment_date | 2015-06-30 | 2015-04-30
        assessment      | zrealizowany | przerwany
        ended_on        | | 2015-04-30
        end_reason      | | przeprowadzka
    """,
    "certificates": """
        certificate_no | 1/2015
        participant_no | 1
        date           | 2015-05-29
        form           | course
        title          | obsługa kasy
        issuer         | OPS
        qualification  | yes
    """,
    "outcomes": """
        participant_no  | 1 | 1
        outcome         | qualification | self_employment
        date            | 2015-05-29 | 2015-06-30
        measured_on     | 2015-06-30 | 2015-06-30
        evidence        | certificate | business_entry
        evidence_no     | 1/2015 | 7/2015
        evidence_issuer | OPS | CEIDG
        job_form        | | business
        job_share       | | 1
        job_until       | | 2015-12-31
        job_open_ended  | | no
        job_value       | | 6000
        school_form     | | no
        job_until       | | 2015-12-31
        job_open_ended  | | no
        job_value       | | 1000,00
        school_form     | no |
    """,
    "assessments": """
        participant_no | 1 | 1 | 1 | 1 | 3
        tool           | opinia | opinia | opinia | opinia | opinia
        area           | motivation | motivation | skills | skills | motivation
        phase          | pre | post | pre | post | pre
        date           | 2015-03-02 | 2015-06-30 | 2015-03-02 | 2015-06-30 | 2015-03-02
        score          | 2 | 4 | 2 | 3 | 3
        assessor       | Ewa Testowska | Ewa Testowska | Ewa Testowska | Ewa Testowska | Ewa Testowska
    """,
    "survey": """
        respondent | 1 | 2
        question   | Czego brakuje najbardziej? | Czego brakuje najbardziej?
        answer     | pracy | zdrowia
    """,
    "staff": """
        no         | 1
        post       | worker
        first_name | Ewa
        last_name  | Testowska
        start_date | 2015-01-02
        end_date   | 2015-12-31
        job_share  | 0,5
        job_form   | labour_contract
    """,
    "timesheets": """
        staff_no  | 1 | 1 | 1 | 1 | 1 | 1
        date      | 2015-03-02 | 2015-03-09 | 2015-04-20 | 2015-06-08 | 2015-05-11 | 2015-05-29
        time_from | 09:00 | 09:00 | 09:00 | 09:00 | 12:00 | 12:00
        time_to   | 11:00 | 11:00 | 11:00 | 11:00 | 14:00 | 14:00
        hours     | 2 | 2 | 2 | 2 | 2 | 2
        task      | zajęcia | zajęcia | zajęcia | zajęcia | zajęcia | zajęcia
        form      | kis | kis | kis | kis | course | course
    """,
    "visits": """
        no           | 1
        date         | 2015-03-09
        place        | sala
        form         | kis
        visitor      | Jan Przykładowicz
        found        | brak podpisu
        corrected_on | 2015-03-16
    """,
    "environment": """
        no             | 1
        kind           | family
        participant_no | 1
        edition        | e1
        partner        | ops
        path           | contract
        gender         | man
        start_date     | 2015-03-02
        commune        | Zmyślin
        district       | Centrum
    """,
    "expenditures": f"""
        doc_no            | FV/1/2015 | FV/2/2015 | FK/1/2015
        ledger_no         | 1 | 2 | 3
        supplier          | Firma zmyślona | Firma zmyślona | Firma zmyślona
        supplier_nip      | {NIP} | {NIP} | {NIP}
        is_correction     | no | no | yes
        issue_date        | 2015-03-10 | 2015-04-10 | 2015-04-20
        payment_date      | 2015-03-16 | 2015-04-16 | 2015-04-27
        item              | materiały | najem sali | najem sali
        contract_no       | 3/2015 | 4/2015 | 4/2015
        gross             | 123,00 | 246,00 | -24,60
        net               | 100,00 | 200,00 | -20,00
        total_cost        | 123,00 | 246,00 | -24,60
        eligible          | 100,00 | 200,00 | -20,00
        vat_in_eligible   | 0,00 | 0,00 | 0,00
        funding           | 85,00 | 170,00 | -17,00
        own_contribution  | 15,00 | 30,00 | -3,00
        task              | t1 | t1 | t1
        cost_category     | materiały | najem | najem
        cost_name         | papier | sala | sala
        limit_category    | cross-financing | |
        edition           | e1 | e1 | e1
        partner           | ops | ops | ops
        payment_form      | przelew | przelew | przelew
        notes             | bez uwag | | korekta
    """,
}
