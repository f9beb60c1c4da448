"""The numbers of pages: raised by whoever changes one, in the transaction of the change."""

from functools import partial

from django.db import connection, transaction

from community.doors.failing import AWAY
from community.page_cache import shared
from community.page_cache.pages import Look

REMOVALS = "removals"

# A number is the time in microseconds, so that none comes back after a restore from a backup; and always a higher one,
# whatever the clock does.
_BUMP = """
    INSERT INTO page_cache_pageversion AS page (key, version)
    SELECT key, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint FROM unnest(%s::text[]) AS key ORDER BY key
    ON CONFLICT (key) DO UPDATE SET version = greatest(page.version + 1, excluded.version)
"""
_LOOK = "SELECT key, version FROM page_cache_pageversion WHERE key IN (%s, %s)"


def bump(*paths: str, removal: bool = False) -> None:
    """Make every kept copy of the pages at `paths` old once the transaction commits; one query.

    `removal`: something was taken off a page, so that every process drops all it holds, and shows none of it should
    the database go away. The rows stay locked until the commit, so a verb calls this last; they are locked in order,
    so that two verbs never wait for each other.
    """
    pages = sorted({path for path in paths if path})
    keys = sorted({*pages, REMOVALS}) if removal else pages
    if not keys:
        return
    with connection.cursor() as cursor:
        cursor.execute(_BUMP, [keys])
    transaction.on_commit(partial(shared.forget, pages))


def look(path: str) -> Look:
    """Return the present numbers for the page at `path`: one query. OperationalError where the database is away."""
    reused = connection.connection is not None and not connection.in_atomic_block
    # This query is the health check: Django's own would be a second one on every request.
    connection.health_check_done = True  # type: ignore[attr-defined]  # the stubs do not name it
    try:
        return _ask(path)
    except AWAY:
        if not reused:
            raise
        connection.close()
        return _ask(path)


def _ask(path: str) -> Look:
    with connection.cursor() as cursor:
        cursor.execute(_LOOK, [path, REMOVALS])
        found: dict[str, int] = dict(cursor.fetchall())
    return Look(found.get(path, 0), found.get(REMOVALS, 0))
