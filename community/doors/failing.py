"""What a person sees when something fails: a calm page, and their own words. Needs no database and no session."""

import logging
import sys
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join

from community.doors.keeping import kept

_log = logging.getLogger(__name__)
AWAY = (OperationalError, InterfaceError)
_RETRY_AFTER = "30"


def failure_page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """Return the error page `template` with the words of `request`; plain HTML where even that fails."""
    words = kept(request)
    try:
        html = render_to_string(f"errors/{template}.html", {"kept": words, "retry_action": request.path})
    except Exception as error:  # noqa: BLE001  # nothing may stand between a writer and their words
        _log.error("error page failed", extra={"error": type(error).__name__})
        areas = format_html_join("", "<textarea>\n{}</textarea>", ((word.value,) for word in words))
        html = format_html("<!doctype html><title>{}</title><h1>Something went wrong</h1>{}", status, areas)
    response = HttpResponse(html, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def database_away(request: HttpRequest) -> HttpResponse:
    """Return the 503 page."""
    response = failure_page(request, "503", 503)
    response.headers["Retry-After"] = _RETRY_AFTER
    return response


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Give the words back; sent again without a stamp, they lead to a fresh page."""
    del reason
    return failure_page(request, "csrf", 403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that could not be read."""
    del exception
    return failure_page(request, "400", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer someone who may not."""
    del exception
    return failure_page(request, "403", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for a page that is not there."""
    del exception
    return failure_page(request, "404", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer for an error of ours: 503 where the database is away, else 500."""
    error = sys.exc_info()[1]
    return database_away(request) if isinstance(error, AWAY) else failure_page(request, "500", 500)


class FailureUnderDebug:
    """DEBUG replaces handler500 by Django's own page; a database that is away is to look the same there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return database_away(request) if settings.DEBUG and isinstance(exception, AWAY) else None
