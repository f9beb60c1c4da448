"""What every test may use. The database is real, seeded once, and rolled back after each test."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from articles.loading import load_articles
from community.accounts.models import User
from community.catalog.loading import load_catalogue
from community.discussions.models import Thread
from community.page_cache.front import FRONT
from tests.people import client_of, make_people, person


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        load_catalogue()
        load_articles()
        make_people()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Stop the tests' own database server; a server of someone else's is left alone."""
    del session
    if data_dir := settings.DATABASES["default"].get("DATA_DIR"):
        from community.embedded_postgres.server import stop  # noqa: PLC0415

        stop(data_dir, mode="immediate")


@pytest.fixture(autouse=True)
def nothing_kept_in_memory() -> None:
    """The page cache of this process outlives a rolled-back test; its pages must not."""
    FRONT.clear()


def _person(name: str) -> Any:
    @pytest.fixture(name=name)
    def found(db: None) -> User:
        return person(name)

    return found


ann, gus, stan, mo, sam, ed, ada = (_person(name) for name in ("ann", "gus", "stan", "mo", "sam", "ed", "ada"))


@pytest.fixture
def mo_browser(mo: User) -> Client:
    return client_of(mo)


@pytest.fixture
def sam_browser(sam: User) -> Client:
    return client_of(sam)


@pytest.fixture
def article_thread(db: None) -> Thread:
    return Thread.objects.get(public_path="/articles/imiquimod-and-hair-loss/")
