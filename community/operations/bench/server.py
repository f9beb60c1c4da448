"""The site as in production: gunicorn with 2 workers of 4 threads, on a port of its own."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def production_environment(data_dir: Path) -> dict[str, str]:
    """Return the environment of a production start with its data below `data_dir`."""
    kept = {
        name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TMPDIR", "DATABASE_URL")
    }
    return kept | {
        "DJANGO_SETTINGS_MODULE": "community.operations.bench.settings",
        "DATA_DIR": str(data_dir),
        "SECRET_KEY": secrets.token_urlsafe(60),
        "RECEIPT_KEY": secrets.token_urlsafe(60),
        "ALLOWED_HOSTS": "bench.localhost",
        "SITE_URL": "https://bench.localhost",
        "MAIL_URL": "smtp://localhost",
        "MAIL_FROM": "bench@localhost",
        "TRUSTED_PROXIES": "1",
    }


@contextmanager
def running(environment: dict[str, str]) -> Iterator[tuple[tuple[str, int], int]]:
    """Run gunicorn under `environment`; yields its address and the process id of its master."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address: tuple[str, int] = probe.getsockname()
    bind = f"{address[0]}:{address[1]}"
    options = ["--workers", "2", "--threads", "4", "--bind", bind, "--no-control-socket", "--log-level", "warning"]
    command = [sys.executable, "-m", "gunicorn", "community.wsgi", *options]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(address, server)
        yield address, server.pid
    finally:
        server.terminate()
        server.wait(20)


def _wait(address: tuple[str, int], server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and server.poll() is None:
        try:
            socket.create_connection(address, timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("gunicorn did not start")


def workers(master: int) -> list[int]:
    """Return the process ids of the workers."""
    return [int(pid) for pid in Path(f"/proc/{master}/task/{master}/children").read_text().split()]


def cpu_seconds(master: int) -> float:
    """Return the seconds of processor time that the workers have used so far."""
    used = 0
    for pid in workers(master):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        used += int(fields[11]) + int(fields[12])
    return used / _TICKS


def memory_mib(master: int) -> list[float]:
    """Return the proportional set size of each worker in MiB."""
    return [
        int(line.split()[1]) / 1024
        for pid in workers(master)
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        if line.startswith("Pss:")
    ]
