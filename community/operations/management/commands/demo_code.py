"""`manage.py demo_code`: the second factor of the demonstration staff, for those without an authenticator at hand."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from community.operations.demo_staff import TOTP_SECRET, totp_code


class Command(BaseCommand):
    help = "Print the six digits that the demonstration staff type now."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_STAFF:
            raise CommandError("There are no demonstration staff outside DEBUG.")
        self.stdout.write(totp_code(TOTP_SECRET))
