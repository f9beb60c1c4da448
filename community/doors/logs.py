"""Logs that tell what the site did and nothing about people: codes, route names and ids; no path, address or text."""

import json
import logging
import time
import traceback
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from django.http import HttpRequest, HttpResponse

_log = logging.getLogger("sidenote.request")
_OWN = ("sidenote", "community", "articles")
_BUILT_IN = set(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


class Discreet(logging.Formatter):
    """One JSON object a line.

    Of our own records: the message, which is constant, and the extras, which are codes and numbers. Of others': the
    template of the message without what was put into it. Of an error: its class, the SQLSTATE and the constraint, and
    where it was raised. str() of a database error holds the row, so it is never written.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": record.msg if isinstance(record.msg, str) else type(record.msg).__name__,
        }
        if record.name.split(".")[0] in _OWN:
            line |= {key: value for key, value in record.__dict__.items() if key not in _BUILT_IN}
        if record.exc_info and record.exc_info[1] is not None:
            line |= _of_error(record.exc_info[1], record.exc_info[2])
        return json.dumps(line, default=str)


def _of_error(error: BaseException, trace: TracebackType | None) -> dict[str, Any]:
    cause = error.__cause__ or error
    diagnostics = getattr(cause, "diag", None)
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)[-12:]]
    return {
        "error": type(error).__name__,
        "sqlstate": getattr(cause, "sqlstate", None),
        "constraint": getattr(diagnostics, "constraint_name", None),
        "frames": frames,
    }


class RequestLog:
    """One line for each request. A route name stands for the path, since paths name treatments."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        ids = {
            key: value for key, value in (match.kwargs if match else {}).items() if isinstance(value, int | uuid.UUID)
        }
        _log.info(
            "request",
            extra={
                "route": match.view_name if match else getattr(response, "kept_route", "-"),
                "ids": ids,
                "method": request.method if request.method in ("GET", "HEAD", "POST") else "other",
                "status": response.status_code,
                "ms": round((time.perf_counter() - began) * 1000, 1),
            },
        )
        return response
