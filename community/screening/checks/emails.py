"""E-mail addresses in a folded text, with the usual disguises."""

import re
from collections.abc import Iterator
from itertools import chain

_DOT = r"(?:\.|\s?[\[({<]\s?(?:dot|\.)\s?[\])}>]\s?|\s+dot\s+)"
_AT = r"\s?(?:@|[\[({<]\s?(?:at|@)\s?[\])}>])\s?"
_LOCAL = r"(?<![\w.+%-])(?:[a-z0-9]+\s+dot\s+){0,2}[a-z0-9][\w.+%-]{0,63}"
_HOSTS = r"(?:gmail|googlemail|hotmail|yahoo|icloud|protonmail|gmx)"
# Endings for the loose forms; in the strict form any will do.
_ENDINGS = r"(?:com|net|org|edu|gov|uk|ie|de|fr|nl|es|eu|ca|au|nz|ch|at|se)\b"
# "Look at example dot com" names a page, not an address.
_NOT_NAMES = (
    r"(?!(?:look|looked|looking|found|see|seen|read|buy|bought|order|ordered|available|it|this|them|site|page|is|are|was)"
    r"\s)"
)
_WITH_SIGN = re.compile(
    rf"{_LOCAL}(?:@(?:[\w-]{{1,63}}{_DOT}){{1,4}}[^\W\d_]{{2,24}}\b"  # ann@example.org
    rf"|{_AT}(?:[\w-]{{1,63}}{_DOT}){{1,4}}{_ENDINGS}"  # ann [at] example.org
    rf"|{_AT}{_HOSTS}\b)"  # ann@gmail
)
_SPOKEN = re.compile(
    rf"(?<![\w.+%-]){_NOT_NAMES}{_LOCAL}\s+at\s+(?:(?:[\w-]{{1,63}}\s+dot\s+){{1,3}}[a-z]{{2,6}}\b"  # spoken
    rf"|{_HOSTS}\b(?:{_DOT}[a-z]{{2,3}}\b){{0,2}}"  # ann at gmail.com
    rf"|(?:outlook|proton|aol|live|mail|me|web){_DOT}(?:com|me|de|co\.uk)\b)"
)
_SIGN = re.compile(r"@|[\[({<]\s?at\s?[\])}>]")
_AT_HOST = re.compile(
    r"\sat\s+(?:[\w-]+\s+dot\s|gmail|googlemail|hotmail|yahoo|icloud|proton|gmx|outlook|aol|live|mail|me\W|web)"
)


def find_emails(folded: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every e-mail address in a folded text."""
    # Most texts hold no address: a cheap look first.
    signed = _WITH_SIGN.finditer(folded) if _SIGN.search(folded) else ()
    spoken = _SPOKEN.finditer(folded) if _AT_HOST.search(folded) else ()
    for match in chain(signed, spoken):
        yield match.span()
