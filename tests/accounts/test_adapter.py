"""Signing in by e-mail keeps no network address, and still counts who tries too often."""

from datetime import timedelta
from ipaddress import ip_address
from typing import Any

import pytest
from allauth.account.adapter import get_adapter
from allauth.core.context import request_context
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client, RequestFactory
from django.utils import timezone

from community.accounts.models import User
from community.accounts.pseudonyms import is_taken
from tests.people import PASSWORD

ADDRESS = "203.0.113.77"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cache_table() -> None:
    call_command("createcachetable", verbosity=0)
    cache.clear()


def try_to_sign_in(browser: Client, password: str, address: str = ADDRESS) -> Any:
    return browser.post("/accounts/login/", {"login": "ann@example.org", "password": password}, REMOTE_ADDR=address)


def seen(address: str) -> str:
    return str(get_adapter().get_client_ip(RequestFactory().get("/", REMOTE_ADDR=address)))


def everything_stored() -> str:
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if not name.startswith("pg_")]
        rows: list[Any] = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            rows += cursor.fetchall()
    return "\n".join(row for (row,) in rows)


def test_no_table_holds_the_address_of_who_signed_in_or_tried_to() -> None:
    browser = Client(headers={"user-agent": "A browser of Ann"})
    try_to_sign_in(browser, "wrong")
    response = try_to_sign_in(browser, PASSWORD)
    assert response.headers["Location"] == "/me/"
    stored = everything_stored()
    assert "A browser of Ann" in stored
    assert "allauth:rl" in stored
    assert ADDRESS not in stored
    (sign_in,) = UserSession.objects.all()
    assert ip_address(sign_in.ip) == ip_address("::")
    page = browser.get("/accounts/sessions/").text
    assert "A browser of Ann" in page
    assert "::" not in page.partition("<table>")[2].partition("</table>")[0]


def test_the_fingerprint_is_one_a_day_and_one_a_visitor(monkeypatch: Any) -> None:
    today = seen(ADDRESS)
    assert ip_address(today).is_private
    assert today == seen(ADDRESS)
    assert today != seen("203.0.113.78")
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    assert today != seen(ADDRESS)


def test_sign_in_attempts_are_still_counted_by_visitor() -> None:
    answers = [try_to_sign_in(Client(), "wrong").status_code for _turn in range(31)]
    assert (answers[0], answers[-1]) == (200, 429)
    assert try_to_sign_in(Client(), "wrong", "203.0.113.78").status_code == 200


def test_a_mail_about_a_change_names_no_address(ann: User) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR=ADDRESS, headers={"user-agent": "A browser of Ann"})
    with request_context(request):
        get_adapter(request).send_notification_mail("account/email/password_changed", ann)
    (letter,) = mail.outbox
    assert "A browser of Ann" in letter.body
    assert "password has been changed" in letter.body
    assert ADDRESS not in letter.body
    assert seen(ADDRESS) not in letter.body
    assert "IP" not in letter.body


def test_a_new_member_gets_a_pseudonym_and_its_look() -> None:
    Client().post("/accounts/signup/", {"email": "new@example.org", "password1": "a long one of my own"})
    new = User.objects.get(email="new@example.org")
    assert "new" not in new.pseudonym
    assert is_taken(new.pseudonym)
