"""Pages that touch several rooms: the front page, one's own page, the way in by receipt, the words about the site."""

from django import forms
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import Article
from community.accounts.models import User
from community.accounts.receipts import open_receipt
from community.catalog.models import Rule
from community.discussions.models import Thread, ThreadKind
from community.discussions.pages import own_posts
from community.doors.caching import no_store
from community.doors.limits import limited
from community.notifications.models import Notification
from community.page_cache.keeping import keep_page

_INBOX_SHOWN = 20


class ReceiptForm(forms.Form):
    """A receipt code, typed as people type."""

    code = forms.CharField(
        label=gettext_lazy("Your receipt code"),
        max_length=60,
        help_text=gettext_lazy("16 letters and numbers. Spaces, hyphens and small letters do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )


@require_safe
@keep_page()
def front(request: HttpRequest) -> HttpResponse:
    """Show what the site is, and what is new on it."""
    threads = Thread.objects.public().exclude(kind=ThreadKind.ARTICLE).select_related("treatment", "side_effect")
    context = {
        "articles": Article.objects.public().only("slug", "title", "summary")[:5],
        "threads": threads.order_by("-last_post_at")[:8],
    }
    return render(request, "home/front.html", context)


@no_store
@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Show the reader their own texts with their states, and what they were told."""
    notices = Notification.objects.filter(recipient_id=request.user.pk)[:_INBOX_SHOWN]
    return render(request, "home/mine.html", {"own_posts": own_posts(request.user), "notices": notices})


@no_store
@limited("receipt", limit=10, seconds=900)
@require_http_methods(["GET", "POST"])
def receipt(request: HttpRequest) -> HttpResponse:
    """Open a guest's account with a receipt code; wrong, old and foreign codes get one and the same answer."""
    form = ReceiptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = open_receipt(form.cleaned_data["code"])
        if isinstance(person, User):
            login(request, person, backend="django.contrib.auth.backends.ModelBackend")
            return redirect("home:mine")
        form.add_error("code", _("This code opens nothing. Look for a letter that may be another one, and try again."))
    return render(request, "home/receipt.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@keep_page()
def rules(request: HttpRequest) -> HttpResponse:
    """Show the house rules in force."""
    return render(request, "home/rules.html", {"rules": Rule.objects.filter(superseded=False)})


@require_safe
@keep_page()
def about(request: HttpRequest, page: str = "about") -> HttpResponse:
    """Show one of the pages about the site; `page` comes from urls.py alone."""
    return render(request, f"home/{page}.html")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell search engines what they need not read."""
    lines = ["User-agent: *", "Disallow: /accounts/", "Disallow: /admin/", "Disallow: /me/", "Disallow: /n/"]
    lines += ["Disallow: /receipt/", "Disallow: /reports/", "Disallow: /search/", "Disallow: /threads/*/write/"]
    lines.append(f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
