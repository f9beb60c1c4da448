"""Where a request comes from, as far as the site may know: a keyed hash that changes every day."""

import hmac
import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone


def client_address(request: HttpRequest) -> str:
    """Return the address of the client: the last one that none of our own proxies wrote.

    Of an IPv6 address only the network (/64), since one household has all of it. Empty where there is no address, as
    behind a socket file.
    """
    written = str(request.META.get("REMOTE_ADDR", ""))
    if settings.TRUSTED_PROXIES:
        forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
        if len(forwarded) >= settings.TRUSTED_PROXIES:
            written = forwarded[-settings.TRUSTED_PROXIES]
    try:
        address = ipaddress.ip_address(written)
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    return str(address.ipv4_mapped or ipaddress.ip_network((address.packed[:8] + bytes(8), 64)))


def hashed(words: str) -> str:
    """Return a keyed hash of `words` as hex, of no use tomorrow."""
    day = timezone.now().date().isoformat()
    return hmac.digest(settings.SECRET_KEY.encode(), f"doors.addresses:{day}:{words}".encode(), "sha256").hex()
