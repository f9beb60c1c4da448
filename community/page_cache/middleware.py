"""Answers anonymous readers with ready bytes, before sessions and users are thought of: one look-up, no cookie."""

from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.middleware.csp import get_nonce

from community.doors.failing import AWAY
from community.page_cache import shared
from community.page_cache.asking import ASKED, Asked, ask
from community.page_cache.front import FRONT
from community.page_cache.looking import look_now
from community.page_cache.pages import Headers, Look
from community.page_cache.release import release
from community.page_cache.serving import answer, answer_stale, page_of
from community.page_cache.versions import look


class PageCache:
    """Stands outside everything but the request log, so that what is kept has every header already."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.PAGE_CACHE:
            raise MiddlewareNotUsed
        release()  # now, at the start: a deploy may put other files in place while this process still runs
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = ask(request)
        if asked is None:
            return self.get_response(request)
        return _from_memory(request, asked) or self._from_view(request, asked)

    def _from_view(self, request: HttpRequest, asked: Asked) -> HttpResponse:
        request.META[ASKED] = asked
        response = self.get_response(request)
        if asked.look is None or asked.own_headers is None:
            return response
        del response.headers["Content-Encoding"]
        if not _is_the_same_for_all(request, response):
            response.headers.setdefault("Cache-Control", "private, no-cache")
            return response
        page = page_of(request, response, asked.look)
        FRONT.put(asked.key, page)
        if not asked.is_shared:
            _share(asked, asked.look, asked.own_headers, page.body)
        return answer(request, page)


def _from_memory(request: HttpRequest, asked: Asked) -> HttpResponse | None:
    page = FRONT.get(asked.key)
    if page is None:
        return None
    try:
        asked.look = look_now(asked.path)
    except AWAY:
        # Where nothing may be shown, the view fails in the same way, and handler500 answers with all headers.
        if not FRONT.may_serve_stale():
            return None
    else:
        if asked.look != page.look:
            return None
    request.resolver_match = page.match
    return answer_stale(request, page) if asked.look is None else answer(request, page)


def _is_the_same_for_all(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not get_nonce(request)  # true once a template has used it
        and "no-store" not in response.headers.get("Cache-Control", "")
    )


def _share(asked: Asked, seen: Look, headers: Headers, body: bytes) -> None:
    # A change may have committed, and deleted the older entry, before this one was written: it is asked for once more.
    with suppress(*AWAY):
        if shared.share(asked.key, seen, headers, body) and look(asked.path) != seen:
            shared.forget([asked.path])
