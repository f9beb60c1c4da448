"""Production starts only when it has everything, and says what is missing."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from tests.house.producing import ROOT, environment, read_settings

NEEDED = ("SECRET_KEY", "RECEIPT_KEY", "ALLOWED_HOSTS", "SITE_URL", "MAIL_URL", "MAIL_FROM")


def test_a_whole_environment_is_enough(tmp_path: Path) -> None:
    settings = read_settings(environment(tmp_path))
    assert settings["DEBUG"] is False
    assert settings["DEMO_STAFF"] is False
    assert settings["ALLOWED_HOSTS"] == ["sidenote.example"]
    assert settings["MAILERS"]["default"]["BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    assert not list(tmp_path.iterdir()), "production makes no secrets of its own"


@pytest.mark.parametrize("name", NEEDED)
@pytest.mark.parametrize("value", [None, ""])
def test_production_refuses_to_start_without(name: str, value: str | None, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match=name):
        read_settings(environment(tmp_path, **{name: value}))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "x" * 49),
        ("RECEIPT_KEY", "short"),
        ("SITE_URL", "http://sidenote.example"),
        ("SITE_URL", "sidenote.example"),
        ("MAIL_URL", "console://"),
        ("MAIL_URL", "smtp://"),
        ("MAIL_URL", "mail.example"),
        ("DATABASE_URL", "sqlite:///db"),
        ("DATABASE_URL", "mysql://host/db"),
        ("TRUSTED_PROXIES", "one"),
        ("TRUSTED_PROXIES", "-1"),
        ("TRUSTED_PROXIES", "1.5"),
        ("TRUSTED_PROXIES", "²"),
        ("TRUSTED_PROXIES", ""),
        ("DEBUG", "maybe"),
        ("DEBUG", "2"),
        ("PAGE_CACHE", "sometimes"),
    ],
)
def test_production_refuses_nonsense(name: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match=name):
        read_settings(environment(tmp_path, **{name: value}))


def test_the_two_secrets_differ(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="RECEIPT_KEY must differ"):
        read_settings(environment(tmp_path, SECRET_KEY="x" * 60, RECEIPT_KEY="x" * 60))


def test_cookies_and_transport_are_strict(tmp_path: Path) -> None:
    settings = read_settings(environment(tmp_path))
    assert (settings["SESSION_COOKIE_NAME"], settings["CSRF_COOKIE_NAME"]) == ("__Host-session", "__Host-csrf")
    assert settings["SECURE_HSTS_SECONDS"] >= 60 * 60 * 24 * 365
    assert "SECURE_PROXY_SSL_HEADER" not in settings
    behind_one = read_settings(environment(tmp_path, TRUSTED_PROXIES="1"))
    assert behind_one["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


def database_of_the_tests() -> dict[str, str]:
    """Where production finds the tests' own database."""
    known = connection.settings_dict
    if "DATA_DIR" in known:
        names = ("DATA_DIR", "EMBEDDED_PG_OPTIONS", "EMBEDDED_PG_BIN")
        return {name: os.environ[name] for name in names if name in os.environ}
    parts = {"host": known["HOST"], "port": known["PORT"], "user": known["USER"], "password": known["PASSWORD"]}
    query = urlencode({name: value for name, value in parts.items() if value})
    return {"DATABASE_URL": f"postgresql:///{known['NAME']}?{query}"}


@pytest.mark.django_db
def test_djangos_own_list_is_clean(tmp_path: Path) -> None:
    """The models' checks ask the database for its version."""
    keep = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ} | database_of_the_tests()
    done = subprocess.run(
        [sys.executable, "-W", "error", "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=environment(tmp_path, DATABASE_URL=None) | keep,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "System check identified no issues (0 silenced)."), done.stderr
