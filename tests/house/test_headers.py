"""What every answer says to the browser, what it leaves there, and what it costs the database."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.accounts.models import User
from community.discussions.posting import add_post
from community.page_cache.front import FRONT
from tests.check_and_send.beats import send
from tests.house.everywhere import ARTICLE, a_report, public_thread, publish
from tests.house.producing import environment, read_settings
from tests.people import client_of, person

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
READ = ("/", "/articles/", ARTICLE, "/threads/", "/threads/new/", "/about/", "/about/rules/", "/about/help-now/")
OTHERS = ("/search/?q=hair", "/robots.txt", "/sitemap.xml", "/healthz", "/readyz")
FORMS = ("/receipt/", "/reports/new/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/")
FAILED = ("/nothing-here/", "/articles/nothing-here/", "/posts/999999/")
DESK = ("/admin/", "/admin/desk/", "/admin/reports/report/", "/admin/exports/new/", "/admin/catalog/treatment/")


@pytest.fixture
def as_in_production(settings: Any, tmp_path: Path) -> None:
    """Take over everything that production says about transport and cookies."""
    production = read_settings(environment(tmp_path))
    for name, value in production.items():
        if name.startswith(("SECURE_", "SESSION_COOKIE", "CSRF_COOKIE", "X_FRAME")):
            setattr(settings, name, value)


def headers_of(response: HttpResponse) -> dict[str, str | None]:
    return {name: response.headers.get(name) for name in HEADERS}


@pytest.mark.django_db
@pytest.mark.usefixtures("as_in_production")
@pytest.mark.parametrize("path", [*READ, *OTHERS, *FORMS, *FAILED])
def test_readers_get_every_header(path: str) -> None:
    browser = Client()
    for _cold_then_warm in range(2):
        response = browser.get(path, secure=True)
        assert headers_of(response) == HEADERS
        assert "camera=()" in response.headers["Permissions-Policy"]
        assert "geolocation=()" in response.headers["Permissions-Policy"]
        assert b"nonce" not in response.content


@pytest.mark.django_db
@pytest.mark.usefixtures("as_in_production")
@pytest.mark.parametrize("path", [*DESK, "/me/", "/accounts/2fa/", "/admin/nothing-here/", "/admin/accounts/user/"])
def test_people_and_staff_get_every_header(path: str) -> None:
    for name in ("mo", "sam", "gus"):
        response = _signed_in(person(name)).get(path, secure=True)
        assert headers_of(response) == HEADERS


@pytest.mark.django_db
@pytest.mark.usefixtures("as_in_production")
def test_refusals_get_every_header() -> None:
    browser = Client(enforce_csrf_checks=True)
    answers = {
        403: browser.post("/receipt/", {"code": "x"}, secure=True),
        405: Client().post("/threads/", secure=True),
        400: browser.post("/threads/new/", {"text": "x " * 140_000}, secure=True),
    }
    assert {status: response.status_code for status, response in answers.items()} == {403: 403, 405: 405, 400: 400}
    assert [headers_of(response) for response in answers.values()] == [HEADERS] * 3


@pytest.mark.django_db
@pytest.mark.usefixtures("as_in_production")
def test_plain_http_is_led_to_https() -> None:
    assert Client().get(ARTICLE).headers["Location"] == f"https://testserver{ARTICLE}"
    assert Client().get("/healthz").status_code == 200


def _signed_in(user: User) -> Client:
    """A browser under production's cookie names."""
    browser = client_of(user)
    for cookie in browser.cookies.values():
        cookie["secure"] = True
    return browser


# --- what is left in the browser


@pytest.mark.django_db
@pytest.mark.usefixtures("as_in_production")
@pytest.mark.parametrize("path", [*READ, *OTHERS, *FAILED])
def test_a_reader_gets_no_cookie_and_no_session(path: str) -> None:
    browser = Client()
    for _cold_then_warm in range(2):
        assert "Set-Cookie" not in str(browser.get(path, secure=True).serialize_headers())
    assert not browser.cookies
    assert not Session.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("as_in_production")
def test_cookies_are_for_this_host_over_https_and_no_script(article_thread: Any, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = False  # the beats below are made in plain HTTP
    browser = Client()
    assert send(browser, f"/threads/{article_thread.pk}/write/").status_code == 200
    assert set(browser.cookies) == {"__Host-csrf", "__Host-session"}
    for cookie in browser.cookies.values():
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
        assert (cookie["path"], cookie["domain"]) == ("/", "")


# --- what it costs


def queries(browser: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        response = browser.get(path)
    assert response.status_code == 200, path
    return len(asked)


@pytest.mark.django_db
def test_a_warm_page_takes_one_query(gus: User) -> None:
    thread = public_thread(gus).thread.public_path
    reader = Client()
    for path in (ARTICLE, thread, "/", "/threads/", "/articles/", "/about/rules/"):
        reader.get(path)
        assert queries(reader, path) == 1, path


@pytest.mark.django_db
def test_a_page_that_another_process_made_takes_two_queries(gus: User) -> None:
    """One for its number, one for its bytes in the shared cache; neither grows with what stands on it."""
    reader = Client()
    reader.get(ARTICLE)
    FRONT.clear()
    assert queries(reader, ARTICLE) == 2


@pytest.mark.django_db
def test_no_list_asks_more_the_longer_it_is(gus: User, mo: User, sam: User, article_thread: Any, settings: Any) -> None:
    """With the page cache off: what it costs to build each page."""
    settings.PAGE_CACHE = False
    opening = public_thread(gus)
    guest, moderator, officer = client_of(gus), client_of(mo), client_of(sam)

    def grow(number: int) -> None:
        for n in range(number):
            for thread in (article_thread, opening.thread):
                publish(add_post(thread, gus, f"It was better on day {n} of {thread.pk}."))
            add_post(article_thread, gus, f"It waits since day {n}.")
        for n in range(number // 2):
            public_thread(gus, f"Another thread, number {n}")
            a_report(gus)

    def measure() -> dict[str, int]:
        held = add_post(opening.thread, gus, "The one that the desk opens.")
        pages = [
            *((Client(), path) for path in (ARTICLE, opening.thread.public_path, "/threads/", "/", "/sitemap.xml")),
            *((guest, path) for path in (ARTICLE, opening.thread.public_path, "/threads/", "/me/", "/reports/mine/")),
            *((moderator, path) for path in ("/admin/", "/admin/desk/", f"/admin/desk/{held.pk}/")),
            *((officer, path) for path in ("/admin/", "/admin/reports/report/")),
        ]
        counted = [(path.replace(str(held.pk), "…"), queries(browser, path)) for browser, path in pages]
        return {f"{number} {path}": asked for number, (path, asked) in enumerate(counted)}

    grow(2)
    measure()  # what a process asks once in its life
    few = measure()
    grow(48)
    many = measure()
    assert many == few
    assert {page: asked for page, asked in many.items() if asked > 12} == {}
