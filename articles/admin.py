"""What editors do in the admin: write, publish and retire."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.models import Article, ArticleStatus
from articles.publishing import publish
from articles.retiring import retire
from community.accounts.roles import Role
from community.accounts.staff_door import RoleAdmin


class ArticleAdmin(RoleAdmin):
    """Saving a published article publishes its new text; the actions publish drafts and retire articles."""

    viewers = frozenset({Role.EDITOR, Role.MODERATOR})
    changers = frozenset({Role.EDITOR})
    adders = frozenset({Role.EDITOR})
    list_display = ("title", "status", "facts_checked", "reviewed_by")
    list_filter = ("status",)
    actions = ("publish_articles", "retire_articles")
    fields = ("title", "slug", "summary", "treatment", "side_effect", "markdown", "facts_checked", "reviewed_by")
    prepopulated_fields: ClassVar[dict[str, Sequence[str]]] = {"slug": ("title",)}

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> tuple[str, ...]:
        """Keep the address of an article that people have met; the database refuses a change too."""
        return ("slug",) if obj and obj.thread_id else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Article | None = None) -> dict[str, Sequence[str]]:
        return {} if self.get_readonly_fields(request, obj) else self.prepopulated_fields

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if obj.status == ArticleStatus.PUBLISHED:
            publish(obj)

    @admin.action(description=_("Publish"), permissions=["change"])
    def publish_articles(self, request: HttpRequest, queryset: Any) -> None:
        for article in queryset:
            publish(article)

    @admin.action(description=_("Retire: take down the text, keep the comments"), permissions=["change"])
    def retire_articles(self, request: HttpRequest, queryset: Any) -> None:
        for article in queryset:
            retire(article)
