"""Finding staff's phrases in a text: whole words only, seen through simple disguises."""

import re
from collections.abc import Iterator
from functools import lru_cache

from community.screening.draft import Phrase
from community.screening.folding import Folded, fold

# What people type for a letter to slip past a word list.
_DISGUISES = {
    "a": "a@4*",
    "b": "b8",
    "e": "e3*",
    "i": "i1!|*",
    "l": "l1|",
    "o": "o0*",
    "s": "s$5",
    "t": "t7+",
    "u": "u*",
}
# Shorter words are not looked for s p e l l e d out: too many innocent neighbours.
_SPELLED_FROM = 4


def find_phrases(folded: Folded, phrases: tuple[Phrase, ...]) -> Iterator[tuple[Phrase, int, int]]:
    """Yield each place where one of the phrases stands as whole words: the phrase, start and end in the original text.

    Capitals, accents, stretched letters (``spaaam``), look-alikes (``sp4m``) and marks between letters (``s.p.a.m``)
    are seen through. Where two phrases begin at the same place, one of them is found.
    """
    if not phrases:
        return
    for match in _pattern(tuple(phrase.words for phrase in phrases)).finditer(folded.text):
        start, end = folded.span(*match.span())
        yield phrases[int(str(match.lastgroup)[1:])], start, end


@lru_cache(maxsize=8)
def _pattern(all_words: tuple[str, ...]) -> re.Pattern[str]:
    """Return one pattern in which the empty group ``pN`` marks the N-th phrase.

    Phrases with the same first letter share a branch, so that at most places one look at one letter is enough.
    """
    branches: dict[str, list[str]] = {}
    for number, words in enumerate(all_words):
        plain = fold(words).text.strip()
        if re.search(r"[^\W_]", plain):
            branches.setdefault(plain[0], []).append(f"{_disguised(plain)}(?P<p{number}>)")
    each = (f"(?={_letter(first)})(?:{'|'.join(patterns)})" for first, patterns in branches.items())
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)" if branches else r"(?!)")


def _disguised(words: str) -> str:
    return r"[\s._*-]+".join(_disguised_word(word) for word in words.split())


def _disguised_word(word: str) -> str:
    letters = [f"{_letter(letter)}{{1,6}}" if letter.isalpha() else _letter(letter) for letter in word]
    joined = r"[._*-]?".join(letters)
    if len(letters) < _SPELLED_FROM:
        return f"(?:{joined})"
    spelled = r"[\s._*-]{1,3}".join(letters)
    return f"(?:{joined}|{spelled})"


def _letter(letter: str) -> str:
    return f"[{re.escape(_DISGUISES.get(letter, letter))}]"
