"""Loads the vocabulary and the house rules from the CSV files beside this module. Safe to run again."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from community.catalog.models import Brand, Product, Rule, SideEffect, Synonym, Treatment
from community.catalog.remembering import Loaded, digest_of, is_edited
from community.catalog.renaming import vocabulary_changed
from community.page_cache.versions import bump

DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True, slots=True)
class _Names:
    """The table of the names that hang on a row: brands on a product, synonyms on a side effect."""

    model: type[Brand] | type[Synonym]
    parent: str
    column: str

    def of(self, row: Treatment | Product | SideEffect) -> list[str]:
        names = self.model._default_manager.filter(**{self.parent: row.pk})
        return sorted(names.values_list(self.column, flat=True))

    def write(self, row: Treatment | Product | SideEffect, names: list[str]) -> None:
        """Make `names` the names of `row`: no more, no less."""
        has = set(self.of(row))
        gone = {self.parent: row.pk, f"{self.column}__in": has - set(names)}
        self.model._default_manager.filter(**gone).delete()
        for name in names:
            if name not in has:
                self.model._default_manager.create(**{self.parent: row, self.column: name})


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row of a file: its address, its values by column, and the names that hang on it."""

    slug: str
    values: dict[str, object]
    names: list[str]

    def digest(self) -> str:
        return digest_of({**self.values, "names": self.names})


_BRANDS = _Names(Brand, "product", "name")
_SYNONYMS = _Names(Synonym, "side_effect", "words")


@transaction.atomic
def load_catalogue(folder: Path = DATA) -> Loaded:
    """Bring treatments, products, brands, side effects, synonyms and rules to what the files say; return the counts.

    Rows are matched by slug, so that what refers to them stays. Rows that are in no file are left alone, and so are
    rows that staff have edited since they were last loaded. A rule whose words changed without a new version raises
    ValueError: old decisions name that version.
    """
    rules = _load_rules(folder)
    words = _load_treatments(folder) + _load_products(folder) + _load_side_effects(folder)
    if rules:
        bump("/about/rules/")
    if words.written:
        vocabulary_changed()
    return words + Loaded(written=rules)


def _rows(name: str, folder: Path) -> Iterator[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _split(words: str) -> list[str]:
    return sorted({word.strip() for word in words.split(";") if word.strip()})


def _load_treatments(folder: Path) -> Loaded:
    return _load(Treatment, [_Entry(row["slug"], {"name": row["name"]}, []) for row in _rows("treatments", folder)])


def _load_products(folder: Path) -> Loaded:
    fields = ("strength_form", "route", "edqm_route_code", "atc_code", "rxnorm_cui", "status")
    ids = dict(Treatment.objects.values_list("slug", "pk"))
    entries = [
        _Entry(
            row["slug"],
            {"treatment_id": ids[row["treatment_slug"]], **{field: row[field] for field in fields}},
            _split(row["brands"]),
        )
        for row in _rows("products", folder)
    ]
    return _load(Product, entries, _BRANDS)


def _load_side_effects(folder: Path) -> Loaded:
    fields = ("term", "plain_label", "ctcae_term", "body_system")
    entries = [
        _Entry(
            row["slug"],
            {"urgent": row["urgent"] == "1", **{field: row[field] for field in fields}},
            _split(row["synonyms"]),
        )
        for row in _rows("side_effects", folder)
    ]
    return _load(SideEffect, entries, _SYNONYMS)


def _load(
    model: type[Treatment | Product | SideEffect], entries: Iterable[_Entry], names: _Names | None = None
) -> Loaded:
    known = {row.slug: row for row in model._default_manager.all()}
    return sum((_load_row(known.get(at.slug) or model(slug=at.slug), at, names) for at in entries), Loaded())


def _load_row(row: Treatment | Product | SideEffect, entry: _Entry, names: _Names | None) -> Loaded:
    wanted = entry.digest()
    if row.loaded_digest == wanted:
        return Loaded()
    if row.pk is not None:
        values = {field: getattr(row, field) for field in entry.values}
        now = _Entry(row.slug, values, names.of(row) if names else []).digest()
        if is_edited(now, row.loaded_digest, wanted):
            return Loaded(left=1)
    for field, value in entry.values.items():
        setattr(row, field, value)
    row.loaded_digest = wanted
    row.save()
    if names:
        names.write(row, entry.names)
    return Loaded(written=1)


def _load_rules(folder: Path) -> int:
    """Add the rules that are new, and return how many; ValueError where a known one reads otherwise."""
    added = 0
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
            added += 1
        elif (known.title, known.text) != (row["title"], row["text"]):
            raise ValueError(f"rule {row['code']} changed without a new version")
    return added
