"""Threads as readers and writers see them."""

import pytest
from django.test import Client

from community.accounts.models import User
from community.discussions.deciding import withdraw_post
from community.discussions.models import Post, PostStatus, Thread, ThreadKind
from community.discussions.pages import PAGE_SIZE
from community.discussions.posting import add_post, open_thread
from tests.house.everywhere import public_thread, publish
from tests.people import client_of


@pytest.fixture
def reader(db: None) -> Client:
    return Client()


@pytest.fixture
def waiting(gus: User) -> Post:
    return open_thread(gus, kind=ThreadKind.TIP, title="A cool cloth", text="It helped me at night.")


def test_a_waiting_thread_is_its_authors_alone(waiting: Post, reader: Client, gus: User, stan: User, mo: User) -> None:
    path = f"/threads/{waiting.thread_id}/waiting/"
    assert [client.get(path).status_code for client in (reader, client_of(stan), client_of(mo))] == [404, 404, 404]
    own = client_of(gus).get(path)
    assert own.status_code == 200
    assert "It helped me at night." in own.content.decode()
    for page in ("/threads/", "/", "/sitemap.xml", "/search/?q=cloth"):
        assert "cool cloth" not in reader.get(page).content.decode()


def test_the_link_to_a_waiting_post_leads_its_author_to_it(waiting: Post, reader: Client, gus: User) -> None:
    assert reader.get(f"/posts/{waiting.pk}/").status_code == 404
    there = client_of(gus).get(f"/posts/{waiting.pk}/").headers["Location"]
    assert there == f"/threads/{waiting.thread_id}/waiting/#post-{waiting.pk}"


def test_a_wrong_slug_leads_to_the_right_address(reader: Client, gus: User) -> None:
    thread = public_thread(gus).thread
    response = reader.get(f"/threads/{thread.pk}/something-else/")
    assert (response.status_code, response.headers["Location"]) == (301, thread.public_path)


def test_the_thread_of_an_article_leads_to_the_article(reader: Client, article_thread: Thread) -> None:
    response = reader.get(f"/threads/{article_thread.pk}/any/")
    assert (response.status_code, response.headers["Location"]) == (301, article_thread.public_path)


@pytest.mark.parametrize(
    "page", ["0", "2", "-1", "", "one", "1.5", "²", "00000000012", "0000000012", "9" * 30, "1 ", "%00", "1&page=3"]
)
def test_a_page_that_is_not_there_is_not_found(page: str, reader: Client, article_thread: Thread) -> None:
    assert reader.get(f"{article_thread.public_path}?page={page}").status_code == 404


def test_a_post_is_linked_on_its_page(reader: Client, article_thread: Thread, gus: User) -> None:
    Thread.objects.filter(pk=article_thread.pk).update(last_position=PAGE_SIZE)
    article_thread.refresh_from_db()
    post = publish(add_post(article_thread, gus, "The first on the second page."))
    there = f"{article_thread.public_path}?page=2#post-{post.pk}"
    assert reader.get(f"/posts/{post.pk}/").headers["Location"] == there
    assert f'id="post-{post.pk}"' in reader.get(there).content.decode()
    assert 'rel="prev"' in reader.get(there).content.decode()


def test_pseudonym_and_words_are_escaped(reader: Client, gus: User) -> None:
    User.objects.filter(pk=gus.pk).update(pseudonym="a<b>&c")
    gus.refresh_from_db()
    opening = public_thread(gus, "A <i>title</i> & more", "A <u>word</u> & more")
    for path in (opening.thread.public_path, "/threads/", "/", f"/threads/{opening.thread_id}/write/"):
        html = reader.get(path).content.decode()
        assert ("<i>title" in html, "<u>word" in html, "a<b>&c" in html) == (False, False, False)
    assert "a&lt;b&gt;&amp;c" in reader.get(opening.thread.public_path).content.decode()


def test_a_thread_shows_its_reader_their_own_waiting_reply(reader: Client, gus: User, stan: User) -> None:
    opening = public_thread(gus)
    add_post(opening.thread, stan, "I had that too, for a week.")
    path = opening.thread.public_path
    seen = ["I had that too" in client.get(path).content.decode() for client in (reader, client_of(gus))]
    assert seen == [False, False]
    assert "I had that too" in client_of(stan).get(path).content.decode()


# --- withdrawing


def test_withdrawing_asks_first_and_then_takes_the_text_away(reader: Client, gus: User) -> None:
    opening = public_thread(gus)
    reply = publish(add_post(opening.thread, gus, "I should not have said this."))
    path = opening.thread.public_path
    assert "I should not have" in reader.get(path).content.decode()
    browser = client_of(gus)
    assert browser.get(f"/posts/{reply.pk}/withdraw/").status_code == 200
    assert "I should not have" in reader.get(path).content.decode()
    assert browser.post(f"/posts/{reply.pk}/withdraw/").headers["Location"] == "/me/"
    assert "I should not have" not in reader.get(path).content.decode()
    assert browser.post(f"/posts/{reply.pk}/withdraw/").status_code == 302, "twice harms nothing"


@pytest.mark.parametrize("name", ["stan", "mo"])
def test_nobody_withdraws_for_another(name: str, gus: User) -> None:
    opening = public_thread(gus)
    other = client_of(User.objects.get(pseudonym=name))
    assert other.post(f"/posts/{opening.pk}/withdraw/").status_code == 404
    opening.refresh_from_db()
    assert opening.status == PostStatus.PUBLISHED


def test_withdrawing_needs_a_token(gus: User) -> None:
    opening = public_thread(gus)
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = client_of(gus).cookies
    assert browser.post(f"/posts/{opening.pk}/withdraw/").status_code == 403
    opening.refresh_from_db()
    assert opening.status == PostStatus.PUBLISHED


def test_a_thread_whose_opening_was_withdrawn_is_gone(reader: Client, gus: User) -> None:
    opening = public_thread(gus)
    path = opening.thread.public_path
    assert reader.get(path).status_code == 200
    withdraw_post(opening, by=gus)
    assert (reader.get(path).status_code, reader.get(f"/posts/{opening.pk}/").status_code) == (404, 404)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
@pytest.mark.parametrize("path", ["/threads/", "/posts/1/", "/threads/1/a-slug/", "/articles/"])
def test_reading_pages_take_nothing(method: str, path: str, reader: Client) -> None:
    assert getattr(reader, method)(path).status_code == 405
