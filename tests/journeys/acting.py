"""What people do in these stories more than once."""

import re

from playwright.sync_api import Page, expect

from community.operations.demo_staff import PASSWORD, TOTP_SECRET, totp_code
from tests.journeys.browsing import Visitor
from tests.journeys.running import Site

ARTICLE = "/articles/imiquimod-and-hair-loss/"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()


def say_who(page: Page, pseudonym: str) -> None:
    """Fill in what someone new is asked, and tick every box."""
    page.get_by_label("Your pseudonym").fill(pseudonym)
    for box in page.get_by_role("checkbox").all():
        box.check()


def keep_code(page: Page) -> str:
    """Read the receipt code from the page that shows it once."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Keep this code")
    return page.locator(".receipt-code").inner_text()


def open_with_receipt(visitor: Visitor, code: str) -> Page:
    """Come in by a receipt code, from the link at the top of a page."""
    page = visitor.open("/")
    page.get_by_role("link", name="I have a receipt code").click()
    page.get_by_label("Your receipt code").fill(code)
    press(page, "Open my page")
    expect(page).to_have_url(f"{visitor.url}/me/")
    return page


def sign_in_as_staff(visitor: Visitor, site: Site, name: str) -> Page:
    """Sign in at /admin/ with password and second factor."""
    site.forget_what_was_used()
    page = visitor.open("/admin/")
    page.get_by_label("Email").fill(f"{name}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign In")
    page.get_by_label("Code").fill(totp_code(TOTP_SECRET))
    press(page, "Sign In")
    expect(page).to_have_url(re.compile(r"/admin/$"))
    return page


def judge(page: Page, pseudonym: str, *, outcome: str, rule: str = "", facts: str = "") -> None:
    """Take the newest text of `pseudonym` from the desk and decide about it."""
    page.goto(page.url.split("/admin/")[0] + "/admin/desk/")
    page.get_by_role("row").filter(has_text=pseudonym).get_by_role("link", name=re.compile(r"^Text \d+$")).click()
    page.get_by_label(outcome, exact=True).check()
    if rule:
        page.get_by_label("House rule").select_option(label=rule)
        page.get_by_label("Facts").fill(facts)
    press(page, "Decide")
    expect(page.get_by_text("Decided. The author has been told.")).to_be_visible()
