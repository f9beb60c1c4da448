"""What a text is made to be before anything else sees it, and how large it may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.rendering.cleaning import TextRefused, check_limits, clean_text


@given(st.text(alphabet=st.characters(), max_size=80))
def test_clean_text_can_always_be_stored_and_cleaning_twice_changes_nothing(text: str) -> None:
    cleaned = clean_text(text)
    assert "\x00" not in cleaned
    cleaned.encode("utf-8")
    assert clean_text(cleaned) == cleaned


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("nu\x00ll", "null"),
        ("tab\tand\x1b[31m", "tab\tand[31m"),
        ("user\u202egnp.exe\u2066\u2069", "usergnp.exe"),
        ("\ufeffstart \ud83d lone", "start  lone"),
        ("שלום \u200fمرحبا 👩\u200d⚕️", "שלום \u200fمرحبا 👩\u200d⚕️"),
        ("  kept as written  ", "  kept as written  "),
    ],
)
def test_clean_text_takes_out_what_deceives_or_breaks_and_keeps_the_words(written: str, stored: str) -> None:
    assert clean_text(written) == stored


@pytest.mark.parametrize(
    "text",
    ["a " * 5_000, "https://a.example " * 20, "[a](https://a.example) " * 20, "x" * 2_000, "", "see https://a.example"],
)
def test_check_limits_accepts_texts_up_to_the_limits(text: str) -> None:
    check_limits(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a " * 5_000 + "a", "too_long"),
        ("https://a.example " * 21, "too_many_links"),
        ("[a](https://a.example) " * 21, "too_many_links"),
        ("[a](b) " * 21, "too_many_links"),
        ("www.a.example " * 11 + "MAILTO:a@b.example " * 10, "too_many_links"),
        ("x" * 2_001, "word_too_long"),
    ],
)
def test_check_limits_refuses_texts_beyond_them_with_a_sentence(text: str, code: str) -> None:
    with pytest.raises(TextRefused) as refused:
        check_limits(text)
    assert refused.value.code == code
    assert str(refused.value.reason).startswith("This text ")


def test_text_refused_says_nothing_of_the_text_in_logs() -> None:
    with pytest.raises(TextRefused) as refused:
        check_limits("my secret " * 2_000)
    assert str(refused.value) == "too_long"
