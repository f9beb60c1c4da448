import hashlib
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from community.embedded_postgres.errors import EmbeddedPostgresError

PORT = 5432  # only a part of the socket's name: nothing listens on the network
LONGEST = 103  # bytes of a socket's path: 107 on Linux, 103 on macOS, without the closing zero


def socket_path(folder: Path) -> Path:
    """The socket inside a socket folder; libpq and the server both derive this name from the port."""
    return folder / f".s.PGSQL.{PORT}"


def socket_dir(data: Path, uid: int) -> Path:
    """A short path for the socket of the server of `data` that runs as `uid`; nothing is created.

    It lies in XDG_RUNTIME_DIR if that folder is the user's own, else in the temporary folder, because a project
    folder may be too deep for the socket's path.
    """
    name = f"pg-{uid}-{hashlib.sha256(os.fsencode(data)).hexdigest()[:10]}"
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    candidates = [Path(tempfile.gettempdir()), Path("/tmp")]  # noqa: S108 - the folder made in it is private and checked
    if runtime and Path(runtime).is_dir() and Path(runtime).stat().st_uid == uid:
        candidates.insert(0, Path(runtime))
    for base in candidates:
        if _fits(base, name):
            return base / name
    raise EmbeddedPostgresError("Found no folder for the database socket: set TMPDIR to a short path you may write to.")


def _fits(base: Path, name: str) -> bool:
    # libpq and the server both read a comma as the end of one path and the start of the next.
    short = len(os.fsencode(socket_path(base / name))) + len(".lock") <= LONGEST and "," not in str(base)
    return short and base.is_absolute() and os.access(base, os.W_OK | os.X_OK)


def make_private(folder: Path, uid: int, gid: int) -> None:
    """Create the socket folder for this user alone, or accept it if it already is; see `check_private`."""
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        pass
    else:
        os.chown(folder, uid, gid)
    check_private(folder, uid)


def check_private(folder: Path, uid: int) -> None:
    """Raise EmbeddedPostgresError unless `folder` is a real folder of `uid` that nobody else may enter.

    The server trusts whoever reaches its socket, so this folder is the door; and it may lie in a folder where
    every user of the machine can put something of the same name first.
    """
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != uid or stat.S_IMODE(found.st_mode) & 0o077:
        raise EmbeddedPostgresError(f"{folder} is not private to its user. Remove it, and start again.")


def remove_if_empty(folder: Path) -> None:
    """Remove a socket folder that a stopped server has left empty; keep anything else."""
    with suppress(OSError):
        folder.rmdir()
