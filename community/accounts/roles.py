"""Who may do what as staff: four roles, kept as Django groups (made by a migration)."""

from enum import StrEnum

from django.contrib.auth.models import AnonymousUser

from community.accounts.models import User


class Role(StrEnum):
    """The names of the groups."""

    MODERATOR = "moderators"
    SAFETY_OFFICER = "safety officers"
    EDITOR = "editors"
    ADMINISTRATOR = "administrators"


def roles_of(user: User | AnonymousUser) -> frozenset[Role]:
    """Return the roles of `user`; none for someone who is not active staff. One query for each user object."""
    if not isinstance(user, User) or not user.is_active or not user.is_staff:
        return frozenset()
    held: frozenset[Role] | None = getattr(user, "_held_roles", None)
    if held is None:
        names = set(user.groups.values_list("name", flat=True))
        held = frozenset(role for role in Role if role.value in names)
        if user.is_superuser:
            held |= {Role.ADMINISTRATOR}
        user._held_roles = held  # type: ignore[attr-defined]  # lives as long as this one object
    return held


def holds(user: User | AnonymousUser, *roles: Role) -> bool:
    """Say whether `user` has at least one of `roles`."""
    return not roles_of(user).isdisjoint(roles)
