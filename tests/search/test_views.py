"""Search finds what is public, by the words of patients and of leaflets, and never anything else."""

import pytest
from django.test import Client

from articles.models import Article, ArticleStatus
from articles.retiring import retire
from community.accounts.models import User
from community.catalog.models import Rule
from community.discussions.deciding import decide, withdraw_post
from community.discussions.models import Outcome, Post, Thread
from community.discussions.posting import add_post
from tests.house.everywhere import ARTICLE, newest, public_thread, publish


@pytest.fixture
def reader(db: None) -> Client:
    return Client()


def found(reader: Client, words: str) -> str:
    response = reader.get("/search/", {"q": words})
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-store")
    return str(response.content.decode().split("<main", 1)[1])


@pytest.mark.parametrize("words", ["imiquimod", "IMIQUIMOD", "Aldara", "hair loss", '"hair loss"', "losing hair"])
def test_an_article_is_found_by_treatment_brand_and_side_effect(words: str, reader: Client) -> None:
    assert f'href="{ARTICLE}"' in found(reader, words)


def test_a_post_is_found_once_it_is_public(reader: Client, article_thread: Thread, gus: User) -> None:
    post = add_post(article_thread, gus, "Chamomile compresses calmed it.")
    assert f"/posts/{post.pk}/" not in found(reader, "chamomile")
    publish(post)
    page = found(reader, "compress")  # another form of the word
    assert f"/posts/{post.pk}/" in page
    assert "Chamomile compresses calmed it." in page


def hide_by_rejecting(post: Post, gus: User, mo: User) -> None:
    rule = Rule.objects.order_by("pk")[0]
    decide(post.pk, Outcome.REMOVE, by=mo, revision_id=newest(post), rule=rule, facts="It names a clinic.")


def hide_by_withdrawing(post: Post, gus: User, mo: User) -> None:
    withdraw_post(post, by=gus)


@pytest.mark.parametrize("hide", [hide_by_rejecting, hide_by_withdrawing])
def test_what_is_hidden_is_not_found_any_more(hide: object, reader: Client, gus: User, mo: User) -> None:
    opening = public_thread(gus, "Chamomile at night")
    reply = publish(add_post(opening.thread, gus, "Chamomile compresses calmed it."))
    assert f"/posts/{reply.pk}/" in found(reader, "chamomile")
    hide(reply, gus, mo)  # type: ignore[operator]
    page = found(reader, "chamomile")
    assert (f"/posts/{reply.pk}/" in page, f"/posts/{opening.pk}/" in page) == (False, True)


def test_a_public_reply_in_a_thread_that_became_hidden_is_not_found(reader: Client, gus: User, stan: User) -> None:
    opening = public_thread(gus, "Chamomile at night")
    publish(add_post(opening.thread, stan, "Chamomile compresses calmed it."))
    withdraw_post(opening, by=gus)
    assert "/posts/" not in found(reader, "chamomile")


def test_a_draft_article_is_not_found(reader: Client) -> None:
    article = Article.objects.values("title", "markdown", "search_words", "facts_checked").get()
    Article.objects.create(slug="not-yet", status=ArticleStatus.DRAFT, **article)
    assert "/articles/not-yet/" not in found(reader, "imiquimod")


def test_a_retired_article_is_not_found(reader: Client) -> None:
    assert ARTICLE in found(reader, "imiquimod")
    retire(Article.objects.get())
    assert ARTICLE not in found(reader, "imiquimod")


@pytest.mark.parametrize(
    "words", ["", "  ", "\x00", '"', "- OR", "!!! & | ( ) :*", "\\", "'; DROP TABLE x; --", "é" * 500, "a:*b <-> c"]
)
def test_any_words_get_an_answer(words: str, reader: Client) -> None:
    found(reader, words)


def test_words_are_shown_as_words(reader: Client) -> None:
    page = found(reader, "<script>alert(1)</script>")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_searching_makes_no_cookie(reader: Client) -> None:
    found(reader, "imiquimod")
    assert not reader.cookies


@pytest.mark.parametrize("count", [1, 25])
def test_a_search_takes_two_queries_whatever_it_finds(
    count: int, reader: Client, article_thread: Thread, gus: User, django_assert_num_queries: object
) -> None:
    for n in range(count):
        publish(add_post(article_thread, gus, f"Chamomile compresses calmed it on day {n}."))
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert found(reader, "chamomile").count('href="/posts/') == min(count, 20)


def test_other_methods_are_refused(reader: Client) -> None:
    assert reader.post("/search/").status_code == 405
