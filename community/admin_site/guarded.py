"""Rooms below accounts cannot name roles; here their admin pages get the guard that every staff page has."""

from typing import Any

from django.http import HttpRequest
from procrastinate.contrib.django.admin import ProcrastinateJobAdmin

from community.accounts.roles import Role
from community.accounts.staff_door import RoleAdmin
from community.catalog import admin as catalog
from community.catalog.renaming import vocabulary_changed
from community.screening import admin as screening

_READERS = frozenset(Role)


class _FollowsItsParent:
    """Rows shown inside another page may be seen and changed by whoever may see and change that page."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True


class BrandInline(_FollowsItsParent, catalog.BrandInline):
    pass


class SynonymInline(_FollowsItsParent, catalog.SynonymInline):
    pass


class VocabularyAdmin(RoleAdmin):
    """Editors keep the vocabulary, all staff read it."""

    viewers = _READERS
    changers = adders = frozenset({Role.EDITOR})

    def get_inline_instances(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return super().get_inline_instances(request, obj) if self.has_change_permission(request, obj) else []

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the brands or synonyms, the last that is saved, and make the pages that name any of it again."""
        super().save_related(request, form, formsets, change)
        vocabulary_changed()


class TreatmentAdmin(VocabularyAdmin, catalog.TreatmentAdmin):
    pass


class ProductAdmin(VocabularyAdmin, catalog.ProductAdmin):
    inlines = (BrandInline,)


class SideEffectAdmin(VocabularyAdmin, catalog.SideEffectAdmin):
    inlines = (SynonymInline,)


class RuleAdmin(RoleAdmin, catalog.RuleAdmin):
    """Read only: a changed rule is a new version, which comes with the rules file."""

    viewers = frozenset({Role.MODERATOR, Role.ADMINISTRATOR})


class JobAdmin(RoleAdmin, ProcrastinateJobAdmin):  # type: ignore[misc]  # it names one parameter otherwise
    """Background jobs: what waits, what failed, with the means to try again. Nobody edits a job."""

    viewers = frozenset({Role.ADMINISTRATOR})
    # The package's own columns carry inline styles, which the Content-Security-Policy refuses.
    list_display = ["id", "task_name", "status", "attempts", "scheduled_at"]
    fields = ["id", "task_name", "args", "status", "queue_name", "attempts", "scheduled_at"]


class ScreeningRuleAdmin(RoleAdmin, screening.ScreeningRuleAdmin):
    """Moderators keep the words that the machine looks for."""

    viewers = changers = adders = deleters = frozenset({Role.MODERATOR})
