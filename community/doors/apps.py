from django.apps import AppConfig


class DoorsConfig(AppConfig):
    name = "community.doors"
    label = "doors"
