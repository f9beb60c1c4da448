"""Where sign-in meets this house: pseudonyms for new members, and no network address kept."""

from ipaddress import IPv6Address
from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest

from community.accounts.models import User
from community.accounts.pseudonyms import suggest
from community.doors.addresses import client_address, hashed

if TYPE_CHECKING:
    from django import forms


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Gives a new member a pseudonym, never one made from the address."""

    def save_user(
        self, request: HttpRequest, user: AbstractBaseUser, form: "forms.BaseForm", commit: bool = True
    ) -> AbstractBaseUser:
        if isinstance(user, User):
            user.set_pseudonym(suggest(1)[0])
        saved: AbstractBaseUser = super().save_user(request, user, form, commit)
        return saved

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the keyed fingerprint of the client's address, which changes every day, in the shape of an address.

        By it, sign-in attempts are counted. It stands in the first half of an IPv6 address of the range that no network
        hands out (RFC 4193), since that half is what is compared. The list of sign-ins does not keep even this: the
        database writes a constant there (migration 0003).
        """
        fingerprint = bytes.fromhex(hashed(f"sign-in {client_address(request)}"))[:7]
        return str(IPv6Address(b"\xfd" + fingerprint + bytes(8)))
