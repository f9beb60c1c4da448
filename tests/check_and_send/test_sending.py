"""The second beat: one guest, one text, one receipt, however often the page is sent."""

import re

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from community.accounts.models import Consent, ConsentKind, Receipt, User
from community.accounts.receipts import open_receipt
from community.check_and_send import sending
from community.discussions.models import Post, Thread
from community.doors import stamps
from community.doors.models import IdempotencyKey
from tests.check_and_send.beats import NEWCOMER, TEXT, check, hidden, page_of, send, written
from tests.people import agree, client_of


@pytest.fixture
def door(article_thread: Thread) -> str:
    return f"/threads/{article_thread.pk}/write/"


@pytest.fixture
def browser(db: None) -> Client:
    return Client(enforce_csrf_checks=True)


def nothing_was_kept() -> bool:
    guests = User.objects.filter(is_staff=False).exclude(pseudonym__in=("ann", "gus", "stan"))
    return not (guests.exists() or Post.objects.exists() or Receipt.objects.exists() or IdempotencyKey.objects.exists())


def code_on(response: object) -> str:
    page = response.content.decode()  # type: ignore[attr-defined]
    return str(page.split('id="receipt-code">')[1].split("<")[0])


def test_the_first_beat_keeps_nothing(browser: Client, door: str) -> None:
    response = check(browser, door)
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-store")
    assert nothing_was_kept()
    assert not Session.objects.exists()
    assert set(browser.cookies) == {"csrftoken"}


def test_the_second_beat_makes_a_guest_with_receipt_consents_and_text(browser: Client, door: str) -> None:
    response = send(browser, door)
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-store")
    guest = User.objects.get(pseudonym=NEWCOMER["pseudonym"])
    assert open_receipt(code_on(response)) == guest
    assert guest.adult_confirmed_at is not None
    assert (guest.is_guest, guest.is_staff, guest.has_usable_password()) == (True, False, False)
    assert set(Consent.objects.filter(user=guest).values_list("kind", flat=True)) == {"keep", "publish"}
    post = Post.objects.get()
    assert (post.author, post.revisions.get().text) == (guest, TEXT)
    assert f'href="/posts/{post.pk}/"' in response.content.decode()
    assert browser.get("/me/").status_code == 200
    assert not UserSession.objects.filter(user=guest).exists(), "the privacy page says that a guest leaves no address"


def test_a_member_sends_without_a_receipt(ann: User, door: str) -> None:
    agree(ann)
    browser = client_of(ann)
    response = browser.post(door, page_of(browser, door))
    assert response.headers["Location"] == f"/posts/{Post.objects.get(author=ann).pk}/"
    assert not Receipt.objects.exists()


def test_a_member_is_asked_for_the_consents_that_are_missing_and_no_more(ann: User, door: str) -> None:
    agree(ann, ConsentKind.KEEP)
    browser = client_of(ann)
    page = page_of(browser, door)
    refused = browser.post(door, page)
    assert refused.status_code == 422
    assert (b'name="consent_publish"' in refused.content, b'name="consent_keep"' in refused.content) == (True, False)
    assert (b'name="pseudonym"' in refused.content, b'name="adult"' in refused.content) == (False, False)
    assert browser.post(door, page | {"consent_publish": "on"}).status_code == 302


@pytest.mark.parametrize("missing", ["pseudonym", "adult", "consent_keep", "consent_publish"])
def test_nothing_is_kept_without(missing: str, browser: Client, door: str) -> None:
    page = page_of(browser, door) | NEWCOMER
    del page[missing]
    response = browser.post(door, page)
    assert (response.status_code, written(response)) == (422, TEXT)
    assert nothing_was_kept()


def test_boxes_come_unticked(browser: Client, door: str) -> None:
    boxes = re.findall(r'<input type="checkbox"[^>]*>', check(browser, door).content.decode())
    assert len(boxes) == 3
    assert [box for box in boxes if "checked" in box] == []


# --- sent twice


def test_a_double_click_keeps_one_and_opens_the_same_guest(browser: Client, door: str) -> None:
    """Both requests leave the browser before the first answer has come: with the cookie of the page, signed out."""
    page = page_of(browser, door) | NEWCOMER
    twin = Client(enforce_csrf_checks=True)
    twin.cookies["csrftoken"] = browser.cookies["csrftoken"].value
    first, second = browser.post(door, page), twin.post(door, page)
    assert (first.status_code, second.status_code) == (200, 200)
    assert (Post.objects.count(), User.objects.filter(pseudonym=NEWCOMER["pseudonym"]).count()) == (1, 1)
    assert open_receipt(code_on(first)) is None, "the first answer may never have arrived; one code is valid"
    assert open_receipt(code_on(second)) == User.objects.get(pseudonym=NEWCOMER["pseudonym"])
    assert twin.get("/me/").status_code == 200


def test_sending_again_after_the_answer_leads_to_what_was_kept(browser: Client, door: str) -> None:
    """The back button, and *Send* once more: signed in by now, with the token of a page made before."""
    page = page_of(browser, door) | NEWCOMER
    browser.post(door, page)
    again = browser.post(door, page)
    assert again.headers["Location"] == f"/posts/{Post.objects.get().pk}/"
    assert Receipt.objects.count() == 1


def test_a_member_who_sends_twice_keeps_one(ann: User, door: str) -> None:
    agree(ann)
    browser = client_of(ann)
    page = page_of(browser, door)
    assert browser.post(door, page).headers["Location"] == browser.post(door, page).headers["Location"]
    assert Post.objects.count() == 1


def test_someone_elses_page_opens_nobody(browser: Client, door: str, stan: User) -> None:
    """A copied page, sent from another browser, neither signs in nor writes a second time."""
    page = page_of(browser, door) | NEWCOMER
    browser.post(door, page)
    for stranger in (Client(), client_of(stan)):
        response = stranger.post(door, page)
        assert response.headers["Location"] == f"/posts/{Post.objects.get().pk}/"
        assert stranger.get(response.headers["Location"]).status_code == 404
    assert Client().get("/me/").status_code == 302
    assert (Post.objects.count(), Receipt.objects.count()) == (1, 1)


def test_a_member_of_staff_is_never_opened_by_a_page(browser: Client, door: str) -> None:
    page = page_of(browser, door) | NEWCOMER
    browser.post(door, page)
    User.objects.filter(pseudonym=NEWCOMER["pseudonym"]).update(is_staff=True)
    twin = Client()
    twin.cookies["csrftoken"] = page["csrfmiddlewaretoken"]
    assert twin.post(door, page).status_code == 302
    assert "sessionid" not in twin.cookies


def test_a_twin_that_was_faster_is_found_by_the_database(browser: Client, door: str, monkeypatch: object) -> None:
    """The look before the transaction saw nothing, the UNIQUE key does: all of the second one is rolled back."""
    page = page_of(browser, door) | NEWCOMER
    browser.post(door, page)
    looks = iter([None])
    real = sending.keys.used
    monkeypatch.setattr(sending.keys, "used", lambda door, key: next(looks, False) or real(door, key))  # type: ignore[attr-defined]
    late = Client()
    response = late.post(door, page | {"pseudonym": "another-name-77"})
    assert response.status_code == 302
    assert not User.objects.filter(pseudonym="another-name-77").exists()
    assert Post.objects.count() == 1


# --- the name


@pytest.mark.parametrize("taken", ["gus", "GUS", "Gus", " gus "])
def test_a_taken_pseudonym_is_refused_and_the_text_stays(taken: str, browser: Client, door: str) -> None:
    response = send(browser, door, pseudonym=taken)
    assert (response.status_code, written(response)) == (422, TEXT)
    assert "Someone else has this name, or one that looks like it." in response.content.decode()
    assert nothing_was_kept()


@pytest.mark.parametrize("look_alike", ["Moderator", "Sidenote", "m0derator", "Аdmin", "side-note staff", "mod"])
def test_a_name_that_looks_like_staff_is_refused(look_alike: str, browser: Client, door: str) -> None:
    response = send(browser, door, pseudonym=look_alike)
    assert (response.status_code, written(response)) == (422, TEXT)
    assert nothing_was_kept()


def test_the_honeypot_keeps_nothing(browser: Client, door: str) -> None:
    response = send(browser, door, website="https://example.org")
    assert (response.status_code, written(response)) == (422, TEXT)
    assert nothing_was_kept()


# --- the stamp


@pytest.mark.parametrize("stamp", ["", "nonsense", "a:b:c", "\x00", "x" * 5_000])
def test_a_page_without_its_stamp_is_shown_again(stamp: str, browser: Client, door: str) -> None:
    response = send(browser, door, stamp=stamp)
    assert (response.status_code, written(response)) == (422, TEXT)
    assert hidden(response, "stamp") != stamp
    assert nothing_was_kept()


def test_a_stamp_of_another_door_is_refused(browser: Client, door: str) -> None:
    other = page_of(browser, "/threads/new/", title="Is it just me?", kind="question")
    response = send(browser, door, stamp=other["stamp"])
    assert response.status_code == 422
    assert nothing_was_kept()


def test_a_stamp_that_was_changed_is_refused(browser: Client, door: str) -> None:
    page = page_of(browser, door) | NEWCOMER
    payload, rest = page["stamp"].split(":", 1)
    response = browser.post(door, page | {"stamp": f"{payload[:-1]}{'A' if payload[-1] != 'A' else 'B'}:{rest}"})
    assert response.status_code == 422
    assert nothing_was_kept()


def test_a_page_that_is_older_than_a_day_is_shown_again(
    browser: Client, door: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(browser, door) | NEWCOMER
    monkeypatch.setattr(stamps, "OLDEST", -1)
    response = browser.post(door, page)
    assert (response.status_code, written(response)) == (422, TEXT)
    assert "This page was open for a long time." in response.content.decode()
    assert nothing_was_kept()
    monkeypatch.undo()
    fresh = {name: hidden(response, name) for name in ("stamp", "csrfmiddlewaretoken")}
    assert browser.post(door, page | fresh).status_code == 200
    assert Post.objects.count() == 1


# --- the token and the session


@pytest.mark.parametrize("token", ["", "nonsense", "x" * 64])
def test_a_missing_or_foreign_token_gives_the_text_back(token: str, browser: Client, door: str) -> None:
    response = send(browser, door, csrfmiddlewaretoken=token)
    assert (response.status_code, written(response), response.headers["Cache-Control"]) == (403, TEXT, "no-store")
    assert nothing_was_kept()


def test_without_cookies_the_text_comes_back_and_can_be_sent_again(door: str) -> None:
    page = page_of(Client(enforce_csrf_checks=True), door) | NEWCOMER
    fresh = Client(enforce_csrf_checks=True)
    refused = fresh.post(door, page)
    assert (refused.status_code, written(refused)) == (403, TEXT)
    assert send(fresh, door, text=written(refused)).status_code == 200


def test_a_token_of_before_signing_in_gives_the_text_back(ann: User, door: str) -> None:
    """A page opened signed out, sent after signing in at another tab."""
    browser = Client(enforce_csrf_checks=True)
    page = page_of(browser, door) | NEWCOMER
    browser.force_login(ann, backend="django.contrib.auth.backends.ModelBackend")
    browser.cookies["csrftoken"] = "y" * 32
    response = browser.post(door, page)
    assert (response.status_code, written(response)) == (403, TEXT)
    assert nothing_was_kept()


def test_an_expired_session_asks_who_is_writing(ann: User, door: str) -> None:
    agree(ann)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ann, backend="django.contrib.auth.backends.ModelBackend")
    page = page_of(browser, door)
    Session.objects.all().delete()
    response = browser.post(door, page)
    assert (response.status_code, written(response)) == (422, TEXT)
    assert b'name="pseudonym"' in response.content
    assert nothing_was_kept()


def test_a_new_member_confirms_their_age_once(ann: User, door: str) -> None:
    agree(ann)
    User.objects.filter(pk=ann.pk).update(adult_confirmed_at=None)
    browser = client_of(ann)
    page = page_of(browser, door)
    assert browser.post(door, page).status_code == 422
    assert browser.post(door, page | {"adult": "on"}).status_code == 302
    ann.refresh_from_db()
    assert ann.adult_confirmed_at is not None
    assert ann.adult_confirmed_at <= timezone.now()
