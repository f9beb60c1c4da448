import os
import pwd
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from community.embedded_postgres.errors import EmbeddedPostgresError

# The rest stays out: PG… variables change what the programs do, and a server needs no secrets of the site.
KEPT = ("EMBEDDED_PG_BIN", "HOME", "LD_LIBRARY_PATH", "PATH", "TMPDIR")


@dataclass(frozen=True)
class Account:
    """Who the server's programs run as: the owner of its files, and the words to put before each command."""

    uid: int
    gid: int
    prefix: tuple[str, ...] = ()


def account_for(data: Path) -> Account:
    """The account that runs the server of `data`.

    An ordinary user is simply that user. PostgreSQL refuses to run as root; so for root it is the owner of the
    data folder where that is someone else, else a user namespace in which root looks like `nobody` (nothing on
    disk changes hands), else, where the machine refuses namespaces, `nobody` itself.
    Raises EmbeddedPostgresError where the existing data folder belongs to an account that cannot run it.
    """
    owner = data.stat() if (data / "PG_VERSION").exists() else None
    if os.geteuid() != 0:
        if owner and owner.st_uid != os.geteuid():
            raise EmbeddedPostgresError(f"{data} belongs to another user (id {owner.st_uid}).")
        return Account(os.geteuid(), os.getegid())
    if owner and owner.st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    nobody = pwd.getpwnam("nobody")
    prefix = ("unshare", "--user", f"--map-user={nobody.pw_uid}", f"--map-group={nobody.pw_gid}")
    if _works(prefix):
        return Account(0, 0, prefix)
    if owner:
        raise EmbeddedPostgresError(
            f"{data} belongs to root, as whom PostgreSQL refuses to run, and this machine allows no user namespace. "
            "Run as an ordinary user, or give the folder to the user `nobody`."
        )
    return Account(nobody.pw_uid, nobody.pw_gid)


def _works(prefix: Sequence[str]) -> bool:
    try:
        return subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def run(account: Account, command: Sequence[str | Path]) -> str:
    """Run a program to its end as `account` and return what it printed.

    Raises EmbeddedPostgresError with the last lines of that when it fails or may not be run.
    """
    words = [*account.prefix, *map(str, command)]
    try:
        done = subprocess.run(
            words,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=_environment(),
            start_new_session=True,
            **_identity(account),
        )
    except PermissionError as error:
        raise EmbeddedPostgresError(
            f"User id {account.uid} may not run {command[0]}: run as an ordinary user, or put the virtual environment "
            "where everyone may read it."
        ) from error
    printed: str = done.stdout.decode(errors="replace")
    if done.returncode:
        raise EmbeddedPostgresError(f"{Path(command[0]).name} failed: {last_lines(printed)}")
    return printed


def detach(account: Account, command: Sequence[str | Path], log: Path, extra: Mapping[str, str] | None = None) -> int:
    """Start a program that outlives this process, printing into `log`; return its process id.

    A shell is the parent and ends at once, so that the init process adopts the program: no zombie here when it
    ends. It inherits no open file, and its words reach it unquoted, whatever is in them.
    """
    script = 'log=$1; shift; umask 077; "$@" </dev/null >>"$log" 2>&1 & echo $!'
    started = subprocess.run(
        ["/bin/sh", "-c", script, "sh", str(log), *account.prefix, *map(str, command)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
        cwd="/",
        env=_environment() | dict(extra or {}),
        start_new_session=True,
        **_identity(account),
    )
    return int(started.stdout)


def last_lines(printed: str) -> str:
    """The last five lines of what a program printed, as one line."""
    return " / ".join(printed.strip().splitlines()[-5:])


def _identity(account: Account) -> dict[str, Any]:
    if account.uid == os.geteuid():
        return {}
    return {"user": account.uid, "group": account.gid, "extra_groups": []}


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in KEPT if name in os.environ} | {"LC_ALL": "C"}
