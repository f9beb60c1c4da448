"""The same text sent again, by the same person or by another."""

import re
from collections.abc import Iterator

from django.utils.crypto import salted_hmac

from community.screening.draft import Context, Finding, Written, found
from community.screening.folding import fold

# Shorter texts ("thank you so much") are said again by honest people.
FEWEST_LETTERS = 30
WEIGHT = 15
_NOT_WORDS = re.compile(r"[\W_]+")


def digest(text: str) -> str:
    """Return a keyed digest (64 hexadecimal digits) that is equal for texts with the same letters and digits.

    It is keyed with the site's secret, so that nobody can test from a stored digest whether an erased text said a
    certain thing.
    """
    return _digest(_letters(fold(text).text))


def check(written: tuple[Written, ...], context: Context) -> Iterator[Finding]:
    """Find the whole text if its digest is among the recent ones and it has at least 30 letters and digits."""
    if not context.recent_digests:
        return
    text = written[0]
    letters = _letters(text.folded.text)
    if len(letters) >= FEWEST_LETTERS and _digest(letters) in context.recent_digests:
        yield found("repeated_text", "repeated_text", text, (0, len(text.text)), WEIGHT)


def _letters(folded: str) -> str:
    return _NOT_WORDS.sub("", folded)


def _digest(letters: str) -> str:
    return salted_hmac("community.screening.digest", letters, algorithm="sha256").hexdigest()
