"""Forms of other sites: where the first beat needs no token, another site could send it in a visitor's name."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from community.doors.failing import csrf_failed

View = Callable[..., HttpResponseBase]


def same_site_only(view: View) -> View:
    """Answer 403, with the words kept, to a POST that the browser says comes from another site.

    It says so in Sec-Fetch-Site (W3C Fetch Metadata), which no page can set; a browser too old to say anything passes.
    Stands outside of `limited`, so that another site cannot use up what a visitor may send.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and request.headers.get("Sec-Fetch-Site") == "cross-site":
            return csrf_failed(request)
        return view(request, *args, **kwargs)

    return guarded
