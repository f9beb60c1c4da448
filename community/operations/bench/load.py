"""A small HTTP client over raw sockets: few instructions of its own, so that what is measured is the server."""

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

Request = Callable[[], bytes]
_CONNECTIONS = 8


@dataclass(frozen=True, slots=True)
class Load:
    """What one run gave: requests a second, seconds at the 50th and 95th percentile, and answers by status."""

    rate: float
    p50: float
    p95: float
    statuses: dict[int, int]

    @property
    def requests(self) -> int:
        return sum(self.statuses.values())


def fetch(address: tuple[str, int], request: bytes) -> tuple[int, bytes]:
    """Send one request and return status and body."""
    with socket.create_connection(address, timeout=30) as connection:
        status, body, _rest = _exchange(connection, request, b"")
        return status, body


def run_load(address: tuple[str, int], next_request: Request, seconds: float) -> Load:
    """Send requests over 8 kept connections for `seconds`, each taken from `next_request`."""
    times: list[float] = []
    statuses: dict[int, int] = {}
    lock = threading.Lock()
    end = time.perf_counter() + seconds

    def work() -> None:
        own_times: list[float] = []
        own: dict[int, int] = {}
        with socket.create_connection(address, timeout=30) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            rest = b""
            while (before := time.perf_counter()) < end:
                status, _body, rest = _exchange(connection, next_request(), rest)
                own_times.append(time.perf_counter() - before)
                own[status] = own.get(status, 0) + 1
        with lock:
            times.extend(own_times)
            for status, count in own.items():
                statuses[status] = statuses.get(status, 0) + count

    threads = [threading.Thread(target=work) for _n in range(_CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.sort()
    return Load(len(times) / seconds, times[len(times) // 2], times[int(len(times) * 0.95)], statuses)


def _exchange(connection: socket.socket, request: bytes, rest: bytes) -> tuple[int, bytes, bytes]:
    connection.sendall(request)
    while b"\r\n\r\n" not in rest:
        rest += _more(connection)
    head, _, rest = rest.partition(b"\r\n\r\n")
    length = next(
        (int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
    )
    while len(rest) < length:
        rest += _more(connection)
    return int(head[9:12]), rest[:length], rest[length:]


def _more(connection: socket.socket) -> bytes:
    data = connection.recv(262_144)
    if not data:
        raise ConnectionError("the server closed the connection")
    return data
