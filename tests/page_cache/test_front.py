import threading

from community.page_cache.front import Front
from community.page_cache.pages import Key, Look, Page


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def key(path: str) -> Key:
    return ("http", "localhost", path, "")


def page(body: bytes = b"words", *, version: int = 1, removals: int = 0) -> Page:
    return Page(Look(version, removals), None, (), '"etag"', body, b"")


def test_front_gives_back_what_was_put() -> None:
    front, held = Front(), page()
    front.put(key("/a/"), held)
    assert front.get(key("/a/")) is held
    assert front.get(key("/b/")) is None


def test_front_keeps_the_newest_copy_and_counts_it_once() -> None:
    front = Front(largest=3 * page().size)
    for version in range(10):
        front.put(key("/a/"), page(version=version))
    front.put(key("/b/"), page())
    front.put(key("/c/"), page())
    assert [front.get(key(path)) for path in ("/a/", "/b/", "/c/")] == [page(version=9), page(), page()]


def test_front_lets_the_longest_unused_go() -> None:
    front = Front(largest=2 * page().size)
    front.put(key("/a/"), page())
    front.put(key("/b/"), page())
    front.get(key("/a/"))
    front.put(key("/c/"), page())
    assert [front.get(key(path)) is None for path in ("/a/", "/b/", "/c/")] == [False, True, False]


def test_front_refuses_a_page_that_is_larger_than_all_it_may_hold() -> None:
    front = Front(largest=page().size)
    front.put(key("/a/"), page())
    front.put(key("/b/"), page(b"x" * 5_000))
    assert front.get(key("/a/")) == page()
    assert front.get(key("/b/")) is None


def test_a_removal_empties_the_front_and_keeps_older_pages_out() -> None:
    front = Front()
    front.put(key("/a/"), page())
    front.looked(Look(5, removals=1))
    assert front.get(key("/a/")) is None
    front.put(key("/a/"), page(removals=0))
    assert front.get(key("/a/")) is None
    front.put(key("/a/"), page(removals=1))
    assert front.get(key("/a/")) == page(removals=1)


def test_a_thread_that_was_overtaken_by_a_removal_brings_nothing_back() -> None:
    front = Front()
    front.looked(Look(1, removals=2))
    front.put(key("/a/"), page(removals=2))
    front.looked(Look(1, removals=1))
    assert front.get(key("/a/")) == page(removals=2)
    front.put(key("/b/"), page(removals=1))
    assert front.get(key("/b/")) is None


def test_pages_may_be_shown_when_the_last_look_was_a_minute_before_the_outage() -> None:
    clock = Clock()
    front = Front(clock=clock)
    front.looked(Look(1, 0))
    clock.now += 60
    assert not front.may_serve_stale()
    assert front.missed(clock.now)
    assert front.may_serve_stale()
    clock.now += 3600
    assert not front.missed(clock.now)
    assert front.may_serve_stale(), "how long it lasts does not matter: nothing can be removed meanwhile"
    assert front.looked(Look(1, 0))
    assert not front.may_serve_stale()


def test_no_page_is_shown_when_the_last_look_is_older_or_there_was_none() -> None:
    clock = Clock()
    front = Front(clock=clock)
    front.missed(clock.now)
    assert not front.may_serve_stale()
    front.looked(Look(1, 0))
    clock.now += 60.5
    front.missed(clock.now)
    assert not front.may_serve_stale()


def test_a_database_that_is_away_is_asked_once_a_second() -> None:
    clock = Clock()
    front = Front(clock=clock)
    assert [front.may_ask(), front.may_ask()] == [True, True]
    front.missed(clock.now)
    assert not front.may_ask()
    clock.now += 1
    assert [front.may_ask(), front.may_ask()] == [True, False]
    front.looked(Look(1, 0))
    assert [front.may_ask(), front.may_ask()] == [True, True]


def test_front_holds_together_under_many_threads() -> None:
    front = Front(largest=20 * page().size)

    def work(number: int) -> None:
        for turn in range(500):
            path = f"/{(number * 7 + turn) % 40}/"
            front.put(key(path), page(removals=turn // 100))
            front.get(key(path))
            front.looked(Look(1, removals=turn // 100))

    threads = [threading.Thread(target=work, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    held = [found for number in range(40) if (found := front.get(key(f"/{number}/")))]
    assert len(held) <= 20
    assert {found.look.removals for found in held} == {4}
    front.clear()
    front.put(key("/a/"), page())
    assert front.get(key("/a/")) == page()
