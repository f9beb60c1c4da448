"""Whether a reporter can be reached, and never where."""

from allauth.account.models import EmailAddress
from django.db import models
from django.utils.translation import gettext_lazy as _

from community.accounts.models import Receipt


class Reach(models.TextChoices):
    """How an answer could be asked for."""

    MAIL = "mail", _("yes, by a checked e-mail address")
    INBOX = "inbox", _("only on the site, when they open it with their receipt")
    NONE = "none", _("no")


def reach_of(user_id: int) -> Reach:
    """Return how the person can be reached. At most two queries."""
    if EmailAddress.objects.filter(user_id=user_id, verified=True).exists():
        return Reach.MAIL
    return Reach.INBOX if Receipt.objects.filter(user_id=user_id, revoked_at=None).exists() else Reach.NONE
