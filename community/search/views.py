"""Search over articles and public posts. Ranks a bounded set, so that a common word costs no more than a rare one."""

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Article
from community.discussions.models import Post
from community.doors.caching import no_store

_CONSIDERED = 200
_SHOWN = 20
_LONGEST_QUERY = 200


@no_store
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the articles and posts that fit ?q= best. Not stored anywhere: a search can tell what someone has."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:_LONGEST_QUERY]
    context: dict[str, object] = {"words": words, "articles": [], "posts": []}
    if words:
        query = SearchQuery(words, config="english", search_type="websearch")
        context["articles"] = list(
            Article.objects.public()
            .filter(search_words=query)
            .annotate(rank=SearchRank(F("search_words"), query))
            .order_by("-rank")[:_SHOWN]
        )
        newest = Post.objects.public().filter(search_words=query).order_by("-published_at").values("pk")[:_CONSIDERED]
        context["posts"] = list(
            Post.objects.filter(pk__in=newest)
            .annotate(rank=SearchRank(F("search_words"), query))
            .select_related("thread", "author", "published_revision")
            .order_by("-rank")[:_SHOWN]
        )
    return render(request, "search/search.html", context)
