"""The first step: it asks before anything is kept. From then on there is a draft on the server."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.accounts.models import ConsentKind, User
from community.accounts.standing import may_write
from community.check_and_send.joining import JoinForm
from community.check_and_send.sending import PseudonymTaken, send
from community.doors import stamps
from community.doors.caching import no_store
from community.doors.limits import limited
from community.doors.stamps import StampInvalid, StampOld
from community.reports.drafting import draft_of, save_draft
from community.reports.forms.binding import StepForms, bind
from community.reports.forms.journey import BY_NAME, START, STEPS, Answers, read_carried
from community.reports.matching import treatment_names
from community.reports.noticing import notice_draft
from community.reports.pages.progress import leaves, next_path, progress

KEEP = (ConsentKind.KEEP,)
_DOOR = "report:start"


@no_store
@limited("report-start", limit=60, seconds=3600)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask whether words may be kept, and for the treatment."""
    if request.method == "POST":
        return _begin(request)
    person = request.user if isinstance(request.user, User) else None
    draft = draft_of(person) if person else None
    answers: Answers = draft.answers if draft else {}
    forms = bind(BY_NAME[START], answers, answers.get(START))
    return start_page(request, forms, JoinForm(person=person, consents=KEEP), kept=answers)


def _begin(request: HttpRequest) -> HttpResponse:
    person = request.user if isinstance(request.user, User) else None
    step = BY_NAME[START]
    typed = step.typed(request.POST)
    carried = _carried(request)
    if person and not may_write(person):
        return may_not_write(request, {**carried, START: typed})
    forms, join = bind(step, {}, typed), JoinForm(request.POST, person=person, consents=KEEP)
    kept: Answers = {}
    if person and not join.asked:
        kept = save_draft(person, START, {**carried, START: typed}).answers
        if forms.is_valid() or leaves(request):
            return redirect(next_path(request, step))
    elif all([forms.is_valid(), join.is_valid()]):
        return _join(request, forms, join, {**carried, START: typed})
    return start_page(request, forms, join, kept=kept, carried=carried, status=422)


def _join(request: HttpRequest, forms: StepForms, join: JoinForm, answers: Answers) -> HttpResponse:
    """Make the guest and the draft in one; the receipt leads on to the second step."""

    def keep(person: User) -> str:
        save_draft(person, START, answers)
        return STEPS[1].path

    notice = ""
    try:
        return send(request, door=_DOOR, form=join, run=keep)
    except PseudonymTaken:
        join.add_error("pseudonym", _("Someone else has this name, or one that looks like it. Choose another."))
    except (StampInvalid, StampOld):
        notice = _("This page was open for a long time. Please send again.")
    return start_page(request, forms, join, carried=_carried(request), notice=notice, status=422)


def _carried(request: HttpRequest) -> Answers:
    """Return the answers that the page carries for someone who has no draft yet."""
    try:
        return read_carried(json.loads(request.POST.get("carried", "{}")))
    except (ValueError, RecursionError):
        return {}


def start_page(
    request: HttpRequest,
    forms: StepForms,
    join: JoinForm,
    *,
    kept: Answers | None = None,
    carried: Answers | None = None,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    """Answer with the first step; `kept` is the draft, `carried` are answers to later steps that nothing else keeps."""
    noticed = notice_draft({**(kept or {}), **(carried or {}), START: forms.typed})
    context = {
        "forms": forms,
        "join": join,
        "noticed": noticed,
        "hints": noticed.hints_at(forms.step),
        "treatment_names": treatment_names(),
        "carried": json.dumps(carried) if carried else "",
        "carried_words": words_of(carried or {}),
        "notice": notice,
        "stamp": stamps.issue(request, _DOOR),
        **progress(START),
    }
    return render(request, "reports/start.html", context, status=status)


def may_not_write(request: HttpRequest, answers: Answers) -> HttpResponse:
    """Answer someone whose writing is paused, with their words, and with help where these call for it."""
    context = {"words": words_of(answers), "noticed": notice_draft(answers)}
    return render(request, "reports/may_not_write.html", context, status=403)


def words_of(answers: Answers) -> list[str]:
    """Return everything that was typed, to be given back."""
    return [value for typed in answers.values() for values in typed.values() for value in values if value]
