"""Whom the guard of the staff pages lets through."""

import pytest
from django.test import RequestFactory

from community.accounts.models import User
from community.accounts.staff_door import demo_allowed


def allowed(user: User, address: str = "127.0.0.1", **headers: str) -> bool:
    request = RequestFactory().get("/admin/", REMOTE_ADDR=address, headers=headers)
    request.user = user
    return demo_allowed(request)


@pytest.mark.django_db
def test_demonstration_staff_act_from_this_machine_under_debug(mo: User, settings: object) -> None:
    settings.DEMO_STAFF = True  # type: ignore[attr-defined]
    assert [allowed(mo, address) for address in ("127.0.0.1", "::1", "192.0.2.7", "")] == [True, True, False, False]
    settings.DEMO_STAFF = False  # type: ignore[attr-defined]
    assert not allowed(mo)


@pytest.mark.django_db
@pytest.mark.parametrize("header", ["x-forwarded-for", "x-forwarded-host", "forwarded", "x-real-ip"])
@pytest.mark.parametrize("value", ["127.0.0.1", "203.0.113.7", ""])
def test_a_request_that_was_passed_on_is_not_from_this_machine(header: str, value: str, mo: User, ann: User) -> None:
    assert allowed(mo)
    assert not allowed(mo, **{header: value})
    assert allowed(ann, **{header: value})
