"""What editors publish."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.catalog.models import SideEffect, Treatment
from community.discussions.models import Thread


class ArticleStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    RETIRED = "retired", _("retired: its address stays, its text is not shown")


# A published article never becomes a draft again: people have written below it, and linked to it.
TRANSITIONS: tuple[tuple[ArticleStatus, ArticleStatus], ...] = (
    (ArticleStatus.DRAFT, ArticleStatus.PUBLISHED),
    (ArticleStatus.PUBLISHED, ArticleStatus.RETIRED),
    (ArticleStatus.RETIRED, ArticleStatus.PUBLISHED),
)


class ArticleQuerySet(models.QuerySet["Article"]):
    def public(self) -> "ArticleQuerySet":
        """What everyone may read."""
        return self.filter(status=ArticleStatus.PUBLISHED)

    def with_address(self) -> "ArticleQuerySet":
        """What has a page: what everyone may read, and retired articles, of which it shows the comments alone."""
        return self.filter(status__in=(ArticleStatus.PUBLISHED, ArticleStatus.RETIRED))


class Article(models.Model):
    """Markdown written by an editor, made into HTML once; its comments are the posts of its thread."""

    slug = models.SlugField(_("address"), max_length=100, unique=True)
    title = models.CharField(_("title"), max_length=150)
    summary = models.CharField(_("summary"), max_length=250)
    markdown = models.TextField(_("text (Markdown)"))
    treatment = models.ForeignKey(Treatment, null=True, blank=True, on_delete=models.PROTECT, related_name="articles")
    side_effect = models.ForeignKey(
        SideEffect, null=True, blank=True, on_delete=models.PROTECT, related_name="articles"
    )
    facts_checked = models.DateField(_("facts checked on"))
    reviewed_by = models.CharField(_("reviewed by (a clinician)"), max_length=150, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=ArticleStatus, default=ArticleStatus.DRAFT)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    retired_at = models.DateTimeField(_("retired on"), null=True, blank=True, editable=False)
    thread = models.OneToOneField(Thread, null=True, blank=True, on_delete=models.PROTECT, related_name="article")
    # Made from the Markdown by publishing.publish, never at a reader's request.
    html = models.TextField(blank=True, editable=False)
    contents = models.JSONField(default=list, editable=False)
    minutes = models.PositiveSmallIntegerField(default=0, editable=False)
    search_words = SearchVectorField(null=True, editable=False)
    # What articles.loading wrote last; empty where an editor made the article.
    loaded_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering: ClassVar[list[str]] = ["title"]
        indexes = [GinIndex(fields=["search_words"], name="articles_search")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=ArticleStatus.values), name="article_status_known"),
            models.CheckConstraint(
                condition=Q(status=ArticleStatus.DRAFT)
                | (Q(published_at__isnull=False, thread__isnull=False) & ~Q(html="")),
                name="article_published_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(status=ArticleStatus.RETIRED, retired_at__isnull=False)
                | ~Q(status=ArticleStatus.RETIRED) & Q(retired_at=None),
                name="article_retired_has_a_day",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="article_status_moves", field="status", transitions=list(TRANSITIONS)),
            pgtrigger.Protect(
                name="article_address_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__thread_id__isnull=False, old__slug__df=pgtrigger.F("new__slug")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/articles/{self.slug}/"
