"""What search engines may find: public pages only, by the same rule as every page."""

from typing import TYPE_CHECKING

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from articles.models import Article
from community.discussions.models import Thread, ThreadKind

if TYPE_CHECKING:
    ArticleSitemap = Sitemap[Article]
    ThreadSitemap = Sitemap[Thread]
else:
    ArticleSitemap = ThreadSitemap = Sitemap


class Articles(ArticleSitemap):
    def items(self) -> QuerySet[Article]:
        return Article.objects.public().only("slug", "published_at").order_by("pk")


class Threads(ThreadSitemap):
    def items(self) -> QuerySet[Thread]:
        return (
            Thread.objects.public().exclude(kind=ThreadKind.ARTICLE).only("public_path", "last_post_at").order_by("pk")
        )

    def location(self, item: Thread) -> str:
        return item.public_path

    def lastmod(self, item: Thread) -> object:
        return item.last_post_at


SITEMAPS = {"articles": Articles, "threads": Threads}
