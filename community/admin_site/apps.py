from django.apps import AppConfig
from django.contrib.admin.apps import SimpleAdminConfig


class AdminSiteConfig(AppConfig):
    name = "community.admin_site"
    label = "admin_site"


class DeskConfig(SimpleAdminConfig):
    """Django's admin with our site as the one site; nothing registers itself by being imported."""

    default_site = "community.admin_site.site.SidenoteAdmin"
