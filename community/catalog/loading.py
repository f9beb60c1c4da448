"""Loads the vocabulary and the house rules from the CSV files beside this module. Safe to run again."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.db import transaction

from community.catalog.models import Brand, Product, Rule, SideEffect, Synonym, Treatment

DATA = Path(__file__).resolve().parent / "data"


def _rows(name: str, folder: Path) -> Iterator[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _split(words: str) -> list[str]:
    return [word.strip() for word in words.split(";") if word.strip()]


@transaction.atomic
def load_catalogue(folder: Path = DATA) -> None:
    """Bring treatments, products, brands, side effects, synonyms and rules to what the files say.

    Rows are matched by slug, so that what refers to them stays; rows that are in no file are left alone. A rule whose
    words changed without a new version raises ValueError: old decisions name that version.
    """
    _load_treatments(folder)
    _load_side_effects(folder)
    _load_rules(folder)


def _load_treatments(folder: Path) -> None:
    treatments = [Treatment(slug=row["slug"], name=row["name"]) for row in _rows("treatments", folder)]
    Treatment.objects.bulk_create(treatments, update_conflicts=True, unique_fields=["slug"], update_fields=["name"])
    ids = dict(Treatment.objects.values_list("slug", "pk"))
    rows = list(_rows("products", folder))
    fields = ("strength_form", "route", "edqm_route_code", "atc_code", "rxnorm_cui", "status")
    products = [
        Product(slug=row["slug"], treatment_id=ids[row["treatment_slug"]], **{field: row[field] for field in fields})
        for row in rows
    ]
    Product.objects.bulk_create(
        products, update_conflicts=True, unique_fields=["slug"], update_fields=["treatment_id", *fields]
    )
    product_ids = dict(Product.objects.values_list("slug", "pk"))
    brands = [Brand(product_id=product_ids[row["slug"]], name=name) for row in rows for name in _split(row["brands"])]
    Brand.objects.bulk_create(brands, ignore_conflicts=True)


def _load_side_effects(folder: Path) -> None:
    rows = list(_rows("side_effects", folder))
    fields = ("term", "plain_label", "ctcae_term", "body_system")
    effects = [
        SideEffect(slug=row["slug"], urgent=row["urgent"] == "1", **{field: row[field] for field in fields})
        for row in rows
    ]
    SideEffect.objects.bulk_create(
        effects, update_conflicts=True, unique_fields=["slug"], update_fields=["urgent", *fields]
    )
    ids = dict(SideEffect.objects.values_list("slug", "pk"))
    synonyms = [
        Synonym(side_effect_id=ids[row["slug"]], words=words) for row in rows for words in _split(row["synonyms"])
    ]
    Synonym.objects.bulk_create(synonyms, ignore_conflicts=True)


def _load_rules(folder: Path) -> None:
    for row in _rows("rules", folder):
        version = int(row["version"])
        known = Rule.objects.filter(code=row["code"], version=version).first()
        if known is None:
            Rule.objects.filter(code=row["code"]).update(superseded=True)
            Rule.objects.create(
                code=row["code"],
                version=version,
                title=row["title"],
                text=row["text"],
                valid_from=date.fromisoformat(row["valid_from"]),
            )
        elif (known.title, known.text) != (row["title"], row["text"]):
            raise ValueError(f"rule {row['code']} changed without a new version")
