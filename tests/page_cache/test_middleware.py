import gzip
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from community.accounts.models import User
from community.page_cache import shared
from community.page_cache.front import FRONT
from community.page_cache.versions import bump
from tests.page_cache.pages_for_tests import MADE
from tests.people import client_of

pytestmark = pytest.mark.django_db


def read(path: str, client: Client | None = None, **headers: str) -> Any:
    """Read `path` as a visitor whose browser sends `headers`; it brings no cookie unless `client` has one."""
    return (client or Client()).get(path, headers=headers)


def headers_of(response: HttpResponse) -> dict[str, str]:
    return {name: value for name, value in response.headers.items() if name != "X-Request-ID"}


def test_a_page_is_made_once_and_then_read_with_one_query(django_assert_num_queries: Any) -> None:
    first = read("/1/")
    with django_assert_num_queries(1):
        second = read("/1/")
    assert b"made 1" in second.content
    assert second.content == first.content
    assert headers_of(second) == headers_of(first)
    assert MADE["/1/"] == 1


def test_a_visitor_gets_no_cookie_and_leaves_no_session() -> None:
    visitor = Client()
    for _turn in range(3):
        response = visitor.get("/1/")
    assert (response.cookies, visitor.cookies) == ({}, {})
    assert Session.objects.count() == 0


def test_a_kept_page_has_the_headers_of_the_whole_house() -> None:
    read("/1/")
    headers = headers_of(read("/1/"))
    assert headers["Cache-Control"] == "no-cache"
    assert headers["Vary"] == "Cookie, Accept-Encoding"
    assert headers["X-Robots-Tag"] == "noarchive"
    assert {
        "Content-Security-Policy",
        "Permissions-Policy",
        "Cross-Origin-Resource-Policy",
        "Cross-Origin-Opener-Policy",
        "Referrer-Policy",
        "X-Content-Type-Options",
        "X-Frame-Options",
        "ETag",
    } <= set(headers)
    assert "Content-Encoding" not in headers


def test_a_change_makes_the_page_again() -> None:
    read("/1/")
    bump("/2/")
    assert b"made 1" in read("/1/").content
    bump("/1/")
    assert b"made 2" in read("/1/").content
    assert b"made 2" in read("/1/").content


def test_a_change_while_the_page_is_made_makes_it_again_for_the_next_reader() -> None:
    assert [read("/changing/").content for _turn in range(3)] == [b"made 1", b"made 2", b"made 2"]


def test_a_removal_anywhere_makes_every_page_again() -> None:
    read("/1/")
    read("/2/")
    bump("/1/", removal=True)
    read("/1/")
    assert b"made 2" in read("/2/").content


def test_the_answer_is_compressed_for_those_who_read_gzip() -> None:
    plain = read("/1/").content
    for accepts in ("gzip", "gzip, deflate, br", "br;q=1.0, gzip;q=0.8", "deflate, GZIP"):
        zipped = read("/1/", accept_encoding=accepts)
        assert zipped.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(zipped.content) == plain
        assert zipped.headers["Content-Length"] == str(len(zipped.content))
        assert len(zipped.content) < len(plain)
    for accepts in ("", "br", "identity", "gzip;q=0", "gzip; q=0.0, br"):
        assert read("/1/", accept_encoding=accepts).content == plain


def test_the_first_answer_is_compressed_once() -> None:
    assert b"made 1" in gzip.decompress(read("/1/", accept_encoding="gzip").content)


def test_a_browser_that_has_the_page_is_told_so(django_assert_num_queries: Any) -> None:
    etag = read("/1/").headers["ETag"]
    for asked in (etag, etag.removeprefix("W/"), f'"other", {etag}', "*"):
        with django_assert_num_queries(1):
            unchanged = read("/1/", if_none_match=asked, accept_encoding="gzip")
        assert (unchanged.status_code, unchanged.content) == (304, b"")
        assert headers_of(unchanged) == {
            "Vary": "Cookie, Accept-Encoding",
            "Cache-Control": "no-cache",
            "ETag": etag,
        }
    assert read("/1/", if_none_match='"other"').status_code == 200
    bump("/1/")
    assert read("/1/", if_none_match=etag).status_code == 200


def test_a_browser_that_has_the_same_words_is_told_so_by_another_process_too() -> None:
    etag = read("/1/").headers["ETag"]
    FRONT.clear()
    assert read("/1/", if_none_match=etag).status_code == 304


def test_head_answers_from_what_get_has_kept(django_assert_num_queries: Any) -> None:
    assert Client().head("/1/").status_code == 200
    whole = read("/1/")
    with django_assert_num_queries(1):
        head = Client().head("/1/")
    assert head.content == b""
    assert headers_of(head) == headers_of(whole)
    assert MADE["/1/"] == 2, "the first HEAD, which keeps nothing, and the GET"


def test_someone_who_is_signed_in_gets_a_page_of_their_own(ann: User) -> None:
    read("/1/")
    browser = client_of(ann)
    for turn in (2, 3):
        response = read("/1/", browser)
        assert f"made {turn}".encode() in response.content
        assert response.headers["Cache-Control"] == "private, no-cache"
        assert "ETag" not in response.headers
    assert b"made 1" in read("/1/").content


def test_someone_with_a_message_waiting_gets_a_page_of_their_own() -> None:
    read("/1/")
    browser = Client()
    browser.cookies["messages"] = "waiting"
    assert b"made 2" in read("/1/", browser).content


def test_a_visitor_with_a_form_open_elsewhere_reads_the_kept_page(settings: Any) -> None:
    read("/1/")
    browser = Client()
    browser.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32
    assert b"made 1" in read("/1/", browser).content


def test_only_the_queries_that_a_page_knows_are_kept() -> None:
    for query in ("page=2", "sort=newest-first", "page=2&sort=new"):
        read(f"/1/?{query}")
        assert b"made 1" in read(f"/1/?{query}").content
    for query in (
        "utm=1", "page=", "page=0", "page=01", "page=2&page=2", "page=2&x=1", "page", "page=2;x", "page=%32", "&",
        "page=2&", f"page={'9' * 7}",
    ):  # fmt: skip
        assert b"made 1" in read(f"/1/?{query}").content
        response = read(f"/1/?{query}")
        assert b"made 2" in response.content, query
        assert response.headers["Cache-Control"] == "private, no-cache"
    assert FRONT.get(("http", "testserver", "/1/", "utm=1")) is None


def test_hosts_and_schemes_have_pages_of_their_own() -> None:
    read("/1/")
    assert b"made 2" in read("/1/", host="sidenote.example").content
    assert b"made 3" in Client().get("/1/", secure=True).content
    assert b"made 1" in read("/1/").content
    assert b"made 2" in read("/1/", host="sidenote.example").content


def test_a_foreign_host_is_refused_as_ever() -> None:
    read("/1/")
    assert Client(raise_request_exception=False).get("/1/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(
    ("path", "status"),
    [("/token/", 200), ("/nonce/", 200), ("/secret/", 200), ("/streamed/", 200), ("/elsewhere/", 302), ("/gone/", 404)],
)
def test_what_is_for_one_reader_or_one_moment_is_never_kept(path: str, status: int) -> None:
    for turn in (1, 2):
        response = read(path, accept_encoding="gzip")
        assert (response.status_code, MADE[path]) == (status, turn)
        assert "ETag" not in response.headers
        assert response.headers.get("Content-Encoding") in (None, "gzip")
        assert response.headers["Cache-Control"] != "no-cache"


def test_a_post_is_never_answered_from_memory() -> None:
    read("/1/")
    assert b"made 2" in Client().post("/1/").content


def test_another_process_takes_the_page_from_the_shared_cache() -> None:
    first = read("/1/")
    FRONT.clear()
    second = read("/1/")
    assert MADE["/1/"] == 1
    assert second.content == first.content
    assert headers_of(second) == headers_of(first)


def test_another_process_makes_a_page_that_has_changed() -> None:
    read("/1/")
    bump("/1/")
    FRONT.clear()
    assert b"made 2" in read("/1/").content


def test_a_change_deletes_the_page_from_the_shared_cache(django_capture_on_commit_callbacks: Any) -> None:
    read("/1/")
    read("/2/")
    with django_capture_on_commit_callbacks(execute=True):
        bump("/1/", "/")
    FRONT.clear()
    assert cache.get(shared._name("/1/")) is None
    assert cache.get(shared._name("/2/")) is not None


def test_a_change_while_the_page_is_made_leaves_nothing_old_in_the_shared_cache() -> None:
    read("/changing/")
    assert cache.get(shared._name("/changing/")) is None


def test_a_shared_cache_that_is_away_only_costs_time(settings: Any, caplog: Any) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://x"}}
    assert b"made 1" in read("/1/").content
    assert b"made 1" in read("/1/").content
    FRONT.clear()
    assert b"made 2" in read("/1/").content
    assert {record.getMessage() for record in caplog.records if record.name == "community.page_cache.shared"} == {
        "the shared cache did not answer"
    }


def test_the_cache_can_be_switched_off(settings: Any) -> None:
    settings.PAGE_CACHE = False
    for turn in (1, 2):
        response = read("/1/")
        assert f"made {turn}".encode() in response.content
        assert response.headers["Cache-Control"] == "private, no-cache"


def test_the_log_names_the_route_of_a_kept_page(caplog: Any) -> None:
    read("/1/")
    caplog.clear()
    with caplog.at_level("INFO"):
        read("/1/")
    (record,) = [record for record in caplog.records if record.name == "sidenote.request"]
    assert (record.route, record.ids, record.status) == ("plain", {"number": 1}, 200)
