"""Every test of the house begins as a process that has just started."""

import pytest

from community.page_cache.front import FRONT


@pytest.fixture(autouse=True)
def fresh_front() -> None:
    FRONT.clear()
