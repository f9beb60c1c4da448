from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from community.doors.jobs import forget_cached, forget_old
from community.doors.keys import use
from community.doors.models import IdempotencyKey, RateCount


@pytest.mark.django_db
def test_forget_old_deletes_what_no_page_and_no_window_needs() -> None:
    now = timezone.now()
    for key, days in (("new", 0), ("yesterday", 1), ("old", 3)):
        use("post:7", key, 5, "/posts/9/")
        IdempotencyKey.objects.filter(key=key).update(created_at=now - timedelta(days=days))
    for key, hours in (("open", 1), ("over", -1)):
        RateCount.objects.create(key=key, count=1, expires_at=now + timedelta(hours=hours))
    forget_old(0)
    assert sorted(IdempotencyKey.objects.values_list("key", flat=True)) == ["new", "yesterday"]
    assert list(RateCount.objects.values_list("key", flat=True)) == ["open"]


def cached_keys() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM shared_cache ORDER BY cache_key")
        return [key for (key,) in cursor.fetchall()]


@pytest.mark.django_db
def test_what_has_expired_in_the_cache_table_is_deleted_and_nothing_else() -> None:
    call_command("createcachetable", verbosity=0)
    cache.clear()
    for key, seconds in (("new", 3600), ("for-ever", None), ("old", 3600)):
        cache.set(key, 1, seconds)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE shared_cache SET expires = now() - interval '1 second' WHERE cache_key LIKE '%%old'")
    for _twice in range(2):
        forget_cached(0)
        assert cached_keys() == [":1:for-ever", ":1:new"]


@pytest.mark.django_db
def test_a_cache_that_is_elsewhere_is_left_alone(settings: Any, django_assert_num_queries: Any) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    with django_assert_num_queries(0):
        forget_cached(0)
