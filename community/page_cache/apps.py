from django.apps import AppConfig


class PageCacheConfig(AppConfig):
    name = "community.page_cache"
    label = "page_cache"
