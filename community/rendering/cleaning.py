"""What a written text is made to be, and how large it may be, before anything else looks at it."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MAX_CHARACTERS = 10_000
MAX_LINKS = 20
MAX_WORD = 2_000

# Control characters (C0 but tab and newline, DEL, C1), the bidi embeddings, overrides and isolates that can make a
# text read differently from what is stored, the byte order mark, and lone surrogates, which no database stores.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_LINKS = re.compile(r"\]\(\s*<?(?:https?:|mailto:|www\.)?|https?:|mailto:|www\.", re.IGNORECASE)
_LONG_WORD = re.compile(rf"\S{{{MAX_WORD + 1}}}")


class TextRefused(ValueError):
    """A text that is too large to be read safely.

    ``code`` is ``too_long``, ``too_many_links`` or ``word_too_long``; ``reason`` is the sentence for its writer.
    """

    def __init__(self, code: str, reason: Promise) -> None:
        super().__init__(code)
        self.code = code
        self.reason = reason


_TOO_LONG = _(
    "This text is too long. The longest we can take is 10,000 characters. Please shorten it or split it in two."
)
_TOO_MANY_LINKS = _("This text has too many links. Please keep at most 20 of them.")
_WORD_TOO_LONG = _("This text has a stretch of more than 2,000 characters without a space. Please put spaces into it.")


def clean_text(text: str) -> str:
    """Return the text as it is stored: newlines as ``\\n``, and without invisible characters that deceive or break.

    Null bytes and other control characters, and characters that override the direction of writing, are taken out, so
    that a text is never lost because of one. Right-to-left scripts need none of them. Doing it twice changes nothing.
    """
    return _UNSAFE.sub("", _NEWLINES.sub("\n", text))


def check_limits(text: str) -> None:
    """Raise TextRefused if the text has over 10,000 characters, 20 links, or 2,000 characters without a space.

    The limits keep the time that Markdown and link finding take far below a second for any text.
    """
    if len(text) > MAX_CHARACTERS:
        raise TextRefused("too_long", _TOO_LONG)
    if len(_LINKS.findall(text)) > MAX_LINKS:
        raise TextRefused("too_many_links", _TOO_MANY_LINKS)
    if _LONG_WORD.search(text):
        raise TextRefused("word_too_long", _WORD_TOO_LONG)
