"""Pseudonyms: three to choose from, and the rules for one's own."""

import re
import secrets
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from community.accounts.lookalikes import looks_like_staff, mixes_scripts, skeleton
from community.accounts.models import User
from community.screening.draft import Context, Draft
from community.screening.screening import screen

_FIRST = (
    "amber autumn brave bright calm clear coral crimson early gentle golden green hazel hidden indigo ivory "
    "kind late little lucky mellow misty olive patient plain quiet river rosy silver slow small soft steady "
    "still sunny tidal velvet warm wild winter"
).split()
_SECOND = (
    "acorn alder badger beech birch brook cedar clover comet cricket cypress ember fern finch forest garden harbour "
    "heron island kestrel lantern lark linnet maple meadow moth orchard otter pebble plover poppy robin rowan sparrow "
    "thistle thrush tulip wagtail willow wren"
).split()
_ALLOWED = re.compile(r"[\w .\-]+")
# Letters by name, yet nothing to see.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0")


def suggest(count: int = 3) -> list[str]:
    """Return `count` different pseudonyms that nobody has; two queries at most in practice."""
    made = {
        f"{secrets.choice(_FIRST)}-{secrets.choice(_SECOND)}-{secrets.randbelow(90) + 10}" for _n in range(count * 3)
    }
    looks = {skeleton(name): name for name in made}
    for taken in User.objects.filter(skeleton__in=looks).values_list("skeleton", flat=True):
        del looks[taken]
    return sorted(looks.values())[:count] or suggest(count)


def clean_pseudonym(pseudonym: str) -> str:
    """Return `pseudonym` in one spelling (NFKC, single spaces); ValidationError says what is wrong with it.

    Whether someone has it is another question (`is_taken`), asked once the page is known not to have been sent before.
    """
    cleaned = " ".join(unicodedata.normalize("NFKC", pseudonym).split())
    if not 2 <= len(cleaned) <= 40:
        raise ValidationError(_("Choose a name of 2 to 40 letters."), code="length")
    if "@" in cleaned or _leads_to_someone(cleaned):
        raise ValidationError(
            _("This looks like a way to reach you: an e-mail address, a phone number or a name on another site. ")
            + _("Choose a name that does not lead to you."),
            code="contact",
        )
    if not _ALLOWED.fullmatch(cleaned) or not _BLANK.isdisjoint(cleaned) or not any(map(str.isalnum, cleaned)):
        raise ValidationError(_("Use letters, numbers, spaces, dots and hyphens only."), code="letters")
    if looks_like_staff(cleaned):
        raise ValidationError(_("This name looks like someone who works for the site. Choose another."), code="staff")
    if mixes_scripts(cleaned):
        raise ValidationError(_("Use the letters of one alphabet only."), code="alphabets")
    return cleaned


def _leads_to_someone(name: str) -> bool:
    """Say whether the machine sees a contact detail in `name`. What else it looks for is asked of texts, not names."""
    verdict = screen(Draft(text="", pseudonym=name), Context(published_posts=0))
    return any(found.check == "contact_details" for found in verdict.findings)


def is_taken(pseudonym: str) -> bool:
    """Say whether someone has `pseudonym` or one that looks like it, by what the UNIQUE index compares."""
    return User.objects.filter(skeleton=skeleton(pseudonym)).exists()


def pseudonym_of(user: User) -> str:
    """Return what a person is called in the messages of the sign-in pages."""
    return user.pseudonym
