"""What one process holds of the public pages: at most 32 MB, the longest unused leave first."""

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass

from community.page_cache.versions import Look

LARGEST = 32 * 1024 * 1024
# How old the last look may be when the database goes away, for posts still to be shown: a removal may have been missed.
_LAST_LOOK_COUNTS_FOR = 60.0

type Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """A whole answer: the numbers it was made under, its headers, and its body plain and compressed."""

    look: Look
    route: str
    headers: tuple[tuple[str, str], ...]
    etag: str
    body: bytes
    zipped: bytes

    @property
    def size(self) -> int:
        return len(self.body) + len(self.zipped) + 2_000


class Front:
    """A store of pages that forgets everything as soon as it hears of a removal. Safe to use from several threads."""

    def __init__(self, largest: int = LARGEST) -> None:
        self._largest = largest
        self._lock = threading.Lock()
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._size = 0
        self._removals = 0
        self._last_look = -_LAST_LOOK_COUNTS_FOR
        self._away_since: float | None = None

    def get(self, key: Key) -> Page | None:
        """Return the page under `key`, which may be old, or None."""
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: Key, page: Page) -> None:
        """Hold `page`, unless it was made before a removal that is known here."""
        with self._lock:
            if page.look.removals < self._removals or page.size > self._largest:
                return
            self._drop(key)
            self._pages[key] = page
            self._size += page.size
            while self._size > self._largest:
                self._drop(next(iter(self._pages)))

    def _drop(self, key: Key) -> None:
        if old := self._pages.pop(key, None):
            self._size -= old.size

    def looked(self, look: Look) -> None:
        """Hear what the database said; a new number of removals empties the store."""
        with self._lock:
            self._last_look, self._away_since = time.monotonic(), None
            if look.removals != self._removals:
                self._pages.clear()
                self._size = 0
                self._removals = look.removals

    def may_serve_stale(self) -> bool:
        """Hear that the database is away, and say whether what is held may still be shown."""
        with self._lock:
            if self._away_since is None:
                self._away_since = time.monotonic()
            return self._away_since - self._last_look <= _LAST_LOOK_COUNTS_FOR


FRONT = Front()
