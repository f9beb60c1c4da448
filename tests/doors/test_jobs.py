from datetime import timedelta

import pytest
from django.utils import timezone

from community.doors.jobs import forget_old
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
