import time
from typing import Any

import pytest
from django.core import signing
from django.middleware.csrf import CsrfViewMiddleware
from django.test import Client, RequestFactory

from community.doors.stamps import StampInvalid, StampOld, issue, read


def visit(cookie: str | None = None) -> Any:
    """A request whose browser has the CSRF cookie `cookie`, as the middleware hands it on."""
    request = RequestFactory().get("/")
    if cookie:
        request.COOKIES["csrftoken"] = cookie
    CsrfViewMiddleware(lambda _request: None).process_request(request)
    return request


GUS, STAN = "g" * 32, "s" * 32


def test_a_stamp_tells_its_key_and_its_browser() -> None:
    token = issue(visit(GUS), "post:7")
    stamp = read(visit(GUS), "post:7", token)
    assert len(stamp.key) == 32
    assert stamp.same_browser


def test_every_page_has_a_key_of_its_own() -> None:
    keys = {read(visit(GUS), "post:7", issue(visit(GUS), "post:7")).key for _turn in range(20)}
    assert len(keys) == 20


def test_a_stamp_in_another_browser_says_so() -> None:
    token = issue(visit(GUS), "post:7")
    assert not read(visit(STAN), "post:7", token).same_browser
    assert not read(visit(), "post:7", token).same_browser


def test_a_stamp_for_a_browser_without_a_cookie_gives_it_one() -> None:
    browser = Client()
    token = browser.get("/stamp/").text
    assert browser.cookies["csrftoken"].value
    assert browser.post("/stamp/", {"stamp": token}).json()["same_browser"]
    assert not Client().post("/stamp/", {"stamp": token}).json()["same_browser"]


@pytest.mark.parametrize("token", ["", "x", "a:b", "a:b:c", ":", "\x00", "é" * 40, "x" * 100_000])
def test_a_stamp_that_is_missing_or_made_up_is_refused(token: str) -> None:
    with pytest.raises(StampInvalid):
        read(visit(GUS), "post:7", token)


def test_a_stamp_that_was_changed_is_refused() -> None:
    token = issue(visit(GUS), "post:7")
    changed = [token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :] for at in range(0, len(token) - 1, 7)]
    for wrong in changed:
        with pytest.raises(StampInvalid):
            read(visit(GUS), "post:7", wrong)


def test_a_stamp_of_another_door_is_refused() -> None:
    token = issue(visit(GUS), "post:7")
    with pytest.raises(StampInvalid):
        read(visit(GUS), "post:8", token)


def test_a_stamp_signed_for_something_else_is_refused() -> None:
    with pytest.raises(StampInvalid):
        read(visit(GUS), "post:7", signing.dumps(["key", "post:7", time.time(), "browser"], salt="something else"))


def test_a_stamp_is_good_for_a_day(monkeypatch: Any) -> None:
    token = issue(visit(GUS), "post:7")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 24 * 60 * 60 - 5)
    assert read(visit(GUS), "post:7", token).same_browser
    monkeypatch.setattr(time, "time", lambda: now + 24 * 60 * 60 + 5)
    with pytest.raises(StampOld):
        read(visit(GUS), "post:7", token)
