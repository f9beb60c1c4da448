"""The cache that all processes share: what one has rendered, the others need not render again.

One entry for each path, and only for the page without a query: so a change can delete by name what it made old, and
erased words do not lie there until they expire.
"""

import hashlib
import logging
from collections.abc import Sequence

from django.core.cache import cache
from django.http import HttpResponse

from community.page_cache.pages import Headers, Key, Look
from community.page_cache.release import release

_log = logging.getLogger(__name__)
_SECONDS = 24 * 60 * 60

# Release, scheme, host, the two numbers, the view's own headers, the body: plain types, which any later release can
# read. A page that another release made names styles and words that are gone.
type _Entry = tuple[str, str, str, int, int, Headers, bytes]


def _name(path: str) -> str:
    return f"page:{hashlib.sha256(path.encode()).hexdigest()}"


def find(key: Key, look: Look) -> HttpResponse | None:
    """Return the page as its view made it, or None where it is not there, or old, or of another release."""
    scheme, host, path, query = key
    if query:
        return None
    try:
        entry: _Entry | None = cache.get(_name(path))
    except Exception as error:  # noqa: BLE001  # a shared cache that is away only makes the page slower
        _report(error)
        return None
    if entry is None or entry[:5] != (release(), scheme, host, look.version, look.removals):
        return None
    return HttpResponse(entry[6], headers=dict(entry[5]))


def share(key: Key, look: Look, headers: Headers, body: bytes) -> bool:
    """Put a page where other processes find it, and say whether it lies there now."""
    scheme, host, path, query = key
    if query:
        return False
    entry: _Entry = (release(), scheme, host, look.version, look.removals, headers, body)
    try:
        cache.set(_name(path), entry, _SECONDS)
    except Exception as error:  # noqa: BLE001
        _report(error)
        return False
    return True


def forget(paths: Sequence[str]) -> None:
    """Delete the pages at `paths`. A cache that does not answer is no failure: what it holds is old by its number."""
    try:
        cache.delete_many([_name(path) for path in paths])
    except Exception as error:  # noqa: BLE001
        _report(error)


def _report(error: Exception) -> None:
    _log.warning("the shared cache did not answer", extra={"code": type(error).__name__})
