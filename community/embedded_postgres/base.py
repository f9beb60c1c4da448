import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql import base
from django.db.utils import OperationalError
from psycopg import sql

from community.embedded_postgres.errors import EmbeddedPostgresError
from community.embedded_postgres.server import ensure
from community.embedded_postgres.sockets import PORT

PATIENCE = 10.0  # seconds during which a server that comes or goes is asked again

# Refusals at the door carry no code, only these words (the server speaks English: its cluster has the C locale).
PASSING = (
    "starting up",
    "shutting down",
    "in recovery mode",
    "not yet accepting connections",
    "terminating connection",
    "closed the connection",
    "Connection refused",
    "Connection reset",
    "No such file or directory",
)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's PostgreSQL backend on a private server that the first connection starts.

    DATABASES["default"] = {
        "ENGINE": "community.embedded_postgres",
        "NAME": "sidenote",  # created when it is missing, unless Django's test runner does that (test_…)
        "DATA_DIR": Path(…),
        "SERVER_OPTIONS": {"fsync": "off"},  # optional PostgreSQL settings, used when this process starts the server
    }

    USER, HOST and PORT are not read, and PG… variables are removed from the environment of the process: PGSERVICE
    or PGHOSTADDR would lead the driver to another server, and it offers no other way to ignore them.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.settings_dict["OPTIONS"].get("pool"):
            raise ImproperlyConfigured("A pool would reconnect without starting the server: remove OPTIONS['pool'].")
        if not self.settings_dict.get("DATA_DIR"):
            raise ImproperlyConfigured("The embedded database needs DATA_DIR, the folder for its files.")
        for name in [name for name in os.environ if name.startswith("PG")]:
            os.environ.pop(name, None)

    def get_connection_params(self) -> dict[str, Any]:
        """Django's parameters, with the socket of a server that runs now; starts it where needed."""
        return {**super().get_connection_params(), **self._server_params()}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; while the server stops, starts or recovers, ask again for ten seconds."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return super().get_new_connection(conn_params)
            except psycopg.OperationalError as error:
                if time.monotonic() > deadline or not (self._created_database(error) or _passing(error)):
                    raise
            time.sleep(0.05)
            conn_params = self.get_connection_params()

    def _server_params(self) -> dict[str, Any]:
        data, options = Path(self.settings_dict["DATA_DIR"]), self.settings_dict.get("SERVER_OPTIONS") or {}
        try:
            folder = ensure(data, options)
        except (EmbeddedPostgresError, OSError) as error:
            raise OperationalError(str(error)) from error
        return {"host": str(folder), "port": PORT, "user": "postgres"}

    def _created_database(self, error: psycopg.OperationalError) -> bool:
        """Create the database if `error` says that it is missing; answer whether it was."""
        name = self.settings_dict["NAME"]
        if not name or name.startswith("test_") or f'database "{name}" does not exist' not in str(error):
            return False
        # Another process may create it in the same moment, in one of two ways; or the server may be gone again.
        with (
            suppress(psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation, psycopg.OperationalError),
            psycopg.connect(**self._server_params(), dbname="postgres", autocommit=True) as connection,
        ):
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return True


def _passing(error: psycopg.OperationalError) -> bool:
    return any(words in str(error) for words in PASSING)
