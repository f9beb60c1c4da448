"""The opaque link that a notice carries."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from community.accounts.signed_in import signed_in
from community.doors.caching import no_store
from community.notifications.models import Notification
from community.notifications.notifying import open_notification


@no_store
@require_safe
@login_required
def go(request: HttpRequest, notification_id: uuid.UUID) -> HttpResponse:
    """Lead the recipient, and nobody else, to what the notice is about."""
    notification = get_object_or_404(Notification, pk=notification_id, recipient=signed_in(request))
    return redirect(open_notification(notification))
