"""Articles, as readers see them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.models import Article
from community.discussions.pages import last_page, own_posts, thread_page
from community.discussions.views import page_number
from community.page_cache.keeping import keep_page


@require_safe
@keep_page()
def article_list(request: HttpRequest) -> HttpResponse:
    """Show every article."""
    articles = Article.objects.public().only("slug", "title", "summary", "minutes", "facts_checked")
    return render(request, "articles/article_list.html", {"articles": articles})


@require_safe
@keep_page(allowed=("page",))
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an article, or that it was retired, with one page of its comments."""
    articles = Article.objects.with_address().select_related("thread", "treatment", "side_effect")
    shown = get_object_or_404(articles, slug=slug)
    if shown.thread is None:  # the database holds that every article with a page has one
        raise Http404
    page = thread_page(shown.thread, page_number(request, last_page(shown.thread)))
    context = {
        "article": shown,
        "thread": shown.thread,
        "page": page,
        "own_posts": own_posts(request.user, shown.thread),
    }
    return render(request, "articles/article.html", context)
