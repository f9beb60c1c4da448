"""The admin: its guard, its front page, and the addresses of the rooms' own staff pages."""

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from community.accounts.roles import Role, holds
from community.accounts.staff_door import demo_allowed, second_factor_done
from community.exports.urls import admin_urlpatterns as export_urls
from community.figures.dashboard import dashboard_context
from community.moderation import desk
from community.moderation.urls import admin_urlpatterns as desk_urls


class SidenoteAdmin(AdminSite):
    """The staff door: a member of staff, with a second factor shown in this very sign-in."""

    site_header = _("Sidenote desk")
    site_title = _("Sidenote desk")
    index_title = _("Today")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and demo_allowed(request) and second_factor_done(request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send each to where they belong: sign in, set up a second factor, show it again, or no further."""
        wanted = request.GET.get("next") or resolve_url("admin:index")
        user = request.user
        if not user.is_authenticated:
            return redirect_to_login(wanted)
        if not user.is_staff or not demo_allowed(request):
            raise PermissionDenied
        if not is_mfa_enabled(user):
            return redirect("mfa_index")
        if not second_factor_done(request):
            return redirect_to_login(wanted, resolve_url("mfa_reauthenticate"))
        return redirect(wanted if wanted.startswith("/admin/") else "admin:index")

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Show each role what it came for: the dashboard, the desk."""
        context: dict[str, Any] = dict(extra_context or {})
        if holds(request.user, Role.SAFETY_OFFICER):
            context["dashboard"] = dashboard_context(request.GET)
        if holds(request.user, Role.MODERATOR):
            context["waiting"] = desk.waiting()
        return super().index(request, context)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        own = [*desk_urls, *export_urls]
        guarded = [path(str(at.pattern), self.admin_view(at.callback), name=at.name) for at in own]
        return [*guarded, *super().get_urls()]
