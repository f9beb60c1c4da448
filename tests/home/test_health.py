"""Probes, as a balancer sends them: by number, often, and without a name of the site."""

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from community.home import health

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_name(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["sidenote.example"]
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]


@pytest.mark.parametrize("host", ["sidenote.example", "10.0.0.7:8000", "[fd00::7]:8000", "under_score", ""])
@pytest.mark.parametrize(("path", "words"), [("/healthz", "ok\n"), ("/readyz", "ready\n")])
def test_a_probe_is_answered_by_whatever_name_it_calls(path: str, words: str, host: str) -> None:
    answer = Client().get(path, headers={"host": host})
    assert (answer.status_code, answer.text) == (200, words)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_a_probe_writes_nothing() -> None:
    assert Client().post("/healthz", headers={"host": "10.0.0.7"}).status_code == 405


def test_readiness_without_the_database_is_503(monkeypatch: Any) -> None:
    def away(_path: str) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(health, "look_now", away)
    assert Client().get("/readyz", headers={"host": "10.0.0.7"}).status_code == 503
    assert Client().get("/healthz", headers={"host": "10.0.0.7"}).status_code == 200


def test_any_other_page_needs_the_name_and_its_refusal_is_one_line_of_the_request_log(caplog: Any) -> None:
    with caplog.at_level("INFO"):
        assert Client().get("/threads/new/", secure=True, headers={"host": "10.0.0.7"}).status_code == 400
    assert [(record.name, getattr(record, "status", None)) for record in caplog.records] == [("sidenote.request", 400)]


def test_the_log_names_the_route_of_a_probe(caplog: Any) -> None:
    with caplog.at_level("INFO"):
        Client().get("/healthz", headers={"host": "10.0.0.7"})
    assert [record.route for record in caplog.records] == ["healthz"]
