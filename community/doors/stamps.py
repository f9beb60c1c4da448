"""Signed stamps on pages: when it was made, for which door, in which browser, and a key that makes it count once."""

import hmac
import secrets
import time
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.middleware.csrf import get_token

_SALT = "doors.stamps"
OLDEST = 24 * 60 * 60


class StampInvalid(Exception):
    """The stamp is missing, was changed, or belongs to another door."""


class StampOld(Exception):
    """The page was made more than a day ago."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a page says about itself: its key, and whether this is the browser that got it."""

    key: str
    same_browser: bool


def _browser(request: HttpRequest) -> str:
    """Return a keyed hash of the secret in the CSRF cookie: the same in one browser until it signs in or out."""
    secret = request.META.get("CSRF_COOKIE", "")
    return hmac.digest(settings.SECRET_KEY.encode(), f"{_SALT}:{secret}".encode(), "sha256").hex()


def issue(request: HttpRequest, door: str) -> str:
    """Return a new stamp for a page of `door` that is about to be shown; the page will set the CSRF cookie."""
    get_token(request)
    payload = [secrets.token_hex(16), door, time.time(), _browser(request)]
    return signing.dumps(payload, salt=_SALT)


def read(request: HttpRequest, door: str, token: str) -> Stamp:
    """Return what `token` says. Raises StampInvalid or StampOld."""
    try:
        key, stamped_door, made_at, browser = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise StampInvalid from error
    if stamped_door != door:
        raise StampInvalid
    if time.time() - made_at > OLDEST:
        raise StampOld
    return Stamp(key, hmac.compare_digest(browser, _browser(request)))
