from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "community.figures"
    label = "figures"
