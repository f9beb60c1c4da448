"""What each reason code says to the writer. Rows store codes; this table gives the words, in the reader's language."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Reason:
    """The sentence for the writer, the safer wording offered (if any), and whether help comes first."""

    sentence: Promise
    replacement: Promise | None = None
    help: bool = False


REASONS = {
    "first_posts": Reason(_("A person reads the first three texts of everyone new here before they appear.")),
    "link": Reason(_("This has a link. A person looks at links before they appear.")),
    "email": Reason(
        _("This looks like an e-mail address. Anyone could read it here, so it is safer to hide it."),
        replacement=_("[e-mail hidden]"),
    ),
    "phone": Reason(
        _("This looks like a phone number. Anyone could read it here, so it is safer to hide it."),
        replacement=_("[phone number hidden]"),
    ),
    "handle": Reason(
        _("This looks like your name on another site. It could show who you are, so it is safer to hide it."),
        replacement=_("[contact hidden]"),
    ),
    "repeated_text": Reason(_("The same text was sent here a short time ago. A person will look at it.")),
    "blocked_word": Reason(_("A word in this text needs a look by a person.")),
    "promotion": Reason(_("This looks like selling or advertising. A person will look at it.")),
    "distress": Reason(
        _("This sounds as if things are very hard right now. Your words are kept. You can find help at once here."),
        help=True,
    ),
    "shouting": Reason(_("This is mostly in capital letters, which many people find hard to read.")),
}
# For rows that name a reason which a later version no longer gives.
_ANY_REASON = Reason(_("This needs a look by a person."))


def reason(code: str) -> Reason:
    """Return what a reason code says; a general sentence for a code that is no longer in use."""
    return REASONS.get(code, _ANY_REASON)
