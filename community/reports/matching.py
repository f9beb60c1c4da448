"""From people's words to the catalogue: only where they say exactly the same, whatever the capitals."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Lower

from community.catalog.models import Brand, Product, SideEffect, Treatment


@dataclass(frozen=True, slots=True)
class Match:
    """What the catalogue knows by a name; a brand of several strengths gives the treatment without a product."""

    treatment: Treatment | None = None
    product: Product | None = None


NO_MATCH = Match()


def match_treatments(names: Iterable[str]) -> dict[str, Match]:
    """Return the match of each of `names` that has one; two queries whatever their number."""
    said = {name: name.lower() for name in names}
    treatments = {
        treatment.name.lower(): Match(treatment)
        for treatment in Treatment.objects.annotate(lower=Lower("name")).filter(lower__in=said.values())
    }
    products: defaultdict[str, list[Product]] = defaultdict(list)
    brands = Brand.objects.annotate(lower=Lower("name")).filter(lower__in=said.values())
    for brand in brands.select_related("product__treatment"):
        products[brand.name.lower()].append(brand.product)
    matches = {name: _brand_match(found) for name, found in products.items()} | treatments
    return {name: matches[lower] for name, lower in said.items() if lower in matches}


def _brand_match(products: list[Product]) -> Match:
    if len(products) == 1:
        return Match(products[0].treatment, products[0])
    treatments = {product.treatment for product in products}
    return Match(treatments.pop()) if len(treatments) == 1 else NO_MATCH


def match_side_effects(sayings: Iterable[str]) -> dict[str, SideEffect]:
    """Return the one side effect that each of `sayings` is a label, a term or a synonym of; one query.

    A saying that stands for two side effects gets none.
    """
    said = {saying: saying.lower() for saying in sayings}
    wanted = set(said.values())
    found: defaultdict[str, set[SideEffect]] = defaultdict(set)
    candidates = SideEffect.objects.annotate(
        label=Lower("plain_label"), clinical=Lower("term"), synonym=Lower("synonyms__words")
    ).filter(Q(label__in=wanted) | Q(clinical__in=wanted) | Q(synonym__in=wanted))
    for effect in candidates:
        for words in wanted.intersection((effect.label, effect.clinical, effect.synonym)):
            found[words].add(effect)
    return {saying: next(iter(found[lower])) for saying, lower in said.items() if len(found[lower]) == 1}


def treatment_names() -> list[str]:
    """Return the names to choose from: treatments and brands, in alphabetical order; one query."""
    brands = Brand.objects.values_list("name", flat=True)
    return sorted(Treatment.objects.values_list("name", flat=True).union(brands), key=str.lower)
