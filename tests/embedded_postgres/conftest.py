import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from community.embedded_postgres.server import ensure, stop

QUICK = {"fsync": "off"}

type Start = Callable[[], Path]
type Connect = Callable[[], psycopg.Connection]


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder that all tests share, one after the other: making one, or a copy, is what takes time here."""
    data = tmp_path_factory.mktemp("cluster") / "pg"
    ensure(data, QUICK)
    stop(data)
    yield data
    shutil.rmtree(data)


@pytest.fixture
def data(cluster: Path) -> Iterator[Path]:
    """The shared data folder; its server does not run."""
    yield cluster
    stop(cluster)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Path]:
    """A data folder that is not there yet."""
    data = tmp_path / "pg"
    yield data
    stop(data, "immediate")
    shutil.rmtree(data, ignore_errors=True)  # forty megabytes, which pytest would keep for three runs


@pytest.fixture
def copy(cluster: Path, empty: Path) -> Path:
    """A copy of the shared data folder, for tests that would spoil it."""
    shutil.copytree(cluster, empty)
    return empty


@pytest.fixture
def start(data: Path) -> Start:
    """Starts the server of `data`, or finds it running; returns its socket folder."""
    return lambda: ensure(data, QUICK)


@pytest.fixture
def connect(start: Start) -> Connect:
    """Starts the server of `data` if needed, and connects to it."""
    return lambda: psycopg.connect(host=str(start()), user="postgres", dbname="postgres", autocommit=True)
