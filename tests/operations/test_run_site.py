"""`make run`, as a newcomer meets it: one command starts everything, Ctrl-C ends everything."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from community.embedded_postgres.server import stop

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    stop(tmp_path / "postgres", mode="immediate")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(data_dir: Path, address: str) -> subprocess.Popen[str]:
    mine = {"DATABASE_URL", "PYTHONDONTWRITEBYTECODE"}
    environment = {name: value for name, value in os.environ.items() if name not in mine}
    environment |= {
        "DEBUG": "1",
        "DATA_DIR": str(data_dir),
        "EMBEDDED_PG_OPTIONS": "fsync=off",
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "manage.py", "run_site", address]
    with (data_dir / "log.txt").open("w") as log:
        return subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=log, stderr=log, text=True, start_new_session=True
        )


def read(address: str) -> str:
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(f"http://{address}/articles/imiquimod-and-hair-loss/", timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def test_one_command_serves_the_article_and_ctrl_c_ends_it(data_dir: Path) -> None:
    address = f"127.0.0.1:{free_port()}"
    site = start(data_dir, address)
    try:
        assert "Write a comment" in read(address)
    finally:
        site.send_signal(signal.SIGINT)
        site.wait(20)
    log = (data_dir / "log.txt").read_text()
    assert site.returncode == 0, log
    assert "moderators: mo@example.org" in log
    assert "Traceback" not in log
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", int(address.split(":")[1])), timeout=2)
    listed = subprocess.run(["ps", "-eo", "args="], capture_output=True, text=True, check=True).stdout
    assert [line for line in listed.splitlines() if address in line] == []


def test_demo_staff_are_not_made_where_others_can_reach_the_site(data_dir: Path) -> None:
    port = free_port()
    site = start(data_dir, f"0.0.0.0:{port}")
    try:
        read(f"127.0.0.1:{port}")
    finally:
        site.send_signal(signal.SIGINT)
        site.wait(20)
    assert "mo@example.org" not in (data_dir / "log.txt").read_text()
