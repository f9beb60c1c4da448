"""For whoever watches the site."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from community.doors.caching import no_store
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
    look_now("")
    return HttpResponse("ready\n", content_type="text/plain")
