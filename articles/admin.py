"""What editors do in the admin: write, and publish."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.http import HttpRequest

from articles.models import Article
from articles.publishing import publish
from community.accounts.roles import Role
from community.accounts.staff_door import RoleAdmin


class ArticleAdmin(RoleAdmin):
    """Saving a published article publishes its new text; the action publishes drafts."""

    viewers = frozenset({Role.EDITOR, Role.MODERATOR})
    changers = frozenset({Role.EDITOR})
    adders = frozenset({Role.EDITOR})
    list_display = ("title", "status", "facts_checked", "reviewed_by")
    list_filter = ("status",)
    actions = ("publish_articles",)
    fields = ("title", "slug", "summary", "treatment", "side_effect", "markdown", "facts_checked", "reviewed_by")
    prepopulated_fields: ClassVar[dict[str, Sequence[str]]] = {"slug": ("title",)}

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if obj.html:
            publish(obj)

    def publish_articles(self, request: HttpRequest, queryset: Any) -> None:
        for article in queryset:
            publish(article)

    publish_articles.short_description = "Publish"  # type: ignore[attr-defined]
    publish_articles.allowed_permissions = ("change",)  # type: ignore[attr-defined]
