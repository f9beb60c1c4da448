"""How often one visitor may use a door. Counted in the database, by one atomic statement, for all processes alike."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from community.doors.addresses import client_address, hashed
from community.doors.keeping import kept

View = Callable[..., HttpResponseBase]

_COUNT = """
    INSERT INTO doors_ratecount (key, count, expires_at) VALUES (%s, 1, %s)
    ON CONFLICT (key) DO UPDATE SET count = doors_ratecount.count + 1
    RETURNING count
"""


def count(door: str, visitor: str, seconds: int) -> int:
    """Count one use of `door` by `visitor` in the present window of `seconds`, and return how many there are."""
    window = int(time.time()) // seconds
    expires: datetime = timezone.now() + timedelta(seconds=seconds)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [hashed(f"{door}:{visitor}:{window}"), expires])
        (found,) = cursor.fetchone()
    return int(found)


def limited(door: str, *, limit: int, seconds: int) -> Callable[[View], View]:
    """Answer 429, with the words kept, to more than `limit` POSTs in `seconds` from one address or by one person."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method == "POST" and settings.RATE_LIMITS:
                visitors = [f"address {client_address(request)}"]
                if request.user.is_authenticated:
                    visitors.append(f"person {request.user.pk}")
                if max(count(door, visitor, seconds) for visitor in visitors) > limit:
                    return too_many(request, seconds)
            return view(request, *args, **kwargs)

        return guarded

    return guard


def too_many(request: HttpRequest, seconds: int) -> HttpResponseBase:
    """Return the page that says to wait, with the words kept."""
    response = render(request, "errors/429.html", {"kept": kept(request), "retry_action": request.path}, status=429)
    response.headers["Retry-After"] = str(seconds)
    response.headers["Cache-Control"] = "no-store"
    return response
