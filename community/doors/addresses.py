"""Where a request comes from, as far as the site may know: a keyed hash that changes every day."""

import hmac

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone


def client_address(request: HttpRequest) -> str:
    """Return the address of the client: the last one that none of our own proxies wrote."""
    if settings.TRUSTED_PROXIES:
        forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
        if len(forwarded) >= settings.TRUSTED_PROXIES:
            return forwarded[-settings.TRUSTED_PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))


def hashed(words: str) -> str:
    """Return a keyed hash of `words` as hex, of no use tomorrow."""
    day = timezone.now().date().isoformat()
    return hmac.digest(settings.SECRET_KEY.encode(), f"doors.addresses:{day}:{words}".encode(), "sha256").hex()
