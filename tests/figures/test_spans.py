"""Time without gaps."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from community.figures.spans import spans


def test_spans_are_days_weeks_or_months() -> None:
    first = date(2026, 1, 15)
    units = {days: spans(first, first + timedelta(days=days - 1))[0] for days in (1, 62, 63, 420, 421)}
    assert units == {1: "day", 62: "day", 63: "week", 420: "week", 421: "month"}


def test_spans_of_weeks_begin_on_monday_but_for_the_first() -> None:
    _unit, found = spans(date(2026, 1, 15), date(2026, 4, 1))
    assert [(span.first, span.last) for span in found[:2]] == [
        (date(2026, 1, 15), date(2026, 1, 18)),
        (date(2026, 1, 19), date(2026, 1, 25)),
    ]
    assert (found[-1].first, found[-1].last) == (date(2026, 3, 30), date(2026, 4, 1))
    assert found[1].label == "19 Jan 2026"


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 4_000))
def test_spans_hold_every_day_once(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    _unit, found = spans(first, last)
    assert (found[0].first, found[-1].last) == (first, last)
    assert all(before.last + timedelta(days=1) == after.first for before, after in pairwise(found))
