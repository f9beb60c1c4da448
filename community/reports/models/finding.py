"""What the machine noticed in the words of a report."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from community.reports.models.report import Report
from community.screening.reasons import reason as reason_for

_CODE = "^[a-z][a-z_]*$"


class ReportFinding(models.Model):
    """One thing the machine noticed in one text of a report: codes and places, never words.

    `field` names the text: "narrative" and "history" of the report, and by its number among the report's reactions or
    treatments "verbatim-2" or "dose_text-1". `start` and `end` index into it.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="findings")
    check_name = models.CharField(_("check"), max_length=40)
    reason = models.CharField(_("reason"), max_length=40)
    field = models.CharField(_("text"), max_length=40)
    start = models.PositiveIntegerField(_("from"))
    end = models.PositiveIntegerField(_("to"))
    weight = models.PositiveSmallIntegerField(_("weight"))

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering: ClassVar[list[str]] = ["-weight", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="report_finding_span_in_order"),
            models.CheckConstraint(
                condition=Q(check_name__regex=_CODE, reason__regex=_CODE, field__regex="^[a-z][a-z_]*(-[0-9]{1,3})?$"),
                name="report_finding_holds_codes",
            ),
        ]

    def __str__(self) -> str:
        return f"report finding {self.pk}"

    @property
    def distress(self) -> bool:
        """Whether someone may be in danger."""
        return reason_for(self.reason).help
