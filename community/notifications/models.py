"""What the site has told people. No row holds a word about treatments, symptoms or texts: only a kind and a path."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Why someone is told; the label is the whole message, and discreet."""

    HELD = "held", _("Your text waits for a person to read it.")
    PUBLISHED = "published", _("Your text is now public.")
    REJECTED = "rejected", _("Your text was not published. The reason is beside it.")
    REMOVED = "removed", _("Your text was taken down. The reason is beside it.")


class Notification(models.Model):
    """One notice to one person, opened through /n/<id>/."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=12, choices=Kind)
    path = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at"]
        indexes = [models.Index(fields=["recipient", "-created_at"], name="notifications_inbox")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="notifications_kind_known"),
            models.CheckConstraint(condition=Q(path__startswith="/"), name="notifications_path_on_this_site"),
        ]

    def __str__(self) -> str:
        return f"notification {self.pk}"
