"""The same few people in every test."""

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from community.accounts.consenting import give_consent
from community.accounts.models import ConsentKind, User
from community.accounts.roles import Role
from community.operations.demo_staff import PASSWORD, TOTP_SECRET, make_staff

STAFF = {
    "mo": (Role.MODERATOR,),
    "sam": (Role.SAFETY_OFFICER,),
    "ed": (Role.EDITOR,),
    "ada": (Role.ADMINISTRATOR,),
}


def make_people() -> None:
    """Ann the member, Gus the guest, Stan the stranger (a guest too), and the staff: Mo, Sam, Ed and Ada."""
    for name in ("gus", "stan"):
        User.objects.create_user(name, adult_confirmed_at=timezone.now())
    ann = User.objects.create_user("ann", "ann@example.org", PASSWORD, adult_confirmed_at=timezone.now())
    EmailAddress.objects.create(user=ann, email=ann.email, verified=True, primary=True)
    for name, roles in STAFF.items():
        make_staff(name, f"{name}@example.org", PASSWORD, TOTP_SECRET, roles, is_demo=True)


def person(pseudonym: str) -> User:
    return User.objects.get(pseudonym=pseudonym)


def agree(user: User, *kinds: ConsentKind) -> None:
    for kind in kinds or (ConsentKind.KEEP, ConsentKind.PUBLISH):
        give_consent(user, kind)


def client_of(user: User | None, *, second_factor: bool = True) -> Client:
    """A browser in which `user` has signed in; staff with their second factor, unless told otherwise."""
    client = Client(enforce_csrf_checks=False)
    if user is None:
        return client
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    if user.is_staff and second_factor:
        session = client.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": "mfa", "at": timezone.now().timestamp(), "type": "totp"}
        ]
        session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
        session.save()
    return client
