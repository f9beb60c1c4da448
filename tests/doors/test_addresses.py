from datetime import timedelta
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import timezone

from community.doors.addresses import client_address, hashed


def seen_from(remote: str, forwarded: str | None = None) -> str:
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return client_address(RequestFactory().get("/", headers=headers, REMOTE_ADDR=remote))


def test_without_proxies_no_header_is_believed() -> None:
    assert seen_from("192.0.2.7", "203.0.113.9") == "192.0.2.7"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "client"),
    [
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.7"),
        (1, None, "192.0.2.7"),
        (1, "", "192.0.2.7"),
        (1, "unknown", ""),
    ],
)
def test_behind_proxies_the_last_foreign_address_counts(
    settings: Any, proxies: int, forwarded: str | None, client: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert seen_from("192.0.2.7", forwarded) == client


def test_one_household_is_one_visitor() -> None:
    assert seen_from("2001:db8:1:2:3:4:5:6") == seen_from("2001:db8:1:2:ffff::1") == "2001:db8:1:2::/64"
    assert seen_from("2001:db8:1:3::1") == "2001:db8:1:3::/64"
    assert seen_from("::ffff:192.0.2.7") == "192.0.2.7"
    assert seen_from("") == ""


def test_a_hash_tells_nothing_and_is_of_no_use_tomorrow(monkeypatch: Any) -> None:
    today = hashed("192.0.2.7")
    assert len(today) == 64
    assert today == hashed("192.0.2.7") != hashed("192.0.2.8")
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    assert hashed("192.0.2.7") != today


def test_a_hash_needs_the_secret_key(settings: Any) -> None:
    before = hashed("192.0.2.7")
    settings.SECRET_KEY = "another" * 10
    assert hashed("192.0.2.7") != before
