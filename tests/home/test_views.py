"""One's own page, and the way in by receipt."""

import pytest
from django.test import Client

from community.accounts.models import User
from community.accounts.receipts import issue_receipt
from community.discussions.models import Thread
from community.discussions.posting import add_post
from community.notifications.models import Kind
from community.notifications.notifying import notify
from tests.house.everywhere import public_thread
from tests.people import client_of


@pytest.fixture
def reader(db: None) -> Client:
    return Client()


def test_a_receipt_opens_ones_page_in_another_browser(reader: Client, gus: User, article_thread: Thread) -> None:
    add_post(article_thread, gus, "It stung for two weeks.")
    response = reader.post("/receipt/", {"code": issue_receipt(gus).lower().replace("-", " ")})
    assert response.headers["Location"] == "/me/"
    page = reader.get("/me/")
    assert page.headers["Cache-Control"] == "no-store"
    assert "It stung for two weeks." in page.content.decode()


def test_signing_in_by_receipt_makes_a_new_session(gus: User) -> None:
    browser = client_of(User.objects.get(pseudonym="stan"))
    before = browser.session.session_key
    browser.post("/receipt/", {"code": issue_receipt(gus)})
    assert browser.session.session_key != before
    assert "You are gus" in browser.get("/me/").content.decode()


@pytest.mark.parametrize("code", ["", " ", "0000-0000-0000-0000", "\x00", "x" * 61, "<script>", "\u202e"])
def test_a_wrong_code_gets_one_and_the_same_answer(code: str, reader: Client, gus: User) -> None:
    issue_receipt(gus)
    response = reader.post("/receipt/", {"code": code})
    assert (response.status_code, response.headers["Cache-Control"]) == (422, "no-store")
    assert "sessionid" not in reader.cookies
    assert "<script>alert" not in response.content.decode()


def test_old_and_foreign_codes_are_told_apart_by_nobody(reader: Client, gus: User, mo: User) -> None:
    old = issue_receipt(gus)
    issue_receipt(gus)
    closed = issue_receipt(User.objects.get(pseudonym="stan"))
    User.objects.filter(pseudonym="stan").update(is_active=False)
    answers = {
        reader.post("/receipt/", {"code": code}).context["form"].errors.as_text()
        for code in (old, closed, "0000-0000-0000-0000")
    }
    assert len(answers) == 1


def test_a_code_without_token_is_refused_and_not_echoed(gus: User) -> None:
    code = issue_receipt(gus)
    response = Client(enforce_csrf_checks=True).post("/receipt/", {"code": code})
    assert response.status_code == 403
    assert code not in response.content.decode()


def test_guessing_ends_after_ten(reader: Client, gus: User) -> None:
    for _n in range(10):
        assert reader.post("/receipt/", {"code": "0000"}).status_code == 422
    code = issue_receipt(gus)
    response = reader.post("/receipt/", {"code": code})
    assert (response.status_code, "sessionid" in reader.cookies) == (429, False)
    assert code not in response.content.decode()


def test_other_methods_are_refused(reader: Client) -> None:
    for path, allowed in (("/receipt/", "GET, POST"), ("/", "GET, HEAD"), ("/me/", "GET, HEAD")):
        response = reader.put(path)
        assert (response.status_code, response.headers["Allow"]) == (405, allowed)


def test_ones_page_shows_what_is_ones_own(gus: User, stan: User, article_thread: Thread) -> None:
    add_post(article_thread, gus, "This is what Gus wrote.")
    add_post(article_thread, stan, "This is what Stan wrote.")
    mine = notify(gus, Kind.PUBLISHED, "/posts/1/")
    page = client_of(gus).get("/me/").content.decode()
    assert ("what Gus wrote" in page, "what Stan wrote" in page, f"/n/{mine.pk}/" in page) == (True, False, True)


def test_the_front_page_names_what_is_public(reader: Client, gus: User) -> None:
    public_thread(gus, "How long until it healed?")
    page = reader.get("/").content.decode()
    assert "How long until it healed?" in page
    assert "/articles/imiquimod-and-hair-loss/" in page


def test_the_sitemap_names_public_pages_alone(reader: Client, gus: User) -> None:
    opening = public_thread(gus)
    sitemap = reader.get("/sitemap.xml").content.decode()
    assert f"<loc>http://testserver{opening.thread.public_path}</loc>" in sitemap
    assert "<loc>http://testserver/articles/imiquimod-and-hair-loss/</loc>" in sitemap
    assert sitemap.count("<loc>") == 2


def test_robots_are_told_what_is_not_theirs(reader: Client) -> None:
    lines = reader.get("/robots.txt").content.decode().splitlines()
    assert {f"Disallow: /{room}/" for room in ("accounts", "admin", "me", "n", "receipt", "reports", "search")} <= set(
        lines
    )
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"


def test_the_rules_page_shows_the_rules_in_force(reader: Client) -> None:
    from community.catalog.models import Rule  # noqa: PLC0415

    page = reader.get("/about/rules/").content.decode()
    assert all(rule.title in page for rule in Rule.objects.filter(superseded=False))
