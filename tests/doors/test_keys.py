import pytest
from django.db import IntegrityError, connection, transaction

from community.doors.keys import UsedKey, use, used

pytestmark = pytest.mark.django_db


def test_a_key_that_was_not_used_is_unknown() -> None:
    assert used("post:7", "a" * 32) is None


def test_a_used_key_tells_who_used_it_and_where_it_led() -> None:
    use("post:7", "a" * 32, 5, "/posts/9/")
    assert used("post:7", "a" * 32) == UsedKey(user_id=5, path="/posts/9/")


def test_a_key_counts_for_one_door() -> None:
    use("post:7", "a" * 32, 5, "/posts/9/")
    assert used("post:8", "a" * 32) is None
    use("post:8", "a" * 32, 6, "/posts/10/")
    assert used("post:8", "a" * 32) == UsedKey(6, "/posts/10/")


def test_a_twin_that_comes_later_is_refused() -> None:
    use("post:7", "a" * 32, 5, "/posts/9/")
    with pytest.raises(IntegrityError, match="doors_key_once_per_door"), transaction.atomic():
        use("post:7", "a" * 32, 5, "/posts/10/")
    assert used("post:7", "a" * 32) == UsedKey(5, "/posts/9/")


def test_the_database_refuses_a_twin_by_itself() -> None:
    use("post:7", "a" * 32, 5, "/posts/9/")
    with pytest.raises(IntegrityError, match="doors_key_once_per_door"), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO doors_idempotencykey (door, key, user_id, path, created_at)"
            " SELECT door, key, user_id, path, now() FROM doors_idempotencykey"
        )
