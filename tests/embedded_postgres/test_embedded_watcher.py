import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from community.embedded_postgres.postmaster import alive, find
from community.embedded_postgres.server import stop
from community.embedded_postgres.waiting import wait_until

ROOT = Path(__file__).resolve().parents[2]

type Start = Callable[[], Path]
type Connect = Callable[[], psycopg.Connection]

pytestmark = pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="finds processes in /proc")


def watchers(data: Path) -> list[int]:
    """The process ids of the watchers of this data folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes().split(b"\0")
        except OSError:
            continue
        if b"community.embedded_postgres.watcher" in words and os.fsencode(data) in words:
            found.append(int(path.parent.name))
    return found


def opened_by(pid: int) -> set[str]:
    return {str(path.readlink()) for path in Path(f"/proc/{pid}/fd").iterdir() if path.is_symlink()}


def test_idle_server_is_stopped_and_a_busy_one_is_not(
    data: Path, start: Start, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMBEDDED_PG_IDLE_SECONDS", "0.5")
    with connect() as busy:
        server = find(data)
        time.sleep(1.3)
        assert find(data) == server
        busy.execute("CREATE DATABASE site")
    until = time.monotonic() + 1.3
    while time.monotonic() < until:  # short visits are use as well
        psycopg.connect(host=str(start()), user="postgres", dbname="site").close()
        time.sleep(0.3)
    assert find(data) == server

    assert wait_until(lambda: find(data) is None, 5)
    assert wait_until(lambda: watchers(data) == [], 3)
    with connect() as again:
        assert again.execute("SELECT 1").fetchone() == (1,)


def test_each_server_has_one_watcher_that_ends_with_it(data: Path, start: Start) -> None:
    start()
    start()
    assert wait_until(lambda: len(watchers(data)) == 1, 5)  # those of earlier servers are going
    (watcher,) = watchers(data)
    assert wait_until(lambda: opened_by(watcher) == {os.devnull}, 5)  # nothing of ours, above all not the lock
    assert os.getsid(watcher) != os.getsid(0)

    stop(data)

    assert wait_until(lambda: not alive(watcher), 5)


def test_watcher_imports_neither_django_nor_the_driver() -> None:
    code = "import sys, community.embedded_postgres.watcher; print({'django', 'psycopg'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout == "set()\n"
