"""Every kind of page, in its states: light, accessible, at home on a small screen, and whole without JavaScript."""

import re
from html import unescape
from typing import Any

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Page, expect

from tests.journeys.acting import ARTICLE, press, say_who
from tests.journeys.checking import check_keyboard, check_looks, check_weight
from tests.journeys.conftest import BrowserOf, SessionOf
from tests.journeys.living import Lived, live
from tests.journeys.running import Site

pytestmark = pytest.mark.browser

PUBLIC = (
    "/",
    "/articles/",
    ARTICLE,
    "/threads/",
    "{thread_path}",
    "{thread_path}?page=2",
    "/threads/new/",
    "/threads/{thread}/write/",
    "/search/",
    "/search/?q=hair",
    "/search/?q=nothingatall",
    "/about/",
    "/about/rules/",
    "/about/principles/",
    "/about/privacy/",
    "/about/help-now/",
    "/receipt/",
    "/reports/new/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/login/code/",
)
OF_PEOPLE = (
    ("gus", "/me/"),
    ("gus", ARTICLE),
    ("gus", "{thread_path}?page=2"),
    ("gus", "/posts/{rejected}/withdraw/"),
    ("gus", "/reports/mine/"),
    ("gus", "/reports/mine/{reference}/"),
    ("gus", "/reports/mine/{reference}/withdraw/"),
    ("gus", "/reports/mine/draft/delete/"),
    *(
        ("gus", f"/reports/new/{step}/")
        for step in ("treatment", "happened", "when", "now", "about", "sharing", "review")
    ),
    ("gus", "/admin/"),
    ("stan", "/me/"),
    ("stan", "/reports/mine/"),
    ("ann", "/me/"),
    ("ann", "/accounts/email/"),
    ("ann", "/accounts/password/change/"),
    ("ann", "/accounts/2fa/"),
    ("ann", "/accounts/sessions/"),
    ("ann", "/accounts/logout/"),
    ("mo", "/admin/"),
    ("mo", "/admin/desk/"),
    ("mo", "/admin/desk/{held}/"),
    ("mo", "/admin/desk/{rejected}/"),
    ("mo", "/admin/screening/screeningrule/"),
    ("mo", "/admin/screening/screeningrule/add/"),
    ("sam", "/admin/"),
    ("sam", "/admin/?serious=yes"),
    ("sam", "/admin/reports/report/"),
    ("sam", "/admin/reports/report/?serious=yes"),
    ("sam", "/admin/reports/report/{report}/change/"),
    ("sam", "/admin/exports/new/?serious=yes"),
    ("sam", "/admin/exports/exportrecord/"),
    ("ed", "/admin/"),
    ("ed", "/admin/articles/article/"),
    ("ed", "/admin/articles/article/{article}/change/"),
    ("ed", "/admin/catalog/sideeffect/"),
    ("ada", "/admin/accounts/user/"),
)


# Django's own forms bring its date pickers and inline rows, with all of jQuery: they are for a desk.
FORMS_OF_DJANGO = ("/admin/screening/", "/admin/articles/", "/admin/catalog/", "/admin/accounts/")


@pytest.fixture(scope="module")
def lived(site: Site, django_db_blocker: Any) -> Lived:
    with site.inside(django_db_blocker):
        return live()


def name_of(person: str, path: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", f"{person} {path}".lower()).strip("-")


def check(page: Page, name: str, *, fresh: bool = True) -> None:
    """Check all that is said of every page; `fresh`: the browser had nothing of it yet."""
    wrong = check_weight(page) if fresh else []
    wrong += check_keyboard(page)
    wrong += check_looks(page, name)
    assert not wrong, "\n".join(wrong)


def check_without_scripts(page: Page) -> None:
    """Check that every word on the page came with it, and none from a script; the journeys do without them too."""
    main = page.locator("#main, #content").first.inner_text()
    # What scripts add: a counter, a button, the shortcuts of a date; and what changes from one load to the next.
    added = " ".join(page.locator(".count, [data-copy], .datetimeshortcuts, .tag, .tile").all_inner_texts())
    came = re.sub(r"<[^>]+>", " ", page.context.request.get(page.url, fail_on_status_code=False).text())
    assert _words(main) - _words(added) - _words(unescape(came)) == set()


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


@pytest.mark.parametrize("path", PUBLIC, ids=lambda path: name_of("anyone", path))
def test_public_page(browser_of: BrowserOf, lived: Lived, path: str) -> None:
    at = path.format(**vars_of(lived))
    page = browser_of().open(at)
    check_without_scripts(page)
    check(page, name_of("anyone", path))


@pytest.mark.parametrize(("person", "path"), OF_PEOPLE, ids=[name_of(*pair) for pair in OF_PEOPLE])
def test_page_of(browser_of: BrowserOf, session_of: SessionOf, lived: Lived, person: str, path: str) -> None:
    visitor = browser_of()
    visitor.sign_in(session_of(person))
    page = visitor.open(path.format(**vars_of(lived)))
    expect(page).not_to_have_url(re.compile("/accounts/login/|reauthenticate"))
    check_without_scripts(page)
    fresh = not path.startswith(FORMS_OF_DJANGO)
    check(page, name_of(person, path), fresh=fresh)


def vars_of(lived: Lived) -> dict[str, Any]:
    return {name: getattr(lived, name) for name in Lived.__slots__}


@pytest.mark.parametrize("status", ["400", "403", "404", "429", "500", "503", "csrf"])
def test_error_page(browser_of: BrowserOf, site: Site, status: str) -> None:
    # DEBUG shows pages of Django's own for some of these, so the browser is handed ours.
    kept = [{"name": "text", "label": "Your text", "value": "Two months, then it grew back."}]
    html = render_to_string(f"errors/{status}.html", {"kept": kept, "retry_action": "/threads/1/write/"})
    visitor = browser_of()
    visitor.context.route(f"{site.url}/broken/", lambda route: route.fulfill(body=html, content_type="text/html"))
    page = visitor.open("/broken/")
    expect(page.get_by_label("Your text")).to_have_value("Two months, then it grew back.")
    check(page, f"error-{status}", fresh=False)


def test_check_pages(browser_of: BrowserOf, lived: Lived) -> None:
    visitor = browser_of()
    page = visitor.open(lived.thread_path)
    page.get_by_label("Your text").fill("I want to die. Call me: +49 30 901820.")
    press(page, "Check and send")
    expect(page.get_by_role("heading", name="Are you all right?")).to_be_visible()
    check(page, "check-and-send", fresh=False)
    press(page, "Send")
    expect(page.get_by_role("alert")).to_be_visible()
    check(page, "check-and-send-missing", fresh=False)
    say_who(page, "vic")
    press(page, "Send")
    expect(page.locator(".receipt-code")).to_be_visible()
    check(page, "receipt-shown-once", fresh=False)


@pytest.mark.parametrize(
    ("path", "button"),
    [("/threads/new/", "Check and send"), ("/reports/new/", "Go on"), ("/receipt/", "Open my page")],
    ids=["threads-new", "reports-new", "receipt"],
)
def test_form_with_nothing_in_it(browser_of: BrowserOf, lived: Lived, path: str, button: str) -> None:
    page = browser_of().open(path)
    page.locator("main form").evaluate("form => form.noValidate = true")
    press(page, button)
    expect(page.get_by_role("alert")).to_be_visible()
    check(page, f"empty{path.replace('/', '-')}", fresh=False)


def test_form_without_its_cookie_gives_the_words_back(browser_of: BrowserOf, lived: Lived, scripts: bool) -> None:
    visitor = browser_of(scripts=scripts)
    page = visitor.open(lived.thread_path)
    page.get_by_label("Your text").fill("Mine came back after two months.")
    press(page, "Check and send")
    visitor.context.clear_cookies()
    say_who(page, f"wim-{scripts:d}")
    press(page, "Send")
    expect(page.get_by_role("heading", level=1)).to_have_text("Please send it once more")
    expect(page.get_by_label("Your text")).to_have_value("Mine came back after two months.")
    press(page, "Continue with this text")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check and send")
    expect(page.locator(".post-body")).to_have_text("Mine came back after two months.")


def test_door_that_was_used_too_often_gives_the_words_back(
    browser_of: BrowserOf, site: Site, lived: Lived, scripts: bool
) -> None:
    page = browser_of(scripts=scripts).open(lived.thread_path)
    page.get_by_label("Your text").fill("Mine came back after two months.")
    press(page, "Check and send")
    press(page, "Send")  # refused, since nothing was ticked, and counted
    site.database.run("UPDATE doors_ratecount SET count = 1000")
    press(page, "Send")
    expect(page.get_by_role("heading", level=1)).to_have_text("Please wait a little")
    expect(page.get_by_label("Your text")).to_have_value("Mine came back after two months.")
    site.forget_what_was_used()
    press(page, "Continue with this text")
    expect(page.locator(".post-body")).to_have_text("Mine came back after two months.")
