"""An article leaves the lists; its address and its comments stay."""

from django.db import transaction
from django.utils import timezone

from articles.models import Article, ArticleStatus
from community.discussions.opening import close_thread
from community.page_cache.versions import bump


@transaction.atomic
def retire(article: Article) -> bool:
    """Take the text of a published `article` down and close its comments; say whether that changed anything.

    `publish` brings it back.
    """
    locked = Article.objects.select_for_update(of=("self",)).select_related("thread").get(pk=article.pk)
    if locked.status != ArticleStatus.PUBLISHED or locked.thread is None:
        return False
    locked.status = ArticleStatus.RETIRED
    locked.retired_at = timezone.now()
    locked.save(update_fields=["status", "retired_at"])
    close_thread(locked.thread)
    bump(locked.get_absolute_url(), "/", "/articles/", removal=True)
    return True
