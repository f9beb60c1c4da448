"""The published score, applied to a report."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from community.reports.answers import ReactionAnswer, UseAnswer
from community.reports.choices import AgeGroup, Outcome, Role
from community.reports.completing import completeness_of
from community.reports.partial_dates import parse
from tests.reports.samples import LEAST

TODAY = date(2026, 11, 22)
USE = UseAnswer(own_words="a cream", indication="a spot", dose_text="daily", started=parse("1 March 2025", TODAY))
REACTION = ReactionAnswer(verbatim="itch", started=parse("9 March 2025", TODAY), outcome=Outcome.RECOVERED)
FULL = replace(LEAST, uses=(USE,), reactions=(REACTION,), age_years=40, country="GB", narrative="It began.")


def test_completeness_is_one_where_nothing_is_missing() -> None:
    assert completeness_of(FULL) == Decimal("1.000")


def test_completeness_of_the_least_report_is_the_check_value() -> None:
    assert completeness_of(replace(LEAST, country="GB")) == Decimal("0.139")


def test_completeness_takes_off_for_a_rough_onset() -> None:
    month = replace(USE, started=parse("March 2025", TODAY))
    year = replace(USE, started=parse("2025", TODAY))
    nothing = replace(USE, started=parse("don't know", TODAY))
    assert [completeness_of(replace(FULL, uses=(use,))) for use in (month, year, nothing)] == [
        Decimal("1.000"),
        Decimal("0.700"),
        Decimal("0.500"),
    ]


def test_completeness_takes_off_less_for_an_age_group_than_for_no_age() -> None:
    group = replace(FULL, age_years=None, age_group=AgeGroup.ADULT)
    assert completeness_of(group) == Decimal("0.900")
    assert completeness_of(replace(group, age_group=None)) == Decimal("0.700")


def test_completeness_is_the_mean_over_suspected_pairs() -> None:
    poor = replace(USE, indication="")
    other = UseAnswer(own_words="a pill", role=Role.CONCOMITANT)
    unknown = replace(REACTION, outcome=Outcome.UNKNOWN)
    answers = replace(FULL, uses=(USE, poor, other), reactions=(REACTION, unknown))
    assert completeness_of(answers) == Decimal("0.722")  # of 1, 0.7, 0.7 and 0.49
