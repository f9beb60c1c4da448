"""The desk in the admin: deciding, and everything that can be sent to it wrongly."""

import pytest
from django.test import Client

from community.accounts.models import User
from community.catalog.models import Rule
from community.discussions.deciding import decide, withdraw_post
from community.discussions.models import Decision, Outcome, Post, PostStatus, Revision, RevisionKind, Thread
from community.discussions.posting import add_post
from tests.check_and_send.beats import hidden, written
from tests.house.everywhere import newest
from tests.people import client_of

FACTS = "It names a <b>clinic</b> in the second sentence."


@pytest.fixture
def held(article_thread: Thread, gus: User) -> Post:
    return add_post(article_thread, gus, "Two months later my hair came back.")


def words(post: Post, **fields: object) -> dict[str, object]:
    rule = Rule.objects.order_by("pk")[0].pk
    return {"outcome": "reject", "rule": rule, "facts": FACTS, "revision": newest(post)} | fields


def decided(post: Post) -> list[str]:
    return list(Decision.objects.filter(post=post).order_by("seq").values_list("outcome", flat=True))


def test_publishing_leads_back_to_the_desk(held: Post, mo_browser: Client) -> None:
    response = mo_browser.post(f"/admin/desk/{held.pk}/", words(held, outcome="publish", rule="", facts=""))
    assert response.headers["Location"] == "/admin/desk/"
    assert decided(held) == ["hold", "publish"]


def test_the_author_reads_rule_and_facts_as_words(held: Post, mo_browser: Client, gus: User) -> None:
    mo_browser.post(f"/admin/desk/{held.pk}/", words(held))
    page = client_of(gus).get("/me/").content.decode()
    assert "&lt;b&gt;clinic&lt;/b&gt;" in page
    assert Rule.objects.order_by("pk")[0].title in page


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"outcome": ""}, {"outcome"}),
        ({"outcome": "hold"}, {"outcome"}),
        ({"outcome": "remove"}, {"outcome"}),
        ({"outcome": "publish\x00"}, {"outcome"}),
        ({"rule": ""}, {"rule"}),
        ({"rule": "999999"}, {"rule"}),
        ({"facts": "  "}, {"facts"}),
        ({"facts": "\x00"}, {"facts"}),
        ({"facts": "x" * 2_001}, {"facts"}),
        ({"revision": ""}, {"revision"}),
        ({"revision": "one"}, {"revision"}),
    ],
)
def test_a_decision_with_something_missing_is_asked_for_it(
    fields: dict[str, str], wrong: set[str], held: Post, mo_browser: Client
) -> None:
    response = mo_browser.post(f"/admin/desk/{held.pk}/", words(held, **fields))
    assert response.status_code == 422
    assert set(response.context["form"].errors) == wrong
    assert written(response, "facts").strip("\x00 ") == str(fields.get("facts", FACTS)).strip("\x00 ")
    assert decided(held) == ["hold"]


def test_a_text_that_changed_meanwhile_is_shown_anew_and_the_facts_stay(held: Post, mo_browser: Client) -> None:
    seen = words(held)
    changed = Revision.objects.create(post=held, number=2, kind=RevisionKind.TEXT, text="A month later, I mean.")
    response = mo_browser.post(f"/admin/desk/{held.pk}/", seen)
    assert (response.status_code, written(response, "facts")) == (409, FACTS)
    assert hidden(response, "revision") == str(changed.pk)
    page = response.content.decode()
    assert "The author changed this text while you read it." in page
    assert "A month later, I mean." in page
    assert decided(held) == ["hold"]


def test_a_text_withdrawn_meanwhile_gives_the_facts_back(held: Post, mo_browser: Client, gus: User) -> None:
    seen = words(held)
    withdraw_post(held, by=gus)
    response = mo_browser.post(f"/admin/desk/{held.pk}/", seen)
    assert (response.status_code, written(response, "facts")) == (404, FACTS)
    assert decided(held) == ["hold"]


def test_someone_faster_leaves_the_facts_and_decides_nothing(held: Post, mo_browser: Client, mo: User) -> None:
    seen = words(held)
    decide(held.pk, Outcome.PUBLISH, by=mo, revision_id=newest(held))
    response = mo_browser.post(f"/admin/desk/{held.pk}/", seen)
    assert (response.status_code, written(response, "facts")) == (422, FACTS)
    assert "Perhaps someone else has decided." in response.content.decode()
    assert decided(held) == ["hold", "publish"]


def test_a_decision_sent_twice_counts_once(held: Post, mo_browser: Client) -> None:
    seen = words(held)
    assert mo_browser.post(f"/admin/desk/{held.pk}/", seen).status_code == 302
    assert mo_browser.post(f"/admin/desk/{held.pk}/", seen).status_code == 422
    assert decided(held) == ["hold", "reject"]


def test_no_one_judges_their_own_text(article_thread: Thread, mo: User, mo_browser: Client) -> None:
    own = add_post(article_thread, mo, "I write here too.")
    assert "Someone else has to judge it." in mo_browser.get(f"/admin/desk/{own.pk}/").content.decode()
    assert mo_browser.post(f"/admin/desk/{own.pk}/", words(own, outcome="publish")).status_code == 409
    own.refresh_from_db()
    assert own.status == PostStatus.HELD


@pytest.mark.parametrize("unknown", ["999999", "9" * 30])
def test_an_unknown_text_is_not_found(unknown: str, mo_browser: Client) -> None:
    assert mo_browser.get(f"/admin/desk/{unknown}/").status_code == 404


def test_other_methods_are_refused(held: Post, mo_browser: Client) -> None:
    assert mo_browser.put(f"/admin/desk/{held.pk}/").status_code == 405
    assert mo_browser.post("/admin/desk/").status_code == 405


@pytest.mark.parametrize("token", ["", "y" * 64])
def test_a_missing_or_foreign_token_gives_the_facts_back(token: str, held: Post, mo: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = client_of(mo).cookies
    response = browser.post(f"/admin/desk/{held.pk}/", words(held, csrfmiddlewaretoken=token))
    assert (response.status_code, written(response, "facts")) == (403, FACTS)
    assert "Continue with this text" not in response.content.decode(), "its button would lead in a circle"
    assert decided(held) == ["hold"]


def test_the_words_of_a_text_are_escaped(article_thread: Thread, gus: User, mo_browser: Client) -> None:
    held = add_post(article_thread, gus, "<script>alert(1)</script> and jo@example.org <img src=x>")
    page = mo_browser.get(f"/admin/desk/{held.pk}/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<mark>jo@example.org</mark>" in page
    assert "<img src=x>" not in page
