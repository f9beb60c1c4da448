"""Pseudonyms: free ones to choose from, and what one's own may be."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from community.accounts.joining import join
from community.accounts.models import User
from community.accounts.pseudonyms import clean_pseudonym, is_taken, suggest


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("quiet-heron-42", "quiet-heron-42"),
        ("  Two   words ", "Two words"),
        ("Zoë", "Zoë"),
        ("Zoe\u0308", "Zoë"),  # NFKC
        ("ｗｉｄｅ", "wide"),
        ("שלום", "שלום"),
        ("李雷", "李雷"),
        ("x" * 40, "x" * 40),
        ("J.R", "J.R"),
        ("modest", "modest"),
        ("commodore", "commodore"),
    ],
)
def test_a_name_is_kept_in_one_spelling(typed: str, kept: str) -> None:
    assert clean_pseudonym(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "length"),
        (" x ", "length"),
        ("x" * 41, "length"),
        ("ann@example.org", "contact"),
        ("ann＠example.org", "contact"),
        ("ann at gmail dot com", "contact"),
        ("ann 020 7946 0958", "contact"),
        ("07700 900123", "contact"),
        ("insta ann_s12", "contact"),
        ("telegram me", "contact"),
        ("<b>ann</b>", "letters"),
        ("...", "letters"),
        ("- -", "letters"),
        ("a\x00b", "letters"),
        ("a\u202eb", "letters"),
        ("a\u200bb", "letters"),
        ("\u3164\u3164", "letters"),  # letters of which nothing is seen
        ("ann\u1160", "letters"),
        ("mаple", "alphabets"),  # a Cyrillic а
        ("ann Ωμ", "alphabets"),
        ("😀😀", "letters"),
        ("admin", "staff"),
        ("the Administrator", "staff"),
        ("Moderator", "staff"),
        ("mod", "staff"),
        ("the mod", "staff"),
        ("mod_team", "staff"),
        ("admln", "staff"),
        ("mods", "staff"),
        ("Side note", "staff"),
        ("s.t.a.f.f", "staff"),
        ("supp0rt", "staff"),
        ("ｍｏｄｅｒａｔｏｒ", "staff"),
        ("mоderator", "staff"),  # a Cyrillic о
        ("Safety Officer", "staff"),
        ("0fficial", "staff"),
        ("ádmin", "staff"),
    ],
)
def test_a_name_that_will_not_do_is_refused_with_its_reason(typed: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        clean_pseudonym(typed)
    assert refused.value.code == code


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("known", "asked"), [("Ivy", "ivy"), ("ivy", "IVY"), ("ivy", "İvy"), ("Straße", "STRAẞE"), ("Élan", "élan")]
)
def test_a_name_is_taken_exactly_when_the_database_refuses_it(known: str, asked: str) -> None:
    join(known)
    taken = is_taken(asked)
    try:
        join(asked)
    except IntegrityError:
        assert taken
    else:
        assert not taken


@pytest.mark.django_db
def test_a_free_name_is_not_taken() -> None:
    assert is_taken("gus")
    assert not is_taken("gu")
    assert not is_taken("g%")


@pytest.mark.django_db
def test_suggestions_are_free_different_and_fit_the_rules() -> None:
    names = suggest()
    assert len(set(names)) == 3
    assert [clean_pseudonym(name) for name in names] == names
    assert not User.objects.filter(pseudonym__in=names).exists()
