"""What a person sees when something fails: a calm page, and their own words. Needs no database and no session."""

import logging
import sys
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from community.doors.keeping import Kept, kept

_log = logging.getLogger(__name__)
AWAY = (OperationalError, InterfaceError)
_RETRY_AFTER = "30"
# SQLSTATE classes with which a server that is there gives up on one transaction, such as a deadlock.
_ANSWERED = ("40", "55")


def failure_page(request: HttpRequest, template: str, status: int, *, knows_reader: bool = False) -> HttpResponse:
    """Return the error page `template` with the words of `request`, not to be stored; plain HTML where it fails too.

    `knows_reader`: the head of the page says who is signed in, which asks the database.
    """
    words = kept(request)
    context = {"kept": words, "retry_action": _retry_action(request)}
    html = (
        (_rendered(template, context, request) if knows_reader else None)
        or _rendered(template, context, None)
        or _plain(words)
    )
    response = HttpResponse(html, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _rendered(template: str, context: dict[str, Any], request: HttpRequest | None) -> str | None:
    try:
        return render_to_string(f"errors/{template}.html", context, request)
    except Exception:  # noqa: BLE001  # nothing may stand between a writer and their words
        _log.exception("an error page failed", extra={"code": template})
        return None


def _plain(words: list[Kept]) -> SafeString:
    areas = format_html_join(
        "", "<p><label>{}<br><textarea rows=8 cols=60>\n{}</textarea></label>", ((w.label, w.value) for w in words)
    )
    title = _("Something broke on our side")
    return format_html('<!doctype html><html lang="en"><title>{}</title><h1>{}</h1>{}', title, title, areas)


def _retry_action(request: HttpRequest) -> str | None:
    """Return where the words can go once more: to a door whose first beat needs no token, and nowhere else."""
    view = request.resolver_match.func if request.resolver_match else None
    return request.path if getattr(view, "csrf_exempt", False) else None


def is_away(error: BaseException | None) -> bool:
    """Say whether `error`, or what led to it, is a database that does not answer."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if isinstance(error, AWAY):
            return not str(getattr(error.__cause__, "sqlstate", None) or "").startswith(_ANSWERED)
        seen.add(id(error))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return False


def database_away(request: HttpRequest) -> HttpResponse:
    """Return the 503 page."""
    response = failure_page(request, "503", 503)
    response.headers["Retry-After"] = _RETRY_AFTER
    return response


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Give the words back; sent again to the door's first beat, they lead to a fresh page."""
    del reason
    return failure_page(request, "csrf", 403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that could not be read."""
    del exception
    return failure_page(request, "400", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer someone who may not."""
    del exception
    return failure_page(request, "403", 403, knows_reader=True)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for a page that is not there."""
    del exception
    return failure_page(request, "404", 404, knows_reader=True)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer for an error of ours: 503 where the database is away, else 500."""
    return database_away(request) if is_away(sys.exc_info()[1]) else failure_page(request, "500", 500)


class FailureUnderDebug:
    """DEBUG replaces handler500 by Django's own page; a database that is away is to look the same there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not settings.DEBUG or not is_away(exception):
            return None
        _log.error("the database is away", exc_info=exception)
        return database_away(request)
