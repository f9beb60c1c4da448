"""A word of the vocabulary changed: it may stand on any page."""

from community.page_cache.versions import bump


def vocabulary_changed() -> None:
    """Make every kept page old, since treatments and side effects are named on many. Call it last in a transaction."""
    bump(removal=True)
