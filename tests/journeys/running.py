"""A running site for the browser: gunicorn and a worker, as real as on a server, on a database of their own."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlencode
from urllib.request import urlopen

import psycopg
from django.conf import settings
from django.db import connection, connections
from psycopg import sql

PATIENCE = 60.0
# Of the tests' own environment, only what a program needs to start.
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "XDG_RUNTIME_DIR", "SYSTEMROOT", "VIRTUAL_ENV")
_CODE = re.compile(r"(?m)^\s*([A-Z0-9]{4,}(?:-[A-Z0-9]{3,})?)\s*$")


@dataclass(frozen=True, slots=True)
class Database:
    """Where a database is, as libpq names things."""

    params: Mapping[str, Any]

    @property
    def name(self) -> str:
        return str(self.params["dbname"])

    @property
    def url(self) -> str:
        """Return the address for DATABASE_URL; everything stands in the query, where a socket folder may stand too."""
        words = {name: str(value) for name, value in self.params.items() if name != "dbname"}
        return f"postgresql:///{quote(self.name)}?{urlencode(words, quote_via=quote)}"

    def run(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Run one statement, and return its rows."""
        with psycopg.connect(**self.params, autocommit=True) as opened:
            found = opened.execute(statement.encode(), values)
            return found.fetchall() if found.description else []


def present_database() -> Database:
    """Return the database that Django uses now, without what only Django's own connections need."""
    params = connection.get_connection_params()
    names = [
        name for name in params if name in ("dbname", "user", "password", "host", "port") or name.startswith("ssl")
    ]
    return Database({name: params[name] for name in names})


@contextmanager
def copied(seeded: Database, name: str) -> Iterator[Database]:
    """Copy the database `seeded`; the copy is dropped at the end, whoever still uses it."""
    connections.close_all()
    there, copy = Database({**seeded.params, "dbname": "postgres"}), Database({**seeded.params, "dbname": name})

    def run(statement: str, **names: str) -> None:
        words = {key: sql.Identifier(value) for key, value in names.items()}
        with psycopg.connect(**there.params, autocommit=True) as opened:
            opened.execute(sql.SQL(statement).format(**words))  # type: ignore[arg-type]

    run("DROP DATABASE IF EXISTS {name} WITH (FORCE)", name=name)
    run("CREATE DATABASE {name} TEMPLATE {seeded} STRATEGY file_copy", name=name, seeded=seeded.name)
    try:
        yield copy
    finally:
        run("DROP DATABASE IF EXISTS {name} WITH (FORCE)", name=name)


@dataclass(frozen=True, slots=True)
class Site:
    """A site that runs: where it is, what it keeps its data in, and what it says."""

    url: str
    database: Database
    log: Path

    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def complaints(self) -> list[str]:
        """Return every line that tells of an error, or belongs to the trace of one."""
        return [line for line in self.said().splitlines() if _complains(line)]

    def code_in_mail(self, to: str, number: int = 1) -> str:
        """Wait for the mail number `number` to `to` that holds a code, and return that code."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            mails = [mail for mail in self.said().split("Content-Type: text/plain")[1:] if f"\nTo: {to}\n" in mail]
            codes = [found[1] for mail in mails if (found := _CODE.search(mail.partition("\n\n")[2]))]
            if len(codes) >= number:
                return codes[number - 1]
            time.sleep(0.1)
        raise AssertionError(f"No mail number {number} with a code came to {to}.")

    def forget_what_was_used(self) -> None:
        """Forget how often doors were used and which codes were shown: a code counts once in 30 s, and tests hurry."""
        self.database.run("DELETE FROM doors_ratecount")
        self.database.run("DELETE FROM shared_cache")

    @contextmanager
    def inside(self, blocker: Any) -> Iterator[None]:
        """Let Django's own code of this process work on the database of the site."""
        name = connection.settings_dict["NAME"]
        connection.close()
        connection.settings_dict["NAME"] = self.database.name
        try:
            with blocker.unblock():
                yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = name


def _complains(line: str) -> bool:
    if line.startswith("{"):
        with suppress(ValueError):
            return json.loads(line).get("level") in ("ERROR", "CRITICAL")
    return line.startswith("Traceback ") or "[ERROR]" in line or "[CRITICAL]" in line


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(database: Database, folder: Path, *, workers: int = 2, jobs: bool = True) -> Iterator[Site]:
    """Run the site on `database`, with its files and its log in `folder`, and a worker for its jobs where wanted."""
    port = free_port()
    site = Site(f"http://localhost:{port}", database, folder / "site.log")
    threads = ["--worker-class", "gthread", "--workers", str(workers), "--threads", "4"]
    quiet = ["--no-control-socket", "--log-level", "warning", "--graceful-timeout", "2"]
    commands = [["gunicorn", "community.wsgi", "--bind", f"127.0.0.1:{port}", *threads, *quiet]]
    commands += [["django", "procrastinate", "worker"]] if jobs else []
    with site.log.open("ab") as log:
        started = [
            subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=settings.BASE_DIR,
                env=_environment(site, folder),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
            for command in commands
        ]
        try:
            _wait_until_ready(site, started)
            yield site
        finally:
            _end(started)


def _environment(site: Site, folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in _KEPT}
    return kept | {
        "DEBUG": "1",
        "DJANGO_SETTINGS_MODULE": "community.settings",
        "DATABASE_URL": site.database.url,
        "DATA_DIR": str(folder),
        "SITE_URL": site.url,
        # The tests sign people in by themselves where signing in is not the story.
        "SECRET_KEY": settings.SECRET_KEY,
        "RECEIPT_KEY": settings.RECEIPT_KEY,
        "PYTHONUNBUFFERED": "1",
    }


def _wait_until_ready(site: Site, started: list[subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and all(one.poll() is None for one in started):
        with suppress(URLError, OSError), urlopen(f"{site.url}/readyz", timeout=5) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise AssertionError(f"The site did not start:\n{site.said()}")


def _end(started: list[subprocess.Popen[bytes]]) -> None:
    for one in started:
        one.terminate()
    for one in started:
        try:
            one.wait(10)
        except subprocess.TimeoutExpired:
            one.kill()
            one.wait()
