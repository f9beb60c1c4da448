import os
import signal
import subprocess
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from community.embedded_postgres.errors import EmbeddedPostgresError
from community.embedded_postgres.sockets import remove_if_empty, socket_path
from community.embedded_postgres.waiting import wait_until

type Mode = Literal["smart", "fast", "immediate"]
# https://www.postgresql.org/docs/current/server-shutdown.html
SIGNALS = {"smart": signal.SIGTERM, "fast": signal.SIGINT, "immediate": signal.SIGQUIT}
PATIENCE = {"smart": 60.0, "fast": 10.0, "immediate": 20.0}  # seconds


@dataclass(frozen=True)
class Postmaster:
    """A running server, as its lock file describes it; equal to another when it is the same run of it."""

    pid: int
    started: str
    socket_dir: Path = field(compare=False)
    state: str = field(compare=False)  # "starting", "ready", "stopping", or "" before the first of these

    def serves(self) -> bool:
        return self.state == "ready" and socket_path(self.socket_dir).is_socket()


def find(data: Path) -> Postmaster | None:
    """The server that runs on the folder `data`, or None; a lock file left behind by a dead one counts for nothing."""
    return _described(data / "postmaster.pid", data)


def find_lost(data: Path, folder: Path) -> Postmaster | None:
    """A server whose data folder was deleted while it ran, known only by the lock file beside its socket."""
    return _described(_socket_lock(folder), data)


def _described(lock_file: Path, data: Path) -> Postmaster | None:
    """Read a lock file: lines of pid, data folder, start, port, socket folder, address, shared memory, state."""
    pid, lines = _read(lock_file)
    if pid is None or not _runs_in(pid, data):
        return None
    lines += [""] * (8 - len(lines))
    return Postmaster(pid, started=lines[2], socket_dir=Path(lines[4]), state=lines[7].strip())


def _read(lock_file: Path) -> tuple[int | None, list[str]]:
    try:
        lines = lock_file.read_text(errors="surrogateescape").splitlines()
        return int(lines[0]), lines
    except (FileNotFoundError, NotADirectoryError, IndexError, ValueError):
        return None, []


def _runs_in(pid: int, data: Path) -> bool:
    """Whether process `pid` is a PostgreSQL server in the folder `data`, which may be deleted by now.

    A process id alone proves nothing: after a restart it may belong to any program, even to another server. But
    each server works in its own data folder.
    """
    if not Path("/proc/self/cwd").exists():
        shown = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
        return "postgres" in shown.stdout and str(data) in shown.stdout
    try:
        name = Path(f"/proc/{pid}/comm").read_text().strip()
        folder = str(Path(f"/proc/{pid}/cwd").readlink())
    except OSError:
        return False
    return name == "postgres" and folder in (str(data), f"{data} (deleted)")


def alive(pid: int) -> bool:
    """Whether a process with this id exists and is not merely waiting to be buried by its parent."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return not Path("/proc/self").exists()


def shut_down(server: Postmaster, data: Path, mode: Mode, seconds: float | None = None) -> bool:
    """Ask the server to stop and wait for it; answer whether it did. The caller holds the lock of `data`.

    "smart" lets the connected clients finish, "fast" cuts them off, "immediate" leaves the rest to crash recovery.
    """
    seconds = PATIENCE[mode] if seconds is None else seconds
    with suppress(ProcessLookupError):
        os.kill(server.pid, SIGNALS[mode])
    if not wait_until(lambda: not _runs_in(server.pid, data), seconds):
        return False
    remove_if_empty(server.socket_dir)
    return True


def shut_down_or_raise(server: Postmaster, data: Path, mode: Mode) -> None:
    """As `shut_down`, but resorts to "immediate", and raises EmbeddedPostgresError when even that does not help.

    PostgreSQL 18.4 never ends when a "fast" request comes while it recovers from the crash of a session. Nothing
    that was committed is lost by "immediate": the next start reads it from the write-ahead log.
    """
    if not (shut_down(server, data, mode) or shut_down(server, data, "immediate")):
        raise EmbeddedPostgresError(f"The server of {data} (process {server.pid}) does not stop.")


def clear_stale(data: Path, folder: Path) -> None:
    """Remove what a dead server left behind. The caller holds the lock, and knows that none runs.

    PostgreSQL would refuse to start where the process id in a lock file now belongs to another program, or where
    the file is empty, as a power cut leaves it. Sessions that outlive a killed server stay safe: their shared
    memory is found by the data folder's inode, and the new server waits for them to end.
    """
    for left in (data / "postmaster.pid", _socket_lock(folder), socket_path(folder)):
        left.unlink(missing_ok=True)


def _socket_lock(folder: Path) -> Path:
    path = socket_path(folder)
    return path.with_name(path.name + ".lock")
