"""The writer's own words, given back whatever failed. Only these fields: never a password, a code or a receipt."""

import re
from dataclasses import dataclass

from django.http import HttpRequest
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
# A form that asks for several of a kind numbers them: effects-0-effect_verbatim.
_ROW = re.compile(r"(?:[a-z_]{1,40}-[0-9]{1,3}-)?([a-z_]{1,40})")


@dataclass(frozen=True, slots=True)
class Kept:
    """One field of words, under the name that the form gave it."""

    name: str
    label: Promise
    value: str


def kept(request: HttpRequest) -> list[Kept]:
    """Return the words that `request` carries, in the order of its form, each cut after 20,000 characters.

    Empty where it carries none or cannot be read.
    """
    try:
        posted = list(request.POST.lists())
    except Exception:  # noqa: BLE001  # too big, cut off, not decodable: the page that asks must come all the same
        return []
    found = []
    for name, values in posted:
        row = _ROW.fullmatch(name)
        if row and row[1] in TEXT_FIELDS:
            cleaned = (value.replace("\x00", "")[:LONGEST] for value in values)
            found += [Kept(name, TEXT_FIELDS[row[1]], value) for value in cleaned if value.strip()]
    return found
