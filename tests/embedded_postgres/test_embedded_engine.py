"""The ENGINE as Django uses it, each time in a process of its own with settings of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PREAMBLE = """
import os, shutil, signal, sys, threading
from pathlib import Path
from django.conf import settings
data = Path(sys.argv[1])
settings.configure(USE_TZ=True, DATABASES={"default": {
    "ENGINE": "community.embedded_postgres",
    "NAME": os.environ.get("NAME", "sidenote"),
    "DATA_DIR": data,
    "SERVER_OPTIONS": {"fsync": "off"},
}})
import django
django.setup()
from django.db import OperationalError, connection
from community.embedded_postgres.postmaster import find
from community.embedded_postgres.server import stop
def ask(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]
"""


def site(data: Path, code: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", PREAMBLE + code, str(data)],
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def answers(data: Path, code: str, **environment: str) -> list[str]:
    printed, errors = site(data, code, **environment).communicate(timeout=60)
    assert errors == ""
    return printed.splitlines()


def test_settings_alone_start_nothing(empty: Path) -> None:
    assert answers(empty, "print(connection.vendor, data.parent.exists(), data.exists())") == ["postgresql True False"]


def test_sites_that_start_together_share_a_new_database(data: Path) -> None:
    code = "print(ask('SELECT current_database()'), find(data).pid)"
    racing = [site(data, code, NAME="raced_for") for _ in range(4)]
    printed = [process.communicate(timeout=60) for process in racing]

    assert {errors for _, errors in printed} == {""}
    assert len({line for line, _ in printed}) == 1
    assert printed[0][0].startswith("raced_for ")


def test_server_may_die_between_connections_in_any_way(copy: Path) -> None:
    code = """
connection.cursor().execute("CREATE TABLE kept AS SELECT 7 AS number")
def again(how):
    connection.close()
    how()
    print(ask("SELECT current_database() || ' ' || (to_regclass('kept') IS NOT NULL)"))
again(lambda: None)
again(lambda: stop(data))
again(lambda: os.kill(find(data).pid, signal.SIGKILL))
again(lambda: os.kill(find(data).pid, signal.SIGTERM))
def wipe():
    while data.exists():
        shutil.rmtree(data, ignore_errors=True)
again(wipe)
"""
    assert answers(copy, code) == ["sidenote true"] * 4 + ["sidenote false"]


def test_variables_of_another_server_are_ignored(data: Path) -> None:
    wrong = {
        "PGHOST": "192.0.2.1",
        "PGHOSTADDR": "192.0.2.1",
        "PGPORT": "1",
        "PGUSER": "mallory",
        "PGDATABASE": "other",
        "PGSERVICE": "nowhere",
        "PGOPTIONS": "-c search_path=other",
        "PGSSLMODE": "verify-full",
        "PGREQUIREAUTH": "scram-sha-256",
    }
    code = "print(ask(\"SELECT current_user || ' ' || current_setting('search_path')\"))"

    assert answers(data, code, **wrong) == ['postgres "$user", public']


def test_databases_of_the_test_runner_are_left_to_it(data: Path) -> None:
    code = """
settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = "test_sidenote"
try:
    ask("SELECT 1")
except OperationalError as error:
    print("does not exist" in str(error))
connection.creation.create_test_db(verbosity=0)
print(ask("SELECT current_database()"))
"""
    assert answers(data, code) == ["True", "test_test_sidenote"]


def test_server_that_cannot_start_is_an_operational_error(empty: Path) -> None:
    code = """
try:
    ask("SELECT 1")
except OperationalError as error:
    print(error)
"""
    (line,) = answers(empty, code, EMBEDDED_PG_BIN="/nowhere")
    assert line == "EMBEDDED_PG_BIN names /nowhere, which lacks one of postgres, initdb, psql."


@pytest.mark.parametrize(
    ("change", "words"),
    [("OPTIONS={'pool': True}", "A pool would reconnect"), ("DATA_DIR=None", "needs DATA_DIR")],
)
def test_settings_that_cannot_work_are_refused(empty: Path, change: str, words: str) -> None:
    code = f"""
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
connections.settings["default"].update({change})
try:
    connection.vendor
except ImproperlyConfigured as error:
    print(error)
"""
    (line,) = answers(empty, code)
    assert words in line
