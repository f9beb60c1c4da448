"""Someone files a report, leaves and comes back on another device; the safety officer sees it and exports it."""

import csv
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.acting import follow, keep_code, open_with_receipt, press, say_who
from tests.journeys.conftest import BrowserOf, SessionOf
from tests.journeys.running import PATIENCE

pytestmark = pytest.mark.browser

FORMULA = '=HYPERLINK("https://example.org","my hair")'


def go_on(page: Page, heading: str) -> None:
    press(page, "Go on")
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def counted(page: Page) -> int:
    page.goto(page.url.split("/admin/")[0] + "/admin/")
    return int(page.locator(".dashboard .tile strong").first.inner_text())


def test_report_is_kept_resumed_sent_counted_and_exported(
    browser_of: BrowserOf, session_of: SessionOf, scripts: bool, tmp_path: Path
) -> None:
    sam = browser_of(scripts=scripts)
    sam.sign_in(session_of("sam"))
    desk = sam.open("/admin/")
    before = counted(desk)

    # The first step asks before it keeps, and hands over the receipt.
    first = browser_of(scripts=scripts)
    page = first.open("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Report a side effect").click()
    press(page, "Go on")
    expect(page.get_by_role("alert")).to_contain_text("Without this we cannot keep or show what you wrote.")
    page.get_by_label("Which treatment do you think of?").fill("Aldara")
    say_who(page, f"noa-{scripts:d}")
    press(page, "Go on")
    code = keep_code(page)
    follow(page, "I have kept the code: go on")

    # Step by step, with one step back.
    expect(page.get_by_role("heading", level=1)).to_have_text("How it was used")
    page.get_by_label("Strength and form").fill("5 % cream")
    page.get_by_label("How was it used?").select_option(label="On the skin, scalp, hair or nails")
    go_on(page, "What happened")
    press(page, "Go on")
    expect(page.get_by_role("alert")).to_be_visible()
    press(page, "Back")
    expect(page.get_by_label("Strength and form")).to_have_value("5 % cream")
    go_on(page, "What happened")
    page.get_by_label("In your own words, what happened?").fill(FORMULA)
    page.get_by_label("Which of these fits best?").select_option(index=1)
    go_on(page, "When")
    page.get_by_label("When was the treatment started?").fill("March 2026")
    press(page, "Go on later")
    expect(page.get_by_role("heading", level=1)).to_have_text("My reports")

    # On another device, the receipt leads to the same place.
    page = open_with_receipt(browser_of(scripts=scripts), code)
    follow(page, "See your reports and drafts")
    follow(page, "Go on with it")
    expect(page.get_by_label("When was the treatment started?")).to_have_value("March 2026")
    go_on(page, "How it is now")
    page.get_by_label("A hospital stay was needed, or it became longer").check()
    go_on(page, "About the person")
    press(page, "Go on")
    expect(page.get_by_role("alert")).to_contain_text("Choose one of these.")
    page.get_by_label("It happened to me").check()
    page.get_by_label("Female", exact=True).check()
    page.get_by_label("How old was the person when it started?").fill("52")
    go_on(page, "What it may be used for")
    page.get_by_role("checkbox").first.check()
    press(page, "Go on")

    # Everything is shown once more, then sent.
    expect(page.get_by_role("heading", level=1)).to_have_text("Check and send")
    for words in ("Aldara", FORMULA, "5 % cream", "March 2026", "52"):
        expect(page.get_by_role("main")).to_contain_text(words)
    press(page, "Send the report")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    number = re.search(r"has the number (\w{10})", page.get_by_role("main").inner_text())
    assert number

    # The safety officer sees it counted as soon as the worker has counted it.
    deadline = time.monotonic() + PATIENCE
    while counted(desk) != before + 1 and time.monotonic() < deadline:
        time.sleep(0.2)
    assert counted(desk) == before + 1
    desk.get_by_label("Suspected treatment").select_option(label="imiquimod")
    desk.get_by_label("Serious", exact=True).select_option(label="yes")
    press(desk, "Show")
    expect(desk.locator(".dashboard .chart").first).to_be_visible()
    desk.get_by_role("link", name="Show these reports").click()
    row = desk.get_by_role("row").filter(has_text=f"Report {number[1]}")
    expect(row).to_have_count(1)
    row.get_by_role("link", name=f"Report {number[1]}").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text(f"Report {number[1]}")
    expect(desk.get_by_role("main")).to_contain_text(FORMULA)
    expect(desk.get_by_role("main")).not_to_contain_text(f"noa-{scripts:d}")

    # What is exported is this list, says for what, and runs nothing in a spreadsheet.
    desk.go_back()
    desk.get_by_role("link", name="Export this list").click()
    press(desk, "Export")
    expect(desk.get_by_text("Choose what the file is for.").first).to_be_visible()
    desk.get_by_role("radio").first.check()
    with desk.expect_download() as download:
        press(desk, "Export")
    file = tmp_path / "reports.csv"
    download.value.save_as(file)
    with file.open(newline="", encoding="utf-8") as opened:
        rows = [row for row in csv.DictReader(opened) if FORMULA in " ".join(row.values())]
    assert len(rows) >= 1
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    desk.goto(sam.url + "/admin/exports/exportrecord/")
    expect(desk.locator("#result_list tbody tr").first).to_be_visible()
