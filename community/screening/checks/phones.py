"""Phone numbers in a folded text, told apart from doses, dates, lot numbers and references."""

import re
from collections.abc import Iterator
from functools import lru_cache

import phonenumbers

# Where a number without a country code is tried, after the writer's own country.
REGIONS = ("GB", "US", "IE", "AU", "DE", "FR")
# A text with more runs of digits than this is not worth the library's time: every further run counts as a number.
MOST_LOOKED_AT = 20

# The cheap look that decides whether the costly library runs: seven digits in a row, with marks between them.
_RUN = re.compile(r"(?<![\w@#/])(?:\+|\()?\d(?:[\s()./–—-]{0,3}\d){6,16}(?![\w%]|[.,]\d)")
# How most countries write a number of their own: 0, then 9 to 11 more digits, not one by one as on a scale of pain.
_WITH_TRUNK_ZERO = re.compile(r"\(?(?=.*\d{3})0(?:\D{0,3}\d){9,11}")
# Digits that are something else. They are blanked before the look, at the same length.
_OTHER_DIGITS = re.compile(
    r"""
    (?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?!\d)  # dates
    | (?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)  # times of day
    | (?<![\d.])\d+(?:[.,/]\d+)?\s?(?:%|mg|mcg|µg|μg|ug|g|kg|ml|mm|cm|iu|units?|weeks?|days?|months?|years?|hours?
        |times|tablets?|pills?|sachets?|patients?|people|women|men|reports?|x)(?![a-z])
    | (?<!\w)(?:lot|batch|charge|pmid|pmc|doi|isbn|nct|mrn|ref|reference|order|serial|art|item|case|protocol|eudract
        |setid|pin|license|licence|number\sof)(?:\s(?:no|number|nr|id|code|is))*\W{0,3}[\w./-]*\d[\w./-]*
    | (?<!\d)(?:19|20)\d\d\s?[-–—/]\s?(?:19|20)\d\d(?!\d)  # spans of years
    """,
    re.VERBOSE,
)
# Someone who says so beforehand has written a phone number, whatever its shape.
_ANNOUNCED = re.compile(
    r"(?:(?<!\w)(?:call|ring|text|phone|sms|whatsapp|reach)\s(?:me|us)|(?<!\w)(?:phone|mobile|cell|tel|telephone|handy))"
    r"\W{0,3}(?:(?:on|at|number|no|nr|is|my)\W{1,3}){0,3}$"
)


def find_phones(folded: str, country: str = "") -> Iterator[tuple[int, int]]:
    """Yield start and end of every phone number in a folded text.

    ``country`` (ISO 3166-1 alpha-2, or empty) is where a number without a country code is tried first.
    """
    if not _RUN.search(folded):
        return
    blanked = _OTHER_DIGITS.sub(lambda match: "x" * len(match[0]), folded)
    for looked_at, run in enumerate(_RUN.finditer(blanked)):
        if looked_at >= MOST_LOOKED_AT or _ANNOUNCED.search(folded, max(0, run.start() - 60), run.start()):
            yield run.span()
        elif span := _number(run[0], country):
            yield run.start() + span[0], run.start() + span[1]


def _number(run: str, country: str) -> tuple[int, int] | None:
    """Return the span within a run of digits that is a phone number, or None."""
    if run.startswith("+"):
        return _matched(run, None, phonenumbers.Leniency.POSSIBLE)
    if _WITH_TRUNK_ZERO.fullmatch(run):
        return 0, len(run)
    regions = dict.fromkeys((country.upper(), *REGIONS)) if _is_region(country.upper()) else REGIONS
    found = (_matched(run, region, phonenumbers.Leniency.VALID) for region in regions)
    return next(filter(None, found), None)


def _matched(run: str, region: str | None, leniency: int) -> tuple[int, int] | None:
    for match in phonenumbers.PhoneNumberMatcher(run, region, leniency=leniency):
        return match.start, match.end
    return None


@lru_cache(maxsize=512)
def _is_region(country: str) -> bool:
    return country in phonenumbers.SUPPORTED_REGIONS
