"""What changed in what reports add up to: written by the verbs of this room, read by the figures above it."""

from django.db import models
from django.db.models import Q

from community.catalog.models import SideEffect, Treatment
from community.reports.models.report import Report


class ChangeRow(models.Model):
    """One report more or less on one day, in one scope.

    The scope is the whole report (neither treatment nor side effect), a suspected treatment, a side effect, or a pair
    of both; a report counts once in each. `day` is the day of reception (UTC), also for a later -1.
    """

    report = models.ForeignKey(Report, on_delete=models.SET_NULL, null=True, related_name="changes")
    day = models.DateField()
    treatment = models.ForeignKey(Treatment, on_delete=models.PROTECT, null=True, related_name="+")
    side_effect = models.ForeignKey(SideEffect, on_delete=models.PROTECT, null=True, related_name="+")
    serious = models.BooleanField()
    delta = models.SmallIntegerField()
    counted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["id"], name="changes_to_count", condition=Q(counted_at=None))]
        constraints = [models.CheckConstraint(condition=Q(delta__in=(-1, 1)), name="change_is_one_more_or_less")]

    def __str__(self) -> str:
        return f"change {self.pk}"
