"""Time cut into columns of a chart: days, weeks or months, without gaps."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.utils.formats import date_format

MOST_DAYS = 62
MOST_WEEKS = 60

type Unit = Literal["day", "week", "month"]


@dataclass(frozen=True, slots=True)
class Span:
    """From `first` to `last`, both included."""

    first: date
    last: date
    label: str


def spans(first: date, last: date) -> tuple[Unit, list[Span]]:
    """Return the days, the weeks (from Monday) or the months from `first` to `last`, the shortest that stay readable.

    The outer ones are cut off at `first` and `last`.
    """
    days = (last - first).days + 1
    unit: Unit = "day" if days <= MOST_DAYS else "week" if days <= 7 * MOST_WEEKS else "month"
    found = []
    start = first
    while start <= last:
        end = min(_end(unit, start), last)
        found.append(Span(start, end, _label(unit, start)))
        start = end + timedelta(days=1)
    return unit, found


def _end(unit: Unit, start: date) -> date:
    if unit == "day":
        return start
    if unit == "week":
        return start + timedelta(days=6 - start.weekday())
    return start.replace(day=monthrange(start.year, start.month)[1])


def _label(unit: Unit, start: date) -> str:
    return date_format(start, "M Y" if unit == "month" else "j M Y")
