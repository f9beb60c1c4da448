"""Roles are groups, and count for active staff alone."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group

from community.accounts.models import User
from community.accounts.roles import Role, holds, roles_of
from tests.people import person


@pytest.mark.django_db
def test_the_groups_are_made_by_a_migration() -> None:
    assert set(Group.objects.values_list("name", flat=True)) == {role.value for role in Role}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("mo", {Role.MODERATOR}),
        ("sam", {Role.SAFETY_OFFICER}),
        ("ed", {Role.EDITOR}),
        ("ada", {Role.ADMINISTRATOR}),
        ("ann", set()),
        ("gus", set()),
    ],
)
def test_each_holds_their_own(name: str, roles: set[Role]) -> None:
    assert roles_of(person(name)) == roles


def test_nobody_holds_nothing() -> None:
    assert roles_of(AnonymousUser()) == frozenset()


@pytest.mark.parametrize("lost", ["is_staff", "is_active"])
def test_a_group_without_being_active_staff_is_no_role(lost: str, mo: User) -> None:
    setattr(mo, lost, False)
    assert not holds(mo, *Role)


def test_a_superuser_is_an_administrator(db: None) -> None:
    root = User.objects.create_superuser("root-person", "root@example.org", "a long password")
    assert roles_of(root) == {Role.ADMINISTRATOR}


def test_roles_are_asked_for_once(mo: User, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert holds(mo, Role.MODERATOR)
        assert not holds(mo, Role.EDITOR)
