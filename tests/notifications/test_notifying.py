"""Notices: a kind and a path, for their recipient alone."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from community.accounts.models import User
from community.notifications.models import Kind, Notification
from community.notifications.notifying import notify, open_notification
from tests.people import client_of


def test_a_notice_holds_a_kind_and_a_path(gus: User) -> None:
    notice = notify(gus, Kind.PUBLISHED, "/posts/1/")
    assert (notice.recipient, notice.kind, notice.path, notice.read_at) == (gus, "published", "/posts/1/", None)
    assert str(notice) == f"notification {notice.pk}"


def test_opening_marks_as_read_once(gus: User, django_assert_num_queries: object) -> None:
    notice = notify(gus, Kind.HELD, "/posts/1/")
    assert open_notification(notice) == "/posts/1/"
    first = notice.read_at
    assert first is not None
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert open_notification(notice) == "/posts/1/"
    assert notice.read_at == first


@pytest.mark.parametrize("name", ["stan", "ann", "mo", "ada"])
def test_a_notice_goes_to_its_recipient_alone(name: str, gus: User) -> None:
    notice = notify(gus, Kind.HELD, "/posts/1/")
    other = client_of(User.objects.get(pseudonym=name))
    assert other.get(f"/n/{notice.pk}/").status_code == 404
    assert str(notice.pk) not in other.get("/me/").content.decode()
    notice.refresh_from_db()
    assert notice.read_at is None


def test_the_recipient_is_led_to_it(gus: User) -> None:
    notice = notify(gus, Kind.HELD, "/posts/1/")
    browser = client_of(gus)
    assert f"/n/{notice.pk}/" in browser.get("/me/").content.decode()
    response = browser.get(f"/n/{notice.pk}/")
    assert (response.headers["Location"], response.headers["Cache-Control"]) == ("/posts/1/", "no-store")
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_a_stranger_signs_in_first_and_an_unknown_notice_is_not_found(gus: User) -> None:
    notice = notify(gus, Kind.HELD, "/posts/1/")
    assert Client().get(f"/n/{notice.pk}/").headers["Location"] == f"/accounts/login/?next=/n/{notice.pk}/"
    assert client_of(gus).get(f"/n/{uuid.uuid4()}/").status_code == 404
    assert client_of(gus).get("/n/1/").status_code == 404


@pytest.mark.parametrize(
    ("kind", "path", "constraint"),
    [("gossip", "/posts/1/", "notifications_kind_known"), ("held", "https://example.org/", "path_on_this_site")],
)
def test_database_refuses_what_cannot_be(kind: str, path: str, constraint: str, gus: User) -> None:
    with transaction.atomic(), pytest.raises(IntegrityError, match=constraint):
        Notification.objects.create(recipient=gus, kind=kind, path=path)
