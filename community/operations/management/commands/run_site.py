"""`manage.py run_site`: everything that the site needs on one's own machine, in the foreground."""

import os
import signal
import subprocess
import sys
import time
from ipaddress import ip_address
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from community.operations.demo_staff import PASSWORD, TOTP_SECRET, seed_demo_staff

_PATIENCE = 5.0  # seconds that a child gets to end by itself


def _is_loopback(address: str) -> bool:
    host = address.rpartition(":")[0].strip("[]")
    if host in ("", "localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


class Command(BaseCommand):
    help = "Prepare the database, then run the site and a background worker until Ctrl-C. For trying and developing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", nargs="?", default="localhost:8000", help="host:port, or a port")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("run_site is for trying and developing. In production run gunicorn and a worker.")
        address: str = options["address"]
        address = f"localhost:{address}" if address.isdigit() else address
        call_command("prepare", stdout=self.stdout)
        if _is_loopback(address):
            self._show_staff()
        self.stdout.write(f"Sidenote: http://{address}/   (Ctrl-C ends it)")
        self.stdout.flush()
        self._run_until_one_ends(address)

    def _show_staff(self) -> None:
        for person in seed_demo_staff():
            self.stdout.write(f"  {' and '.join(person.roles)}: {person.email}   password {PASSWORD}")
        self.stdout.write(f"  second factor: TOTP secret {TOTP_SECRET} (or: manage.py demo_code)   admin: /admin/")

    def _run_until_one_ends(self, address: str) -> None:
        manage = [sys.executable, sys.argv[0]]
        # SIGINT too: a shell that starts this in the background has it ignored, by the children as well.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _as_interrupt)
        children = [
            subprocess.Popen([*manage, "procrastinate", "worker"], start_new_session=True),
            subprocess.Popen([*manage, "runserver", address], start_new_session=True),
        ]
        try:
            while all(child.poll() is None for child in children):
                time.sleep(0.2)
        except KeyboardInterrupt:
            pass
        finally:
            _end(children)


def _as_interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGINT)
    deadline = time.monotonic() + _PATIENCE
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
