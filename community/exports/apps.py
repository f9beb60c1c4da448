from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "community.exports"
    label = "exports"
