"""A notation in which patterns of plain speech can be read: words are written as words.

A space stands for any white space, `` ?`` for white space or none, and brackets group. Everything else is a regular
expression: ``(i'?m|i am) (so )?tired``.
"""

import re

_GROUP = re.compile(r"\((?!\?)")


def any_of(*phrases: str) -> str:
    """Return the regular expression, in a group of its own, that matches any of the phrases in this notation."""
    spaced = "|".join(phrases).replace(" ?", r"\s?").replace(" ", r"\s+")
    return f"(?:{_GROUP.sub('(?:', spaced)})"
