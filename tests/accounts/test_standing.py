"""What a person may write."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from community.accounts.models import Level, Standing, User
from community.accounts.standing import level_of, may_write, set_standing

HOUR = timedelta(hours=1)


def test_no_row_means_ordinary(gus: User) -> None:
    assert (level_of(gus), may_write(gus)) == (Level.ORDINARY, True)


@pytest.mark.parametrize(
    ("level", "hours", "counts", "writes"),
    [
        (Level.ORDINARY, None, Level.ORDINARY, True),
        (Level.TRUSTED, None, Level.TRUSTED, True),
        (Level.ALL_HELD, None, Level.ALL_HELD, True),
        (Level.MUTED, 1, Level.MUTED, False),
        (Level.MUTED, -1, Level.ORDINARY, True),
        (Level.BANNED, None, Level.BANNED, False),
    ],
)
def test_a_level_counts_while_it_lasts(
    level: Level, hours: int | None, counts: Level, writes: bool, gus: User, stan: User
) -> None:
    set_standing(gus, level, timezone.now() + hours * HOUR if hours else None)
    assert (level_of(gus), may_write(gus)) == (counts, writes)
    assert may_write(stan)


def test_the_last_level_stands_alone(gus: User) -> None:
    set_standing(gus, Level.MUTED, timezone.now() + HOUR)
    set_standing(gus, Level.TRUSTED)
    assert Standing.objects.get().until is None


@pytest.mark.parametrize(
    ("level", "until"), [(Level.MUTED, None), (Level.BANNED, timezone.now()), (Level.TRUSTED, timezone.now())]
)
def test_a_mute_has_an_end_and_nothing_else_has(level: Level, until: datetime | None, gus: User) -> None:
    with pytest.raises(IntegrityError, match="accounts_standing_until_only_when_muted"):
        set_standing(gus, level, until)


def test_database_refuses_an_unknown_level(gus: User) -> None:
    with connection.cursor() as cursor, pytest.raises(IntegrityError, match="accounts_standing_level_known"):
        cursor.execute("INSERT INTO accounts_standing (user_id, level) VALUES (%s, 'saint')", [gus.pk])
