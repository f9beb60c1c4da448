"""Names on other sites in a folded text: "@ann_s", "my insta is ann.s", "find me on facebook"."""

import re
from collections.abc import Iterator

from community.screening.checks.wording import any_of

_SITES = (
    "(instagram|insta|snapchat|snap|telegram|whats ?app|discord|twitter|tik ?tok|facebook|messenger|skype|wechat|viber|"
    "linkedin|reddit|kik)"
)
# Without one of these there is no name on another site: a cheap look first.
_SIGNS = (
    *(
        "@",
        "insta",
        "snap",
        "telegram",
        "whats",
        "discord",
        "twitter",
        "tik",
        "facebook",
        "messenger",
        "skype",
        "wechat",
    ),
    *("viber", "linkedin", "reddit", "kik", "u/", " ig", " fb"),
)
# A name that no sentence has by accident: with an @, or with a digit, an underscore or a dot inside.
_MARKED = r"(@[\w.]{2,30}|(?=[\w.#]{3,31})[a-z]{1,30}([\d_.#]{1,10}[a-z0-9]|\d)[\w#]{0,30})"
_ANY_NAME = r"@?\w[\w.]{1,28}\w"
_NO_NAMES = "(home|night|nights|work|bedtime|least|first|once|times|school|lunch|breakfast|dinner)"
_ASK = "(add|find|follow|dm|pm|message|msg|text|contact|reach|call|write to) me (up )?(on|at|via|over|through|by)"
_HANDLE = re.compile(
    any_of(
        rf"(?<![\w@./+-])@(?!{_NO_NAMES}\b)[a-z_][\w.]{{2,29}}(?<!\.)",
        rf"(?<!\w)(ig|fb|{_SITES}) ?((handle|name|username|user|id|account) ?)?(is|:|=|-|–)? ?{_MARKED}",
        rf"(?<!\w){_SITES} (handle|name|username|user name|id) ?(is|:|=) ?{_ANY_NAME}",
        rf"(?<!\w)my (ig|fb|{_SITES}) ?[:=] ?{_ANY_NAME}",
        r"(?<![\w/])/?u/[\w-]{3,20}",
        rf"(?<!\w){_ASK} (my )?(ig|fb|{_SITES})(?!\w)( (as|at|under|:) {_ANY_NAME})?",
        r"(?<!\w)(whats ?app|telegram) (me|us)(?!\w)",
    )
)


def find_handles(folded: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every name on another site, and of every call to move there, in a folded text."""
    padded = f" {folded}"
    if not any(sign in padded for sign in _SIGNS):
        return
    for match in _HANDLE.finditer(folded):
        yield match.span()
