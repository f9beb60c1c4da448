"""Stops an embedded server that nobody uses: `python -m community.embedded_postgres.watcher DATA_DIR`.

Each start of a server starts one; it ends with its server. It imports neither Django nor the driver, which would
more than double its memory.
"""

import argparse
import subprocess
import time
from pathlib import Path

from community.embedded_postgres.binaries import bin_dir
from community.embedded_postgres.locking import locked
from community.embedded_postgres.postmaster import Postmaster, find, shut_down, shut_down_or_raise
from community.embedded_postgres.sockets import PORT
from community.embedded_postgres.waiting import wait_until

IDLE = 30.0
GRACE = 3.0  # seconds for a client that connected in the very moment the server was found idle

# Sessions that came and went between two looks count as use; the watcher's own are those of "postgres".
USE = """
SELECT (SELECT count(*) FROM pg_stat_activity
        WHERE backend_type IN ('client backend', 'walsender') AND pid <> pg_backend_pid()),
       (SELECT coalesce(sum(sessions), 0) FROM pg_stat_database WHERE datname <> 'postgres')
"""


def watch(data: Path, idle: float = IDLE) -> None:
    """Return when the server of `data` is gone, having stopped it if it had no client for `idle` seconds.

    Raises FileNotFoundError when the lock file is gone, and with it, most likely, the data folder.
    """
    # Whoever started this process holds the lock until the server is up. A watcher never makes the file: the whole
    # folder may be in the middle of being deleted.
    with locked(data, create=False):
        server = find(data)
    before, since = server and _use(server), time.monotonic()
    while server and not wait_until(lambda: find(data) != server, seconds=idle / 6, step=min(0.5, idle / 6)):
        now = _use(server)
        if now is None or now[0] or now != before:
            since = time.monotonic()
        elif time.monotonic() - since >= idle and _stopped(data, server, now):
            return
        before = now


def _use(server: Postmaster) -> tuple[int, int] | None:
    """Clients connected now, and sessions since the statistics began; None when the server did not answer."""
    where: list[str | Path] = ["-h", server.socket_dir, "-p", str(PORT), "-U", "postgres", "-d", "postgres"]
    try:
        asked = subprocess.run(
            [bin_dir() / "psql", "-X", "-w", "-A", "-t", "-F", " ", *where, "-c", USE],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=10,
            check=True,
        )
    except subprocess.SubprocessError:
        return None
    clients, sessions = asked.stdout.split()
    return int(clients), int(sessions)


def _stopped(data: Path, server: Postmaster, last: tuple[int, int]) -> bool:
    """Stop the server unless it has been used since the last look. Nobody can start one meanwhile: it is locked."""
    with locked(data):
        if find(data) != server or _use(server) != last:
            return False
        if not shut_down(server, data, "smart", GRACE):
            shut_down_or_raise(server, data, "fast")
        return True


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Stop an embedded server that has no client.")
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("--idle", type=float, default=IDLE, metavar="SECONDS")
    given = parser.parse_args()
    watch(given.data_dir.resolve(), given.idle)
