"""The writer's own words, given back whatever failed. Only these fields: never a password, a code or a receipt."""

from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST = 20_000
TEXT_FIELDS: dict[str, Promise] = {
    "title": _("Title"),
    "text": _("Your text"),
    "facts": _("Facts"),
    "treatment_words": _("Treatment"),
    "effect_verbatim": _("What happened, in your own words"),
    "narrative": _("Your story"),
    "history": _("Other conditions"),
    "indication": _("What you were treated for"),
    "dose_text": _("How much and how often"),
    "other_treatments": _("Other treatments"),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """One field of words."""

    name: str
    label: Promise
    value: str


def kept(request: HttpRequest) -> list[Kept]:
    """Return the words that `request` carries, in the order above; empty where it carries none or cannot be read."""
    try:
        posted = request.POST
    except (SuspiciousOperation, RequestDataTooBig, TooManyFieldsSent, MultiPartParserError, OSError):
        return []
    found = [(name, label, posted.get(name, "")) for name, label in TEXT_FIELDS.items()]
    return [Kept(name, label, value.replace("\x00", "")[:LONGEST]) for name, label, value in found if value.strip()]
