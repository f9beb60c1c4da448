import os
import shutil
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from community.embedded_postgres.binaries import bin_dir
from community.embedded_postgres.errors import EmbeddedPostgresError
from community.embedded_postgres.postmaster import Postmaster, alive, find
from community.embedded_postgres.running_as import Account, detach, last_lines, run
from community.embedded_postgres.sockets import PORT
from community.embedded_postgres.waiting import wait_until

PATIENCE = 60.0  # seconds until a start counts as failed, crash recovery included
SOURCE_ROOT = Path(__file__).resolve().parents[2]

# What the safety of the server rests on, and no setting may change.
FIXED = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    # What people wrote must not reach the log. A statement, the detail of an error and the message of an error can
    # all quote a row; so errors, which the client is told anyway, are not logged at all.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "logging_collector": "off",
    "log_destination": "stderr",
}
DEFAULTS = {
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_connections": "100",
    "log_checkpoints": "off",
}


def create(data: Path, account: Account, *, durable: bool) -> None:
    """Make a new, empty cluster in `data`; a crash halfway leaves nothing there.

    Text sorts by code point, and upper and lower case are Unicode's (the builtin C.UTF-8), whatever locales the
    machine has. Raises EmbeddedPostgresError when `data` holds other files, or initdb fails.
    """
    if data.exists() and any(data.iterdir()):
        raise EmbeddedPostgresError(f"{data} holds files, but no database: empty it, or choose another DATA_DIR.")
    new = data.with_name(data.name + ".new")
    if new.exists():
        shutil.rmtree(new)
    new.mkdir(mode=0o700)
    os.chown(new, account.uid, account.gid)
    _check_reach(new, account)
    locale = ("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
    sync = () if durable else ("--no-sync",)
    trust = ("--username=postgres", "--auth=trust")  # the private socket folder is the door
    run(account, [bin_dir() / "initdb", "--pgdata", new, *trust, *locale, *sync, "--no-instructions"])
    new.rename(data)


def _check_reach(folder: Path, account: Account) -> None:
    if account.uid == os.geteuid():
        return
    try:
        run(account, ["/bin/sh", "-c", 'test -w "$1"', "sh", folder])
    except EmbeddedPostgresError as error:
        raise EmbeddedPostgresError(
            f"PostgreSQL refuses to run as root, and the user `nobody` cannot reach {folder}. Run as an ordinary user, "
            "or set DATA_DIR to a folder below one that everyone may enter."
        ) from error


def launch(data: Path, account: Account, folder: Path, options: Mapping[str, str]) -> Postmaster:
    """Start the server of the cluster `data` with its socket in `folder`, and wait until it takes connections.

    Raises EmbeddedPostgresError when it ends instead, or is not ready within a minute.
    """
    settings = DEFAULTS | dict(options) | FIXED | {"unix_socket_directories": str(folder)}
    words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    command: list[str | Path] = [bin_dir() / "postgres", "-D", data, *words]
    log = data / "server.log"
    ended = _attempt(data, account, command, log)
    for _ in range(30):
        # Sessions of a server that was killed may need a moment to notice, and hold its shared memory until then.
        if "pre-existing shared memory" not in ended:
            break
        time.sleep(0.3)
        ended = _attempt(data, account, command, log)
    server = find(data)
    if server is None or not server.serves():
        raise EmbeddedPostgresError(f"PostgreSQL did not start in {data}: {ended}")
    return server


def _attempt(data: Path, account: Account, command: list[str | Path], log: Path) -> str:
    """Start the server once; return when it is ready, or gone, or a minute has passed. The answer is its log's end."""
    if log.exists():
        log.replace(log.with_name("server.log.1"))
    pid = detach(account, command, log)

    def settled() -> bool:
        server = find(data)
        return bool(server and server.serves()) or not alive(pid)

    wait_until(settled, PATIENCE)
    return last_lines(log.read_text(errors="replace")) if log.exists() else "it left no log."


def start_watcher(data: Path) -> None:
    """Start the process that stops the server of `data` when it is not used; it waits until the lock is free.

    EMBEDDED_PG_IDLE_SECONDS in the environment says how long an unused server stays (30 seconds without it).
    """
    command: list[str | Path] = [sys.executable, "-m", "community.embedded_postgres.watcher", data]
    if idle := os.environ.get("EMBEDDED_PG_IDLE_SECONDS"):
        command += ["--idle", idle]
    me = Account(os.geteuid(), os.getegid())
    path = os.pathsep.join(filter(None, [str(SOURCE_ROOT), os.environ.get("PYTHONPATH")]))
    detach(me, command, Path(os.devnull), {"PYTHONPATH": path})
