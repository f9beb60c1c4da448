"""What a person may write, and how it is met: what any writing door asks."""

from datetime import datetime

from django.utils import timezone

from community.accounts.models import Level, Standing, User


def level_of(user: User) -> Level:
    """Return the level that counts now: a mute that has run out is ordinary."""
    standing = Standing.objects.filter(user=user).first()
    if standing is None or (standing.until and standing.until <= timezone.now()):
        return Level.ORDINARY
    return Level(standing.level)


def may_write(user: User) -> bool:
    """Say whether `user` may write anything now."""
    return level_of(user) not in (Level.MUTED, Level.BANNED)


def set_standing(user: User, level: Level, until: datetime | None = None) -> None:
    """Set the level of `user`; a mute needs the time it ends (the database refuses it otherwise)."""
    Standing.objects.update_or_create(user=user, defaults={"level": level, "until": until})
