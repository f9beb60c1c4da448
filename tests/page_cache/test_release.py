"""A page that another release made is not shown by this one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from community.page_cache import shared
from community.page_cache.front import FRONT
from community.page_cache.middleware import PageCache
from community.page_cache.release import release


@pytest.fixture
def site(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A site of two files, of which no release is known yet."""
    settings.BASE_DIR = tmp_path
    for name, words in (("templates/base.html", "<p>One</p>"), ("static/css/site.css", "p {}")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(words)
    release.cache_clear()
    yield tmp_path
    release.cache_clear()


def fresh() -> str:
    release.cache_clear()
    return release()


def test_the_token_stands_for_names_and_contents_not_for_times(site: Path) -> None:
    first = fresh()
    (site / "templates/base.html").write_text("<p>One</p>")
    assert fresh() == first
    (site / "templates/base.html").write_text("<p>Two</p>")
    second = fresh()
    (site / "static/css/site.css").rename(site / "static/css/other.css")
    assert len({first, second, fresh()}) == 3


def test_compiled_files_are_no_part_of_a_release(site: Path) -> None:
    first = fresh()
    (site / "community/__pycache__").mkdir(parents=True)
    (site / "community/__pycache__/urls.cpython-313.pyc").write_bytes(b"x")
    assert fresh() == first


def test_a_process_keeps_the_token_it_started_with(site: Path) -> None:
    PageCache(lambda _request: HttpResponse())
    (site / "templates/base.html").write_text("<p>Two</p>")
    begun_with = release()
    assert begun_with != fresh()


@pytest.mark.django_db
def test_the_next_release_makes_its_pages_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def read() -> bytes:
        FRONT.clear()
        return Client().get("/1/").content

    old = read()
    assert read() == old
    monkeypatch.setattr(shared, "release", lambda: "the next one")
    new = read()
    assert (b"made 1" in old, b"made 2" in new) == (True, True)
    assert read() == new
