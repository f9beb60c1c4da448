from typing import Any

import pytest


@pytest.fixture(autouse=True)
def doors_for_tests(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.doors.writing_for_tests"
