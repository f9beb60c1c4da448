from django.apps import AppConfig


class CheckAndSendConfig(AppConfig):
    name = "community.check_and_send"
    label = "check_and_send"
