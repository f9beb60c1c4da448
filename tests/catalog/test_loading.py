"""The vocabulary comes from files: safe to load again, and a rule never changes under an old decision."""

import csv
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from community.catalog.loading import DATA, load_catalogue
from community.catalog.models import Brand, Product, Rule, SideEffect, Synonym, Treatment
from community.catalog.remembering import Loaded
from community.page_cache.versions import look

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def change(folder: Path, file: str, slug: str, **values: str) -> None:
    """Set `values` in the row of `slug` (or code)."""
    changed = [row | values if slug in (row.get("slug"), row.get("code")) else row for row in rows(folder, file)]
    with (folder / f"{file}.csv").open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, fieldnames=list(changed[0]))
        writer.writeheader()
        writer.writerows(changed)


def everything() -> dict[str, list[dict[str, object]]]:
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_app_config("catalog").get_models()
    }


def test_every_row_of_the_files_is_there() -> None:
    assert set(Treatment.objects.values_list("slug", flat=True)) == {row["slug"] for row in rows(DATA, "treatments")}
    assert set(Product.objects.values_list("slug", flat=True)) == {row["slug"] for row in rows(DATA, "products")}
    assert set(SideEffect.objects.values_list("slug", flat=True)) == {row["slug"] for row in rows(DATA, "side_effects")}
    assert {row["code"] for row in rows(DATA, "rules")} == set(
        Rule.objects.filter(superseded=False).values_list("code", flat=True)
    )
    brands = {(row["slug"], name) for row in rows(DATA, "products") for name in row["brands"].split(";") if name}
    assert set(Brand.objects.values_list("product__slug", "name")) == brands


def test_loading_again_changes_nothing() -> None:
    before = everything()
    assert load_catalogue() == Loaded()
    assert everything() == before


def test_a_changed_row_keeps_its_number(folder: Path) -> None:
    treatment = Treatment.objects.get(slug="imiquimod")
    effect = SideEffect.objects.get(slug="hair-loss")
    change(folder, "treatments", "imiquimod", name="imiquimod (new name)")
    change(folder, "side_effects", "hair-loss", plain_label="Losing hair", synonyms="less hair;no hair")
    assert load_catalogue(folder) == Loaded(written=2)
    treatment.refresh_from_db()
    effect.refresh_from_db()
    assert (treatment.name, effect.plain_label) == ("imiquimod (new name)", "Losing hair")
    assert set(Synonym.objects.filter(side_effect=effect).values_list("words", flat=True)) == {"less hair", "no hair"}


def test_a_row_that_is_in_no_file_stays(folder: Path) -> None:
    own = Treatment.objects.create(slug="an-own-one", name="an own one")
    load_catalogue(folder)
    assert Treatment.objects.filter(pk=own.pk).exists()


@pytest.mark.parametrize("changed", [{"title": "Another title"}, {"text": "Other words."}])
def test_a_rule_that_changed_without_a_new_version_is_refused(changed: dict[str, str], folder: Path) -> None:
    before = everything()
    change(folder, "rules", "contact", **changed)
    change(folder, "treatments", "imiquimod", name="never kept")
    with pytest.raises(ValueError, match="rule contact changed without a new version"):
        load_catalogue(folder)
    assert everything() == before


def test_a_new_version_supersedes_the_old_one_and_keeps_it(folder: Path) -> None:
    change(folder, "rules", "contact", version="2", text="Other words.")
    load_catalogue(folder)
    load_catalogue(folder)
    versions = Rule.objects.filter(code="contact").order_by("version").values_list("version", "superseded")
    assert list(versions) == [(1, True), (2, False)]


def test_database_refuses_two_rules_in_force() -> None:
    rule = Rule.objects.get(code="contact")
    with transaction.atomic(), pytest.raises(IntegrityError, match="catalog_rule_one_current_version"):
        Rule.objects.create(code="contact", version=9, title="x", text="y", valid_from=rule.valid_from)


@pytest.mark.parametrize("name", ["treatments", "products", "side_effects"])
def test_slugs_are_given_once(name: str) -> None:
    slugs = [row["slug"] for row in rows(DATA, name)]
    assert len(slugs) == len(set(slugs))


def test_a_row_that_an_editor_changed_stays_through_old_and_new_files(folder: Path) -> None:
    Treatment.objects.filter(slug="imiquimod").update(name="imiquimod, as Ed writes it")
    product = Product.objects.filter(treatment__slug="imiquimod")[0]
    Product.objects.filter(pk=product.pk).update(status="as Ed says")
    effect = SideEffect.objects.get(slug="hair-loss")
    effect.synonyms.all()[0].delete()
    effect.synonyms.create(words="bald as Ed")
    edited = everything()
    assert load_catalogue() == Loaded()
    assert everything() == edited
    change(folder, "treatments", "imiquimod", name="imiquimod (new name)")
    change(folder, "products", product.slug, brands="Brandnew")
    change(folder, "side_effects", "hair-loss", plain_label="Losing hair")
    assert load_catalogue(folder) == Loaded(left=3)
    assert everything() == edited


def test_a_new_row_comes_in_beside_edited_ones(folder: Path) -> None:
    Treatment.objects.filter(slug="imiquimod").update(name="imiquimod, as Ed writes it")
    with (folder / "treatments.csv").open("a", encoding="utf-8") as file:
        file.write("a-new-one,a new one\n")
    assert load_catalogue(folder) == Loaded(written=1)
    assert Treatment.objects.get(slug="a-new-one").name == "a new one"


def test_loading_again_reads_and_writes_little(django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(20):
        load_catalogue()


def test_a_new_rule_makes_its_page_again_and_nothing_else(folder: Path) -> None:
    before = look("/about/rules/")
    change(folder, "rules", "contact", version="2", text="Other words.")
    load_catalogue(folder)
    after = look("/about/rules/")
    assert (after.version > before.version, after.removals) == (True, before.removals)


def test_a_changed_word_makes_every_page_again(folder: Path) -> None:
    before = look("/")
    change(folder, "treatments", "imiquimod", name="imiquimod (new name)")
    load_catalogue(folder)
    assert look("/").removals > before.removals


def test_loading_again_makes_no_page_again() -> None:
    before = look("/about/rules/")
    load_catalogue()
    assert look("/about/rules/") == before
