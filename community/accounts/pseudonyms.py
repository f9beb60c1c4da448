"""Pseudonyms: three to choose from, and the rules for one's own."""

import re
import secrets
import unicodedata

from django.core.exceptions import ValidationError
from django.db.models import Value
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from community.accounts.models import User

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
# Names that would pass for the people who run the site.
# In skeleton letters, where l and i are one.
_STAFF_LIKE = re.compile(r"admin|moderator|sidenote|staff|support|officiai|safetyofficer")
_STAFF_WORDS = {"mod", "mods", "team", "editor", "doctor"}
_LOOKALIKES = str.maketrans("0134578@$lаеорсухіӏ", "oieastbasiaeopcyxii")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_ALLOWED = re.compile(r"[\w .\-]+")


def suggest(count: int = 3) -> list[str]:
    """Return `count` different pseudonyms that nobody has; two queries at most in practice."""
    made = {
        f"{secrets.choice(_FIRST)}-{secrets.choice(_SECOND)}-{secrets.randbelow(90) + 10}" for _n in range(count * 3)
    }
    taken = set(User.objects.filter(pseudonym__in=made).values_list("pseudonym", flat=True))
    return sorted(made - taken)[:count] or suggest(count)


def skeleton(pseudonym: str) -> str:
    """Return `pseudonym` reduced to what the eye takes it for, word by word, so that look-alikes are seen through."""
    folded = unicodedata.normalize("NFKD", pseudonym).casefold().translate(_LOOKALIKES)
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return " ".join(word for word in _BETWEEN_WORDS.split(bare) if word)


def _looks_like_staff(pseudonym: str) -> bool:
    seen = skeleton(pseudonym)
    return bool(_STAFF_LIKE.search(seen.replace(" ", ""))) or not _STAFF_WORDS.isdisjoint(seen.split())


def clean_pseudonym(pseudonym: str) -> str:
    """Return `pseudonym` in one spelling (NFKC, single spaces); ValidationError says what is wrong with it.

    Whether someone has it is another question (`is_taken`), asked once the page is known not to have been sent before.
    """
    cleaned = " ".join(unicodedata.normalize("NFKC", pseudonym).split())
    if not 2 <= len(cleaned) <= 40:
        raise ValidationError(_("Choose a name of 2 to 40 letters."), code="length")
    if "@" in cleaned:
        raise ValidationError(
            _("This looks like an e-mail address. Choose a name that does not lead to you."), code="e-mail"
        )
    if not _ALLOWED.fullmatch(cleaned) or not any(letter.isalnum() for letter in cleaned):
        raise ValidationError(_("Use letters, numbers, spaces, dots and hyphens only."), code="letters")
    if _looks_like_staff(cleaned):
        raise ValidationError(_("This name looks like someone who works for the site. Choose another."), code="staff")
    return cleaned


def is_taken(pseudonym: str) -> bool:
    """Say whether someone has `pseudonym`, by the letters that the UNIQUE index compares."""
    return User.objects.alias(folded=Lower("pseudonym")).filter(folded=Lower(Value(pseudonym))).exists()
