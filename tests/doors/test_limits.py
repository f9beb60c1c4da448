import time
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test import Client

from community.accounts.models import User
from community.doors.limits import count
from community.doors.models import RateCount
from tests.people import client_of

pytestmark = pytest.mark.django_db


def knock(client: Client | None = None, path: str = "/knock/", address: str = "192.0.2.7", **words: str) -> Any:
    return (client or Client()).post(path, words, REMOTE_ADDR=address)


@pytest.fixture(autouse=True)
def in_the_middle_of_an_hour(monkeypatch: Any) -> None:
    moment = time.time() // 3600 * 3600 + 1000
    monkeypatch.setattr(time, "time", lambda: moment)


def test_a_door_opens_as_often_as_it_may_and_then_asks_to_wait() -> None:
    assert [knock().status_code for _turn in range(4)] == [200, 200, 429, 429]


def test_who_must_wait_gets_the_words_back_and_hears_for_how_long() -> None:
    for _turn in range(2):
        knock()
    wait = knock(text="It began <in> May.", password="secret")
    assert wait.headers["Retry-After"] == "2600"
    assert wait.headers["Cache-Control"] == "no-store"
    assert "It began &lt;in&gt; May." in wait.text
    assert 'action="/knock/"' in wait.text
    assert "secret" not in wait.text


def test_each_beat_of_one_door_has_a_limit_of_its_own() -> None:
    assert [knock(path="/beats/").status_code for _turn in range(5)] == [200] * 4 + [429]
    assert [knock(path="/beats/", send="1").status_code for _turn in range(3)] == [200, 200, 429]


def test_another_address_another_door_and_the_next_hour_are_free(monkeypatch: Any) -> None:
    for _turn in range(3):
        knock()
    assert knock().status_code == 429
    assert knock(address="192.0.2.8").status_code == 200
    assert knock(path="/knock/elsewhere/").status_code == 200
    later = time.time() + 3600
    monkeypatch.setattr(time, "time", lambda: later)
    assert knock().status_code == 200


def test_a_person_is_counted_wherever_they_are(ann: User, gus: User) -> None:
    browser = client_of(ann)
    assert [knock(browser, address=f"192.0.2.{n}").status_code for n in range(3)] == [200, 200, 429]
    assert knock(client_of(gus), address="192.0.2.99").status_code == 200


def test_reading_is_not_counted() -> None:
    assert [Client().get("/knock/").status_code for _turn in range(5)] == [200] * 5
    assert RateCount.objects.count() == 0


def test_limits_can_be_switched_off(settings: Any) -> None:
    settings.RATE_LIMITS = False
    assert [knock().status_code for _turn in range(4)] == [200] * 4


def test_nothing_that_is_kept_names_the_visitor(ann: User) -> None:
    knock(client_of(ann))
    rows = list(RateCount.objects.values_list("key", "count"))
    assert [len(key) for key, _count in rows] == [64, 64]
    assert all(set(key) <= set("0123456789abcdef") for key, _count in rows)


def test_count_is_one_query_for_all_visitors_and_gives_the_highest(django_assert_num_queries: Any) -> None:
    counted = [count("write", visitors, window=1, ends=9) for visitors in (["a"], ["a", "b"], ["b"], ["b", "a"])]
    assert counted == [1, 2, 2, 3]
    with django_assert_num_queries(1):
        count("write", ["a", "b"], window=1, ends=9)
    assert count("write", ["a"], window=2, ends=9) == 1


def test_the_database_refuses_a_count_below_nothing_and_a_second_row() -> None:
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("INSERT INTO doors_ratecount (key, count, expires_at) VALUES ('x', -1, now())")
