"""Care advice comes as soon as urgent words stand in what someone tells."""

import pytest

from community.reports.caring import words_call_for_care

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("words", ["At night I could not breathe.", "My throat swelled up", "Chest pain since noon"])
def test_urgent_words_inside_a_sentence_are_seen(words: str) -> None:
    assert words_call_for_care(["itching", words]) is True


@pytest.mark.parametrize("words", ["", "my hair came out", "the chest painting fell down", "I take deep breaths"])
def test_other_words_are_left_in_peace(words: str) -> None:
    assert words_call_for_care([words]) is False
