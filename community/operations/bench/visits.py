"""What the benchmark visits, and how many queries each visit makes."""

import itertools
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from community.doors import stamps
from community.operations.bench.data import Site, make_site
from community.operations.bench.load import Request

_HOST = "bench.localhost"
_HEAD = f"Host: {_HOST}\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 192.0.2.1\r\nReferer: https://{_HOST}/\r\n"
_MOST_POSTS_A_SECOND = 300


@dataclass(frozen=True, slots=True)
class Visit:
    """One page: its name, how to ask for it, how many queries it makes, the status it answers."""

    name: str
    requests: Callable[[float], Request]
    queries: int
    status: int = 200
    with_cache: bool = True
    reference: bool = False


def plain(path: str, cookie: str = "") -> Request:
    """Return a request for `path` that is the same every time."""
    cookies = f"Cookie: {cookie}\r\n" if cookie else ""
    request = f"GET {path} HTTP/1.1\r\n{_HEAD}{cookies}\r\n".encode()
    return lambda: request


def plan(threads: int, posts_in_each: int) -> list[Visit]:
    """Prepare the database and the static files, fill them, and return what to visit, the references first."""
    call_command("prepare", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    site = make_site(threads, posts_in_each)
    cookie = f"{settings.SESSION_COOKIE_NAME}={site.session}"
    paths = {"article": site.article, "thread": site.thread, "front page": "/"}
    references = {"R0": "/bench/r0/", "R1": "/bench/r1/", "R3": "/bench/r3/"}
    return [
        *(Visit(name, _same(path), _queries(path), reference=True) for name, path in references.items()),
        *(Visit(f"{name}, anonymous, warm", _same(path), _queries(path)) for name, path in paths.items()),
        *(Visit(f"{name}, signed in", _same(path, cookie), _queries(path, site)) for name, path in paths.items()),
        Visit("reply POST, signed in", lambda seconds: _replies(site, cookie, seconds), _queries_of_a_reply(site), 302),
        *(
            Visit(f"{name}, anonymous, cache off", _same(path), _queries(path, cache=False), with_cache=False)
            for name, path in paths.items()
        ),
    ]


def finish() -> None:
    """Close the connection and end the database server, if it is the benchmark's own."""
    from community.embedded_postgres.server import stop  # noqa: PLC0415

    connection.close()
    if data_dir := settings.DATABASES["default"].get("DATA_DIR"):
        stop(data_dir, mode="immediate")


def _same(path: str, cookie: str = "") -> Callable[[float], Request]:
    request = plain(path, cookie)
    return lambda _seconds: request


def _client(site: Site | None) -> Client:
    client = Client(headers={"host": _HOST, "x-forwarded-proto": "https"})
    if site:
        client.cookies[settings.SESSION_COOKIE_NAME] = site.session
    return client


def _queries(path: str, site: Site | None = None, *, cache: bool = True) -> int:
    settings.PAGE_CACHE = cache  # read when the client loads its middleware
    client = _client(site)
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    settings.PAGE_CACHE = True
    return len(captured)


def _reply(site: Site, secret: str, number: int) -> str:
    request = RequestFactory().get("/")
    request.META["CSRF_COOKIE"] = secret
    stamp = stamps.issue(request, f"post:{site.thread_id}")
    text = f"A reply that nobody has written before, number {number} {secrets.token_hex(4)}, and a little more."
    return urlencode({"csrfmiddlewaretoken": secret, "stamp": stamp, "text": text, "send": "1"})


def _replies(site: Site, cookie: str, seconds: float) -> Request:
    secret = secrets.token_hex(16)
    path = f"/threads/{site.thread_id}/write/"
    bodies = (_reply(site, secret, number).encode() for number in range(int((seconds + 1) * _MOST_POSTS_A_SECOND)))
    head = f"POST {path} HTTP/1.1\r\n{_HEAD}Cookie: {cookie}; {settings.CSRF_COOKIE_NAME}={secret}\r\n"
    head += "Content-Type: application/x-www-form-urlencoded\r\n"
    ready = itertools.cycle([f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body for body in bodies])
    return lambda: next(ready)


def _queries_of_a_reply(site: Site) -> int:
    client = _client(site)
    secret = secrets.token_hex(16)
    client.cookies[settings.CSRF_COOKIE_NAME] = secret
    with CaptureQueriesContext(connection) as captured:
        client.post(
            f"/threads/{site.thread_id}/write/",
            _reply(site, secret, 0),
            content_type="application/x-www-form-urlencoded",
            headers={"referer": f"https://{_HOST}/"},
        )
    return len(captured)
