"""Threads and their posts, as readers and writers see them."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from community.accounts.signed_in import signed_in
from community.discussions.deciding import withdraw_post
from community.discussions.models import Post, PostStatus, Thread, ThreadKind
from community.discussions.pages import last_page, own_posts, page_of, thread_page
from community.doors.caching import no_store
from community.page_cache.keeping import keep_page

LISTED = 30


def page_number(request: HttpRequest, last: int) -> int:
    """Return the page asked for by ?page=; Http404 where there is none."""
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
    if not 1 <= number <= last:
        raise Http404
    return number


@require_safe
@keep_page()
def thread_list(request: HttpRequest) -> HttpResponse:
    """Show the threads with the latest activity."""
    threads = (
        Thread.objects.public()
        .exclude(kind=ThreadKind.ARTICLE)
        .select_related("treatment", "side_effect")
        .order_by("-last_post_at")[:LISTED]
    )
    return render(request, "discussions/thread_list.html", {"threads": threads})


@require_safe
@keep_page(allowed=("page",))
def thread(request: HttpRequest, thread_id: int, slug: str) -> HttpResponse:
    """Show one page of a thread; an article's thread is shown by its article."""
    shown = get_object_or_404(
        Thread.objects.visible_to(request.user).select_related("treatment", "side_effect"), pk=thread_id
    )
    if shown.public_path and request.path != shown.public_path:
        return redirect(shown.public_path, permanent=True)
    page = thread_page(shown, page_number(request, last_page(shown)))
    context = {"thread": shown, "page": page, "own_posts": own_posts(request.user, shown)}
    return render(request, "discussions/thread.html", context)


@require_safe
def post(request: HttpRequest, post_id: int) -> HttpResponse:
    """Lead to a post on its page; to one's own text in any state."""
    found = get_object_or_404(Post.objects.visible_to(request.user).select_related("thread"), pk=post_id)
    if not Thread.objects.visible_to(request.user).filter(pk=found.thread_id).exists():
        # One's own reply in a thread that has gone: its state and the reason stand on one's own page.
        return redirect(f"/me/#post-{found.pk}")
    path = found.thread.public_path
    if found.status == PostStatus.PUBLISHED:
        number = page_of(found.position)
        query = f"?page={number}" if number > 1 else ""
        return redirect(f"{path}{query}#post-{found.pk}")
    return redirect(f"{path or f'/threads/{found.thread_id}/waiting/'}#post-{found.pk}")


@no_store
@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, post_id: int) -> HttpResponse:
    """Ask, then take back one's own post."""
    author = signed_in(request)
    found = get_object_or_404(Post.objects.select_related("thread"), pk=post_id, author=author)
    if request.method == "POST":
        withdraw_post(found, by=author)
        return redirect("home:mine")
    return render(request, "discussions/withdraw.html", {"post": found})
