"""Staff's own words and phrases: blocked words, selling and promotion."""

from collections.abc import Iterator

from community.screening.draft import Context, Finding, Written, found
from community.screening.phrases import find_phrases

KINDS = ("blocked_word", "promotion")


def check(written: tuple[Written, ...], context: Context) -> Iterator[Finding]:
    """Find every place where one of the context's phrases stands, also in simple disguise."""
    phrases = tuple(phrase for phrase in context.phrases if phrase.kind in KINDS)
    for one in written:
        for phrase, start, end in find_phrases(one.folded, phrases):
            yield found("blocked_words", phrase.kind, one, (start, end), phrase.weight)
