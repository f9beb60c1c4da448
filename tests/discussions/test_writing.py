"""The writing doors under bad input: the right status and page, the exact text, and no row."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from community.accounts.models import Level, User
from community.accounts.standing import set_standing
from community.catalog.models import SideEffect, Treatment
from community.discussions import writing
from community.discussions.models import Finding, Post, PostStatus, Thread, ThreadKind, ThreadStatus
from community.discussions.posting import add_post, open_thread
from tests.check_and_send.beats import NEWCOMER, TEXT, check, hidden, page_of, send, written
from tests.house.everywhere import public_thread, publish
from tests.people import agree, client_of

SCRIPT = '<script>alert("1")</script><img src=x onerror=alert(2)> [a](javascript:alert(3)) & </textarea><b>"\''
NEW = "/threads/new/"
TITLE = {"title": "Is it just me?", "kind": "question"}


@pytest.fixture
def door(article_thread: Thread) -> str:
    return f"/threads/{article_thread.pk}/write/"


@pytest.fixture
def browser(db: None) -> Client:
    return Client(enforce_csrf_checks=True)


def nothing_was_kept() -> bool:
    return not Post.objects.exists() and User.objects.filter(is_staff=False).count() == 3


# --- a new thread


def test_a_thread_is_opened_with_all_that_was_said_about_it(browser: Client, mo: User) -> None:
    treatment, effect = Treatment.objects.all()[0], SideEffect.objects.all()[0]
    about = {"treatment": str(treatment.pk), "side_effect": str(effect.pk)}
    response = send(browser, NEW, **(TITLE | about | {"kind": "experience"}))
    assert response.status_code == 200
    thread = Thread.objects.get(kind=ThreadKind.EXPERIENCE)
    assert (thread.status, thread.treatment, thread.side_effect) == (ThreadStatus.HIDDEN, treatment, effect)
    revision = thread.posts.get().revisions.get()
    assert (revision.title, revision.text) == (TITLE["title"], TEXT)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"title": ""}, "title"),
        ({"title": "abc"}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"title": "\x00\x01\u202e"}, "title"),
        ({"kind": ""}, "kind"),
        ({"kind": "article"}, "kind"),
        ({"kind": "experience\x00"}, "kind"),
        ({"treatment": "999999"}, "treatment"),
        ({"treatment": "1\x00"}, "treatment"),
        ({"treatment": "9" * 40}, "treatment"),
        ({"side_effect": "hair"}, "side_effect"),
    ],
)
def test_a_thread_with_something_missing_is_asked_for_it(fields: dict[str, str], wrong: str, browser: Client) -> None:
    response = check(browser, NEW, **(TITLE | fields))
    assert (response.status_code, written(response)) == (422, TEXT)
    assert set(response.context["form"].errors) == {wrong}
    assert nothing_was_kept()
    assert not Thread.objects.exclude(kind=ThreadKind.ARTICLE).exists()


# --- what is written


@pytest.mark.parametrize("empty", ["", "   \r\n\t ", "\x00\x00", "\u202e\u2066\ufeff"])
def test_an_empty_text_is_asked_for(empty: str, browser: Client, door: str) -> None:
    response = check(browser, door, text=empty)
    assert response.status_code == 422
    assert "Write something first." in response.content.decode()
    assert nothing_was_kept()


@pytest.mark.parametrize(
    "large",
    [
        "It went on and on. " * 600,
        "x" * 2_001,
        "[a](https://example.org) " * 21,
        "word " * 40_000,
    ],
    ids=["too long", "one long word", "too many links", "two hundred thousand characters"],
)
def test_a_text_that_is_too_large_comes_back_whole(large: str, browser: Client, door: str) -> None:
    for response in (check(browser, door, text=large), check(browser, NEW, **TITLE, text=large)):
        assert (response.status_code, written(response)) == (422, large)
    assert nothing_was_kept()


def test_a_request_over_the_limit_of_the_server_is_refused(browser: Client, door: str) -> None:
    assert check(browser, door, text="x " * 140_000).status_code == 400
    assert nothing_was_kept()


def test_null_bytes_and_direction_overrides_are_taken_out_and_nothing_else(browser: Client, door: str) -> None:
    send(browser, door, text="It \x00stung\x07\u202e, and\u2066 then\r\nשלום it stopped.\u202c\ufeff")
    assert Post.objects.get().revisions.get().text == "It stung, and then\nשלום it stopped."


def test_ten_thousand_characters_with_a_browsers_line_ends_are_taken(browser: Client, door: str) -> None:
    lines = ("x" * 99 + "\n") * 100
    assert send(browser, door, text=lines.replace("\n", "\r\n")).status_code == 200
    assert Post.objects.get().revisions.get().text == lines.strip()


def test_scripts_are_words_on_every_page(browser: Client, door: str, article_thread: Thread, mo: User) -> None:
    shown = check(browser, door, text=SCRIPT)
    assert (shown.status_code, written(shown)) == (200, SCRIPT)
    pages = [shown, send(browser, door, text=SCRIPT), browser.get(article_thread.public_path), browser.get("/me/")]
    post = Post.objects.get()
    pages.append(client_of(mo).get(f"/admin/desk/{post.pk}/"))
    publish(post)
    pages += [Client().get(article_thread.public_path), Client().get("/search/?q=alert")]
    for page in pages:
        html = page.content.decode()
        assert "alert" in html or page is pages[1]
        for live in ("<script>alert", "<img src=x", 'href="javascript:', "</textarea><b>"):
            assert live not in html


def test_a_title_of_scripts_is_words_too(browser: Client) -> None:
    response = check(browser, NEW, **(TITLE | {"title": SCRIPT[:100]}))
    assert "<script>alert" not in response.content.decode()
    assert response.status_code == 200


# --- what the machine notices


def test_findings_are_shown_before_and_kept_as_codes(browser: Client, door: str) -> None:
    text = "Call me on 020 7946 0018 or write to jo@example.org."
    page = check(browser, door, text=text)
    assert "<mark>jo@example.org</mark>" in page.content.decode()
    assert send(browser, door, text=text).status_code == 200
    found = Finding.objects.filter(revision__post=Post.objects.get())
    assert {text[finding.start : finding.end] for finding in found if finding.check_name != "first_posts"} == {
        "020 7946 0018",
        "jo@example.org",
    }
    assert {finding.field for finding in found} == {"text"}


def test_hiding_replaces_what_was_marked_and_keeps_nothing(browser: Client, door: str) -> None:
    response = check(browser, door, text="Write to jo@example.org, I answer.", hide="1")
    assert response.status_code == 200
    assert "jo@example.org" not in written(response)
    assert (written(response).startswith("Write to "), written(response).endswith(", I answer.")) == (True, True)
    assert nothing_was_kept()


def test_help_comes_first_where_there_is_distress(browser: Client, door: str) -> None:
    html = check(browser, door, text="I want to die. I cannot go on like this.").content.decode()
    assert html.index("/about/help-now/", html.index("<main")) < html.index("What we noticed")


# --- where it is written


@pytest.mark.parametrize("unknown", ["999999", "9" * 30])
def test_an_unknown_thread_gives_the_text_back(unknown: str, browser: Client) -> None:
    response = check(browser, f"/threads/{unknown}/write/")
    assert (response.status_code, written(response)) == (404, TEXT)
    assert nothing_was_kept()


@pytest.mark.parametrize("reply_to", ["999999", "9" * 30, "-1", "1 OR 1=1", "\x00", "²"])
def test_an_unknown_post_to_reply_to_gives_the_text_back(reply_to: str, browser: Client, door: str) -> None:
    response = check(browser, door, reply_to=reply_to)
    assert (response.status_code, written(response)) == (404, TEXT)
    assert nothing_was_kept()


def test_a_reply_keeps_what_it_answers(browser: Client, gus: User) -> None:
    opening = public_thread(gus)
    door = f"/threads/{opening.thread_id}/write/"
    assert f'value="{opening.pk}"' in browser.get(f"{door}?reply_to={opening.pk}").content.decode()
    page = page_of(browser, door, reply_to=str(opening.pk))
    browser.post(door, page | NEWCOMER)
    assert Post.objects.get(author__pseudonym=NEWCOMER["pseudonym"]).reply_to == opening


def test_a_post_that_is_not_public_cannot_be_answered(
    browser: Client, article_thread: Thread, gus: User, door: str
) -> None:
    held = add_post(article_thread, gus, "Nobody has read this yet.")
    assert check(browser, door, reply_to=str(held.pk)).status_code == 404


def test_a_post_of_another_thread_cannot_be_answered_here(browser: Client, gus: User, door: str) -> None:
    assert check(browser, door, reply_to=str(public_thread(gus).pk)).status_code == 404


def test_nobody_writes_in_a_thread_that_is_hidden(browser: Client, gus: User, stan: User) -> None:
    waiting = open_thread(gus, kind=ThreadKind.TIP, title="A cool cloth", text="It helped me at night.").thread
    door = f"/threads/{waiting.pk}/write/"
    for writer in (browser, client_of(stan), client_of(gus)):
        response = check(writer, door)
        assert (response.status_code, written(response)) == (404, TEXT)
    assert Post.objects.count() == 1


def test_a_closed_thread_gives_the_text_back(browser: Client, article_thread: Thread, door: str) -> None:
    page = page_of(browser, door) | NEWCOMER
    Thread.objects.filter(pk=article_thread.pk).update(status=ThreadStatus.CLOSED)
    for response in (check(browser, door), browser.post(door, page)):
        assert response.status_code == 409
        assert TEXT in response.content.decode()
    assert browser.get(door).status_code == 200
    assert nothing_was_kept()


def test_a_thread_closed_at_the_last_moment_keeps_nothing(
    browser: Client, article_thread: Thread, door: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The view has seen it open; the verb does not believe it and looks at the row it was given."""
    page = page_of(browser, door) | NEWCOMER

    def close_then_add(thread: Thread, author: User, text: str, reply_to: Post | None) -> Post:
        thread.status = ThreadStatus.CLOSED
        return add_post(thread, author, text, reply_to)

    monkeypatch.setattr(writing, "add_post", close_then_add)
    response = browser.post(door, page)
    assert response.status_code == 409
    assert TEXT in response.content.decode()
    assert nothing_was_kept()


# --- who may


@pytest.mark.parametrize(("level", "days"), [(Level.MUTED, 3), (Level.BANNED, None)])
def test_a_muted_or_banned_writer_keeps_the_text_and_sends_nothing(
    level: Level, days: int | None, ann: User, door: str
) -> None:
    agree(ann)
    set_standing(ann, level, timezone.now() + timedelta(days=days) if days else None)
    browser = client_of(ann)
    for path, more in ((door, {}), (NEW, TITLE)):
        response = browser.post(path, page_of(browser, path, **more))
        assert response.status_code == 403
        assert TEXT in response.content.decode()
    assert nothing_was_kept()


def test_a_mute_that_has_run_out_counts_no_more(ann: User, door: str) -> None:
    agree(ann)
    set_standing(ann, Level.MUTED, timezone.now() - timedelta(seconds=1))
    browser = client_of(ann)
    assert browser.post(door, page_of(browser, door)).status_code == 302


def test_a_person_is_published_at_once_only_when_trusted_and_clean(ann: User, door: str) -> None:
    agree(ann)
    browser = client_of(ann)
    browser.post(door, page_of(browser, door))
    assert Post.objects.get().status == PostStatus.HELD


# --- how


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(method: str, browser: Client, door: str) -> None:
    for path in (door, NEW):
        response = getattr(browser, method)(path)
        assert (response.status_code, response.headers["Allow"]) == (405, "GET, POST")


def test_too_many_texts_give_the_text_back_and_a_time(browser: Client, door: str) -> None:
    for _n in range(60):
        assert browser.post(door, {"text": "", "send": "1"}).status_code == 422
    response = browser.post(door, {"text": TEXT, "send": "1"})
    assert (response.status_code, written(response)) == (429, TEXT)
    assert 0 < int(response.headers["Retry-After"]) <= 3600
    assert nothing_was_kept()
    sent_elsewhere = browser.post(NEW, {"text": TEXT, "send": "1", **TITLE})
    assert sent_elsewhere.status_code == 429, "one count for all doors that take texts"
    assert check(browser, door).status_code == 200, "looking at a text again is counted apart"
    elsewhere = {"REMOTE_ADDR": "203.0.113.7"}
    assert browser.post(door, {"text": TEXT}, **elsewhere).status_code == 200


def test_the_check_page_is_never_kept_by_the_page_cache(browser: Client, door: str) -> None:
    first, second = check(browser, door), check(browser, door)
    assert hidden(first, "stamp") != hidden(second, "stamp")
    assert "ETag" not in first.headers
