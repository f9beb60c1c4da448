"""Where one's own reports stand: the list, the receipt of one, taking one back, deleting the draft."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from community.accounts.signed_in import signed_in
from community.doors.caching import no_store
from community.reports.caring import report_calls_for_care
from community.reports.choices import Status
from community.reports.drafting import discard_draft, draft_of
from community.reports.forms.journey import BY_NAME
from community.reports.models import Report
from community.reports.noticing import notice_draft
from community.reports.withdrawing import withdraw


@no_store
@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Show the reader their own reports with their states, and the draft to go on with."""
    draft = draft_of(signed_in(request))
    reports = Report.objects.of(request.user).prefetch_related("reactions", "products")
    context = {
        "reports": reports,
        "draft": draft,
        "draft_step": BY_NAME[draft.step] if draft else None,
        "noticed": notice_draft(draft.answers) if draft else None,
    }
    return render(request, "reports/mine.html", context)


@no_store
@require_safe
@login_required
def receipt(request: HttpRequest, reference: str) -> HttpResponse:
    """Thank for one's own report, offer help where its words or facts call for it, and say what happens next."""
    own = Report.objects.of(request.user).prefetch_related("reactions__side_effect", "products", "findings")
    report = get_object_or_404(own, reference=reference)
    context = {
        "report": report,
        "needs_help": any(finding.distress for finding in report.findings.all()),
        "care": report_calls_for_care(report),
    }
    return render(request, "reports/receipt.html", context)


@no_store
@require_http_methods(["GET", "POST"])
@login_required
def withdraw_report(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask, then take back one's own report."""
    report = get_object_or_404(Report.objects.of(request.user), reference=reference)
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
