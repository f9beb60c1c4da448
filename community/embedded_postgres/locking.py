import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from community.embedded_postgres.errors import EmbeddedPostgresError
from community.embedded_postgres.waiting import wait_until

PATIENCE = 180.0  # seconds; a start waits up to 60 for a server that stops and 60 for one that recovers


@contextmanager
def locked(data: Path, *, create: bool = True) -> Iterator[None]:
    """Hold `<data>.lock`: between processes and threads, only one at a time starts or stops the server of `data`.

    The folder above `data` must exist, and with `create=False` the lock file as well, else FileNotFoundError.
    Raises EmbeddedPostgresError when another holds the lock for three minutes.
    """
    path = data.with_name(data.name + ".lock")
    handle = os.open(path, os.O_RDWR | os.O_CLOEXEC | (os.O_CREAT if create else 0), 0o600)
    try:
        if not wait_until(lambda: _taken(handle), PATIENCE, step=0.02):
            raise EmbeddedPostgresError(f"Another process has held {path} for {PATIENCE:.0f} seconds.")
        yield
    finally:
        # Closing alone would not release it if another thread had forked meanwhile.
        fcntl.flock(handle, fcntl.LOCK_UN)
        os.close(handle)


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
