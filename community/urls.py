"""Every door of the site."""

from django.urls import include, path

from community.admin_site.registering import registered
from community.doors import failing
from community.home import health

urlpatterns = [
    path("", include("community.home.urls")),
    path("", include("articles.urls")),
    path("", include("community.discussions.urls")),
    path("", include("community.reports.urls")),
    path("", include("community.search.urls")),
    path("", include("community.notifications.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", registered().urls),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]

handler400 = failing.bad_request
handler403 = failing.forbidden
handler404 = failing.not_found
handler500 = failing.server_error
