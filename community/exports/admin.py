"""The record of what has left."""

from community.accounts.roles import Role
from community.accounts.staff_door import RoleAdmin
from community.reports.paging import NearPaginator


class ExportRecordAdmin(RoleAdmin):
    """Read-only, also by the database."""

    viewers = frozenset({Role.SAFETY_OFFICER, Role.ADMINISTRATOR})
    list_display = ("id", "at", "by", "purpose", "format", "rows")
    list_select_related = ("by",)
    list_filter = ("purpose", "format")
    ordering = ("-pk",)
    paginator = NearPaginator
    show_full_result_count = False
    actions = None
