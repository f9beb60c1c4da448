"""For whoever watches the site."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import resolve
from django.views.decorators.http import require_safe

from community.doors.caching import no_store
from community.doors.failing import AWAY, database_away
from community.page_cache.looking import look_now


@no_store
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that this process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@no_store
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say that this process answers and its database does; 503 otherwise. Hears of removals on the way."""
    try:
        look_now("")
    except AWAY:
        return database_away(request)
    return HttpResponse("ready\n", content_type="text/plain")


class Probes:
    """Answers probes by whatever name they call: a balancer asks by number, which is no name of the site.

    Stands outside of what asks for the name (CommonMiddleware), and inside of what sets headers.
    """

    paths = ("/healthz", "/readyz")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info not in self.paths:
            return self.get_response(request)
        request.resolver_match = resolve(request.path_info)
        answer: HttpResponse = request.resolver_match.func(request)
        return answer
