"""The last page of the form: everything, and the button that sends it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.accounts.models import User
from community.check_and_send.joining import JoinForm
from community.check_and_send.sending import send
from community.doors import keys, stamps
from community.doors.caching import no_store
from community.doors.limits import limited
from community.doors.stamps import StampInvalid, StampOld
from community.reports.assembling import assemble, side_effect_terms
from community.reports.caring import draft_calls_for_care
from community.reports.drafting import draft_of, take_draft
from community.reports.models import ReportDraft
from community.reports.noticing import notice_draft
from community.reports.pages.progress import REVIEW, progress
from community.reports.pages.start import KEEP, may_not_write
from community.reports.receiving import NotReceived, receive
from community.reports.showing import found_in_catalogue, sections

_DOOR = "report:send"


class DraftGone(Exception):
    """The draft was sent, deleted or changed in another window."""


@no_store
@limited("report-send", limit=60, seconds=3600)
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest) -> HttpResponse:
    """Show everything, then send it: once, however often the button is pressed."""
    if not isinstance(request.user, User):
        return redirect("reports:new")
    draft = draft_of(request.user)
    if request.method == "POST":
        return _send(request, request.user, draft)
    return review_page(request, draft) if draft else redirect("reports:new")


def _send(request: HttpRequest, person: User, draft: ReportDraft | None) -> HttpResponse:
    if draft and request.POST.get("seen") != draft.updated_at.isoformat():
        notice = _("Your answers were changed in another window. Please look at them again, then send.")
        return review_page(request, draft, notice=notice, status=409)
    join = JoinForm(request.POST, person=person, consents=KEEP)
    if not join.is_valid():
        return redirect("reports:new")
    try:
        return send(request, door=_DOOR, form=join, run=_receive_draft)
    except DraftGone:
        return _answer_gone(request, draft_of(person))
    except NotReceived:
        return may_not_write(request, draft.answers if draft else {})
    except (StampInvalid, StampOld):
        notice = _("This page was open for a long time. Please send again.")
        return review_page(request, draft, notice=notice, status=422) if draft else redirect("reports:mine")


def _answer_gone(request: HttpRequest, draft: ReportDraft | None) -> HttpResponse:
    """Show what cannot stand in the draft; where there is none, the same button may have been faster a moment ago."""
    if draft is not None:
        return review_page(request, draft, status=422)
    twin = keys.used(_DOOR, stamps.read(request, _DOOR, request.POST.get("stamp", "")).key)
    return redirect(twin.path if twin else "reports:mine")


def _receive_draft(person: User) -> str:
    """Turn the draft of `person` into a report, and return the path of its receipt.

    Raises DraftGone where there is none or something in it cannot stand; NotReceived.
    """
    answers = take_draft(person)
    assembled = assemble(answers, side_effect_terms()) if answers else None
    if assembled is None or assembled.answers is None:
        raise DraftGone
    return reverse("reports:receipt", args=[receive(person, assembled.answers).reference])


def review_page(request: HttpRequest, draft: ReportDraft, *, notice: str = "", status: int = 200) -> HttpResponse:
    """Answer with all that the draft says, what was noticed in it, and what stands in the way of sending it."""
    assembled = assemble(draft.answers, side_effect_terms())
    context = {
        "parts": [(step.step, sections(step)) for step in assembled.steps],
        "assembled": assembled,
        "noticed": notice_draft(draft.answers),
        "care": draft_calls_for_care(assembled.steps),
        "found": found_in_catalogue(assembled.answers) if assembled.answers else [],
        "seen": draft.updated_at.isoformat(),
        "notice": notice,
        "stamp": stamps.issue(request, _DOOR),
        **progress(REVIEW),
    }
    return render(request, "reports/review.html", context, status=status)
