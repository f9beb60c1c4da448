"""The two beats of writing, as a browser goes through them: what the page holds is what is sent back."""

import re
from html import unescape

from django.http import HttpResponse
from django.test import Client

TEXT = "It stung for two weeks, then it was over."
WORDS = ("text", "title", "kind", "treatment", "side_effect", "reply_to")
NEWCOMER = {"pseudonym": "quiet-heron-42", "adult": "on", "consent_keep": "on", "consent_publish": "on"}


def hidden(response: HttpResponse, name: str) -> str:
    """Return the value of the hidden field `name` on the page."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', response.content.decode())
    assert found, f"no hidden field {name}"
    return unescape(found[1])


def written(response: HttpResponse, name: str = "text") -> str:
    """Return what stands in the text area `name`, as a browser reads it (without the first line break)."""
    found = re.search(rf'<textarea[^>]*\bname="{name}"[^>]*>(.*?)</textarea>', response.content.decode(), re.DOTALL)
    assert found, f"no text area {name}"
    return unescape(found[1].removeprefix("\n"))


def check(browser: Client, path: str, **fields: str) -> HttpResponse:
    """The first beat, as the form on a public page makes it: no cookie, no token."""
    return browser.post(path, {"text": TEXT} | fields)


def page_of(browser: Client, path: str, **fields: str) -> dict[str, str]:
    """Go through the first beat and return what the check-and-send page would send."""
    response = check(browser, path, **fields)
    assert response.status_code == 200, response.content.decode()
    tokens = {name: hidden(response, name) for name in ("stamp", "csrfmiddlewaretoken")}
    return {"text": TEXT} | fields | tokens | {"send": "1"}


def send(browser: Client, path: str, **fields: str) -> HttpResponse:
    """Both beats of someone new, with `fields` on top."""
    words = {name: value for name, value in fields.items() if name in WORDS}
    return browser.post(path, page_of(browser, path, **words) | NEWCOMER | fields)
