"""Signs that a writer, or someone near, may be in danger from their own hand. Help is shown first, the text is kept.

Where it is unclear, it is found: a page that offers help too often costs less than one that stays silent.
"""

import re
from collections.abc import Iterator

from community.screening.checks import distress_turns as turns
from community.screening.checks.distress_words import DANGER
from community.screening.draft import Context, Finding, Written, found
from community.screening.phrases import find_phrases

WEIGHT = 100
# How many characters of the sentence on either side are looked at.
NEARBY = 200


def check(written: tuple[Written, ...], context: Context) -> Iterator[Finding]:
    """Find words of suicide and self-harm that are meant, now, by the writer; and staff's own phrases of distress.

    Not found: what is denied ("I am not suicidal"), what is told as long past and over, figures of speech, and general
    talk about such side effects.
    """
    phrases = tuple(phrase for phrase in context.phrases if phrase.kind == "distress")
    for one in written:
        text = one.folded.text
        for match in DANGER.finditer(text):
            if _is_meant(text, match):
                yield found("distress", "distress", one, one.folded.span(*match.span()), WEIGHT)
        for phrase, start, end in find_phrases(one.folded, phrases):
            yield found("distress", "distress", one, (start, end), phrase.weight)


def _is_meant(text: str, match: re.Match[str]) -> bool:
    before, after = _sentence_around(text, match.start(), match.end())
    if turns.FIGURE_AFTER.match(after) or turns.FIGURE_BEFORE.search(before):
        return False
    if match.lastgroup == "state" and not _is_said_of_oneself(before, after):
        return False
    if turns.DENIED.search(before) and not turns.COMPARED.match(after):
        return False
    told_as_past = match.lastgroup == "told" or turns.PAST.search(before) or turns.PAST_VERB.match(match[0])
    sentence = f"{before}{match[0]}{after}"
    return not (told_as_past and turns.OVER.search(sentence) and not turns.STILL.search(sentence))


def _is_said_of_oneself(before: str, after: str) -> bool:
    if turns.SUPPOSED.search(before):
        return False
    if turns.OPENING.fullmatch(before):
        return not turns.GENERAL.search(after)
    return turns.FIRST_PERSON.search(before) is not None


def _sentence_around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after a span in the same sentence, at most 200 characters each."""
    before = turns.SENTENCE_END.split(text[max(0, start - NEARBY) : start])[-1]
    after = turns.SENTENCE_END.split(text[end : end + NEARBY], maxsplit=1)[0]
    return before, after
