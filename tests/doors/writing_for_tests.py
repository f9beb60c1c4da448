"""Doors that fail in every way there is."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import IntegrityError, OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from community.doors import failing, stamps
from community.doors.caching import no_store
from community.doors.crossing import same_site_only
from community.doors.limits import limited


@csrf_exempt
def write(request: HttpRequest) -> HttpResponse:
    """Check at the first beat, which needs no token; keep at the second."""
    return _keep(request) if "send" in request.POST else HttpResponse(f"checked: {request.POST.get('text')}")


@csrf_protect
def _keep(request: HttpRequest) -> HttpResponse:
    return HttpResponse("kept")


def step(request: HttpRequest) -> HttpResponse:
    return HttpResponse("kept")


@csrf_exempt
def fail(request: HttpRequest, how: str) -> HttpResponse:
    if how == "away":
        raise OperationalError("connection refused")
    if how == "because-away":
        raise LookupError("no answer") from OperationalError("connection refused")
    if how == "while-away":
        try:
            fail(request, "away")
        except OperationalError:
            raise LookupError("no answer")  # noqa: B904
    if how == "constraint":
        raise IntegrityError("Key (text)=(my words) already exists.")
    if how == "forbidden":
        raise PermissionDenied
    if how == "gone":
        raise Http404
    if how == "suspicious":
        raise SuspiciousOperation("words of a stranger")
    if how == "broken":
        raise RuntimeError("words of a writer")
    return HttpResponse(request.POST.get("text", ""))


@no_store
@limited("write", limit=2, seconds=3600)
@csrf_exempt
def knock(request: HttpRequest) -> HttpResponse:
    return HttpResponse("come in")


@limited("other", limit=2, seconds=3600)
@csrf_exempt
def knock_elsewhere(request: HttpRequest) -> HttpResponse:
    return HttpResponse("come in")


@csrf_exempt
@same_site_only
@limited("check", limit=4, seconds=3600, when=lambda request: "send" not in request.POST)
@limited("send", limit=2, seconds=3600, when=lambda request: "send" in request.POST)
def beats(request: HttpRequest) -> HttpResponse:
    return HttpResponse("come in")


def stamp(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return HttpResponse(stamps.issue(request, "post:7"))
    read = stamps.read(request, "post:7", request.POST["stamp"])
    return JsonResponse({"key": read.key, "same_browser": read.same_browser})


def violate(request: HttpRequest, thread_id: int, slug: str) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO doors_ratecount (key, count, expires_at) VALUES ('my words', -1, now())")
    return HttpResponse(slug)


urlpatterns = [
    path("write/", write),
    path("step/", step),
    path("fail/<slug:how>/", fail, name="fail"),
    path("knock/", knock),
    path("knock/elsewhere/", knock_elsewhere),
    path("beats/", beats),
    path("stamp/", stamp),
    path("threads/<int:thread_id>/<slug:slug>/", violate, name="thread"),
]
handler400 = failing.bad_request
handler403 = failing.forbidden
handler404 = failing.not_found
handler500 = failing.server_error
