"""A few pages to try the cache on. They count how often they are made, and read what they show from the database."""

from collections import Counter

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.middleware.csp import get_nonce
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import path

from community.doors import failing
from community.doors.keeping import kept
from community.page_cache.keeping import keep_page
from community.page_cache.versions import bump

MADE: Counter[str] = Counter()
FILLING = "<p>" + "quiet words " * 100 + "</p>"


def _made(request: HttpRequest) -> int:
    MADE[request.get_full_path()] += 1
    return MADE[request.get_full_path()]


@keep_page(allowed=("page", "sort"))
def plain(request: HttpRequest, number: int) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    response = HttpResponse(f"<main><!--stale-notice-->made {_made(request)}</main>{FILLING}")
    response.headers["X-Robots-Tag"] = "noarchive"
    return response


@keep_page()
def changing(request: HttpRequest) -> HttpResponse:
    """Changes while it is being made, the first time."""
    if _made(request) == 1:
        bump("/changing/")
    return HttpResponse(f"made {MADE['/changing/']}")


@keep_page()
def with_token(request: HttpRequest) -> HttpResponse:
    _made(request)
    return HttpResponse(get_token(request))


@keep_page()
def with_nonce(request: HttpRequest) -> HttpResponse:
    _made(request)
    return HttpResponse(str(get_nonce(request)))


@keep_page()
def elsewhere(request: HttpRequest) -> HttpResponse:
    _made(request)
    return redirect("/1/")


@keep_page()
def gone(request: HttpRequest) -> HttpResponse:
    _made(request)
    raise Http404


@keep_page()
def secret(request: HttpRequest) -> HttpResponse:
    _made(request)
    response = HttpResponse("for once")
    response.headers["Cache-Control"] = "no-store"
    return response


@keep_page()
def streamed(request: HttpRequest) -> StreamingHttpResponse:
    _made(request)
    return StreamingHttpResponse(["bit ", "by bit"])


def write(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse(kept(request)[0].value)


urlpatterns = [
    path("<int:number>/", plain, name="plain"),
    path("changing/", changing),
    path("token/", with_token),
    path("nonce/", with_nonce),
    path("elsewhere/", elsewhere),
    path("gone/", gone),
    path("secret/", secret),
    path("streamed/", streamed),
    path("write/", write),
]
handler404 = failing.not_found
handler500 = failing.server_error
