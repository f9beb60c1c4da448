"""The database goes away for real: its server ends the connection, or there is none to be had."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client

from community.accounts.models import User
from community.page_cache.front import FRONT
from community.page_cache.looking import look_now
from community.page_cache.versions import bump
from tests.page_cache.pages_for_tests import MADE
from tests.people import client_of


def end_connection() -> None:
    with pytest.raises(OperationalError), connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


def browser() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.django_db
def test_a_page_in_memory_is_shown_and_says_that_it_may_be_old() -> None:
    browser().get("/1/")
    end_connection()
    for accepts in ("gzip", ""):
        stale = browser().get("/1/", headers={"accept-encoding": accepts})
        assert stale.status_code == 200
        assert b"made 1" in stale.content
        assert stale.content.count(b"This page may be a few minutes old") == 1
        assert stale.headers["X-Sidenote-Stale"] == "1"
        assert stale.headers["Cache-Control"] == "no-store"
        assert stale.headers["Content-Length"] == str(len(stale.content))
        assert "ETag" not in stale.headers
        assert stale.headers["Content-Security-Policy"]
    assert browser().head("/1/").headers["Content-Length"] == stale.headers["Content-Length"]
    assert MADE["/1/"] == 1


@pytest.mark.django_db
def test_a_page_that_is_not_in_memory_is_away(ann: User) -> None:
    browser().get("/1/")
    signed_in = client_of(ann)
    signed_in.raise_request_exception = False
    end_connection()
    for away in (browser().get("/2/"), browser().post("/1/"), signed_in.get("/1/")):
        assert away.status_code == 503
        assert away.headers["Retry-After"] == "30"
        assert away.headers["Cache-Control"] == "no-store"
        assert away.headers["Content-Security-Policy"]
        assert "resting" in away.text


@pytest.mark.django_db
def test_a_process_that_has_not_looked_for_a_minute_shows_no_page(monkeypatch: Any) -> None:
    browser().get("/1/")
    now = time.monotonic()
    end_connection()
    monkeypatch.setattr(FRONT, "_clock", lambda: now + 61)
    assert browser().get("/1/").status_code == 503


@pytest.mark.django_db
def test_a_look_of_the_health_check_keeps_a_quiet_process_fit_for_an_outage(monkeypatch: Any) -> None:
    browser().get("/1/")
    now = time.monotonic()
    monkeypatch.setattr(FRONT, "_clock", lambda: now + 59)
    look_now("")
    end_connection()
    monkeypatch.setattr(FRONT, "_clock", lambda: now + 118)
    assert browser().get("/1/").status_code == 200


@pytest.mark.django_db
def test_a_page_from_before_a_removal_is_not_shown() -> None:
    browser().get("/1/")
    browser().get("/2/")
    bump("/1/", removal=True)
    browser().get("/2/")
    end_connection()
    assert browser().get("/1/").status_code == 503
    assert browser().get("/2/").status_code == 200


@pytest.mark.django_db
def test_words_come_back_while_the_database_is_away() -> None:
    end_connection()
    away = browser().post("/write/", {"text": "It began <in> May.", "code": "secret"})
    assert away.status_code == 503
    assert "It began &lt;in&gt; May." in away.text
    assert "secret" not in away.text


@pytest.mark.django_db
def test_debug_shows_the_same_page_for_a_database_that_is_away(settings: Any) -> None:
    settings.DEBUG = True
    end_connection()
    away = browser().post("/write/", {"text": "It began in May."})
    assert away.status_code == 503
    assert "It began in May." in away.text
    assert "Traceback" not in away.text


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A connection as in production, without the transaction that other tests run in."""
    name = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connection.close()
        yield
        connection.close()
        connection.settings_dict["NAME"] = name
        cache.clear()
        connection.close()


def test_a_connection_that_was_ended_is_replaced_at_the_next_look(committed: None) -> None:
    browser().get("/1/")
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    end_connection()
    fresh = browser().get("/1/")
    assert (fresh.status_code, fresh.headers.get("X-Sidenote-Stale")) == (200, None)


def test_the_site_recovers_without_a_restart(committed: None, monkeypatch: Any, caplog: Any) -> None:
    browser().get("/1/")
    name = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = "test_nowhere"
    assert [browser().get("/1/").headers.get("X-Sidenote-Stale") for _turn in range(3)] == ["1", "1", "1"]
    assert browser().get("/2/").status_code == 503
    connection.settings_dict["NAME"] = name
    assert browser().get("/1/").headers.get("X-Sidenote-Stale") == "1", "it is asked once a second"
    now = time.monotonic()
    monkeypatch.setattr(FRONT, "_clock", lambda: now + 1)
    fresh = browser().get("/1/")
    assert (fresh.status_code, fresh.headers.get("X-Sidenote-Stale")) == (200, None)
    assert browser().get("/2/").status_code == 200
    told = [record.getMessage() for record in caplog.records if record.name == "community.page_cache.looking"]
    assert told == ["the database went away", "the database is back"]
