"""Someone opens a thread, someone else replies; the same desk carries both."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.acting import follow, judge, keep_code, press, say_who
from tests.journeys.conftest import BrowserOf, SessionOf

pytestmark = pytest.mark.browser


def test_thread_is_opened_published_answered_and_found(
    browser_of: BrowserOf, session_of: SessionOf, scripts: bool
) -> None:
    kim, lou = f"kim-{scripts:d}", f"lou-{scripts:d}"
    word = f"quillwort{scripts:d}"
    title = f"A cold scalp at night ({word})"
    opener = browser_of(scripts=scripts)
    page = opener.open("/threads/")
    follow(page, "Open a thread")

    # An empty form comes back with what is missing, and what was written.
    page.get_by_label("Title").fill(title)
    press(page, "Check and send")
    expect(page.locator(".error-summary")).to_contain_text("Write something first.")
    expect(page.get_by_label("Title")).to_have_value(title)
    page.get_by_role("radio").first.check()
    page.get_by_label("Treatment").select_option(label="imiquimod")
    page.get_by_label("Side effect").select_option(index=1)
    page.get_by_label("Your text").fill("It began two weeks after the first sachet. A hat helps me.")
    press(page, "Check and send")
    expect(page.get_by_role("heading", level=3)).to_have_text(title)
    say_who(page, kim)
    press(page, "Send")
    keep_code(page)
    follow(page, "I have kept the code: go on")
    expect(page.locator(".state-held")).to_contain_text("Waiting for a person to read it.")

    # Nobody else sees it before it is published; then it stands in the list.
    stranger = browser_of(scripts=scripts)
    expect(stranger.open("/threads/").get_by_role("main")).not_to_contain_text(word)
    mo = browser_of(scripts=scripts)
    mo.sign_in(session_of("mo"))
    desk = mo.open("/admin/desk/")
    judge(desk, kim, outcome="Publish")
    thread = stranger.open("/threads/")
    follow(thread, title)
    expect(thread.get_by_role("heading", level=1)).to_have_text(title)
    expect(thread).to_have_url(re.compile(r"/threads/\d+/[a-z0-9-]+/$"))
    expect(thread.locator(".tags")).to_contain_text("imiquimod")

    # Someone who was only reading replies.
    thread.get_by_label("Your text").fill("Thank you, a hat helped me too.")
    press(thread, "Check and send")
    say_who(thread, lou)
    press(thread, "Send")
    keep_code(thread)
    follow(thread, "I have kept the code: go on")
    expect(thread.locator(".state-held")).to_be_visible()
    judge(desk, lou, outcome="Publish")

    # Both posts stand on the page, in their order, and the search finds them.
    reader = browser_of(scripts=scripts)
    page = reader.open("/threads/")
    card = page.locator(".card").filter(has_text=word)
    expect(card).to_contain_text("2 posts")
    card.get_by_role("link").click()
    expect(page.locator("#posts article")).to_have_count(2)
    expect(page.locator("#posts article").nth(0)).to_contain_text(kim)
    expect(page.locator("#posts article").nth(1)).to_contain_text(lou)
    page.get_by_label("Search this site").fill(word)
    press(page, "Search")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Search for “{word}”")
    follow(page, title)
    expect(page).to_have_url(re.compile(r"#post-\d+$"))
    expect(page.locator("#posts article").nth(0)).to_contain_text("A hat helps me.")
