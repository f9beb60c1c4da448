"""A report comes in."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from community.accounts.consenting import give_consent, has_consent
from community.accounts.models import ConsentKind, User
from community.accounts.standing import may_write
from community.reports.answers import ReactionAnswer, ReportAnswers, UseAnswer
from community.reports.changing import add_to_figures
from community.reports.completing import completeness_of
from community.reports.matching import NO_MATCH, match_side_effects, match_treatments
from community.reports.models import ProductUse, Reaction, Report, ReportFinding
from community.reports.noticing import findings_in
from community.reports.referring import new_reference


class NotReceived(Exception):
    """The report was not taken: its writer has not agreed to keeping it, or may not write at present."""


@transaction.atomic
def receive(user: User, answers: ReportAnswers, *, received_at: datetime | None = None) -> Report:
    """Keep `answers` as a new report of `user` with what the machine notices, tell the figures, and return it.

    `received_at` is for reports that came in elsewhere or earlier; without it the report comes in now. The consents to
    figures and research hold for this report; they are also noted as the person's. Raises NotReceived, and
    IntegrityError for what cannot be (for example someone's own death).
    """
    if not has_consent(user, ConsentKind.KEEP) or not may_write(user):
        raise NotReceived
    for kind, given in ((ConsentKind.FIGURES, answers.figures), (ConsentKind.RESEARCH, answers.research)):
        if given:
            give_consent(user, kind)
    report = _keep_report(user, answers, received_at or timezone.now())
    uses, reactions = _keep_uses(report, answers.uses), _keep_reactions(report, answers.reactions)
    _keep_findings(report, answers)
    add_to_figures(report, uses, reactions)
    return report


def _keep_report(user: User, answers: ReportAnswers, received_at: datetime) -> Report:
    no_age = answers.age_years is None and answers.age_group is None
    return Report.objects.create(
        reporter=user,
        reference=new_reference(),
        received_at=received_at,
        reporter_is=answers.reporter_is,
        sex=answers.sex,
        sex_why_not=answers.sex_why_not if answers.sex is None else "",
        age_years=answers.age_years,
        age_group=answers.age_group,
        age_why_not=answers.age_why_not if no_age else "",
        country=answers.country,
        country_why_not="" if answers.country else answers.country_why_not,
        narrative=answers.narrative,
        history=answers.history,
        language=answers.language,
        counted_in_figures=answers.figures,
        research=answers.research,
        completeness=completeness_of(answers),
        **{criterion.value: True for criterion in answers.seriousness},
    )


def _keep_uses(report: Report, answers: tuple[UseAnswer, ...]) -> list[ProductUse]:
    matches = match_treatments(answer.own_words for answer in answers)
    return ProductUse.objects.bulk_create(
        ProductUse(
            report=report,
            role=answer.role,
            treatment=matches.get(answer.own_words, NO_MATCH).treatment,
            product=matches.get(answer.own_words, NO_MATCH).product,
            own_words=answer.own_words,
            indication=answer.indication,
            strength_form_words=answer.strength_form_words,
            route_code=answer.route or "",
            dose_text=answer.dose_text,
            started_earliest=answer.started.earliest,
            started_latest=answer.started.latest,
            started_words=answer.started.words,
            stopped_earliest=answer.stopped.earliest,
            stopped_latest=answer.stopped.latest,
            stopped_words=answer.stopped.words,
            action_taken=answer.action_taken,
            dechallenge=answer.dechallenge or "",
            rechallenge=answer.rechallenge,
        )
        for answer in answers
    )


def _keep_reactions(report: Report, answers: tuple[ReactionAnswer, ...]) -> list[Reaction]:
    known = match_side_effects(answer.verbatim for answer in answers if answer.side_effect is None)
    return Reaction.objects.bulk_create(
        Reaction(
            report=report,
            verbatim=answer.verbatim,
            side_effect=answer.side_effect or known.get(answer.verbatim),
            started_earliest=answer.started.earliest,
            started_latest=answer.started.latest,
            started_words=answer.started.words,
            ended_earliest=answer.ended.earliest,
            ended_latest=answer.ended.latest,
            ended_words=answer.ended.words,
            outcome=answer.outcome,
            bother=answer.bother,
            medically_confirmed=answer.medically_confirmed,
        )
        for answer in answers
    )


def _keep_findings(report: Report, answers: ReportAnswers) -> None:
    ReportFinding.objects.bulk_create(
        ReportFinding(
            report=report,
            check_name=found.check,
            reason=found.reason,
            field=field,
            start=found.start,
            end=found.end,
            weight=found.weight,
        )
        for field, found in findings_in(answers)
    )
