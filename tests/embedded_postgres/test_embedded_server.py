"""A server that anyone may kill at any moment, and that the next one who needs it gets back."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from community.embedded_postgres.errors import EmbeddedPostgresError
from community.embedded_postgres.postmaster import alive, find
from community.embedded_postgres.server import ensure, stop
from community.embedded_postgres.sockets import socket_dir, socket_path
from community.embedded_postgres.waiting import wait_until

QUICK = {"fsync": "off"}
ROOT = Path(__file__).resolve().parents[2]

type Start = Callable[[], Path]
type Connect = Callable[[], psycopg.Connection]


def pid_of(data: Path) -> int:
    server = find(data)
    assert server is not None
    return server.pid


def value(connect: Connect, query: str) -> object:
    with connect() as connection:
        row = connection.execute(query.encode()).fetchone()
    assert row is not None
    return row[0]


def wipe(folder: Path) -> None:
    """Delete a folder although its server may be writing to it."""
    while folder.exists():
        shutil.rmtree(folder, ignore_errors=True)


def python(code: str, *arguments: str | Path, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_first_start_makes_a_cluster_and_the_second_call_finds_its_server(empty: Path) -> None:
    (empty.parent / "pg.new").mkdir()
    (empty.parent / "pg.new" / "half").write_text("what a crash during initdb leaves")

    folder = ensure(empty, QUICK)
    first = pid_of(empty)

    assert ensure(empty) == folder
    assert pid_of(empty) == first
    assert sorted(path.name for path in empty.parent.iterdir()) == ["pg", "pg.lock"]
    assert folder.stat().st_mode & 0o777 == 0o700
    assert socket_path(folder).stat().st_mode & 0o777 == 0o700


def test_stop_leaves_no_process_no_socket_and_nothing_to_do(data: Path, start: Start) -> None:
    folder, pid = start(), pid_of(data)

    stop(data)
    stop(data)

    assert (find(data), alive(pid), folder.exists()) == (None, False, False)


def test_letters_beyond_ascii_have_case_and_are_found(connect: Connect) -> None:
    with connect() as connection:
        row = connection.execute(
            "SELECT lower('ÉŁÇ'), upper('ñandú'), 'é' ~* 'É',"
            " to_tsvector('simple', 'Übelkeit nach Letrozól') @@ plainto_tsquery('simple', 'ÜBELKEIT letrozÓl'),"
            " to_tsvector('english', 'Émigré aches') @@ plainto_tsquery('english', 'ÉMIGRÉ ache'),"
            " current_setting('server_encoding'), current_setting('TimeZone'), current_setting('log_timezone'),"
            " current_setting('listen_addresses'), current_setting('fsync')"
        ).fetchone()

    assert row == ("éłç", "ÑANDÚ", True, True, True, "UTF8", "UTC", "UTC", "", "off")


def test_eight_processes_on_an_empty_folder_share_one_server(empty: Path) -> None:
    code = (
        "import sys, pathlib; from community.embedded_postgres.server import ensure\n"
        "from community.embedded_postgres.postmaster import find\n"
        "data = pathlib.Path(sys.argv[1]); ensure(data, {'fsync': 'off'}); print(find(data).pid)"
    )
    racing = [python(code, empty) for _ in range(8)]
    printed = [process.communicate(timeout=60)[0] for process in racing]

    assert printed == [f"{pid_of(empty)}\n"] * 8


def test_killed_client_leaves_the_server_running(data: Path, start: Start, connect: Connect) -> None:
    code = (
        "import sys, psycopg; c = psycopg.connect(host=sys.argv[1], user='postgres', dbname='postgres')\n"
        "print(c.execute('SELECT 1').fetchone()[0], flush=True); sys.stdin.read()"
    )
    with python(code, start()) as client:
        assert client.stdout is not None
        assert client.stdout.readline() == "1\n"
        before = pid_of(data)
        client.kill()

    assert value(connect, "SELECT 2") == 2
    assert pid_of(data) == before


def test_killed_server_recovers_what_was_committed(data: Path, connect: Connect) -> None:
    with connect() as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    before = pid_of(data)
    os.kill(before, signal.SIGKILL)
    wait_until(lambda: not alive(before), 5)

    assert value(connect, "SELECT number FROM kept") == 7
    assert pid_of(data) != before


@pytest.mark.parametrize("left", ["{live}\n{data}\n", "", "999999999\n{data}\n"], ids=["live", "empty", "dead"])
def test_stale_lock_files_do_not_stop_a_start(data: Path, start: Start, connect: Connect, left: str) -> None:
    written = left.format(live=os.getpid(), data=data)
    (data / "postmaster.pid").write_text(written)
    folder = socket_dir(data, os.geteuid())
    folder.mkdir(mode=0o700)
    (folder / f"{socket_path(folder).name}.lock").write_text(written)

    assert start() == folder
    assert value(connect, "SELECT 3") == 3


def test_copy_of_a_running_folder_gets_a_server_of_its_own(data: Path, start: Start, empty: Path) -> None:
    start()
    shutil.copytree(data, empty)

    ensure(empty, QUICK)

    assert pid_of(empty) != pid_of(data)


def test_folder_deleted_under_its_server_is_made_anew_or_stopped(copy: Path) -> None:
    folder, first = ensure(copy, QUICK), pid_of(copy)
    wipe(copy)

    assert ensure(copy, QUICK) == folder
    second = pid_of(copy)
    assert (alive(first), alive(second)) == (False, True)

    wipe(copy)
    stop(copy)
    assert not alive(second)


def test_server_without_its_socket_is_replaced(data: Path, start: Start, connect: Connect) -> None:
    shutil.rmtree(start())  # as systemd does with the runtime folder when a user logs out
    before = find(data)

    assert value(connect, "SELECT 5") == 5
    assert find(data) != before


def test_deep_project_folder_has_room_for_the_socket(data: Path, tmp_path: Path) -> None:
    deep = tmp_path / ("a b'c\"d$e," + "x" * 90) / ("y" * 60) / "pg"
    deep.parent.mkdir(parents=True)
    data.rename(deep)
    assert len(str(deep)) > 150
    try:
        folder = ensure(deep, QUICK)
        assert len(str(socket_path(folder))) < 100
    finally:
        stop(deep)
        deep.rename(data)


def test_processes_with_another_runtime_folder_find_the_same_socket(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as runtime:
        monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
        folder = start()
        assert folder.parent == Path(runtime)

        monkeypatch.delenv("XDG_RUNTIME_DIR")
        assert start() == folder


def test_socket_folder_that_others_may_enter_is_refused(data: Path, start: Start) -> None:
    folder = socket_dir(data, os.geteuid())
    folder.mkdir()
    folder.chmod(0o755)
    with pytest.raises(EmbeddedPostgresError, match="not private"):
        start()

    folder.chmod(0o700)
    start()
    folder.chmod(0o711)
    with pytest.raises(EmbeddedPostgresError, match="not private"):
        start()


def test_socket_folder_that_is_a_link_is_refused(data: Path, start: Start, tmp_path: Path) -> None:
    folder = socket_dir(data, os.geteuid())
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    folder.symlink_to(tmp_path / "elsewhere")
    try:
        with pytest.raises(EmbeddedPostgresError, match="not private"):
            start()
    finally:
        folder.unlink()


def test_folder_with_other_files_is_left_alone(empty: Path) -> None:
    empty.mkdir()
    (empty / "thesis.txt").write_text("years of work")

    with pytest.raises(EmbeddedPostgresError, match="holds files"):
        ensure(empty, QUICK)

    assert [path.name for path in empty.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("name", ["listen_addresses", "unix_socket_directories", "log_min_messages"])
def test_options_cannot_open_the_door_or_the_log(empty: Path, name: str) -> None:
    with pytest.raises(ValueError, match=name):
        ensure(empty, {name: "x"})

    assert not empty.exists()


def test_wrong_option_is_named_by_the_error(data: Path) -> None:
    with pytest.raises(EmbeddedPostgresError, match="no_such_setting"):
        ensure(data, {"no_such_setting": "1"})


def test_log_holds_nothing_that_people_wrote(data: Path, connect: Connect) -> None:
    with connect() as connection:
        connection.execute("CREATE TABLE post (body text UNIQUE CHECK (length(body) < 90))")
        connection.execute("INSERT INTO post VALUES ('the secret of Ann')")
        for statement in (
            "INSERT INTO post VALUES ('the secret of Ann')",
            "INSERT INTO post VALUES (repeat('the secret of Ann', 9))",
            "SELECT 'the secret of Ann'::int",
            "DO $$ BEGIN RAISE EXCEPTION 'the secret of Ann'; END $$",
        ):
            with pytest.raises(psycopg.Error, match="secret"):
                connection.execute(statement.encode())
        connection.execute("DO $$ BEGIN RAISE WARNING 'the secret of Ann'; END $$")
        pid = connection.info.backend_pid
        os.kill(pid, signal.SIGSEGV)  # the server logs the statement of a session that crashes as a detail
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 'the secret of Ann', pg_sleep(5)")
    wait_until(lambda: (data / "server.log").read_text().count("ready to accept connections") == 2, 10)

    log = (data / "server.log").read_text()
    assert ("terminated by signal 11" in log, "secret" in log) == (True, False)


def test_variables_for_other_servers_do_not_reach_this_one(
    data: Path, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, wrong in {"PGDATA": "/nowhere", "PGOPTIONS": "-c no_such=1", "PGPORT": "1", "PGTZ": "Asia/Tokyo"}.items():
        monkeypatch.setenv(name, wrong)

    ensure(data, QUICK)

    for name in ("PGDATA", "PGOPTIONS", "PGPORT", "PGTZ"):
        monkeypatch.delenv(name)
    assert value(connect, "SHOW timezone") == "UTC"
