"""The desk, in the admin."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.accounts.roles import Role
from community.accounts.signed_in import signed_in
from community.accounts.staff_door import staff_door, staff_page
from community.discussions.deciding import DecisionRefused, NotPossible, OwnText, TextChanged, ThreadHidden, decide
from community.discussions.models import Post
from community.moderation import desk
from community.moderation.forms import DecideForm


def _why(refused: DecisionRefused) -> str:
    if isinstance(refused, TextChanged):
        return _("The author changed this text while you read it. Nothing was decided. This is the new version.")
    if isinstance(refused, OwnText):
        return _("You wrote this text. Someone else has to judge it.")
    if isinstance(refused, NotPossible):
        return _("Someone else has decided about this text in the meantime.")
    if isinstance(refused, ThreadHidden):
        return _("The post that opens this thread is not public. Decide about that one first.")
    return _("A decision against a text needs a rule and facts.")


@require_safe
@staff_door(Role.MODERATOR)
def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits."""
    posts = list(desk.queue()[: desk.SHOWN])
    return staff_page(request, "moderation/queue.html", {"posts": posts, "waiting": desk.waiting()})


@require_http_methods(["GET", "POST"])
@staff_door(Role.MODERATOR)
def item(request: HttpRequest, post_id: int) -> HttpResponse:
    """Show one post, and decide about the version shown."""
    moderator = signed_in(request)
    post = get_object_or_404(Post.objects.select_related("author", "thread"), pk=post_id)
    shown = desk.item(post)
    if shown is None:
        raise Http404
    form = DecideForm(request.POST or None, post=post, revision_id=shown.revision.pk)
    context = {"item": shown, "form": form, "own": desk.authored_by(post, moderator)}
    if request.method != "POST":
        return staff_page(request, "moderation/item.html", context)
    if not form.is_valid():
        return staff_page(request, "moderation/item.html", context, status=422)
    words = form.cleaned_data
    try:
        decide(
            post.pk, form.decided, by=moderator, revision_id=words["revision"], rule=words["rule"], facts=words["facts"]
        )
    except DecisionRefused as refused:
        messages.error(request, _why(refused))
        # The moderator's words stay; the version and the choice are to be looked at again.
        context["form"] = DecideForm(post=post, revision_id=shown.revision.pk, words=words)
        return staff_page(request, "moderation/item.html", context, status=409)
    messages.success(request, _("Decided. The author has been told."))
    return redirect("admin:desk")
