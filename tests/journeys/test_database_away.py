"""The database goes away and comes back: reading goes on, words are kept, and nobody restarts anything."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import psycopg
import pytest
from django.conf import settings
from playwright.sync_api import Browser, expect

from community.embedded_postgres.server import ensure, stop
from tests.journeys.acting import ARTICLE, keep_code, press, say_who
from tests.journeys.browsing import new_visitor
from tests.journeys.running import Database, Site, running

pytestmark = pytest.mark.browser

QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
WORDS = "It took nine weeks.\n\nThen it was as before."


@dataclass(frozen=True, slots=True)
class Server:
    """A database server of this test's own, so that stopping it harms nobody."""

    data: Path

    def start(self) -> Path:
        return ensure(self.data, QUICK)

    def stop(self) -> None:
        stop(self.data)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "pg")
    yield server
    stop(server.data, "immediate")


@pytest.fixture
def lonely_site(server: Server, tmp_path: Path) -> Iterator[Site]:
    """A site of one process on a server that it cannot start by itself."""
    params = {"host": str(server.start()), "port": 5432, "user": "postgres"}
    with psycopg.connect(**params, dbname="postgres", autocommit=True) as opened:
        opened.execute("CREATE DATABASE sidenote")
    database = Database({**params, "dbname": "sidenote"})
    environment = os.environ | {"DATABASE_URL": database.url, "DATA_DIR": str(tmp_path), "DEBUG": "1"}
    prepare = [sys.executable, "manage.py", "prepare"]
    subprocess.run(prepare, cwd=settings.BASE_DIR, env=environment, check=True, capture_output=True)
    with running(database, tmp_path, workers=1, jobs=False) as site:
        yield site


def status_of(address: str) -> int:
    try:
        with urlopen(address, timeout=20) as answer:
            return int(answer.status)
    except HTTPError as answered:
        return answered.code


def test_reading_goes_on_and_words_are_kept(chromium: Browser, lonely_site: Site, server: Server) -> None:
    url = lonely_site.url
    reader, writer = (new_visitor(chromium, url, scripts=False) for _ in range(2))
    article = reader.open(ARTICLE)
    text = article.get_by_role("main").inner_text()
    page = writer.open(ARTICLE)
    page.get_by_label("Your text").fill(WORDS)
    press(page, "Check and send")
    say_who(page, "yan")

    server.stop()
    assert (status_of(f"{url}/healthz"), status_of(f"{url}/readyz")) == (200, 503)

    # The published page is there, and says that it is a copy.
    article.reload()
    expect(article.get_by_role("status")).to_contain_text("A part of the site is resting.")
    assert article.get_by_role("main").inner_text().endswith(text)

    # The writing door keeps the words, however often it is tried.
    for _ in range(2):
        with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
            press(
                page,
                "Send" if page.get_by_role("button", name="Send", exact=True).count() else "Continue with this text",
            )
        assert answered.value.status == 503
        expect(page.get_by_role("heading", level=1)).to_have_text("We cannot save anything right now")
        expect(page.get_by_label("Your text")).to_have_value(WORDS)

    server.start()
    press(page, "Continue with this text")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check and send")
    say_who(page, "yan")
    press(page, "Send")
    keep_code(page)
    article.reload()
    expect(article.get_by_role("status")).to_have_count(0)
    assert status_of(f"{url}/readyz") == 200
    for visitor in (reader, writer):
        visitor.close()
