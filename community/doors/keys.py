"""A page that was sent counts once, however often the browser sends it."""

from dataclasses import dataclass

from community.doors.models import IdempotencyKey


@dataclass(frozen=True, slots=True)
class UsedKey:
    """Who sent the page, and where it led."""

    user_id: int
    path: str


def used(door: str, key: str) -> UsedKey | None:
    """Return what the page with `key` led to, or None where it was not sent yet."""
    row = IdempotencyKey.objects.filter(door=door, key=key).values_list("user_id", "path").first()
    return UsedKey(*row) if row else None


def use(door: str, key: str, user_id: int, path: str) -> None:
    """Note the page as sent, in the transaction of what it did. IntegrityError where a twin was faster."""
    IdempotencyKey.objects.create(door=door, key=key, user_id=user_id, path=path)
