"""Text as the checks read it: small letters, no accents, no invisible characters; every place leads back."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_APOSTROPHES = dict.fromkeys("‘’ʼ´`", "'")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, and for each of its characters (and its end) the index in the original text that it stands for."""

    text: str
    at: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original text for a non-empty span of the folded one."""
        return self.at[start], max(self.at[end], self.at[end - 1] + 1)


def fold(text: str) -> Folded:
    """Return the text in small letters, compatibility forms resolved, without accents and invisible characters."""
    if text.isascii():
        return Folded(text.replace("`", "'").lower(), range(len(text) + 1))
    pieces: list[str] = []
    at: list[int] = []
    done = 0
    for found in _NOT_ASCII.finditer(text):
        pieces.append(text[done : found.start()].replace("`", "'").lower())
        at.extend(range(done, found.start()))
        folded = _fold_character(found[0])
        pieces.append(folded)
        at.extend([found.start()] * len(folded))
        done = found.end()
    pieces.append(text[done:].replace("`", "'").lower())
    at.extend(range(done, len(text) + 1))
    return Folded("".join(pieces), at)


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in _APOSTROPHES:
        return "'"
    # Small letters before and after: a capital may resolve to one, and one may resolve to a capital.
    resolved = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(part for part in resolved.casefold() if unicodedata.category(part) not in ("Mn", "Me", "Cf"))
