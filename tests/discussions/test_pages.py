"""Pages are ranges of position: a post keeps its place, and no page counts rows."""

import pytest

from community.accounts.models import User
from community.catalog.models import Rule
from community.discussions.deciding import decide, withdraw_post
from community.discussions.models import Outcome, Thread
from community.discussions.pages import PAGE_SIZE, last_page, own_posts, page_of, thread_page
from community.discussions.posting import add_post
from tests.house.everywhere import newest, public_thread, publish


@pytest.mark.parametrize(
    ("position", "page"), [(1, 1), (PAGE_SIZE, 1), (PAGE_SIZE + 1, 2), (2 * PAGE_SIZE, 2), (2 * PAGE_SIZE + 1, 3)]
)
def test_a_position_stands_on_one_page(position: int, page: int) -> None:
    assert page_of(position) == page


@pytest.mark.parametrize(("last", "pages"), [(0, 1), (1, 1), (20, 1), (21, 2), (40, 2), (41, 3)])
def test_pages_follow_from_the_last_position(last: int, pages: int) -> None:
    assert last_page(Thread(last_position=last)) == pages


def test_a_page_holds_published_posts_in_order_in_one_query(gus: User, django_assert_num_queries: object) -> None:
    opening = public_thread(gus)
    posts = [add_post(opening.thread, gus, f"Reply number {n} of mine.") for n in range(1, PAGE_SIZE + 3)]
    for post in (posts[4], posts[2], posts[PAGE_SIZE]):
        publish(post)
    thread = Thread.objects.get(pk=opening.thread_id)
    with django_assert_num_queries(1):  # type: ignore[operator]
        first = thread_page(thread, 1)
    shown = [n for n in range(1, PAGE_SIZE + 3) if f"Reply number {n} of" in first.posts]
    assert shown == [3, 5]
    assert first.posts.index("Reply number 3 of") < first.posts.index("Reply number 5 of")
    assert (first.number, first.last, first.has_previous, first.has_next) == (1, 2, False, True)
    second = thread_page(thread, 2)
    assert f"Reply number {PAGE_SIZE + 1} of" in second.posts
    assert (second.has_previous, second.has_next) == (True, False)


def test_a_post_taken_away_leaves_its_place(gus: User) -> None:
    opening = public_thread(gus)
    posts = [publish(add_post(opening.thread, gus, f"Reply number {n} of mine.")) for n in range(1, PAGE_SIZE + 1)]
    withdraw_post(posts[3], by=gus)
    thread = Thread.objects.get(pk=opening.thread_id)
    assert "Reply number 4 of" not in thread_page(thread, 1).posts
    assert f"Reply number {PAGE_SIZE} of" in thread_page(thread, 2).posts


def test_one_thread_shows_nothing_of_another(gus: User) -> None:
    one, other = public_thread(gus, "The first one", "Only here."), public_thread(gus, "The second one", "Only there.")
    assert "Only there." not in thread_page(one.thread, 1).posts
    assert "Only there." in thread_page(other.thread, 1).posts


def test_own_posts_are_what_others_cannot_see(article_thread: Thread, gus: User, stan: User, mo: User) -> None:
    held, public, rejected = (add_post(article_thread, gus, f"Text number {n} of mine.") for n in range(3))
    add_post(article_thread, stan, "Somebody else's.")
    publish(public)
    rule = Rule.objects.order_by("pk")[0]
    decide(rejected.pk, Outcome.REJECT, by=mo, revision_id=newest(rejected), rule=rule, facts="A <clinic>.")
    here = own_posts(gus, article_thread)
    assert [own.post.pk for own in here] == [rejected.pk, held.pk]
    assert (here[0].rule, here[0].facts, here[1].rule) == (rule.title, "A <clinic>.", "")
    assert [own.post.pk for own in own_posts(gus)] == [rejected.pk, public.pk, held.pk]
    assert own_posts(None) == []


def test_a_text_that_was_brought_back_no_longer_shows_what_was_said_against_it(
    article_thread: Thread, gus: User, mo: User
) -> None:
    post = add_post(article_thread, gus, "I said too much.")
    rule = Rule.objects.order_by("pk")[0]
    decide(post.pk, Outcome.REJECT, by=mo, revision_id=newest(post), rule=rule, facts="It names a clinic.")
    publish(post)
    assert [(own.rule, own.facts) for own in own_posts(gus)] == [("", "")]


def test_a_withdrawn_text_keeps_its_words_for_its_author(article_thread: Thread, gus: User) -> None:
    post = add_post(article_thread, gus, "I take this back.")
    withdraw_post(post, by=gus)
    assert [own.text for own in own_posts(gus)] == ["I take this back."]


@pytest.mark.parametrize("count", [1, 12])
def test_own_posts_take_four_queries(
    count: int, article_thread: Thread, gus: User, django_assert_num_queries: object
) -> None:
    for n in range(count):
        add_post(article_thread, gus, f"Text number {n} of mine.")
    with django_assert_num_queries(4):  # type: ignore[operator]
        assert len(own_posts(gus)) == count
