"""The turns that decide whether words of danger are meant."""

import pytest

from community.screening.checks.distress import check
from community.screening.draft import Context, Draft, Phrase

KNOWN_WRITER = Context(published_posts=3)


def distressing(text: str) -> list[str]:
    return [text[f.start : f.end] for f in check(Draft(text).written(), KNOWN_WRITER)]


@pytest.mark.parametrize(
    ("meant", "not_meant"),
    [
        ("I feel suicidal.", "I do not feel suicidal."),
        ("I want to die.", "I don't want to die."),
        ("I have never wanted to die more than today.", "I have never wanted to die."),
        ("I was suicidal in 2015 and it has come back.", "I was suicidal in 2015 and I got help."),
        ("I tried to kill myself last week.", "I tried to kill myself ten years ago."),
        ("I can't stop thinking about killing myself.", "I could kill myself for not reading the leaflet."),
        ("My suicidal thoughts are back.", "The leaflet lists suicidal thoughts."),
        ("I want to cut myself.", "I cut myself shaving."),
        ("I can't go on.", "I can't go on holiday."),
        ("I want to end it all.", "I want to end it after six weeks."),
    ],
)
def test_distress_tells_what_is_meant_from_what_is_not(meant: str, not_meant: str) -> None:
    assert distressing(meant) != []
    assert distressing(not_meant) == []


def test_distress_in_one_sentence_is_not_undone_by_the_next() -> None:
    assert distressing("I want to die. Ten years ago I was fine. I do not feel well.") == ["want to die"]


def test_distress_takes_curly_apostrophes_and_missing_ones() -> None:
    assert distressing("I can’t go on.") == ["can’t go on"]
    assert distressing("i cant go on") == ["cant go on"]


def test_distress_offers_help_first_and_weighs_most() -> None:
    (finding,) = check(Draft("I want to kill myself").written(), KNOWN_WRITER)
    assert finding.help
    assert finding.weight == 100
    assert finding.replacement is None


def test_distress_takes_the_phrases_of_staff() -> None:
    context = Context(published_posts=3, phrases=(Phrase("distress", "dark place", 80), Phrase("promotion", "hair", 5)))
    text = "I am in a dark place with my hair."
    findings = list(check(Draft(text).written(), context))
    assert [(text[f.start : f.end], f.weight) for f in findings] == [("dark place", 80)]
