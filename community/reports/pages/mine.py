"""Where one's own reports stand: the list, the receipt of one, taking one back, deleting the draft."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from community.accounts.models import User
from community.doors.caching import no_store
from community.reports.choices import Status
from community.reports.drafting import discard_draft, draft_of
from community.reports.forms.journey import BY_NAME
from community.reports.models import Report
from community.reports.withdrawing import withdraw


def signed_in(request: HttpRequest) -> User:
    """Return who is signed in, behind login_required."""
    return cast("User", request.user)


@no_store
@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Show the reader their own reports with their states, and the draft to go on with."""
    draft = draft_of(signed_in(request))
    reports = Report.objects.of(request.user).prefetch_related("reactions", "products")
    context = {"reports": reports, "draft": draft, "draft_step": BY_NAME[draft.step] if draft else None}
    return render(request, "reports/mine.html", context)


@no_store
@require_safe
@login_required
def receipt(request: HttpRequest, report_id: int) -> HttpResponse:
    """Thank for one's own report, and say what happens next."""
    report = get_object_or_404(Report.objects.of(request.user).prefetch_related("reactions", "products"), pk=report_id)
    return render(request, "reports/receipt.html", {"report": report})


@no_store
@require_http_methods(["GET", "POST"])
@login_required
def withdraw_report(request: HttpRequest, report_id: int) -> HttpResponse:
    """Ask, then take back one's own report."""
    report = get_object_or_404(Report.objects.of(request.user), pk=report_id)
    if request.method == "POST":
        withdraw(report, by=signed_in(request))
        return redirect("reports:mine")
    if report.status == Status.WITHDRAWN:
        return redirect("reports:mine")
    return render(request, "reports/withdraw.html", {"report": report})


@no_store
@require_http_methods(["GET", "POST"])
@login_required
def discard(request: HttpRequest) -> HttpResponse:
    """Ask, then delete one's own draft."""
    if request.method == "POST":
        discard_draft(signed_in(request))
        return redirect("reports:mine")
    draft = draft_of(signed_in(request))
    if draft is None:
        return redirect("reports:mine")
    return render(request, "reports/discard.html", {"path": BY_NAME[draft.step].path})
