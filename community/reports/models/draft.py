"""A report that is still being written."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class ReportDraft(models.Model):
    """What someone has typed so far; at most one draft for each person.

    `answers` maps the name of a step to what its fields hold, as typed: a draft also keeps what cannot stand yet. Only
    `receive` turns it into typed columns.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="report_draft")
    step = models.CharField(max_length=20)
    answers = models.JSONField(default=dict)
    started_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(step=""), name="report_draft_has_step")]

    def __str__(self) -> str:
        return f"report draft {self.pk}"
