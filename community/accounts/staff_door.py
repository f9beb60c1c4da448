"""The guard that every staff page inherits: a role, and a second factor in this very sign-in."""

from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account.internal.flows.login import get_authentication_records
from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from community.accounts.models import User
from community.accounts.roles import Role, holds

if TYPE_CHECKING:
    AnyModelAdmin = admin.ModelAdmin[Any]
else:
    AnyModelAdmin = admin.ModelAdmin

View = Callable[..., HttpResponseBase]


def second_factor_done(request: HttpRequest) -> bool:
    """Say whether this sign-in, not only this account, has shown a second factor."""
    user = request.user
    if not isinstance(user, User):
        return False
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


def demo_allowed(request: HttpRequest) -> bool:
    """Say whether a demonstration account may act as staff: only under DEBUG, and only from this machine."""
    if not getattr(request.user, "is_demo", False):
        return True
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
