"""Answers anonymous readers with ready bytes, before sessions and users are thought of: one look-up, no cookie."""

import gzip
import hashlib
import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.html import format_html
from django.utils.http import parse_etags
from django.utils.translation import gettext as _

from community.doors.failing import AWAY, database_away
from community.page_cache.front import FRONT, Page
from community.page_cache.keeping import is_anonymous, key_of, share
from community.page_cache.versions import Look, look

_log = logging.getLogger(__name__)
STALE_MARK = b"<!--stale-notice-->"


class PageCache:
    """Stands outside everything but the request log, so that what is kept has every header already."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_anonymous(request) and (page := FRONT.get(key_of(request))):
            try:
                seen = look(request.path)
            except AWAY:
                return _stale(request, page)
            FRONT.looked(seen)
            if seen == page.look:
                return _answer(request, page)
        return self._keep(request, self.get_response(request))

    def _keep(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        page: Page | None = getattr(response, "kept_page", None)
        seen: Look | None = getattr(response, "kept_look", None)
        if seen is not None:
            del response.headers["Content-Encoding"]
            if response.status_code == 200 and not response.cookies and not response.streaming:
                page = _page_of(request, response, seen)
                share(key_of(request), page)
        if page is None:
            return response
        FRONT.put(key_of(request), page)
        return _answer(request, page)


def _page_of(request: HttpRequest, response: HttpResponse, seen: Look) -> Page:
    patch_vary_headers(response, ("Cookie", "Accept-Encoding"))
    # Browsers keep the page and ask each time: what was removed is gone at the next look.
    response.headers["Cache-Control"] = "no-cache"
    body = response.content
    headers = tuple((name, value) for name, value in response.headers.items() if name != "Content-Length")
    route = request.resolver_match.view_name if request.resolver_match else "-"
    etag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    return Page(seen, route, headers, etag, body, gzip.compress(body, 6, mtime=0))


def _answer(request: HttpRequest, page: Page) -> HttpResponse:
    asked = request.META.get("HTTP_IF_NONE_MATCH")
    if asked and page.etag in parse_etags(asked):
        response = HttpResponse(status=304)
        response.headers["Vary"] = dict(page.headers).get("Vary", "Cookie")
        response.headers["Cache-Control"] = "no-cache"
    else:
        zipped = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
        response = HttpResponse(page.zipped if zipped else page.body, headers=dict(page.headers))
        if zipped:
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(response.content))
    response.headers["ETag"] = page.etag
    response.kept_route = page.route  # type: ignore[attr-defined]  # read by doors.logs.RequestLog
    return response


def _stale(request: HttpRequest, page: Page) -> HttpResponse:
    if not FRONT.may_serve_stale():
        return database_away(request)
    _log.warning("database away, page served from memory")
    notice = format_html(
        '<p class="notice notice-warn" role="status">{}</p>',
        _("A part of the site is resting. This page is a copy from a short while ago; you cannot write at the moment."),
    )
    response = HttpResponse(page.body.replace(STALE_MARK, notice.encode()), headers=dict(page.headers))
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Stale"] = "1"
    return response
