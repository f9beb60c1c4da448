"""What one process holds of the public pages: at most 32 MB, the longest unused leave first."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from community.page_cache.pages import Key, Look, Page

LARGEST = 32 * 1024 * 1024
# How old the last look may be when the database goes away, for pages still to be shown: a removal may have been missed.
LAST_LOOK_COUNTS_FOR = 60.0
# While the database is away one request in this many seconds asks for it; the others are answered at once.
_ASK_EVERY = 1.0


class Front:
    """Pages in memory, and when the database was last heard of. Safe to use from several threads.

    `clock` gives seconds that never run backwards.
    """

    def __init__(self, largest: int = LARGEST, clock: Callable[[], float] = time.monotonic) -> None:
        self._largest, self._clock = largest, clock
        self._lock = threading.Lock()
        self.clear()

    def clear(self) -> None:
        """Forget everything, as a new process."""
        with self._lock:
            self._pages: OrderedDict[Key, Page] = OrderedDict()
            self._size = 0
            self._removals = 0
            self._last_look: float | None = None
            self._away_since: float | None = None
            self._next_ask = 0.0

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

    def looked(self, look: Look) -> bool:
        """Hear what the database said, and say whether it had been away.

        A new number of removals empties the store. A lower one comes from a thread that was overtaken.
        """
        with self._lock:
            came_back = self._away_since is not None
            self._last_look, self._away_since = self._clock(), None
            if look.removals > self._removals:
                self._removals = look.removals
                self._pages.clear()
                self._size = 0
            return came_back

    def may_ask(self) -> bool:
        """Say whether to ask the database: always, or once a second while it is away."""
        with self._lock:
            if self._away_since is None:
                return True
            if self._clock() < self._next_ask:
                return False
            self._next_ask = self._clock() + _ASK_EVERY
            return True

    def missed(self, asked_at: float) -> bool:
        """Hear that the question asked at `asked_at` had no answer, and say whether that is news."""
        with self._lock:
            self._next_ask = self._clock() + _ASK_EVERY
            if self._away_since is not None:
                return False
            self._away_since = asked_at
            return True

    def may_serve_stale(self) -> bool:
        """Say whether what is held may be shown while the database is away."""
        with self._lock:
            if self._away_since is None or self._last_look is None:
                return False
            return self._away_since - self._last_look <= LAST_LOOK_COUNTS_FOR

    @property
    def now(self) -> float:
        """Return the time on this store's clock."""
        return self._clock()


FRONT = Front()
