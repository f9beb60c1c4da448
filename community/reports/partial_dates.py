"""Dates as people remember them: "2025", "March 2025", "spring 2025", "don't know".

E2B(R3) takes onset, end, start and stop dates from the year upwards and none in the future; what a person said is kept
beside the first and last day that it can mean.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

EARLIEST_YEAR = 1900

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_UNKNOWN = frozenset(("?", "don't know", "dont know", "do not know", "i don't know", "not sure", "no idea", "unknown"))

_YEAR = re.compile(r"(\d{4})")
_ISO_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTH_YEAR = re.compile(rf"({_MONTH})\.?,? (?:of )?(\d{{4}})")
_DAY_MONTH = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?\.? (?:of )?({_MONTH})\.?,? (\d{{4}})")
_MONTH_DAY = re.compile(rf"({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})")
_SEASON = re.compile(r"(spring|summer|autumn|fall|winter)(?: of)? (\d{4})")
_FIGURES = re.compile(r"\d{1,4}[./\\ -]\d{1,2}[./\\ -]\d{1,4}")


class DateUnclear(ValueError):
    """What was typed cannot be read as a date, or cannot be one. ``reason`` is the sentence for its writer."""

    def __init__(self, code: str, reason: "StrPromise") -> None:
        super().__init__(code)
        self.code = code
        self.reason = reason


_HOW = _("Write the year (2025), month and year (March 2025), or day, month and year (12 March 2025).")
_AMBIGUOUS = _("Please write the month as a word, for example 12 March 2025, so that day and month cannot be mixed up.")
_NO_SUCH_DAY = _("There is no such day. Please check it.")
_FUTURE = _("This date is still to come. Please check it.")
_TOO_EARLY = _("Please write a year from 1900 on.")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """The first and the last day that ``words`` can mean.

    Both are None when the person does not know (there are words) or did not say (there are none).
    """

    earliest: date | None = None
    latest: date | None = None
    words: str = ""

    @property
    def days(self) -> int | None:
        """How many days lie between first and last: 0 for an exact day, None where nothing is known."""
        return (self.latest - self.earliest).days if self.earliest and self.latest else None

    @property
    def iso(self) -> str:
        """What is certain, as 2025-03-12, 2025-03 or 2025; empty where not even the year is."""
        if self.earliest is None or self.latest is None:
            return ""
        first, last = self.earliest.isoformat(), self.latest.isoformat()
        return next((first[:length] for length in (10, 7, 4) if first[:length] == last[:length]), "")

    def is_before(self, other: "PartialDate") -> bool:
        """Say whether this certainly lies before `other`, whatever days the two mean."""
        return bool(self.latest and other.earliest and self.latest < other.earliest)


NOT_TOLD = PartialDate()


def parse(words: str, today: date) -> PartialDate:
    """Return what `words` mean, as seen on `today`.

    Nothing typed gives NOT_TOLD. The last day is never after `today`. Raises DateUnclear for what cannot be read, for
    days that do not exist, for the future, and for dates in figures only, where day and month could be mixed up.
    """
    kept = " ".join(words.split())
    said = kept.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    if not said:
        return NOT_TOLD
    if said in _UNKNOWN:
        return PartialDate(words=kept)
    try:
        earliest, latest = _span(said)
    except ValueError as error:
        if isinstance(error, DateUnclear):
            raise
        raise DateUnclear("no_such_day", _NO_SUCH_DAY) from None
    if earliest.year < EARLIEST_YEAR:
        raise DateUnclear("too_early", _TOO_EARLY)
    if earliest > today:
        raise DateUnclear("future", _FUTURE)
    return PartialDate(earliest, min(latest, today), kept)


type Span = tuple[date, date]


def _span(said: str) -> Span:
    """Return the first and last day of `said`; ValueError for a day that does not exist."""
    readings: tuple[tuple[re.Pattern[str], Callable[..., Span]], ...] = (
        (_YEAR, lambda year: (date(int(year), 1, 1), date(int(year), 12, 31))),
        (_ISO_MONTH, lambda year, month: _month(int(year), int(month))),
        (_ISO_DAY, lambda year, month, day: _day(int(year), int(month), int(day))),
        (_MONTH_YEAR, lambda month, year: _month(int(year), _MONTHS[month])),
        (_DAY_MONTH, lambda day, month, year: _day(int(year), _MONTHS[month], int(day))),
        (_MONTH_DAY, lambda month, day, year: _day(int(year), _MONTHS[month], int(day))),
        (_SEASON, lambda season, year: _season(season, int(year))),
    )
    for pattern, read in readings:
        if found := pattern.fullmatch(said):
            return read(*found.groups())
    if _FIGURES.fullmatch(said):
        raise DateUnclear("ambiguous", _AMBIGUOUS)
    raise DateUnclear("unclear", _HOW)


def _day(year: int, month: int, day: int) -> Span:
    return date(year, month, day), date(year, month, day)


def _month(year: int, month: int) -> Span:
    first = date(year, month, 1)
    return first, first.replace(day=monthrange(year, month)[1])


def _season(season: str, year: int) -> Span:
    """Return the days that `season` of `year` can mean: it differs by hemisphere, and may run over New Year."""
    if season == "fall":  # a word of the northern hemisphere
        return date(year, 9, 1), date(year, 11, 30)
    if season in ("spring", "autumn"):
        return date(year, 3, 1), date(year, 11, 30)
    return date(year - 1, 12, 1), _month(year + 1, 2)[1]
