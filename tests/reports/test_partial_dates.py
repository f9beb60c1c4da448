"""Dates as people remember them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.reports.partial_dates import NOT_TOLD, DateUnclear, PartialDate, parse

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("words", "earliest", "latest", "iso"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31), "2025"),
        ("2025-03", date(2025, 3, 1), date(2025, 3, 31), "2025-03"),
        ("2025-3-9", date(2025, 3, 9), date(2025, 3, 9), "2025-03-09"),
        ("March 2025", date(2025, 3, 1), date(2025, 3, 31), "2025-03"),
        ("mar. 2025", date(2025, 3, 1), date(2025, 3, 31), "2025-03"),
        ("Sept 2025", date(2025, 9, 1), date(2025, 9, 30), "2025-09"),
        ("12 March 2025", date(2025, 3, 12), date(2025, 3, 12), "2025-03-12"),
        ("12th of March 2025", date(2025, 3, 12), date(2025, 3, 12), "2025-03-12"),
        ("March 12, 2025", date(2025, 3, 12), date(2025, 3, 12), "2025-03-12"),
        ("29 February 2024", date(2024, 2, 29), date(2024, 2, 29), "2024-02-29"),
        ("fall 2025", date(2025, 9, 1), date(2025, 11, 30), "2025"),
        ("spring 2025", date(2025, 3, 1), date(2025, 11, 30), "2025"),
        ("summer of 2025", date(2024, 12, 1), date(2026, 2, 28), ""),
    ],
)
def test_parse_reads_what_people_write(words: str, earliest: date, latest: date, iso: str) -> None:
    found = parse(words, TODAY)
    assert (found, found.iso) == (PartialDate(earliest, latest, words), iso)


@pytest.mark.parametrize("words", ["don't know", "Don’t know", "?", "not sure"])
def test_parse_keeps_not_knowing_apart_from_not_saying(words: str) -> None:
    assert parse(words, TODAY) == PartialDate(words=words)
    assert parse("  ", TODAY) == NOT_TOLD


def test_parse_ends_what_is_still_running_today() -> None:
    assert parse("2026", TODAY).latest == TODAY
    assert parse("November 2026", TODAY).latest == TODAY


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("12/03/2025", "ambiguous"),
        ("3-12-2025", "ambiguous"),
        ("30 February 2025", "no_such_day"),
        ("2025-13", "no_such_day"),
        ("0000", "no_such_day"),
        ("2027", "future"),
        ("23 November 2026", "future"),
        ("1899", "too_early"),
        ("a while ago", "unclear"),
        ("20255", "unclear"),
    ],
)
def test_parse_says_what_it_cannot_read(words: str, code: str) -> None:
    with pytest.raises(DateUnclear) as refused:
        parse(words, TODAY)
    assert refused.value.code == code


@given(st.text(max_size=60))
def test_parse_answers_any_text(words: str) -> None:
    try:
        found = parse(words, TODAY)
    except DateUnclear:
        return
    assert found.earliest is None or found.latest is None or found.earliest <= found.latest <= TODAY


@given(st.dates(date(1900, 1, 1), TODAY))
def test_parse_reads_every_day_back(day: date) -> None:
    assert parse(day.isoformat(), TODAY) == PartialDate(day, day, day.isoformat())
