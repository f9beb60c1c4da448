"""Which pages are kept, and for whom: GET pages of readers that bring no cookie of ours."""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from community.doors.addresses import hashed
from community.page_cache.front import FRONT, Key, Page
from community.page_cache.versions import look

View = Callable[..., HttpResponse]
_SHARED_FOR = 60 * 60
_LONGEST_QUERY = 40


def key_of(request: HttpRequest) -> Key:
    """Return the name of the page that `request` asks for."""
    return (request.scheme or "", request.get_host(), request.path, request.META.get("QUERY_STRING", ""))


def is_anonymous(request: HttpRequest) -> bool:
    """Say whether `request` reads a page and brings nothing that could make it differ."""
    cookies = request.COOKIES
    return (
        request.method in ("GET", "HEAD")
        and settings.PAGE_CACHE
        and settings.SESSION_COOKIE_NAME not in cookies
        and "messages" not in cookies
    )


def shared_name(key: Key) -> str:
    """Return the name of a page in the shared cache."""
    return f"page:{hashed('|'.join(key))}"


def keep_page(allowed: Collection[str] = ()) -> Callable[[View], View]:
    """Keep the page for anonymous readers while its number stands; its query may hold only the names in `allowed`.

    The number is looked up before the view runs: a change in between makes the kept page old, never wrong.
    """

    def keeper(view: View) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            query = request.META.get("QUERY_STRING", "")
            if not is_anonymous(request) or len(query) > _LONGEST_QUERY or not set(request.GET) <= set(allowed):
                return view(request, *args, **kwargs)
            seen = look(request.path)
            FRONT.looked(seen)
            stored = cache.get(shared_name(key_of(request)))
            if isinstance(stored, Page) and stored.look == seen:
                response = HttpResponse(stored.body)
                response.kept_page = stored  # type: ignore[attr-defined]  # taken up by middleware.PageCache
                return response
            response = view(request, *args, **kwargs)
            response.kept_look = seen  # type: ignore[attr-defined]  # taken up by middleware.PageCache
            # The body is stored plain; the middleware compresses it once.
            response.headers["Content-Encoding"] = "identity"
            return response

        return kept

    return keeper  # type: ignore[return-value]


def share(key: Key, page: Page) -> None:
    """Put `page` where other processes find it."""
    cache.set(shared_name(key), page, _SHARED_FOR)
