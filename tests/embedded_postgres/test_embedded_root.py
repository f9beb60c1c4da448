"""Root runs the server as someone else, because PostgreSQL refuses root."""

import os
import pwd
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from community.embedded_postgres.binaries import bin_dir
from community.embedded_postgres.errors import EmbeddedPostgresError
from community.embedded_postgres.postmaster import find
from community.embedded_postgres.server import ensure, stop

QUICK = {"fsync": "off"}

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become someone else")


@pytest.fixture
def public() -> Iterator[Path]:
    """A data folder, not there yet, below one that every user may enter."""
    above = Path(tempfile.mkdtemp(dir="/tmp"))
    above.chmod(0o755)
    yield above / "pg"
    stop(above / "pg", "immediate")
    shutil.rmtree(above)


@pytest.fixture
def no_namespaces(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without the `unshare` command; containers that forbid it look the same."""
    monkeypatch.setenv("PATH", "/nowhere")


def owner_of_server(data: Path) -> int:
    server = find(data)
    assert server is not None
    return Path(f"/proc/{server.pid}").stat().st_uid


def test_user_namespace_leaves_every_file_with_root(data: Path) -> None:
    ensure(data, QUICK)

    assert (owner_of_server(data), data.stat().st_uid) == (0, 0)


def test_nobody_runs_the_server_where_namespaces_are_refused(
    public: Path, no_namespaces: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = pwd.getpwnam("nobody").pw_uid
    if any(not folder.stat().st_mode & 0o001 for folder in bin_dir().parents):
        pytest.skip("the virtual environment lies where nobody may not read it")

    folder = ensure(public, QUICK)
    assert (owner_of_server(public), public.stat().st_uid, folder.stat().st_uid) == (nobody, nobody, nobody)

    stop(public)
    monkeypatch.undo()
    ensure(public, QUICK)  # what belongs to nobody stays nobody's, also where namespaces work
    assert owner_of_server(public) == nobody


def test_folder_that_nobody_cannot_reach_is_explained(empty: Path, no_namespaces: None) -> None:
    with pytest.raises(EmbeddedPostgresError, match="cannot reach"):
        ensure(empty, QUICK)


def test_folder_of_root_is_explained_where_namespaces_are_refused(data: Path, no_namespaces: None) -> None:
    with pytest.raises(EmbeddedPostgresError, match="belongs to root"):
        ensure(data, QUICK)
