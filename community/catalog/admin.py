"""How the vocabulary looks in the admin. Who may open it is said by community.admin_site, above accounts."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin

from community.catalog.models import Brand, Synonym

if TYPE_CHECKING:
    AnyModelAdmin = admin.ModelAdmin[Any]
    BrandRows = admin.TabularInline[Brand, Any]
    SynonymRows = admin.TabularInline[Synonym, Any]
else:
    AnyModelAdmin = admin.ModelAdmin
    BrandRows = SynonymRows = admin.TabularInline


class BrandInline(BrandRows):
    model = Brand
    extra = 0


class SynonymInline(SynonymRows):
    model = Synonym
    extra = 0


if TYPE_CHECKING:
    Inlines = tuple[type[InlineModelAdmin[Any, Any]], ...]
else:
    Inlines = tuple

# Tuples of the general type, so that the guarded classes above may put their own in place.
BRANDS: Inlines = (BrandInline,)
SYNONYMS: Inlines = (SynonymInline,)


class TreatmentAdmin(AnyModelAdmin):
    list_display = ("name", "slug")
    search_fields = ("name", "products__brands__name")


class ProductAdmin(AnyModelAdmin):
    list_display = ("treatment", "strength_form", "atc_code", "route", "status")
    list_select_related = ("treatment",)
    search_fields = ("treatment__name", "brands__name", "atc_code")
    inlines = BRANDS


class SideEffectAdmin(AnyModelAdmin):
    list_display = ("plain_label", "term", "body_system", "urgent")
    list_filter = ("body_system", "urgent")
    search_fields = ("plain_label", "term", "synonyms__words")
    inlines = SYNONYMS


class RuleAdmin(AnyModelAdmin):
    list_display = ("title", "code", "version", "valid_from", "superseded")
    list_filter = ("superseded",)
