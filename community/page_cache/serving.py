"""From an answer to a kept page, and from a kept page to answers: whole, compressed, not modified, stale."""

import gzip
import hashlib
import re

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.html import format_html
from django.utils.translation import gettext as _

from community.page_cache.pages import Look, Page

STALE_MARK = b"<!--stale-notice-->"
STALE_HEADER = "X-Sidenote-Stale"
_NOT_KEPT = {"content-length", "content-encoding", "etag", "date"}
_WITH_304 = {"Cache-Control", "Content-Location", "Expires", "Vary"}  # RFC 9110, section 15.4.5
_ZIPS = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))", re.IGNORECASE)


def page_of(request: HttpRequest, response: HttpResponse, look: Look) -> Page:
    """Return `response` as a page to be kept under the numbers `look`; its body must not be compressed yet."""
    patch_vary_headers(response, ("Cookie", "Accept-Encoding"))
    # Browsers keep the page and ask each time: what was removed is gone at the next look.
    response.headers["Cache-Control"] = "no-cache"
    headers = tuple((name, value) for name, value in response.headers.items() if name.lower() not in _NOT_KEPT)
    body = response.content
    # Weak, since it names the plain and the compressed form alike.
    etag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    return Page(look, request.resolver_match, headers, etag, body, gzip.compress(body, 6, mtime=0))


def answer(request: HttpRequest, page: Page) -> HttpResponse:
    """Return `page` as the browser wants it."""
    if _has(request.META.get("HTTP_IF_NONE_MATCH", ""), page.etag):
        unchanged = HttpResponseNotModified(headers={n: v for n, v in page.headers if n in _WITH_304})
        unchanged.headers["ETag"] = page.etag
        return unchanged
    zips = _ZIPS.search(request.META.get("HTTP_ACCEPT_ENCODING", "")) is not None
    body = page.zipped if zips else page.body
    response = HttpResponse(b"" if request.method == "HEAD" else body, headers=dict(page.headers))
    if zips:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(body))
    response.headers["ETag"] = page.etag
    return response


def answer_stale(request: HttpRequest, page: Page) -> HttpResponse:
    """Return `page` while the database is away, with a notice that says so; not to be stored anywhere."""
    notice = format_html(
        '<p class="notice notice-warn" role="status">{}</p>',
        _("A part of the site is resting. This page may be a few minutes old, and you cannot send anything right now."),
    )
    body = page.body.replace(STALE_MARK, notice.encode(), 1)
    response = HttpResponse(b"" if request.method == "HEAD" else body, headers=dict(page.headers))
    response.headers["Content-Length"] = str(len(body))
    response.headers["Cache-Control"] = "no-store"
    response.headers[STALE_HEADER] = "1"
    return response


def _has(if_none_match: str, etag: str) -> bool:
    # Weak comparison: a proxy may have taken the W/ off. The quotes are part of what is looked for.
    return bool(if_none_match) and (etag.removeprefix("W/") in if_none_match or if_none_match.strip() == "*")
