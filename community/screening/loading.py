"""Reading staff's rules for the checks."""

from community.screening.draft import Phrase
from community.screening.models import ScreeningRule


def load_phrases() -> tuple[Phrase, ...]:
    """Return the active screening rules, the heaviest first; one query."""
    rules = ScreeningRule.objects.filter(active=True).order_by("-weight", "pk")
    return tuple(Phrase(*row) for row in rules.values_list("kind", "words", "weight"))
