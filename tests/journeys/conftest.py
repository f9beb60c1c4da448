"""A site that runs, and browsers for it. The journeys come last: what is quick has failed by then."""

from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.chromium import MISSING, find
from tests.journeys.browsing import FLAGS, Visitor, new_visitor
from tests.journeys.running import Database, Site, copied, present_database, running
from tests.people import client_of, person

FAILED = pytest.StashKey[bool]()
type BrowserOf = Callable[..., Visitor]
type SessionOf = Callable[[str], str]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the journeys last. Playwright also leaves a running event loop, in which Django would refuse to work.

    The mark is what makes pytest-django set up a database; see below for what else it would do.
    """
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.django_db)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture
def _django_db_helper(django_db_setup: None) -> None:
    """Open no transaction for a journey, as pytest-django would: its database is the running site's."""


@pytest.fixture(scope="session")
def seeded(django_db_setup: None, django_db_blocker: Any) -> Database:
    """The database with the catalogue, the article and the people; not to be changed."""
    with django_db_blocker.unblock():
        return present_database()


@pytest.fixture(scope="session")
def site(seeded: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with two web processes and a worker, on a copy of the tests' database."""
    folder = tmp_path_factory.mktemp("site")
    with copied(seeded, f"{seeded.name}_journeys") as copy:
        with running(copy, folder) as site:
            yield site
        assert site.complaints() == []


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = find()
    if program is None:
        pytest.fail(MISSING.format(python="python"))
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with playwright.chromium.launch(executable_path=program, args=FLAGS) as browser:
            yield browser


@pytest.fixture
def browser_of(chromium: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[BrowserOf]:
    """Makes browsers, one for each person; when the test ends, each is asked what went wrong in it."""
    visitors: list[Visitor] = []

    def make(**options: Any) -> Visitor:
        visitors.append(new_visitor(chromium, site.url, **options))
        return visitors[-1]

    yield make
    for visitor in visitors:
        if request.node.stash.get(FAILED, False):
            visitor.tell()
        visitor.close()


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Whether the browser of this test runs JavaScript."""
    return bool(request.param)


@pytest.fixture(scope="session")
def session_of(site: Site, django_db_blocker: Any) -> SessionOf:
    """Signs someone in, staff with their second factor, and returns the key of the session."""
    keys: dict[str, str] = {}

    def key(name: str) -> str:
        if name not in keys:
            with site.inside(django_db_blocker):
                keys[name] = client_of(person(name)).cookies["sessionid"].value
        return keys[name]

    return key
