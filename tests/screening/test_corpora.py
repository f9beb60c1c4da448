"""The checks against sentences of the kind that patients write. One sentence a line in ``corpora/``.

These are the sentences that the checks were built with, so the shares say that nothing got worse, not how well the
checks do on texts nobody has seen.
"""

from pathlib import Path

import pytest

from community.screening.draft import Context, Draft
from community.screening.screening import screen

CORPORA = Path(__file__).parent / "corpora"
KNOWN_WRITER = Context(published_posts=3)


def lines(name: str) -> list[str]:
    """Return the sentences of a corpus."""
    return [line for line in (CORPORA / name).read_text(encoding="utf-8").split("\n") if line]


def reasons(text: str) -> set[str]:
    """Return the reason codes found in a text of a known writer."""
    return {finding.reason for finding in screen(Draft(text), KNOWN_WRITER).findings}


def test_ordinary_treatment_talk_is_let_through() -> None:
    assert {line: reasons(line) for line in lines("treatment_talk.txt") if reasons(line)} == {}


def test_ordinary_treatment_talk_in_one_text_is_let_through() -> None:
    assert reasons("\n".join(lines("treatment_talk.txt"))) == set()


def test_distress_is_found_in_at_least_95_of_100_sentences() -> None:
    sentences = lines("distress.txt")
    missed = [line for line in sentences if "distress" not in reasons(line)]
    assert len(missed) <= 0.05 * len(sentences), missed


def test_denied_past_and_figurative_talk_is_not_distress() -> None:
    sentences = lines("not_distress.txt")
    false_alarms = [line for line in sentences if "distress" in reasons(line)]
    assert len(false_alarms) <= 0.05 * len(sentences), false_alarms


@pytest.mark.parametrize("line", lines("contact_details.txt"))
def test_contact_details_are_found_to_the_letter(line: str) -> None:
    reason, hidden, text = line.split("|")
    found = [f for f in screen(Draft(text), KNOWN_WRITER).findings if f.check == "contact_details"]
    assert [(f.reason, text[f.start : f.end]) for f in found] == [(reason, hidden)]
