from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "community.reports"
    label = "reports"
