"""First posts, links, shouting, repeated text and staff's words."""

import pytest
from django.test import override_settings

from community.screening.checks import blocked_words, first_posts, links, repeated_text, shouting
from community.screening.checks.repeated_text import digest
from community.screening.draft import Context, Draft, Phrase

KNOWN_WRITER = Context(published_posts=3)
LONG = "My hair came out in handfuls six weeks after the end of the cream."


@pytest.mark.parametrize(("published", "waits"), [(0, True), (2, True), (3, False), (100, False)])
def test_first_posts_wait_until_three_are_published(published: int, waits: bool) -> None:
    findings = list(first_posts.check(Draft("Hello").written(), Context(published_posts=published)))
    assert [(f.field, f.start, f.end) for f in findings] == ([("text", 0, 5)] if waits else [])


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Read https://www.nhs.uk/conditions/x.", "https://www.nhs.uk/conditions/x"),
        ("see (www.example.com/a), ok", "www.example.com/a"),
        ("Example.COM helped", "Example.COM"),
        ("[here](HTTPS://a.example/x)", "HTTPS://a.example/x"),
        ("hxxp://e.vil/x", "hxxp://e.vil/x"),
        ("try bit.ly/2abc now", "bit.ly/2abc"),
        ("go to example dot com today", "example dot com"),
        ("example[.]org", "example[.]org"),
        ("the nhs.uk page", "nhs.uk"),
    ],
)
def test_links_are_found_in_every_form(text: str, link: str) -> None:
    assert [text[f.start : f.end] for f in links.check(Draft(text).written(), KNOWN_WRITER)] == [link]


@pytest.mark.parametrize(
    "text", ["the cream.it helped", "e.g. this, i.e. that", "3.5 mg and/or 5 mg", "ann@example.com", "..."]
)
def test_links_are_not_seen_in_prose(text: str) -> None:
    assert list(links.check(Draft(text).written(), KNOWN_WRITER)) == []


@pytest.mark.parametrize("text", ["WHY DOES NOBODY ANSWER ME", "MY HAIR IS GONE! ok", "ПОЧЕМУ НИКТО НЕ ОТВЕЧАЕТ"])
def test_shouting_is_mostly_capitals(text: str) -> None:
    assert [(f.start, f.end) for f in shouting.check(Draft(text).written(), KNOWN_WRITER)] == [(0, len(text))]


@pytest.mark.parametrize(
    "text", ["I HATE this rash", "EMA, FDA, MHRA", "12345", "", "皮膚が赤くなりました皮膚が赤くなりました"]
)
def test_shouting_is_not_a_few_abbreviations(text: str) -> None:
    assert list(shouting.check(Draft(text).written(), KNOWN_WRITER)) == []


def test_repeated_text_is_found_whatever_its_spaces_capitals_and_marks() -> None:
    context = Context(published_posts=3, recent_digests=frozenset({digest(LONG)}))
    disguised = "MY  hair came out, in handfuls\nsix weeks after the\u200b end of the cream!!"
    findings = list(repeated_text.check(Draft(disguised).written(), context))
    assert [(f.reason, f.start, f.end) for f in findings] == [("repeated_text", 0, len(disguised))]


def test_repeated_text_is_not_a_short_thank_you_or_another_text() -> None:
    context = Context(published_posts=3, recent_digests=frozenset({digest("Thank you!"), digest(LONG)}))
    assert list(repeated_text.check(Draft("Thank you!").written(), context)) == []
    assert list(repeated_text.check(Draft(LONG + " Still is.").written(), context)) == []


def test_digest_is_keyed_so_that_a_guess_cannot_be_tested_without_the_key() -> None:
    before = digest(LONG)
    with override_settings(SECRET_KEY="another-key-of-the-site"):
        assert digest(LONG) != before
    assert len(before) == 64


PHRASES = (
    Phrase("blocked_word", "snake oil", 30),
    Phrase("promotion", "Buy now", 20),
    Phrase("blocked_word", "idiot", 60),
    Phrase("blocked_word", "naïve", 10),
    Phrase("distress", "dark place", 90),
    Phrase("blocked_word", "***", 10),
)


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("This is snake oil.", "snake oil", "blocked_word"),
        ("SNAKE  OIL", "SNAKE  OIL", "blocked_word"),
        ("sn4ke-0il", "sn4ke-0il", "blocked_word"),
        ("you i.d.i.o.t!", "i.d.i.o.t", "blocked_word"),
        ("an i d i o t", "i d i o t", "blocked_word"),
        ("idiiiiot", "idiiiiot", "blocked_word"),
        ("1d1ot", "1d1ot", "blocked_word"),
        ("so naive", "naive", "blocked_word"),
        ("id\u200biot", "id\u200biot", "blocked_word"),
        ("BUY NOW!!!", "BUY NOW", "promotion"),
    ],
)
def test_blocked_words_are_seen_through_simple_disguises(text: str, words: str, reason: str) -> None:
    context = Context(published_posts=3, phrases=PHRASES)
    findings = list(blocked_words.check(Draft(text).written(), context))
    assert [(text[f.start : f.end], f.reason) for f in findings] == [(words, reason)]


@pytest.mark.parametrize(
    "text",
    [
        "idiotic",
        "idiopathic alopecia",
        "I do it",
        "buy nowhere",
        "snakes oiled",
        "a dark place",
        "***",
        "sea snake, oil",
    ],
)
def test_blocked_words_count_only_as_whole_words(text: str) -> None:
    context = Context(published_posts=3, phrases=PHRASES)
    assert list(blocked_words.check(Draft(text).written(), context)) == []


def test_blocked_words_without_rules_find_nothing() -> None:
    assert list(blocked_words.check(Draft("idiot").written(), KNOWN_WRITER)) == []
