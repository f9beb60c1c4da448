"""The guard that every staff page inherits: a role, and a second factor in this very sign-in."""

import json
from collections.abc import Callable, Iterable
from functools import wraps
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account.internal.flows.login import get_authentication_records
from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import DateField, Model
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from community.accounts.models import User
from community.accounts.roles import Role, holds

if TYPE_CHECKING:
    AnyModelAdmin = admin.ModelAdmin[Any]
else:
    AnyModelAdmin = admin.ModelAdmin

View = Callable[..., HttpResponseBase]
# Someone passed the request on, so that it may come from anywhere.
_FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-IP")


def second_factor_done(request: HttpRequest) -> bool:
    """Say whether this sign-in, not only this account, has shown a second factor."""
    user = request.user
    if not isinstance(user, User):
        return False
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


def demo_allowed(request: HttpRequest) -> bool:
    """Say whether a demonstration account may act as staff: only under DEBUG, and only from this machine itself."""
    if not getattr(request.user, "is_demo", False):
        return True
    if any(header in request.headers for header in _FORWARDED):
        return False
    try:
        return settings.DEMO_STAFF and ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def staff_door(*roles: Role) -> Callable[[View], View]:
    """Let only holders of one of `roles` into an admin page of our own; others get 403.

    The admin site's `admin_view` stands in front of it and has already asked for the second factor.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not holds(request.user, *roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.staff_roles = frozenset(roles)  # type: ignore[attr-defined]  # read by the test that walks all doors
        return guarded

    return guard


def staff_page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Return a page of our own in the admin's frame: its head, its messages, the way out."""
    return render(request, template, {**admin.site.each_context(request), **context}, status=status)


class RoleAdmin(AnyModelAdmin):
    """A ModelAdmin that asks for roles, never for Django's model permissions; read-only where no changer is named."""

    viewers: ClassVar[frozenset[Role]] = frozenset()
    changers: ClassVar[frozenset[Role]] = frozenset()
    adders: ClassVar[frozenset[Role]] = frozenset()
    deleters: ClassVar[frozenset[Role]] = frozenset()

    @property
    def media(self) -> forms.Media:
        """Bring no script where nobody changes anything: Django's own weigh 700 KB, and only its forms need them."""
        return super().media if self.changers or self.adders else forms.Media()

    def has_module_permission(self, request: HttpRequest) -> bool:
        return holds(request.user, *self.viewers)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return holds(request.user, *self.viewers, *self.changers)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return holds(request.user, *self.changers)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return holds(request.user, *self.adders)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return holds(request.user, *self.deleters)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Let the query string ask only what a filter of the list asks: a lookup such as password__startswith tells."""
        return any(lookup in _lookups_of(self.opts, at) for at in self.get_list_filter(request))

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> list[dict[str, dict[str, list[str]]]]:
        """Name what was changed, in the row and in the rows that hang on it, and no value."""
        message: list[dict[str, dict[str, list[str]]]] = super().construct_change_message(request, form, [], add)
        changed = [at for at in formsets or () if at.new_objects or at.changed_objects or at.deleted_objects]
        names = [str(at.model._meta.verbose_name_plural) for at in changed]
        return [*message, {"changed": {"fields": names}}] if names else message

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> LogEntry:
        return _write_down(request, [obj], ADDITION, message)[0]

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> LogEntry:
        return _write_down(request, [obj], CHANGE, message)[0]

    def log_deletions(self, request: HttpRequest, queryset: Iterable[Model]) -> list[LogEntry]:
        return _write_down(request, queryset, DELETION, "")


def _lookups_of(opts: Any, list_filter: Any) -> set[str]:
    """Return what Django's filter for an entry of list_filter puts in the query string."""
    if isinstance(list_filter, type) and issubclass(list_filter, SimpleListFilter):
        return {str(list_filter.parameter_name)}
    name = list_filter if isinstance(list_filter, str) else list_filter[0]
    ends = ["", "__exact", "__isnull"]
    field: Any = get_fields_from_path(opts.model, name)[-1]
    if field.is_relation:
        ends.append(f"__{field.target_field.name}__exact")
    if isinstance(field, DateField):
        ends += ["__gte", "__lt"]
    return {name + end for end in ends}


def _write_down(request: Any, rows: Iterable[Model], flag: int, message: Any) -> list[LogEntry]:
    """Write admin log entries that hold numbers and names of fields: what a row says may be a treatment or a name."""
    entries = [
        LogEntry(
            user_id=request.user.pk,
            content_type=ContentType.objects.get_for_model(row, for_concrete_model=False),
            object_id=row.pk,
            object_repr=f"{row._meta.verbose_name} {row.pk}",
            action_flag=flag,
            change_message=json.dumps(message) if isinstance(message, list) else message,
        )
        for row in rows
    ]
    return LogEntry.objects.bulk_create(entries)
