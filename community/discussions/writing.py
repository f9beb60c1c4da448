"""The two beats of writing: check, then send. One address each for a post and for a new thread."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from community.accounts.models import ConsentKind, User
from community.check_and_send.checking import check_page, hide
from community.check_and_send.joining import JoinForm
from community.check_and_send.sending import PseudonymTaken, send, sent_before
from community.discussions.forms import PostForm, ThreadForm
from community.discussions.models import Post, Thread, ThreadKind, ThreadStatus
from community.discussions.posting import MayNotWrite, ThreadClosed, add_post, check_draft, open_thread
from community.doors.caching import no_store
from community.doors.crossing import same_site_only
from community.doors.limits import limited
from community.doors.stamps import StampInvalid, StampOld
from community.rendering.render import render as render_text
from community.screening.draft import Draft

_CONSENTS = (ConsentKind.KEEP, ConsentKind.PUBLISH)
Keep = Callable[[User], str]


@csrf_exempt
@same_site_only
@no_store
@limited("check", limit=300, seconds=3600, when=lambda request: "send" not in request.POST)
@limited("write", limit=60, seconds=3600, when=lambda request: "send" in request.POST)
@require_http_methods(["GET", "POST"])
def write_post(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Write in a thread, or in reply to one of its posts (?reply_to= or the field of that name)."""
    thread = get_object_or_404(Thread.objects.public(), pk=thread_id)
    reply_to = _reply_to(request, thread)
    form = PostForm(request.POST or None)
    context = {"form": form, "thread": thread, "reply_to": reply_to}
    if thread.status != ThreadStatus.OPEN:
        return render(request, "discussions/closed.html", context, status=409 if request.method == "POST" else 200)

    def keep(person: User) -> str:
        return f"/posts/{add_post(thread, person, form.cleaned_data['text'], reply_to).pk}/"

    return _two_beats(request, f"post:{thread.pk}", form, keep, "discussions/write_post.html", context)


@csrf_exempt
@same_site_only
@no_store
@limited("check", limit=300, seconds=3600, when=lambda request: "send" not in request.POST)
@limited("write", limit=60, seconds=3600, when=lambda request: "send" in request.POST)
@require_http_methods(["GET", "POST"])
def write_thread(request: HttpRequest) -> HttpResponse:
    """Open a thread."""
    form = ThreadForm(request.POST or None)

    def keep(person: User) -> str:
        words = form.cleaned_data
        opening = open_thread(
            person,
            kind=ThreadKind(words["kind"]),
            title=words["title"],
            text=words["text"],
            treatment=words["treatment"],
            side_effect=words["side_effect"],
        )
        return f"/posts/{opening.pk}/"

    return _two_beats(request, "thread", form, keep, "discussions/write_thread.html", {"form": form})


def _reply_to(request: HttpRequest, thread: Thread) -> Post | None:
    asked = request.POST.get("reply_to") or request.GET.get("reply_to")
    if not asked:
        return None
    if not asked.isascii() or not asked.isdigit():
        raise Http404
    return get_object_or_404(Post.objects.public(), pk=int(asked[:18]), thread=thread)


def _two_beats(
    request: HttpRequest, door: str, form: forms.Form, keep: Keep, template: str, context: dict[str, Any]
) -> HttpResponse:
    if request.method != "POST" or not form.is_valid():
        return render(request, template, context, status=422 if request.method == "POST" else 200)
    if "send" in request.POST:
        return sent_before(request, door) or _send(request, door, form, keep)
    return _check(request, door, form)


@csrf_protect
def _send(request: HttpRequest, door: str, form: forms.Form, keep: Keep) -> HttpResponse:
    join = JoinForm(request.POST, person=request.user, consents=_CONSENTS)
    if not join.is_valid():
        return _check(request, door, form, join=join, status=422)
    try:
        return send(request, door=door, form=join, run=keep)
    except PseudonymTaken:
        join.add_error("pseudonym", _("Someone else has this name, or one that looks like it. Choose another."))
        return _check(request, door, form, join=join, status=422)
    except (StampInvalid, StampOld):
        return _check(
            request,
            door,
            form,
            join=join,
            notice=_("This page was open for a long time. Please send again."),
            status=422,
        )
    except ThreadClosed:
        return render(request, "discussions/closed.html", {"form": form}, status=409)
    except MayNotWrite:
        return render(request, "discussions/may_not_write.html", {"form": form}, status=403)


def _check(
    request: HttpRequest,
    door: str,
    form: forms.Form,
    *,
    join: JoinForm | None = None,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    person = request.user if isinstance(request.user, User) else None
    verdict = check_draft(_draft(form), person)
    if "hide" in request.POST:
        words = {
            name: hide(str(form.cleaned_data[name]), verdict.findings, name)
            for name in ("text", "title")
            if name in form.fields
        }
        form = type(form)(request.POST | words)
        form.full_clean()
        verdict = check_draft(_draft(form), person)
    join = join or JoinForm(person=request.user, consents=_CONSENTS)
    preview: SafeString = render_text(form.cleaned_data["text"])
    return check_page(
        request, door=door, form=form, join=join, verdict=verdict, preview=preview, notice=notice, status=status
    )


def _draft(form: forms.Form) -> Draft:
    return Draft(text=form.cleaned_data["text"], title=form.cleaned_data.get("title") or "")
