"""Texts written in capital letters."""

from collections.abc import Iterator

from community.screening.draft import Context, Finding, Written, found

# Fewer letters may be an abbreviation or two; in medical talk there are many.
FEWEST_LETTERS = 12
SHARE_OF_CAPITALS = 0.7
WEIGHT = 5


def check(written: tuple[Written, ...], _context: Context) -> Iterator[Finding]:
    """Find every field with at least 12 letters of which 70 % or more are capitals."""
    for one in written:
        capitals = sum(map(str.isupper, one.text))
        letters = capitals + sum(map(str.islower, one.text))
        if letters >= FEWEST_LETTERS and capitals >= SHARE_OF_CAPITALS * letters:
            yield found("shouting", "shouting", one, (0, len(one.text)), WEIGHT)
