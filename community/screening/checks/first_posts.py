"""The first texts of a person always wait for another person."""

from collections.abc import Iterator

from community.screening.draft import Context, Finding, Written, found

FIRST_POSTS = 3
WEIGHT = 5


def check(written: tuple[Written, ...], context: Context) -> Iterator[Finding]:
    """Find the whole text, as long as fewer than three texts of its writer have been published."""
    if context.published_posts < FIRST_POSTS:
        text = written[0]
        yield found("first_posts", "first_posts", text, (0, len(text.text)), WEIGHT)
