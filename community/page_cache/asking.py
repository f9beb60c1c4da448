"""Who asks for which page, and whether a kept one will do."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest

from community.page_cache.models import PageVersion
from community.page_cache.pages import Headers, Key, Look

# Where a request carries its Asked, in the way of WSGI: no header of a browser can have this name.
ASKED = "community.page_cache.asked"
_VALUE = re.compile(r"[1-9][0-9]{0,5}|[a-z][a-z-]{0,19}")
_LONGEST_PATH: int = PageVersion._meta.get_field("key").max_length or 0


@dataclass(slots=True)
class Asked:
    """A page that was asked for by a reader without cookies of ours, and what is known of it so far.

    `own_headers` is set once the view has made a page to be kept; `is_shared` says that the shared cache has it.
    """

    key: Key
    look: Look | None = None
    own_headers: Headers | None = None
    is_shared: bool = False

    @property
    def path(self) -> str:
        return self.key[2]


def ask(request: HttpRequest) -> Asked | None:
    """Return what `request` asks for, or None where its answer is for one reader alone."""
    cookies = request.COOKIES
    if (
        request.method not in ("GET", "HEAD")
        or settings.SESSION_COOKIE_NAME in cookies
        or CookieStorage.cookie_name in cookies
    ):
        return None
    try:
        host = request.get_host()
    except DisallowedHost:
        return None
    return Asked((request.scheme or "", host, request.path, request.META.get("QUERY_STRING", "")))


def may_keep(request: HttpRequest, asked: Asked, allowed: Collection[str]) -> bool:
    """Say whether the page is one of a small number: a plain path, a query of names in `allowed` with plain values."""
    if request.method != "GET" or len(asked.path) > _LONGEST_PATH or not asked.path.isprintable():
        return False
    query = asked.key[3]
    parts = [part.partition("=") for part in query.split("&")] if query else []
    names = [name for name, _equals, _value in parts]
    return (
        set(names) <= set(allowed)
        and len(set(names)) == len(names)
        and all(_VALUE.fullmatch(value) for _name, _equals, value in parts)
    )
