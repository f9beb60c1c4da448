"""Links: to pages in any form that a reader could follow."""

import re
from collections.abc import Iterator

from community.screening.draft import Context, Finding, Written, found

WEIGHT = 20
# Endings that are not also words: patients leave out the space after a full stop ("the cream.it helped").
_ENDINGS = r"(?:com|net|org|biz|xyz|edu|gov|(?:co|org|ac|nhs|gov)\.uk|europa\.eu)"
_DOT = r"(?:\.|\s?[\[({]\s?(?:\.|dot)\s?[\])}]\s?|\s+dot\s+)"
_LINK = re.compile(
    rf"""
    (?:h(?:tt|xx)ps?|ftp)\s?:\s?//\S+                                # with its scheme
    | (?<![\w@.-])www\.[\w-]\S*
    | (?<![\w@.-])(?:[a-z0-9-]{{1,63}}{_DOT}){{1,4}}{_ENDINGS}(?![\w@-])(?:/\S*)?
    | (?<![\w@.-])(?:nhs|gov)\.uk(?![\w@-])(?:/\S*)?
    | (?<![\w@.-])[a-z0-9-]{{1,63}}\.[a-z]{{2}}/[\w#?][^\s]*          # short links: t.me/…, bit.ly/…
    """,
    re.VERBOSE,
)
# Without one of these there is no link: a cheap look first.
_SIGN = re.compile(r"\.\w|://|[\[({]\s?(?:\.|dot)|\sdot\s|:\s//")
_TRAILING = ".,;:!?)]}>'\"*_"


def check(written: tuple[Written, ...], _context: Context) -> Iterator[Finding]:
    """Find every link, with or without a scheme, also where "dot" is spelled out."""
    for one in written:
        if not _SIGN.search(one.folded.text):
            continue
        for match in _LINK.finditer(one.folded.text):
            length = len(match[0].rstrip(_TRAILING))
            if length:
                span = one.folded.span(match.start(), match.start() + length)
                yield found("links", "link", one, span, WEIGHT)
