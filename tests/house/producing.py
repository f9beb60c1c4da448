"""The settings as production would read them, without starting it."""

import os
import runpy
import secrets
from pathlib import Path
from typing import Any
from unittest import mock

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = ROOT / "community" / "settings.py"


def environment(tmp_path: Path, **changes: str | None) -> dict[str, str]:
    """Return a whole production environment; a change to None takes a variable away."""
    whole: dict[str, str | None] = {
        "SECRET_KEY": secrets.token_urlsafe(60),
        "RECEIPT_KEY": secrets.token_urlsafe(60),
        "ALLOWED_HOSTS": "sidenote.example",
        "SITE_URL": "https://sidenote.example",
        "MAIL_URL": "smtps://post:secret@mail.example:465",
        "MAIL_FROM": "Sidenote <post@sidenote.example>",
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
        "DATA_DIR": str(tmp_path),
    }
    return {name: value for name, value in (whole | changes).items() if value is not None}


def read_settings(env: dict[str, str]) -> dict[str, Any]:
    """Run settings.py in the environment `env` alone and return what it sets."""
    with mock.patch.dict(os.environ, env, clear=True):
        return runpy.run_path(str(SETTINGS))
