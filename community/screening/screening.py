"""The one list of checks, and the one function that runs it."""

from collections.abc import Callable, Iterator
from itertools import islice

from community.screening.checks import (
    blocked_words,
    contact_details,
    distress,
    first_posts,
    links,
    repeated_text,
    shouting,
)
from community.screening.checks.repeated_text import digest
from community.screening.draft import Context, Draft, Finding, Verdict, Written

# The door of the room: what others use of it besides the shapes in ``draft``.
__all__ = ["CHECKS", "digest", "screen"]

type Check = Callable[[tuple[Written, ...], Context], Iterator[Finding]]

# In the order in which the writer reads the findings: help first.
CHECKS: tuple[Check, ...] = (
    distress.check,
    contact_details.check,
    links.check,
    blocked_words.check,
    repeated_text.check,
    shouting.check,
    first_posts.check,
)

# Of one check on one draft; a person needs no more to see what it is about.
MOST_FINDINGS = 50


def screen(draft: Draft, context: Context) -> Verdict:
    """Return what the checks find in a draft. Reads nothing, writes nothing, and raises for no text.

    A machine may hold a text or let it be published, never reject it: what follows from the verdict is the caller's.
    """
    written = draft.written()
    return Verdict(tuple(finding for check in CHECKS for finding in islice(check(written, context), MOST_FINDINGS)))
