"""What the doors forget, every hour, so that nothing about a visitor outlasts a day."""

from datetime import timedelta

from django.conf import settings
from django.core.cache import DEFAULT_CACHE_ALIAS, caches
from django.core.cache.backends.db import BaseDatabaseCache
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from community.doors.models import IdempotencyKey, RateCount

_KEYS_COUNT_FOR = timedelta(days=2)


@app.periodic(cron="17 * * * *")
@app.task(name="doors.forget_old", queueing_lock="doors.forget_old")
def forget_old(timestamp: int) -> None:
    """Delete the keys of pages that are too old to be sent again, and the counts of windows that are over."""
    del timestamp
    now = timezone.now()
    IdempotencyKey.objects.filter(created_at__lt=now - _KEYS_COUNT_FOR).delete()
    RateCount.objects.filter(expires_at__lt=now).delete()


@app.periodic(cron="27 * * * *")
@app.task(name="doors.forget_cached", queueing_lock="doors.forget_cached")
def forget_cached(timestamp: int) -> None:
    """Delete what has expired in the cache table, where there is one: Django does so only for entries asked for again.

    Sign-in attempts are counted there.
    """
    del timestamp
    table = cache_table()
    if table is not None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)} WHERE expires < now()")  # noqa: S608


def cache_table() -> str | None:
    """Return the table of the shared cache; None where the cache is not in the database."""
    is_in_database = isinstance(caches[DEFAULT_CACHE_ALIAS], BaseDatabaseCache)
    return str(settings.CACHES[DEFAULT_CACHE_ALIAS]["LOCATION"]) if is_in_database else None
