"""The staff door: who is led where, and what stands on its front page."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.test import Client

from articles.models import Article, ArticleStatus
from community.accounts.models import User
from community.discussions.models import Thread
from community.discussions.posting import add_post
from community.operations.demo_staff import PASSWORD, TOTP_SECRET, totp_code
from tests.people import client_of, person

DASHBOARD, DESK = "id_received_from", "Open the desk"


@pytest.mark.django_db
def test_staff_sign_in_with_password_and_second_factor() -> None:
    browser = Client()
    there = browser.get("/admin/", follow=True)
    assert there.redirect_chain[-1][0] == "/accounts/login/?next=/admin/"
    after_password = browser.post("/accounts/login/?next=/admin/", {"login": "mo@example.org", "password": PASSWORD})
    assert after_password.headers["Location"].startswith("/accounts/2fa/authenticate/")
    assert browser.get("/admin/").status_code == 302
    done = browser.post(after_password.headers["Location"], {"code": totp_code(TOTP_SECRET)})
    assert done.headers["Location"] == "/admin/"
    assert browser.get("/admin/").status_code == 200


@pytest.mark.django_db
def test_staff_without_a_second_factor_are_led_to_set_one_up() -> None:
    mo = person("mo")
    Authenticator.objects.filter(user=mo).delete()
    browser = client_of(mo, second_factor=False)
    assert browser.get("/admin/", follow=True).redirect_chain[-1][0] == "/accounts/2fa/"


@pytest.mark.django_db
@pytest.mark.parametrize("wanted", ["https://example.org/", "//example.org/", "/me/", "/admin/../me/", "javascript:1"])
def test_the_staff_door_leads_nowhere_else(wanted: str, mo_browser: Client) -> None:
    there = mo_browser.get("/admin/login/", {"next": wanted}).headers["Location"]
    assert there in ("/admin/", "/admin/../me/")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "desk", "dashboard"),
    [("mo", True, False), ("sam", False, True), ("ed", False, False), ("ada", False, False)],
)
def test_the_front_page_shows_each_what_they_came_for(name: str, desk: bool, dashboard: bool) -> None:
    response = client_of(person(name)).get("/admin/")
    assert (DESK in response.content.decode(), "dashboard" in response.context) == (desk, dashboard)


@pytest.mark.django_db
def test_an_editor_saves_and_publishes(article_thread: Thread) -> None:
    browser = client_of(person("ed"))
    fields = {
        "title": "A second one", "slug": "a-second-one", "summary": "In short.", "markdown": "## One\n\nThing.",
        "facts_checked": "2026-11-01", "treatment": "", "side_effect": "", "reviewed_by": "",
    }  # fmt: skip
    assert browser.post("/admin/articles/article/add/", fields).status_code == 302
    article = Article.objects.get(slug="a-second-one")
    assert (article.status, article.thread) == (ArticleStatus.DRAFT, None)
    action = {"action": "publish_articles", "_selected_action": article.pk}
    assert browser.post("/admin/articles/article/", action).status_code == 302
    assert "Thing." in Client().get("/articles/a-second-one/").content.decode()
    changed = fields | {"markdown": "## One\n\nOther words."}
    assert browser.post(f"/admin/articles/article/{article.pk}/change/", changed).status_code == 302
    assert "Other words." in Client().get("/articles/a-second-one/").content.decode()


@pytest.mark.django_db
def test_a_moderator_reads_articles_and_publishes_none(mo_browser: Client) -> None:
    article = Article.objects.create(slug="x", title="X", summary="x", markdown="x", facts_checked=date(2026, 1, 1))
    mo_browser.post("/admin/articles/article/", {"action": "publish_articles", "_selected_action": article.pk})
    article.refresh_from_db()
    assert article.status == ArticleStatus.DRAFT


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["mo", "sam", "ed", "ada"])
def test_no_admin_page_shows_an_address(name: str, ann: User, article_thread: Thread) -> None:
    add_post(article_thread, ann, "It stung for two weeks.")
    browser = client_of(person(name))
    for path in ("/admin/accounts/user/", f"/admin/accounts/user/{ann.pk}/change/", "/admin/desk/", "/admin/"):
        page = browser.get(path).content.decode()
        assert ("ann@example.org" in page, "pbkdf2" in page) == (False, False)


@pytest.mark.django_db
def test_the_admin_log_holds_numbers_and_no_names(ann: User) -> None:
    browser = client_of(person("ada"))
    response = browser.post(f"/admin/accounts/user/{ann.pk}/change/", {"is_active": "on"})
    assert response.status_code == 302
    assert [entry.object_repr for entry in LogEntry.objects.all()] == [f"person {ann.pk}"]
