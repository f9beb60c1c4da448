"""What reports add up to."""

from django.db import models
from django.db.models import Q

from community.catalog.models import SideEffect, Treatment


class DailyCount(models.Model):
    """How many reports of one day count in one scope. Written by `counting` alone.

    The scope is that of a ChangeRow: all reports (neither treatment nor side effect), a suspected treatment, a side
    effect, or a pair. Scopes overlap, so counts are only ever added up within one kind of scope.
    """

    day = models.DateField()
    treatment = models.ForeignKey(Treatment, on_delete=models.PROTECT, null=True, related_name="+")
    side_effect = models.ForeignKey(SideEffect, on_delete=models.PROTECT, null=True, related_name="+")
    serious = models.BooleanField()
    reports = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "day", "treatment", "side_effect", "serious", name="daily_count_once", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(reports__gte=0), name="daily_count_not_negative"),
        ]
        indexes = [models.Index(fields=["treatment", "side_effect", "day"], name="daily_counts_by_scope")]

    def __str__(self) -> str:
        return f"daily count {self.pk}"
