from collections.abc import Iterator
from typing import Any

import pytest

from community.page_cache.front import FRONT
from tests.page_cache.pages_for_tests import MADE


@pytest.fixture(autouse=True)
def fresh_process(settings: Any) -> Iterator[None]:
    """Each test begins as a process that has just started, and serves the pages made for tests."""
    settings.ROOT_URLCONF = "tests.page_cache.pages_for_tests"
    settings.ALLOWED_HOSTS = ["testserver", "sidenote.example"]
    FRONT.clear()
    MADE.clear()
    yield
    FRONT.clear()
