"""Screening rules: what the database refuses, and what the checks are given."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection

from community.screening.draft import Phrase
from community.screening.loading import load_phrases
from community.screening.models import ScreeningRule

pytestmark = pytest.mark.django_db

INSERT = "INSERT INTO screening_screeningrule (kind, words, weight, note, active) VALUES (%s, %s, %s, '', true)"


@pytest.mark.parametrize(
    "row",
    [
        ("gossip", "word", 50),
        ("", "word", 50),
        ("promotion", "", 50),
        ("promotion", " *!* ", 50),
        ("promotion", "word", 0),
        ("promotion", "word", 101),
        ("promotion", "word", -1),
    ],
)
def test_screening_rule_out_of_shape_is_refused_by_the_database(row: tuple[str, str, int]) -> None:
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute(INSERT, row)


def test_screening_rule_with_the_same_words_in_other_capitals_is_refused_by_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute(INSERT, ("promotion", "test phrase", 50))
        cursor.execute(INSERT, ("distress", "test phrase", 50))
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute(INSERT, ("promotion", "Test Phrase", 50))


def test_load_phrases_gives_active_rules_the_heaviest_first_in_one_query(
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    ScreeningRule.objects.all().delete()
    ScreeningRule.objects.create(kind="promotion", words="buy now", weight=20)
    ScreeningRule.objects.create(kind="distress", words="dark place", weight=90)
    ScreeningRule.objects.create(kind="promotion", words="retired", weight=99, active=False)
    with django_assert_num_queries(1):
        phrases = load_phrases()
    assert phrases == (Phrase("distress", "dark place", 90), Phrase("promotion", "buy now", 20))


def test_screening_rule_names_itself_without_its_words() -> None:
    assert "buy" not in str(ScreeningRule.objects.create(kind="promotion", words="buy now"))
