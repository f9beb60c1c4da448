"""The list of checks as a whole: what a verdict says, and that no text breaks it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from community.screening.draft import Context, Draft, Finding, Phrase, Verdict
from community.screening.reasons import REASONS
from community.screening.screening import CHECKS, MOST_FINDINGS, screen

KNOWN_WRITER = Context(published_posts=3)
NASTY = st.sampled_from(
    [
        "@",
        " at ",
        " dot ",
        ".com",
        "http://",
        "+44",
        "07700 900123",
        "12.5 mg",
        "İ",
        "ß",
        "ﬁ",
        "é",
        "e\u0301",
        "\u200b",
        "\u202e",
        "\x00",
        "\ud800",
        "٣",
        "suicidal",
        "I am not ",
        "kill myself",
        ".",
        "\n",
        "u/",
        "snake oil",
        "s.n.a.k.e oil",
        "½",
        "＠",
    ]
)
TEXTS = st.lists(st.one_of(NASTY, st.text(max_size=12)), max_size=12).map("".join)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, title=TEXTS, pseudonym=TEXTS, country=st.sampled_from(["", "GB", "de", "xx", "é"]))
def test_screen_takes_any_text_and_every_span_lies_within_its_field(
    text: str, title: str, pseudonym: str, country: str
) -> None:
    phrases = (Phrase("blocked_word", "snake oil", 30), Phrase("distress", "ß é", 60), Phrase("promotion", "*", 1))
    context = Context(published_posts=0, recent_digests=frozenset({"0"}), phrases=phrases, country=country)
    fields = {"text": text, "title": title, "pseudonym": pseudonym}
    for finding in screen(Draft(text, title, pseudonym), context).findings:
        assert 0 <= finding.start <= finding.end <= len(fields[finding.field])
        assert finding.start < finding.end or not fields[finding.field]
        assert finding.reason in REASONS
        assert 1 <= finding.weight <= 100


def test_screen_lets_ordinary_words_of_a_known_writer_pass() -> None:
    verdict = screen(
        Draft("My hair grew back after five months.", title="Hair came back", pseudonym="ann"), KNOWN_WRITER
    )
    assert verdict == Verdict(())
    assert verdict.clean
    assert not verdict.needs_help
    assert verdict.weight == 0


def test_screen_puts_help_first() -> None:
    verdict = screen(Draft("See https://a.example. I want to die."), Context(published_posts=0))
    assert [finding.reason for finding in verdict.findings] == ["distress", "link", "first_posts"]
    assert verdict.needs_help
    assert not verdict.clean


def test_screen_looks_at_title_and_pseudonym_too() -> None:
    verdict = screen(Draft("Fine.", title="Mail ann@example.org", pseudonym="ann at gmail.com"), KNOWN_WRITER)
    assert {finding.field for finding in verdict.findings if finding.reason == "email"} == {"title", "pseudonym"}


def test_screen_keeps_the_findings_of_one_check_to_a_readable_number() -> None:
    verdict = screen(Draft("ann@example.org " * 100), KNOWN_WRITER)
    assert len(verdict.findings) == MOST_FINDINGS


def test_weight_adds_the_heaviest_finding_of_every_check() -> None:
    findings = (
        Finding("links", "link", "text", 0, 1, 20),
        Finding("links", "link", "text", 2, 3, 20),
        Finding("contact_details", "phone", "text", 4, 9, 40),
    )
    assert Verdict(findings).weight == 60


def test_finding_of_a_reason_no_longer_given_still_has_a_sentence() -> None:
    finding = Finding("old_check", "old_reason", "text", 0, 1, 5)
    assert str(finding.sentence) == "This needs a look by a person."
    assert not finding.help


def test_every_check_is_named_by_its_file() -> None:
    names = [check.__module__.rpartition(".")[2] for check in CHECKS]
    assert names == [
        "distress",
        "contact_details",
        "links",
        "blocked_words",
        "repeated_text",
        "shouting",
        "first_posts",
    ]
