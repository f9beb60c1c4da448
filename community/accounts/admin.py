"""What administrators see of people."""

from typing import ClassVar

from community.accounts.roles import Role
from community.accounts.staff_door import RoleAdmin


class UserAdmin(RoleAdmin):
    """People and their roles. E-mail addresses are not shown here."""

    viewers = frozenset({Role.ADMINISTRATOR})
    changers = frozenset({Role.ADMINISTRATOR})
    list_display = ("id", "pseudonym", "is_staff", "is_active", "date_joined")
    list_filter = ("is_staff", "groups")
    search_fields = ("pseudonym",)
    fields = ("pseudonym", "is_active", "is_staff", "groups", "date_joined")
    readonly_fields = ("pseudonym", "date_joined")
    filter_horizontal: ClassVar[tuple[str, ...]] = ("groups",)
    show_full_result_count = False
