"""A reader comments on the article; a moderator judges; the writer learns what became of it."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.acting import ARTICLE, follow, judge, keep_code, open_with_receipt, press, say_who, sign_in_as_staff
from tests.journeys.conftest import BrowserOf, SessionOf
from tests.journeys.running import Site

pytestmark = pytest.mark.browser

KIND = "My eyebrow thinned for about six weeks, then it came back."
UNKIND = "Take only half of the sachet, everybody should. I know it better than your doctor."


def write(page: Page, text: str) -> None:
    follow(page, "Write a comment")
    page.get_by_label("Your text").fill(text)
    press(page, "Check and send")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check and send")


def test_comment_is_checked_judged_and_public(site: Site, browser_of: BrowserOf, scripts: bool) -> None:
    robin = f"robin-{scripts:d}"
    reader = browser_of(scripts=scripts)
    page = reader.open(ARTICLE)
    write(page, f"{KIND} Call me on +49 30 901820 if you want to know more ({robin}).")

    # The machine noticed the phone number; nothing is kept yet, and the number is hidden on request.
    expect(page.locator(".findings mark")).to_have_text("+49 30 901820")
    assert [cookie["name"] for cookie in reader.context.cookies()] == ["csrftoken"]
    press(page, "Hide the marked words for me")
    expect(page.locator(".post-body")).to_contain_text(KIND)
    expect(page.locator(".post-body")).not_to_contain_text("901820")

    # Sent without age and consent, it comes back with the words and with what is missing.
    press(page, "Send")
    expect(page.get_by_role("alert")).to_contain_text("Only people of 18 or over can write here.")
    mended = f"{KIND} Call me on [phone number hidden] if you want to know more ({robin})."
    expect(page.get_by_label("Your text")).to_have_value(mended)
    say_who(page, robin)
    press(page, "Send")
    code = keep_code(page)
    follow(page, "I have kept the code: go on")
    expect(page.locator(".state-held")).to_contain_text("Waiting for a person to read it.")
    expect(page.locator("#comments")).to_contain_text(robin)

    # Until a person has read it, nobody else sees it.
    stranger = browser_of(scripts=scripts)
    public = stranger.open(ARTICLE)
    expect(public.locator("#comments")).not_to_contain_text(robin)

    desk = sign_in_as_staff(browser_of(scripts=scripts), site, "mo")
    judge(desk, robin, outcome="Publish")

    public.reload()
    expect(public.locator("#posts")).to_contain_text(KIND)
    expect(public.locator("#posts")).not_to_contain_text("901820")

    # From another browser, the receipt opens the same page.
    mine = open_with_receipt(browser_of(scripts=scripts), code.lower().replace("-", " "))
    expect(mine.get_by_role("heading", level=1)).to_have_text(f"You are {robin}")
    expect(mine.locator(".state-published")).to_have_text("Public.")

    # And there it can be taken back, at once and for everyone.
    follow(mine, "Withdraw this text")
    press(mine, "Withdraw it")
    expect(mine.locator(".state-withdrawn")).to_contain_text("You have withdrawn this text.")
    public.reload()
    expect(public.locator("#comments")).not_to_contain_text(robin)


def test_comment_is_rejected_with_rule_and_facts(browser_of: BrowserOf, session_of: SessionOf, scripts: bool) -> None:
    toni = f"toni-{scripts:d}"
    reader = browser_of(scripts=scripts)
    page = reader.open(ARTICLE)
    write(page, f"{UNKIND} Mail me: {toni}@example.org")
    say_who(page, toni)
    press(page, "Send")
    code = keep_code(page)

    # The moderator reads what the machine noticed, marked in the text, and says why this cannot stand.
    mo = browser_of(scripts=scripts)
    mo.sign_in(session_of("mo"))
    desk = mo.open("/admin/")
    desk.get_by_role("link", name="Open the desk").click()
    desk.get_by_role("row").filter(has_text=toni).get_by_role("link").click()
    expect(desk.locator(".desk-text mark")).to_have_text([f"{toni}@example.org"])
    expect(desk.locator(".findings")).to_contain_text("e-mail address")
    press(desk, "Decide")
    expect(desk.locator(".invalid-feedback").first).to_be_visible()
    desk.get_by_label("Reject", exact=True).check()
    press(desk, "Decide")
    expect(desk.get_by_text("Name the rule.").first).to_be_visible()
    facts = "The text tells others to use half of the sachet."
    judge(desk, toni, outcome="Reject", rule="No telling others what to take", facts=facts)

    # The writer reads rule and reason: where the text was sent, and in another browser.
    for mine in (reader.open("/me/"), open_with_receipt(browser_of(scripts=scripts), code)):
        expect(mine.locator(".state-rejected")).to_have_text("Not published.")
        expect(mine.locator(".post")).to_contain_text(UNKIND)
        expect(mine.get_by_text("No telling others what to take")).to_be_visible()
        expect(mine.get_by_text(facts)).to_be_visible()
        expect(mine.locator("#notices-title + ul .card").first).to_contain_text("Your text was not published.")
    expect(browser_of(scripts=scripts).open(ARTICLE).locator("#comments")).not_to_contain_text(toni)

    # The notice leads to the text; no address in it says what it is about.
    notice = reader.open("/me/").locator("#notices-title + ul a").first
    assert (notice.get_attribute("href") or "").startswith("/n/")
    notice.click()
    expect(reader.context.pages[-1].get_by_text(facts)).to_be_visible()
