"""What the doors forget, every night."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from community.doors.models import IdempotencyKey, RateCount

_KEYS_COUNT_FOR = timedelta(days=2)


@app.periodic(cron="17 3 * * *")
@app.task(name="doors.forget_old", queueing_lock="doors.forget_old")
def forget_old(timestamp: int) -> None:
    """Delete the keys of pages that are too old to be sent again, and the counts of windows that are over."""
    del timestamp
    now = timezone.now()
    IdempotencyKey.objects.filter(created_at__lt=now - _KEYS_COUNT_FOR).delete()
    RateCount.objects.filter(expires_at__lt=now).delete()
