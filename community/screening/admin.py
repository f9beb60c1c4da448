"""How staff edit screening rules; registered by community.admin_site."""

from typing import TYPE_CHECKING

from django.contrib import admin

from community.screening.models import ScreeningRule

if TYPE_CHECKING:
    RuleAdmin = admin.ModelAdmin[ScreeningRule]
else:
    RuleAdmin = admin.ModelAdmin


class ScreeningRuleAdmin(RuleAdmin):
    list_display = ("words", "kind", "weight", "active", "note")
    list_filter = ("kind", "active")
    search_fields = ("words", "note")
    ordering = ("kind", "words")
    # A count of the whole table on every page helps nobody.
    show_full_result_count = False
