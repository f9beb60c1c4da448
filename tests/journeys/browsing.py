"""Browsers that tell on the page: what it asks for elsewhere, what the policy refused, what broke in a script."""

import sys
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

FLAGS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync "
    "--disable-default-apps --no-first-run --no-default-browser-check"
).split()
AT_HOME = {"127.0.0.1", "localhost"}
STEP_PATIENCE = 5_000  # milliseconds


@dataclass(eq=False)  # Playwright puts attributes on whoever listens
class Visitor:
    """One person's browser, with cookies of its own."""

    context: BrowserContext
    url: str
    wrong: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Open `path` in a new tab."""
        page = self.context.new_page()
        page.goto(self.url + path)
        return page

    def sign_in(self, session_key: str) -> None:
        """Take up a session that was made elsewhere."""
        self.context.add_cookies([{"name": "sessionid", "value": session_key, "url": self.url}])

    def close(self) -> None:
        """Close, and fail where a page did what no page of the house may do."""
        self.context.close()
        assert self.wrong == []

    def tell(self) -> None:
        """Print where each tab stands, for whoever reads why a test failed."""
        for page in self.context.pages:
            sys.stdout.write(f"\n--- {page.url}\n{page.locator('main, #main').first.inner_text()[:1500]}\n")

    def heard(self, message: ConsoleMessage) -> None:
        # A page that is answered with an error status is none in itself: the tests ask for many.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.wrong.append(f"console: {message.text}")

    def broke(self, error: Any) -> None:
        self.wrong.append(f"script: {error}")

    def asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.hostname not in AT_HOME:
            self.wrong.append(f"asked elsewhere: {address.hostname}")


def new_visitor(browser: Browser, url: str, *, scripts: bool = True, **options: Any) -> Visitor:
    """Return a browser with nothing in it, with JavaScript or without."""
    visitor = Visitor(browser.new_context(java_script_enabled=scripts, **options), url)
    visitor.context.set_default_timeout(STEP_PATIENCE)
    visitor.context.on("request", visitor.asked)
    visitor.context.on("console", visitor.heard)
    visitor.context.on("weberror", lambda error: visitor.broke(error.error))
    return visitor
