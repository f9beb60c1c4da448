"""The steps after the first. Each POST keeps what was typed, whether it can stand or not."""

from itertools import chain

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.accounts.models import User
from community.check_and_send.joining import JoinForm
from community.doors.caching import no_store
from community.doors.limits import limited
from community.reports.assembling import side_effect_terms
from community.reports.caring import words_call_for_care
from community.reports.drafting import KeepingNotAgreed, draft_of, save_draft
from community.reports.forms.binding import StepForms, bind
from community.reports.forms.journey import BY_NAME, MAX_ROWS, START, Answers, Step, Typed
from community.reports.matching import treatment_names
from community.reports.models import ReportDraft
from community.reports.noticing import notice_draft
from community.reports.pages.progress import leaves, next_path, progress
from community.reports.pages.start import KEEP, start_page


@no_store
@limited("report-step", limit=300, seconds=3600)
@require_http_methods(["GET", "POST"])
def write_step(request: HttpRequest, name: str) -> HttpResponse:
    """Show one step, or keep what was typed in it and go where the button says."""
    step = BY_NAME.get(name)
    if step is None:
        raise Http404
    if step.name == START:
        return redirect("reports:new")
    if request.method == "POST":
        return _keep_step(request, step)
    draft = draft_of(request.user) if isinstance(request.user, User) else None
    if draft is None:
        return redirect("reports:new")
    return _step_page(request, _bound(step, draft.answers, draft.answers.get(step.name)), draft.answers)


def _keep_step(request: HttpRequest, step: Step) -> HttpResponse:
    typed = step.typed(request.POST)
    adds = request.POST.get("go") == "add"
    draft = _save(request, step, typed | _added_row(step, typed) if adds else typed)
    if draft is None:
        return _ask_again(request, step, typed)
    if adds:
        return redirect(step.path)
    forms = _bound(step, draft.answers, typed)
    if forms.is_valid() or leaves(request):
        return redirect(next_path(request, step))
    return _step_page(request, forms, draft.answers, status=422)


def _save(request: HttpRequest, step: Step, typed: Typed) -> ReportDraft | None:
    """Keep `typed` in the draft and return it; None where nothing may be kept."""
    if not isinstance(request.user, User):
        return None
    try:
        return save_draft(request.user, step.name, {step.name: typed})
    except KeepingNotAgreed:
        return None


def _ask_again(request: HttpRequest, step: Step, typed: Typed) -> HttpResponse:
    """Answer someone whose sign-in ended, or who never agreed to keeping, with the first step and all their words."""
    person = request.user if isinstance(request.user, User) else None
    return start_page(
        request,
        bind(BY_NAME[START], {}, None),
        JoinForm(person=person, consents=KEEP),
        carried={step.name: typed},
        notice=_("You are not signed in, so we could not keep this. Your words are safe on this page: see below."),
        status=403,
    )


def _added_row(step: Step, typed: Typed) -> Typed:
    """Return an empty row after the last one."""
    if step.rows is None or step.rows.per != "added":
        return {}
    count = max((int(name.split("-")[1]) + 1 for name in typed if name.startswith(f"{step.rows.name}-")), default=0)
    first_field = next(iter(step.rows.form.base_fields))
    return {f"{step.rows.name}-{count}-{first_field}": [""]} if count < MAX_ROWS else {}


def _bound(step: Step, answers: Answers, typed: Typed | None) -> StepForms:
    return bind(step, answers, typed, side_effect_terms() if step.name == "happened" else ())


def _step_page(request: HttpRequest, forms: StepForms, answers: Answers, status: int = 200) -> HttpResponse:
    rows, noticed = forms.step.rows, notice_draft(answers)
    context = {
        "forms": forms,
        "noticed": noticed,
        "hints": noticed.hints_at(forms.step),
        "care": words_call_for_care(chain.from_iterable(answers.get("happened", {}).values())),
        "treatment_names": treatment_names() if forms.step.name == "treatment" else (),
        "can_add": rows and rows.per == "added" and len(forms.rows) < MAX_ROWS,
        **progress(forms.step.name),
    }
    return render(request, "reports/step.html", context, status=status)
