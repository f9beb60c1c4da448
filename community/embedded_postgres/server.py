import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from community.embedded_postgres.errors import EmbeddedPostgresError
from community.embedded_postgres.locking import locked
from community.embedded_postgres.postmaster import Mode, clear_stale, find, find_lost, shut_down_or_raise
from community.embedded_postgres.running_as import account_for
from community.embedded_postgres.sockets import check_private, make_private, remove_if_empty, socket_dir
from community.embedded_postgres.starting import FIXED, create, launch, start_watcher
from community.embedded_postgres.waiting import wait_until

NO_OPTIONS: Mapping[str, str] = MappingProxyType({})


def ensure(data_dir: Path, options: Mapping[str, str] = NO_OPTIONS) -> Path:
    """Make sure that the server of `data_dir` runs, and return the folder of its socket.

    Creates the cluster when there is none. Cheap when the server is ready (three small reads), so call it before
    every connection. `options` are PostgreSQL settings by name, used when this call starts the server.
    Raises EmbeddedPostgresError, and ValueError for an option that is not for the caller to choose.
    """
    if refused := sorted({*options} & {*FIXED, "unix_socket_directories"}):
        raise ValueError(f"The embedded server decides itself about {', '.join(refused)}.")
    data = data_dir.resolve()
    if folder := _ready(data):
        return folder
    data.parent.mkdir(parents=True, exist_ok=True)
    with locked(data):
        return _settled(data) or _start(data, options)


def stop(data_dir: Path, mode: Mode = "fast") -> None:
    """Stop the server of `data_dir`, if one runs, also one whose folder was deleted; return when it is gone.

    "fast" ends open sessions, "smart" gives them a minute, "immediate" leaves recovery to the next start, and is
    what the others resort to. Raises EmbeddedPostgresError when the server is still there after all that.
    """
    data = data_dir.resolve()
    if not data.parent.exists():
        return
    folder = socket_dir(data, os.geteuid())
    with locked(data):
        if server := find(data) or find_lost(data, folder):
            shut_down_or_raise(server, data, mode)
        remove_if_empty(folder)


def _ready(data: Path) -> Path | None:
    server = find(data)
    if server is None or not server.serves():
        return None
    check_private(server.socket_dir, data.stat().st_uid)
    return server.socket_dir


def _settled(data: Path) -> Path | None:
    """Wait for a server that is just starting or stopping; stop one that lost its socket. None: there is none now."""
    _wait_while(data, ("", "starting"), seconds=60)
    _wait_while(data, ("stopping",), seconds=5)
    if folder := _ready(data):
        return folder
    if server := find(data):
        if server.state not in ("ready", "stopping"):
            raise EmbeddedPostgresError(f"The server of {data} (process {server.pid}) is still starting.")
        shut_down_or_raise(server, data, "fast")
    return None


def _wait_while(data: Path, states: tuple[str, ...], seconds: float) -> None:
    wait_until(lambda: (server := find(data)) is None or server.state not in states, seconds)


def _start(data: Path, options: Mapping[str, str]) -> Path:
    account = account_for(data)
    folder = socket_dir(data, account.uid)
    if lost := find_lost(data, folder):
        shut_down_or_raise(lost, data, "immediate")
    make_private(folder, account.uid, account.gid)
    if not (data / "PG_VERSION").exists():
        create(data, account, durable=options.get("fsync") != "off")
    clear_stale(data, folder)
    start_watcher(data)
    return launch(data, account, folder, options).socket_dir
