"""Staff for trying the site on one's own machine. They may open the admin only under DEBUG, from this machine."""

import time
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from community.accounts.models import User
from community.accounts.roles import Role

# Public knowledge on purpose: staff_door.demo_allowed is what keeps strangers out.
PASSWORD = "sidenote-demo-only"  # noqa: S105
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A member of staff to sign in as."""

    pseudonym: str
    email: str
    roles: tuple[Role, ...]


DEMO_STAFF = (
    DemoPerson("mo-demo", "mo@example.org", (Role.MODERATOR,)),
    DemoPerson("sam-demo", "sam@example.org", (Role.SAFETY_OFFICER,)),
    DemoPerson("ed-demo", "ed@example.org", (Role.EDITOR,)),
)


@transaction.atomic
def seed_demo_staff() -> tuple[DemoPerson, ...]:
    """Make the demonstration staff where they are missing; refuses outside DEBUG."""
    if not settings.DEMO_STAFF:
        raise ImproperlyConfigured("Demonstration staff exist only under DEBUG.")
    for person in DEMO_STAFF:
        if not EmailAddress.objects.filter(email=person.email).exists():
            make_staff(person.pseudonym, person.email, PASSWORD, TOTP_SECRET, person.roles, is_demo=True)
    return DEMO_STAFF


def make_staff(
    pseudonym: str, email: str, password: str, totp_secret: str, roles: tuple[Role, ...], *, is_demo: bool
) -> User:
    """Make a member of staff with a verified address, a password and a TOTP secret (base32)."""
    user = User.objects.create_user(pseudonym, email, password, is_staff=True, is_demo=is_demo)
    user.groups.set(Group.objects.filter(name__in=[role.value for role in roles]))
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    TOTP.activate(user, totp_secret)
    return user


def totp_code(secret: str) -> str:
    """Return the six digits that `secret` (base32) gives now (RFC 6238)."""
    digits: str = format_hotp_value(hotp_value(secret, int(time.time()) // mfa_settings.TOTP_PERIOD))
    return digits
