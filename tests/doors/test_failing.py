import logging
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client

from community.doors.failing import is_away

WORDS = "It began <in> May.\r\nThen it & stopped."
SHOWN = "It began &lt;in&gt; May.\r\nThen it &amp; stopped."
FIELDS = {"text": WORDS, "password": "hunter2", "code": "ABCD"}


def browser(*, checks: bool = False) -> Client:
    return Client(enforce_csrf_checks=checks, raise_request_exception=False)


@pytest.mark.parametrize(
    ("how", "status"),
    [
        ("away", 503),
        ("because-away", 503),
        ("while-away", 503),
        ("constraint", 500),
        ("broken", 500),
        ("forbidden", 403),
        ("gone", 404),
        ("suspicious", 400),
    ],
)
def test_whatever_fails_the_words_come_back(how: str, status: int) -> None:
    response = browser().post(f"/fail/{how}/", FIELDS)
    assert response.status_code == status
    assert response.text.count(SHOWN) == 1
    assert f'action="/fail/{how}/"' in response.text
    assert response.headers["Cache-Control"] == "no-store"
    assert "hunter2" not in response.text
    assert "ABCD" not in response.text
    assert "words of a" not in response.text
    assert response.cookies == {}


def test_only_an_absent_database_says_when_to_come_back() -> None:
    assert browser().post("/fail/away/").headers["Retry-After"] == "30"
    assert "Retry-After" not in browser().post("/fail/broken/").headers


def test_a_foreign_token_gives_the_words_back_and_the_first_beat_takes_them_again() -> None:
    client = browser(checks=True)
    refused = client.post("/write/", {**FIELDS, "send": "1", "csrfmiddlewaretoken": "x" * 64})
    assert refused.status_code == 403
    assert SHOWN in refused.text
    assert 'action="/write/"' in refused.text
    assert refused.headers["Cache-Control"] == "no-store"
    again = client.post("/write/", {"text": WORDS})
    assert (again.status_code, again.text) == (200, f"checked: {WORDS}")


def test_a_door_that_wants_a_token_offers_no_button_that_could_not_work() -> None:
    refused = browser(checks=True).post("/step/", FIELDS)
    assert refused.status_code == 403
    assert SHOWN in refused.text
    assert "action=" not in refused.text.partition("<main")[2]


@pytest.mark.parametrize(
    "body",
    [b"text=" + b"x" * 300_000, b"&".join(b"field%d=a" % n for n in range(500))],
    ids=["too large", "too many fields"],
)
def test_a_body_that_is_too_much_is_refused_politely(body: bytes) -> None:
    response = browser().post("/fail/no/", body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 400
    assert "<h1>" in response.text


def test_a_page_that_is_not_there_says_so() -> None:
    response = browser().get("/nowhere/")
    assert response.status_code == 404
    assert "<h1>We did not find this page</h1>" in response.text
    assert "Your text is here" not in response.text


@pytest.mark.django_db
def test_the_page_that_is_not_there_knows_who_is_signed_in(ann: Any) -> None:
    client = browser()
    client.force_login(ann, backend="django.contrib.auth.backends.ModelBackend")
    assert "Sign out" in client.get("/nowhere/").text
    assert "Sign out" not in browser().get("/nowhere/").text


def test_failures_of_ours_ask_nothing_of_the_database(ann_cookie: str) -> None:
    """No database mark: a query would fail here."""
    client = browser(checks=True)
    client.cookies["sessionid"] = ann_cookie
    assert client.post("/fail/away/", FIELDS).status_code == 503
    assert client.post("/fail/broken/", FIELDS).status_code == 500
    assert client.post("/step/", FIELDS).status_code == 403
    assert client.get("/nowhere/").status_code == 404


@pytest.fixture
def ann_cookie() -> str:
    return "a" * 32


def test_words_come_back_even_when_the_error_page_breaks(settings: Any, tmp_path: Any, caplog: Any) -> None:
    (tmp_path / "errors").mkdir()
    (tmp_path / "errors" / "500.html").write_text("{% no_such_tag %}")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    response = browser().post("/fail/broken/", FIELDS)
    assert response.status_code == 500
    assert SHOWN in response.text
    assert "Your text" in response.text
    assert [record.getMessage() for record in caplog.records if record.name == "community.doors.failing"] == [
        "an error page failed"
    ]


def test_debug_shows_djangos_page_for_errors_of_ours_and_our_page_for_an_absent_database(settings: Any) -> None:
    settings.DEBUG = True
    away = browser().post("/fail/away/", FIELDS)
    assert away.status_code == 503
    assert SHOWN in away.text
    logging.disable(logging.CRITICAL)
    broken = browser().post("/fail/broken/", FIELDS)
    logging.disable(logging.NOTSET)
    assert broken.status_code == 500
    assert "Traceback" in broken.text


@pytest.mark.django_db
def test_a_server_that_gave_up_on_a_deadlock_is_not_away() -> None:
    raised = "DO $$ BEGIN RAISE EXCEPTION 'two verbs met' USING ERRCODE = '40P01'; END $$"
    with pytest.raises(OperationalError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(raised)
    assert is_away(caught.value) is False
    assert is_away(OperationalError("connection refused")) is True
