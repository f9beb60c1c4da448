"""Logs that tell what the site did and nothing about people: codes, route names and ids; no path, address or text."""

import json
import logging
import time
import traceback
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse

_log = logging.getLogger("sidenote.request")
_OWN = {"sidenote", "community", "articles"}
# What a record of ours may carry beside its event: codes and numbers.
_EXTRAS = ("request_id", "route", "ids", "method", "status", "ms", "code", "kind", "count", "seconds")
_FRAMES = 15
_CAUSES = 4
_ROOT = Path(__file__).resolve().parents[2]


class Discreet(logging.Formatter):
    """One JSON object a line.

    Of our own records: the message, which is constant, and the extras that `_EXTRAS` names. Of others': the template of
    the message without what was put into it; a message without anything to put in may have been put together before, so
    only the place that wrote it is named. Of an error and its causes: class, SQLSTATE, constraint, and the places it
    went through. str() of a database error holds the row, so no error is ever written out.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
        }
        is_own = record.name.partition(".")[0] in _OWN
        if isinstance(record.msg, str) and (is_own or record.args):
            line["event"] = record.msg
        else:
            line["event"] = f"{record.module}:{record.lineno}"
        if is_own:
            line |= {name: getattr(record, name) for name in _EXTRAS if hasattr(record, name)}
        if record.exc_info and record.exc_info[1] is not None:
            line["errors"] = [_of_error(error) for error in _causes(record.exc_info[1])]
        return json.dumps(line, default=lambda value: type(value).__name__)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    for _n in range(_CAUSES):
        if error is None:
            return
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _of_error(error: BaseException) -> dict[str, Any]:
    found: dict[str, Any] = {"class": f"{type(error).__module__}.{type(error).__qualname__}"}
    if sqlstate := getattr(error, "sqlstate", None):
        found["sqlstate"] = sqlstate
    if constraint := getattr(getattr(error, "diag", None), "constraint_name", None):
        found["constraint"] = constraint
    steps = traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__), lookup_lines=False)
    # Of what lies below the call that failed, libraries fill many places: our own are never left out for them.
    own = [step for step in steps[:-_FRAMES] if step.filename.startswith(f"{_ROOT}/") and ".venv" not in step.filename]
    shown = [*own[-_FRAMES:], *steps[-_FRAMES:]]
    found["frames"] = [f"{_short(step.filename)}:{step.lineno} {step.name}" for step in shown]
    return found


def _short(filename: str) -> str:
    """Return the path below the installed packages or below this checkout: the rest names the machine."""
    return filename.rpartition("site-packages/")[2].removeprefix(f"{_ROOT}/")


class RequestLog:
    """One line for each request, with an id that the answer carries too. A route name stands for the path.

    Paths name treatments, so of what a path holds only the whole numbers are written.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        request_id = uuid.uuid4().hex
        response = self.get_response(request)
        response.headers["X-Request-ID"] = request_id
        match = request.resolver_match
        _log.info(
            "request",
            extra={
                "request_id": request_id,
                "route": (match and match.view_name) or "-",
                "ids": {name: value for name, value in match.kwargs.items() if type(value) is int} if match else {},
                "method": request.method if request.method in ("GET", "HEAD", "POST") else "other",
                "status": response.status_code,
                "ms": round((time.perf_counter() - began) * 1000, 1),
            },
        )
        return response
