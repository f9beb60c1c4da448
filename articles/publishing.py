"""An article becomes public, or its new text does."""

from django.contrib.postgres.search import SearchVector
from django.db import transaction
from django.utils import timezone

from articles.models import Article, ArticleStatus
from community.discussions.models import Thread
from community.discussions.opening import reopen_thread
from community.discussions.posting import open_comments
from community.page_cache.versions import bump
from community.rendering.render import plain_text, render_article

# The page's own anchors (templates/articles/article.html); no heading of a text may take one.
_RESERVED = frozenset(
    {"main", "comments", "comments-title", "posts", "own-posts", "write-a-comment", "write-title", "contents-title"}
)
_WORDS_A_MINUTE = 200  # Reading silently in English takes 200 to 260 words a minute; tired people read slower.


@transaction.atomic
def publish(article: Article) -> Article:
    """Render the Markdown of the saved `article`, open its comments the first time, show it, and return it.

    The thread of its comments carries the article's title; a retired article comes back, and its comments open again.
    """
    rendered = render_article(article.markdown, _RESERVED)
    article.html = rendered.html
    article.contents = [{"level": at.level, "id": at.id, "text": at.text} for at in rendered.headings]
    article.minutes = max(1, round(len(plain_text(rendered.html).split()) / _WORDS_A_MINUTE))
    if article.thread is None:
        path = article.get_absolute_url()
        article.thread = open_comments(article.title, path, article.treatment, article.side_effect)
    else:
        Thread.objects.filter(pk=article.thread.pk).update(
            title=article.title, treatment=article.treatment, side_effect=article.side_effect
        )
    if article.status == ArticleStatus.RETIRED:
        reopen_thread(article.thread)
    article.status = ArticleStatus.PUBLISHED
    article.retired_at = None
    article.published_at = article.published_at or timezone.now()
    article.save()
    words = SearchVector("title", config="english", weight="A") + SearchVector("markdown", config="english", weight="C")
    Article.objects.filter(pk=article.pk).update(search_words=words)
    bump(article.get_absolute_url(), "/", "/articles/")
    return article
