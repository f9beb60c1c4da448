"""Receipt codes: 16 letters of 32 (80 random bits), shown once, kept as a keyed hash."""

import hmac
import secrets

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.utils import timezone

from community.accounts.models import Receipt, User

# Crockford's alphabet: without I, L, O and U, which are misread on paper.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("OIL", "011")
LENGTH = 16


class NoReceiptForStaff(Exception):
    """Staff sign in with a second factor; a receipt would be a way around it."""


def _hash(code: str) -> str:
    return hmac.digest(settings.RECEIPT_KEY.encode(), code.encode(), "sha256").hex()


def read_code(typed: str) -> str:
    """Return `typed` without spaces and hyphens, in the alphabet's own letters (O read as 0, I and L as 1)."""
    return "".join(letter for letter in typed.upper() if letter.isalnum()).translate(_MISREAD)


@transaction.atomic
def issue_receipt(user: User) -> str:
    """Revoke the receipt that `user` has, make a new one, and return its code as XXXX-XXXX-XXXX-XXXX.

    Raises NoReceiptForStaff.
    """
    if user.is_staff:
        raise NoReceiptForStaff
    revoke_receipts(user)
    code = "".join(secrets.choice(_ALPHABET) for _n in range(LENGTH))
    Receipt.objects.create(user=user, code_hash=_hash(code))
    return "-".join(code[at : at + 4] for at in range(0, LENGTH, 4))


def open_receipt(typed: str) -> User | None:
    """Return whom the code opens, or None. One query whatever was typed, so that time tells nothing.

    It opens nobody who has a password, a second factor or a staff role by now: it would be a way around them.
    """
    receipt = (
        Receipt.objects.select_related("user")
        .filter(code_hash=_hash(read_code(typed)), revoked_at=None, user__is_active=True, user__is_staff=False)
        .filter(user__password__startswith=UNUSABLE_PASSWORD_PREFIX, user__authenticator=None)
        .first()
    )
    return receipt.user if receipt else None


def revoke_receipts(user: User) -> None:
    """Make every receipt of `user` useless."""
    Receipt.objects.filter(user=user, revoked_at=None).update(revoked_at=timezone.now())
