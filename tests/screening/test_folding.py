"""Folded text leads back to the text as it was written."""

from hypothesis import given
from hypothesis import strategies as st

from community.screening.folding import fold


@given(st.text(max_size=60))
def test_fold_keeps_a_place_in_the_original_for_every_character(text: str) -> None:
    folded = fold(text)
    assert len(folded.at) == len(folded.text) + 1
    assert list(folded.at) == sorted(folded.at)
    assert folded.at[len(folded.text)] == len(text)
    for start in range(len(folded.text)):
        begin, end = folded.span(start, start + 1)
        assert 0 <= begin < end <= len(text)


def test_fold_reads_disguised_letters_as_plain_ones() -> None:
    assert fold("Ｃａｆé\u200b ＠ Straße ﬁ İ").text == "cafe @ strasse fi i"
    assert fold("don’t `do´").text == "don't 'do'"


def test_fold_span_takes_in_the_accents_and_invisible_marks_of_its_letters() -> None:
    text = "x e\u0301\u200b y"
    start, end = fold(text).span(2, 3)
    assert text[start:end] == "e\u0301\u200b"


def test_fold_span_of_half_a_ligature_is_the_whole_letter() -> None:
    assert fold("aßb").span(1, 2) == (1, 2)
    assert fold("aßb").span(2, 3) == (1, 2)
