"""What a loader wrote last is remembered on the row, so that a new release does not undo what staff edited since."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows a loader wrote, and how many it left because staff had edited what a file now says otherwise."""

    written: int = 0
    left: int = 0

    def __add__(self, other: "Loaded") -> "Loaded":
        return Loaded(self.written + other.written, self.left + other.left)


def digest_of(values: Mapping[str, object]) -> str:
    """Return the SHA-256 (64 hex digits) of `values` by name; their order does not count."""
    words = json.dumps(values, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(words.encode()).hexdigest()


def is_edited(now: str, loaded: str, wanted: str) -> bool:
    """Say whether a row with digest `now` is neither what was `loaded` last nor what is `wanted` anyway."""
    return now not in (loaded, wanted)
