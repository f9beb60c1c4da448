"""A report while it is being written: kept on the server, for someone who has agreed to that."""

from django.db import transaction
from django.utils import timezone

from community.accounts.consenting import has_consent
from community.accounts.models import ConsentKind, User
from community.reports.forms.journey import Answers
from community.reports.models import ReportDraft


class KeepingNotAgreed(Exception):
    """Nothing is kept on the server for someone who has not agreed to it."""


def draft_of(user: User) -> ReportDraft | None:
    """Return the open draft of `user`."""
    return ReportDraft.objects.filter(user=user).first()


@transaction.atomic
def save_draft(user: User, step: str, answers: Answers) -> ReportDraft:
    """Keep `answers` in the draft of `user`, which is now at `step`; other steps stay as they are.

    Raises KeepingNotAgreed.
    """
    if not has_consent(user, ConsentKind.KEEP):
        raise KeepingNotAgreed
    draft, _made = ReportDraft.objects.select_for_update().get_or_create(user=user, defaults={"step": step})
    draft.step = step
    draft.answers = {**draft.answers, **answers}
    draft.updated_at = timezone.now()
    draft.save(update_fields=["step", "answers", "updated_at"])
    return draft


@transaction.atomic
def take_draft(user: User) -> Answers | None:
    """Take the open draft of `user` away and return what it holds; None where another window was faster."""
    draft = ReportDraft.objects.select_for_update().filter(user=user).first()
    if draft is None:
        return None
    draft.delete()
    answers: Answers = draft.answers
    return answers


def discard_draft(user: User) -> None:
    """Delete the open draft of `user`, if there is one."""
    ReportDraft.objects.filter(user=user).delete()
