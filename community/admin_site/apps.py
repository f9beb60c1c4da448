from django.apps import AppConfig


class AdminSiteConfig(AppConfig):
    name = "community.admin_site"
    label = "admin_site"
