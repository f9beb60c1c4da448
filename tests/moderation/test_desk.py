"""What waits, in which order, and what a moderator sees of one text."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community.accounts.models import User
from community.discussions.models import Finding, Post, Thread
from community.discussions.posting import add_post
from community.moderation import desk
from tests.house.everywhere import public_thread, publish


def found(start: int, end: int, weight: int = 10, field: str = "text") -> Finding:
    return Finding(start=start, end=end, weight=weight, field=field)


@pytest.mark.parametrize(
    ("text", "spans", "shown"),
    [
        ("call 0123 now", [(5, 9)], "call <mark>0123</mark> now"),
        ("call 0123 now", [], "call 0123 now"),
        ("abcdef", [(0, 2), (1, 4)], "<mark>abcd</mark>ef"),
        ("abcdef", [(3, 4), (0, 1)], "<mark>a</mark>bc<mark>d</mark>ef"),
        ("abcdef", [(0, 2), (2, 4)], "<mark>abcd</mark>ef"),
        ("abcdef", [(2, 2)], "abcdef"),
        ("abcdef", [(0, 6)], "abcdef"),  # a finding about the whole text marks nothing
        ("a<b>&c", [(1, 4)], "a<mark>&lt;b&gt;</mark>&amp;c"),
        ("<mark>", [(0, 1)], "<mark>&lt;</mark>mark&gt;"),
    ],
)
def test_marked_escapes_all_and_marks_the_spans(text: str, spans: list[tuple[int, int]], shown: str) -> None:
    assert desk.marked(text, [found(*span) for span in spans]) == shown


@pytest.mark.django_db
def test_the_heaviest_comes_first_and_then_the_oldest(article_thread: Thread, gus: User, stan: User) -> None:
    now = timezone.now()
    light, old, heavy = (add_post(article_thread, stan, f"Text number {n} of mine.") for n in range(3))
    Finding.objects.all().delete()
    for post, hours in ((light, 1), (old, 9), (heavy, 2)):
        Post.objects.filter(pk=post.pk).update(created_at=now - timedelta(hours=hours))
    revision = heavy.revisions.get()
    for weight in (70, 5):
        Finding.objects.create(
            revision=revision, check_name="links", reason="link", field="text", start=0, end=1, weight=weight
        )
    assert [(post.pk, post.weight) for post in desk.queue()] == [(heavy.pk, 70), (old.pk, 0), (light.pk, 0)]


@pytest.mark.django_db
def test_only_held_texts_wait(article_thread: Thread, gus: User) -> None:
    assert desk.waiting() == desk.Waiting(0, more=False, oldest=None)
    first, second = (add_post(article_thread, gus, f"Text number {n} of mine.") for n in range(2))
    publish(second)
    assert desk.waiting() == desk.Waiting(1, more=False, oldest=first.created_at)
    add_post(article_thread, gus, "And a third.")
    assert desk.waiting(most=1) == desk.Waiting(1, more=True, oldest=first.created_at)


@pytest.mark.django_db
def test_an_item_shows_what_stands_before_it_and_its_author_so_far(gus: User, stan: User) -> None:
    opening = public_thread(gus)
    replies = [publish(add_post(opening.thread, stan, f"Reply number {n} of mine.")) for n in range(4)]
    held = add_post(opening.thread, stan, "One more from me.")
    shown = desk.item(held)
    assert shown is not None
    assert shown.context == replies[1:]
    assert (shown.published_before, shown.rejected_before) == (4, 0)
    assert [decision.seq for decision in shown.decisions] == [1]


@pytest.mark.django_db
def test_a_text_that_was_withdrawn_is_not_shown(article_thread: Thread, gus: User) -> None:
    from community.discussions.deciding import withdraw_post  # noqa: PLC0415

    held = add_post(article_thread, gus, "I take this back.")
    withdraw_post(held, by=gus)
    assert desk.item(held) is None
