"""`make pictures`: takes the pictures of the README from a running site with demonstration data."""

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
FOLDER = Path(__file__).resolve().parents[1] / "static" / "pictures"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def main(site: str, code: str) -> None:
    from tests.chromium import find  # noqa: PLC0415

    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(find()), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1100, "height": 720}, color_scheme="light")
        page.goto(f"{site}/articles/imiquimod-and-hair-loss/")
        page.screenshot(path=FOLDER / "article.png")
        sign_in(page, site, code)
        page.goto(f"{site}/admin/desk/")
        page.locator("tbody a").nth(3).click()
        page.screenshot(path=FOLDER / "desk.png")
        browser.close()


def sign_in(page: Page, site: str, code: str) -> None:
    page.goto(f"{site}/accounts/login/?next=/admin/")
    page.get_by_label("Email").fill("mo@example.org")
    page.get_by_label("Password").fill("sidenote-demo-only")
    page.get_by_role("button", name="Sign In", exact=True).click()
    page.get_by_label("Code").fill(code)
    page.get_by_label("Code").press("Enter")
    page.wait_for_url("**/admin/**")


if __name__ == "__main__":
    main(*sys.argv[1:])
