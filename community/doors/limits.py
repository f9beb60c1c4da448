"""How often one visitor may use a door. Counted in the database, by one atomic statement, for all processes alike."""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from community.doors.addresses import client_address, hashed
from community.doors.failing import failure_page

View = Callable[..., HttpResponseBase]

# In the order of the keys, so that two requests never wait for each other.
_COUNT = """
    INSERT INTO doors_ratecount AS counted (key, count, expires_at)
    SELECT key, 1, %s FROM unnest(%s::text[]) AS key ORDER BY key
    ON CONFLICT (key) DO UPDATE SET count = counted.count + 1
    RETURNING count
"""


def count(door: str, visitors: Sequence[str], *, window: int, ends: int) -> int:
    """Count one use of `door` by each of `visitors` in `window`, and return the highest count; one query.

    `ends` is the time, in seconds since 1970, from which the count may be forgotten.
    """
    keys = [hashed(f"{door}:{window}:{visitor}") for visitor in visitors]
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [datetime.fromtimestamp(ends, UTC), keys])
        return max(int(row[0]) for row in cursor.fetchall())


def limited(
    door: str, *, limit: int, seconds: int, when: Callable[[HttpRequest], bool] | None = None
) -> Callable[[View], View]:
    """Answer 429, with the words kept, to more than `limit` POSTs in `seconds` from one address or by one person.

    The windows stand still: one begins at each multiple of `seconds` since 1970. With `when`, only the POSTs for which
    it is true are counted and stopped, so that the beats of one view can each have a limit.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method == "POST" and settings.RATE_LIMITS and (when is None or when(request)):
                now = int(time.time())
                window = now // seconds
                ends = (window + 1) * seconds
                if count(door, _visitors(request), window=window, ends=ends) > limit:
                    return too_many(request, ends - now)
            return view(request, *args, **kwargs)

        return guarded

    return guard


def _visitors(request: HttpRequest) -> list[str]:
    address = f"address {client_address(request)}"
    return [address, f"person {request.user.pk}"] if request.user.is_authenticated else [address]


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """Return the page that says to wait for `seconds`, with the words kept."""
    response = failure_page(request, "429", 429)
    response.headers["Retry-After"] = str(seconds)
    return response
