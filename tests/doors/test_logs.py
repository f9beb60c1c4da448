import json
import logging
import sys
from typing import Any

import pytest
from django.test import Client

from community.doors.logs import Discreet


def written(name: str, message: Any, *args: Any, error: BaseException | None = None, **extra: Any) -> dict[str, Any]:
    """Return what a record of the logger `name` becomes."""
    exc_info = (type(error), error, error.__traceback__) if error else None
    record = logging.getLogger(name).makeRecord(
        name, logging.INFO, "/somewhere/module.py", 7, message, args, exc_info, extra=extra
    )
    line = Discreet().format(record)
    assert "\n" not in line
    found: dict[str, Any] = json.loads(line)
    return found


def test_a_record_of_ours_has_its_event_and_the_extras_that_are_known() -> None:
    line = written("community.x", "decided", count=3, text="words of a writer", code="away")
    del line["time"]
    assert line == {"level": "INFO", "logger": "community.x", "event": "decided", "count": 3, "code": "away"}


def test_nothing_that_was_put_into_a_message_is_written() -> None:
    line = written("django.request", "Forbidden: %s", "/treatments/secret/", request="<secret>", status_code=403)
    assert line["event"] == "Forbidden: %s"
    assert "secret" not in json.dumps(line)


def test_a_foreign_message_that_may_have_been_put_together_is_named_by_its_place() -> None:
    for message in ("Invalid HTTP_HOST header: 'secret'", ValueError("secret"), {"text": "secret"}):
        line = written("django.security.DisallowedHost", message)
        assert line["event"] == "module:7"
        assert "secret" not in json.dumps(line)


def test_an_extra_that_is_no_code_is_named_by_its_type() -> None:
    assert written("community.x", "sent", kind=ValueError("secret"))["kind"] == "ValueError"


def fail() -> None:
    try:
        {}["secret treatment"]
    except KeyError as error:
        raise RuntimeError("secret words") from error


def test_an_error_is_told_by_class_and_place_with_its_cause_and_never_by_its_words() -> None:
    with pytest.raises(RuntimeError) as failed:
        fail()
    line = written("django.request", "%s: %s", "x", "y", error=failed.value)
    first, second = line["errors"]
    assert (first["class"], second["class"]) == ("builtins.RuntimeError", "builtins.KeyError")
    assert first["frames"][1:] == [f"tests/doors/test_logs.py:{fail.__code__.co_firstlineno + 4} fail"]
    assert "secret" not in json.dumps(line)


@pytest.mark.django_db
def test_an_error_of_the_database_has_its_codes_and_never_the_row(caplog: Any) -> None:
    Client(raise_request_exception=False).get("/threads/7/hair-loss/")
    (record,) = [record for record in caplog.records if record.name == "django.request"]
    line = Discreet().format(record)
    cause = json.loads(line)["errors"][1]
    assert cause["class"] == "psycopg.errors.CheckViolation"
    assert (cause["sqlstate"], cause["constraint"]) == ("23514", "doors_ratecount_count_check")
    assert "my words" not in line
    assert "hair-loss" not in line
    assert str(sys.prefix) not in line


def requests_in(caplog: Any) -> list[dict[str, Any]]:
    return [json.loads(Discreet().format(record)) for record in caplog.records if record.name == "sidenote.request"]


@pytest.mark.django_db
def test_each_request_is_one_line_with_route_and_ids_and_no_path(caplog: Any) -> None:
    with caplog.at_level("INFO"):
        response = Client(raise_request_exception=False).post("/threads/7/hair-loss/?q=secret", {"text": "secret"})
    (line,) = requests_in(caplog)
    assert line["ms"] >= 0
    assert line["request_id"] == response.headers["X-Request-ID"]
    assert len(line["request_id"]) == 32
    del line["time"], line["ms"], line["request_id"]
    assert line == {
        "level": "INFO",
        "logger": "sidenote.request",
        "event": "request",
        "route": "thread",
        "ids": {"thread_id": 7},
        "method": "POST",
        "status": 500,
    }


def test_a_page_that_is_not_there_leaves_no_trace_of_what_was_typed(caplog: Any) -> None:
    with caplog.at_level("INFO"):
        Client().get("/secret/", headers={"user-agent": "secret", "x-request-id": "secret"})
        Client().generic("SECRET", "/write/")
    lines = requests_in(caplog)
    assert [(line["route"], line["ids"], line["method"], line["status"]) for line in lines] == [
        ("-", {}, "GET", 404),
        ("tests.doors.writing_for_tests.write", {}, "other", 200),
    ]
    assert "secret" not in json.dumps(lines).lower()
