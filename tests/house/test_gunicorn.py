"""The production server writes no address and nothing of a request, whatever reaches it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GARBAGE = (
    b"secret words\r\n\r\n",
    b"GET /secret HTTP/9.9\r\n\r\n",
    b"GET /secret HTTP/1.1\r\nHost: localhost\r\nsecret header: secret\r\n\r\n",
    b"GET /" + b"secret" * 2000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def gunicorn(tmp_path: Path, port: int, *options: str) -> Iterator[None]:
    """The site behind gunicorn, all of whose output goes to out.txt; ended at the end."""
    command = [sys.executable, "-m", "gunicorn", "community.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "1"]
    command += ["--no-control-socket", "--access-logfile", "-", *options]
    environment = {**os.environ, "DEBUG": "1", "DATA_DIR": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    with (tmp_path / "out.txt").open("w") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out, start_new_session=True)
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def say(port: int, words: bytes) -> bytes:
    deadline = time.monotonic() + 30
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
                line.sendall(words)
                return line.recv(65_536)
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


@pytest.mark.parametrize("options", [(), ("--preload",)])
def test_garbage_leaves_no_address_and_no_words(options: tuple[str, ...], tmp_path: Path) -> None:
    port = free_port()
    with gunicorn(tmp_path, port, *options):
        good = say(port, b"GET /healthz?q=secret HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert good.startswith(b"HTTP/1.1 200")
        for garbage in GARBAGE:
            assert say(port, garbage).startswith(b"HTTP/1.1 4")
    lines = (tmp_path / "out.txt").read_text().splitlines()
    told = [json.loads(line) for line in lines if line.startswith("{")]
    assert [line["level"] for line in told if line["logger"] == "gunicorn.error"].count("WARNING") == len(GARBAGE)
    assert [line["route"] for line in told if line["logger"] == "sidenote.request"] == ["healthz"]
    # Before the site is loaded, gunicorn says in its own words where it listens; that is our address, not a visitor's.
    assert [line for line in lines if "127.0.0.1" in line and "Listening at" not in line] == []
    assert "secret" not in "\n".join(lines)
