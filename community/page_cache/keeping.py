"""Which pages are kept, and for whom: GET pages of readers that bring no cookie of ours."""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from community.page_cache import shared
from community.page_cache.asking import ASKED, Asked, may_keep
from community.page_cache.looking import look_now

View = Callable[..., HttpResponse]


def keep_page(*, allowed: Collection[str] = ()) -> Callable[[View], View]:
    """Keep the page for anonymous readers while its number stands; its query may hold only the names in `allowed`.

    The number is looked up before the view runs: a change in between makes the kept page old, never wrong. What the
    view makes must depend on its address and the database alone: no CSRF token, no nonce, nothing of the reader.
    """

    def keeper(view: View) -> View:
        @wraps(view)
        def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            asked: Asked | None = request.META.get(ASKED)
            if asked is None or not may_keep(request, asked, allowed):
                response = view(request, *args, **kwargs)
                response.headers.setdefault("Cache-Control", "private, no-cache")
                return response
            asked.look = asked.look or look_now(asked.path)
            found = shared.find(asked.key, asked.look)
            asked.is_shared = found is not None
            response = found or view(request, *args, **kwargs)
            asked.own_headers = tuple(response.headers.items())
            # So that GZipMiddleware leaves the body alone: the page is kept in both forms. PageCache takes it off.
            response.headers["Content-Encoding"] = "identity"
            return response

        return kept

    return keeper
