"""The numbers of pages: raised by whoever changes one, in the transaction of the change."""

from dataclasses import dataclass

from django.db import connection

REMOVALS = "removals"

_BUMP = """
    INSERT INTO page_cache_pageversion (key, version) SELECT key, 1 FROM unnest(%s::text[]) AS key ORDER BY key
    ON CONFLICT (key) DO UPDATE SET version = page_cache_pageversion.version + 1
"""
_LOOK = "SELECT key, version FROM page_cache_pageversion WHERE key IN (%s, %s)"


@dataclass(frozen=True, slots=True)
class Look:
    """The number of one page, and of the last removal anywhere; 0 where there was no change yet."""

    version: int
    removals: int


def bump(*paths: str, removal: bool = False) -> None:
    """Make every stored copy of the pages at `paths` old once the transaction commits.

    `removal`: something was taken off a page, so that every process drops all it holds. Keys are locked in order, so
    that two changes never wait for each other.
    """
    keys = {path for path in paths if path} | ({REMOVALS} if removal else set())
    if keys:
        with connection.cursor() as cursor:
            cursor.execute(_BUMP, [sorted(keys)])


def look(path: str) -> Look:
    """Return the present numbers for the page at `path`; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_LOOK, [path, REMOVALS])
        found = dict(cursor.fetchall())
    return Look(found.get(path, 0), found.get(REMOVALS, 0))
