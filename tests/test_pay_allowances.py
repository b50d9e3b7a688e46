"""The integration allowance: a month of 831.10 less every kind of absence, with the fractions of rules.md 6.5."""

from __future__ import annotations

import pytest

from aktywna.domain.pay.allowances import SickDays, sick_days
from paying import MARKS, amounts, codes, days, diary, paid, registers

CIS = 'marks = { sick = ["L4"], care = ["OP"], summons = ["WS"], free = ["DW"] }, sick_limit = 14'
PEOPLE = "participants:\nno | start_date\n1 | {}"


def allowed(*entries, since="2017-01-02", month="2017-05", more=CIS, outcomes=""):
    """Reckon the allowance of somebody who came on eight days and was away on others."""
    lists = f'[{{ id = "s", kind = "allowance", forms = ["k"], {more} }}]'
    rows = registers(MARKS, PEOPLE.format(since), outcomes, diary(days(8, 6, month=month), *entries))
    return lists, rows, month


def amount(*entries, **more):
    ((_key, found),) = amounts(*allowed(*entries, **more))
    return found


def away(mark, number=1, *, first=10, month="2017-05"):
    return days(number, 6, first=first, mark=mark, month=month)


class TestDeductions:
    @pytest.mark.parametrize(
        ("mark", "number", "expected"),
        [
            ("absent", 0, "831.10"),
            ("absent", 1, "789.55"),
            ("absent", 3, "706.44"),
            ("absent", 4, "0.00"),
            ("L4", 1, "810.32"),
            ("L4", 14, "540.22"),
            ("L4", 15, "512.51"),
            ("OP", 1, "803.40"),
            ("WS", 1, "803.40"),
            ("DW", 6, "831.10"),
        ],
        ids=[
            "nothing", "41.555 a day", "three days", "more than three: nothing is due", "1/40", "14 days", "the 15th takes 1/30",
            "27.703", "a summons likewise", "days off",
        ],
    )  # fmt: skip
    def test_in_participation(self, mark, number, expected):
        assert expected == amount(away(mark, number))

    @pytest.mark.parametrize(
        ("mark", "expected"), [("absent", "394.77"), ("L4", "401.70"), ("OP", "401.70")], ids=["20.7775", "13.85", "care leave"]
    )
    def test_in_the_trial_month(self, mark, expected):
        """Half of the allowance: 415.55."""
        assert expected == amount(away(mark), since="2017-05-01")

    def test_as_a_centre_prints_them(self):
        """415.60 for the trial month, 41.555, 20.775 and 13.86 a day (rules.md 6.5: S52)."""
        printed = (
            CIS + ', trial_round = { step = 0.10, direction = "up" }, deduct = { unexcused = { amount = 41.555 },'
            " unexcused_trial = { amount = 20.7775 }, sick = { amount = 20.775 }, sick_trial = { amount = 13.86 },"
            " care = { amount = 27.703 } }"
        )

        assert ["789.55", "810.33", "803.40"] == [amount(away(mark), more=printed) for mark in ("absent", "L4", "OP")]
        assert ["415.60", "394.82", "401.74"] == [
            amount(*some, since="2017-05-01", more=printed) for some in ([], [away("absent")], [away("L4")])
        ]

    def test_several_at_once(self):
        """831.10 less 41.555, 20.7775 and 27.7033."""
        assert "741.06" == amount(away("absent"), away("L4", first=11), away("OP", first=12))

    def test_an_excused_absence_of_no_known_kind_cannot_be_reckoned(self):
        assert amount(away("U")) is None
        assert ["M105"] == codes(paid(*allowed(away("U"))))

    def test_too_many_days_off_are_told_and_not_deducted(self):
        assert ("831.10", ["M110"]) == (amount(away("DW", 7)), codes(paid(*allowed(away("DW", 7)))))


class TestSickness:
    def test_the_limit_runs_across_months(self):
        """rules.md 6.5, G6: 20 days in June and 4 in July: 1 within the limit of 21, 3 above, 24 altogether."""
        assert SickDays(month=4, within=1, over=3, total=24) == sick_days(20, 4, 21)

    def test_and_so_it_is_reckoned(self):
        """831.10 less 1/40 and 3/30."""
        entries = [away("L4", 20, first=1, month="2017-04"), away("L4", 4)]

        assert "727.21" == amount(*entries, more=CIS.replace("14", "21"))


class TestPartMonths:
    def test_thirtieths_of_calendar_days(self):
        """15 days of 30 of the trial allowance."""
        assert "207.78" == amount(days(3, 6, first=22), since="2017-05-17")

    def test_a_month_of_both_periods(self):
        """The trial ends on 9 May: 9 thirtieths of 415.55 and 22 of 831.10."""
        assert "734.14" == amount(since="2017-04-10")

    def test_it_ends_on_the_day_before_work(self):
        """rules.md 17, 5.4: 9 thirtieths."""
        outcomes = "outcomes:\nparticipant_no | outcome | date\n1 | employment | 2017-05-10"

        assert "249.33" == amount(outcomes=outcomes)

    def test_longer_than_may_be_paid_for(self):
        assert ["M111"] == codes(paid(*allowed(more=CIS + ", months = 3")))


def test_what_nobody_confirmed_is_said():
    """What one centre does is an assumption until the project says it too; the law of 2003 is not."""
    used = {one.value for one in paid(*allowed(away("absent"), away("L4", first=11))).assumptions}

    assert {"rates.allowance.share", "rates.allowance.sick"} == used
