"""Words and the catalogue: only what says exactly the same."""

import pytest

from community.catalog.models import Brand, Product, SideEffect, Synonym
from community.reports.matching import match_side_effects, match_treatments, treatment_names

pytestmark = pytest.mark.django_db


def test_match_treatments_knows_substances_and_brands_whatever_the_capitals(django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        found = match_treatments(["IMIQUIMOD", "aldara", "Zyclara", "Imiquimod cream"])
    assert found["IMIQUIMOD"].treatment is not None
    assert found["aldara"].product is not None
    assert found["Zyclara"].treatment is not None
    assert {
        name: (match.treatment.slug, match.product and match.product.slug)
        for name, match in found.items()
        if match.treatment
    } == {
        "IMIQUIMOD": ("imiquimod", None),
        "aldara": ("imiquimod", "imiquimod-5"),
        "Zyclara": ("imiquimod", None),  # two strengths: the treatment is certain, the product is not
    }
    assert "Imiquimod cream" not in found


def test_match_treatments_gives_nothing_for_a_brand_of_two_treatments() -> None:
    other = Product.objects.exclude(treatment__slug="imiquimod").first()
    assert other is not None
    Brand.objects.create(product=other, name="Aldara")
    assert match_treatments(["Aldara"])["Aldara"].treatment is None


def test_match_side_effects_knows_labels_terms_and_synonyms(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        found = match_side_effects(["hair loss", "ALOPECIA", "Losing hair", "my hair"])
    assert {words: effect.slug for words, effect in found.items()} == {
        "hair loss": "hair-loss",
        "ALOPECIA": "hair-loss",
        "Losing hair": "hair-loss",
    }


def test_match_side_effects_gives_nothing_for_words_with_two_meanings() -> None:
    other = SideEffect.objects.exclude(slug="hair-loss").first()
    assert other is not None
    Synonym.objects.create(side_effect=other, words="losing hair")
    assert match_side_effects(["losing hair"]) == {}


def test_treatment_names_offers_each_name_once(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        names = treatment_names()
    assert {"imiquimod", "Aldara", "Zyclara"} <= set(names)
    assert len(names) == len(set(names))
