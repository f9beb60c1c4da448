from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection

from community.page_cache.versions import Look, bump, look

pytestmark = pytest.mark.django_db


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_page_that_never_changed_has_number_0() -> None:
    assert look("/never/").version == 0


def test_bump_raises_only_the_named_pages() -> None:
    bump("/a/", "/b/")
    a, b = look("/a/"), look("/b/")
    assert a.version > 0
    assert b.version > 0
    bump("/b/")
    assert look("/a/") == a
    assert look("/b/").version > b.version
    assert look("/b/").removals == b.removals


def test_bump_of_a_removal_raises_the_number_that_all_pages_hear() -> None:
    before = look("/elsewhere/")
    bump("/a/", removal=True)
    after = look("/elsewhere/")
    assert after.version == before.version
    assert after.removals > before.removals


def test_bump_of_a_page_named_twice_or_not_at_all(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        bump()
        bump("")
    bump("/a/", "/a/", "")
    assert look("/a/").version > 0
    assert look("").version == 0


def test_bump_and_look_take_one_query_each(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        bump("/c/", "/a/", "/b/", removal=True)
    with django_assert_num_queries(1):
        look("/a/")


def test_bump_rises_even_when_the_clock_runs_backwards() -> None:
    ahead = 2**62
    sql("INSERT INTO page_cache_pageversion (key, version) VALUES ('/a/', %s)", ahead)
    bump("/a/")
    assert look("/a/") == Look(ahead + 1, look("/").removals)


def test_bump_after_a_restore_gives_no_number_that_was_given_before() -> None:
    bump("/a/")
    before = look("/a/").version
    bump("/a/")
    given = look("/a/").version
    sql("UPDATE page_cache_pageversion SET version = %s WHERE key = '/a/'", before)
    bump("/a/")
    assert look("/a/").version > given


def test_a_page_has_one_number() -> None:
    bump("/a/")
    with pytest.raises(IntegrityError, match="unique"):
        sql("INSERT INTO page_cache_pageversion (key, version) VALUES ('/a/', 1)")


def test_look_inside_a_lost_transaction_fails() -> None:
    with pytest.raises(OperationalError):
        sql("SELECT pg_terminate_backend(pg_backend_pid())")
    with pytest.raises(OperationalError):
        look("/a/")
