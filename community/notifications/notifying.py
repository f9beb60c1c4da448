"""The one door through which the site tells people something."""

from django.utils import timezone

from community.accounts.models import User
from community.notifications.models import Kind, Notification


def notify(recipient: User, kind: Kind, path: str) -> Notification:
    """Tell `recipient` that something of `kind` happened at `path`, in the transaction of its cause."""
    return Notification.objects.create(recipient=recipient, kind=kind, path=path)


def open_notification(notification: Notification) -> str:
    """Mark the notice as read and return the path it leads to."""
    if notification.read_at is None:
        notification.read_at = timezone.now()
        notification.save(update_fields=["read_at"])
    return notification.path
