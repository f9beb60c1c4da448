"""Reads the settings from the environment and refuses nonsense loudly."""

import contextlib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

_YES = {"1", "true", "yes", "on"}
_NO = {"", "0", "false", "no", "off"}


def flag(name: str, *, default: bool = False) -> bool:
    """Return the yes-or-no variable `name`; anything but yes or no raises ImproperlyConfigured."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in _YES:
        return True
    if value.strip().lower() in _NO:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")


def number(name: str, *, default: int, least: int = 0) -> int:
    """Return the whole number `name`; anything else, or less than `least`, raises ImproperlyConfigured."""
    value = os.environ.get(name, str(default))
    if not value.isascii() or not value.isdigit() or int(value) < least:
        raise ImproperlyConfigured(f"{name} must be a whole number of at least {least}, not {value!r}.")
    return int(value)


def words(name: str) -> list[str]:
    """Return the comma-separated list `name`, empty where it is unset."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def required(name: str, why: str) -> str:
    """Return the variable `name`; a missing one raises ImproperlyConfigured with the reason."""
    if value := os.environ.get(name, "").strip():
        return value
    raise ImproperlyConfigured(f"{name} is not set: {why} (To try the site on this machine, set DEBUG=1.)")


def secret(name: str, *, kept_in: Path | None) -> str:
    """Return the secret `name`.

    Under DEBUG it may be missing: then one is made and kept in the folder `kept_in` for the next start. In
    production it must be there, with at least 50 characters, and no two names may share one.
    """
    if kept_in is None:
        value = required(name, "production needs a long random secret of its own.")
        if len(value) < 50:
            raise ImproperlyConfigured(f"{name} must have at least 50 characters.")
        return value
    if value := os.environ.get(name, ""):
        return value
    path = kept_in / f"{name.lower()}.txt"
    if not path.exists():
        kept_in.mkdir(parents=True, exist_ok=True)
        made = path.with_suffix(f".{os.getpid()}")
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(60))
        with contextlib.suppress(FileExistsError):
            os.link(made, path)  # atomic, and loses to whoever was first
        made.unlink()
    return path.read_text().strip()


def database(data_dir: Path) -> dict[str, Any]:
    """Return the `default` database: DATABASE_URL, or the embedded server with its data below `data_dir`."""
    shared: dict[str, Any] = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        # EMBEDDED_PG_OPTIONS="fsync=off …" is for tests, which may lose everything.
        options = dict(pair.split("=", 1) for pair in os.environ.get("EMBEDDED_PG_OPTIONS", "").split())
        embedded = {"NAME": "sidenote", "DATA_DIR": data_dir / "postgres", "SERVER_OPTIONS": options}
        return shared | {"ENGINE": "community.embedded_postgres", **embedded}
    if not url.startswith(("postgresql://", "postgres://")):
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://")
    parts: Mapping[str, Any] = conninfo_to_dict(url)
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return shared | {
        "ENGINE": "django.db.backends.postgresql",
        **{django: str(parts[libpq]) for libpq, django in names.items() if parts.get(libpq)},
        # A host that swallows packets must not hang every request.
        "OPTIONS": {"connect_timeout": "5"} | {key: value for key, value in parts.items() if key not in names},
    }


def mailer(*, debug: bool) -> dict[str, Any]:
    """Return the `default` mailer: MAIL_URL as smtp:// or smtps://user:password@host:port; the console under DEBUG."""
    url = os.environ.get("MAIL_URL", "")
    if not url and debug:
        return {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(url or required("MAIL_URL", "production must be able to send mail."))
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured("MAIL_URL must be smtp://user:password@host:port or smtps://…")
    tls = parts.scheme == "smtps"
    options = {
        "host": parts.hostname,
        "port": parts.port or (465 if tls else 587),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": tls,
        "use_tls": not tls,
        "timeout": 20,
    }
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}
