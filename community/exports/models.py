"""What has left, for whom and what for."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Format(models.TextChoices):
    CSV = "csv", _("CSV (UTF-8)")
    CSV_EXCEL = "csv_excel", _("CSV for Excel (UTF-8 with a mark at its beginning)")


class Purpose(models.TextChoices):
    """Codes, since a record that nobody can erase holds no free text."""

    SAFETY = "safety", _("Look into a question of safety")
    RESEARCH = "research", _("Research (only reports whose reporter agreed to it)")


class ExportRecord(models.Model):
    """One file that left: who took it, when, which reports, what for, and its SHA-256. Append-only."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("taken by"), on_delete=models.PROTECT, related_name="exports"
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    filter = models.JSONField(_("filter"))
    purpose = models.CharField(_("what for"), max_length=10, choices=Purpose)
    format = models.CharField(_("format"), max_length=10, choices=Format)
    columns_version = models.PositiveSmallIntegerField(_("version of the columns"))
    rows = models.PositiveIntegerField(_("rows"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="export_purpose_known"),
            models.CheckConstraint(condition=Q(format__in=Format.values), name="export_format_known"),
            models.CheckConstraint(condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="export_sha256_whole"),
        ]
        triggers = [
            pgtrigger.Protect(name="export_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="export_no_truncate",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME;",
            ),
        ]

    def __str__(self) -> str:
        return f"export {self.pk}"
