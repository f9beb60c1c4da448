"""Someone walks through the form, page by page, and presses its buttons."""

from django.http import HttpResponse
from django.test import Client

NEW = "/reports/new/"
REVIEW = "/reports/new/review/"
JOIN = {"pseudonym": "quiet-otter-11", "adult": "on", "consent_keep": "on"}
REACTION = {"reaction-0-effect_verbatim": "Hair loss"}
ABOUT = {"reporter_is": "self", "sex": "2"}


def step(name: str) -> str:
    return f"/reports/new/{name}/"


def start(browser: Client, words: str = "Imiquimod", **more: str) -> HttpResponse:
    """Fill in and send the first page, as a newcomer."""
    stamp = browser.get(NEW).context["stamp"]
    return browser.post(NEW, {"stamp": stamp, "treatment_words": words, **JOIN, **more})


def walk_to_review(browser: Client) -> None:
    """Give the four minimum facts in the fewest pages."""
    start(browser)
    browser.post(step("happened"), REACTION)
    browser.post(step("about"), ABOUT)


def send(browser: Client) -> HttpResponse:
    """Look at the review and press its button."""
    page = browser.get(REVIEW)
    return browser.post(REVIEW, {"stamp": page.context["stamp"], "seen": page.context["seen"]})
