"""What the doors remember: which page has been sent already, and how often someone knocked. Both for a day."""

from django.db import models
from django.utils import timezone


class IdempotencyKey(models.Model):
    """One sent page. `user_id` is a plain number: this room knows no people."""

    door = models.CharField(max_length=60)
    key = models.CharField(max_length=64)
    user_id = models.BigIntegerField()
    path = models.CharField(max_length=250)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["door", "key"], name="doors_key_once_per_door")]
        indexes = [models.Index(fields=["created_at"], name="doors_keys_by_age")]

    def __str__(self) -> str:
        return f"key {self.pk}"


class RateCount(models.Model):
    """How often one visitor (a keyed hash) used one door in one window of time."""

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="doors_counts_by_age")]

    def __str__(self) -> str:
        return f"count {self.pk}"
