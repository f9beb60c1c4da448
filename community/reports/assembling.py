"""From what was typed in all steps to typed answers, or to what still stands in the way."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community.catalog.models import SideEffect
from community.reports.answers import ReactionAnswer, ReportAnswers, UseAnswer
from community.reports.choices import Outcome, ReporterIs, Role, Seriousness, Sex
from community.reports.forms.binding import StepForms, bind
from community.reports.forms.journey import BY_NAME, STEPS, Answers, Step
from community.reports.partial_dates import NOT_TOLD


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about one step."""

    step: Step
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """The answers when nothing stands in the way; what does; what is possible but odd; and the filled forms."""

    answers: ReportAnswers | None
    steps: tuple[StepForms, ...]
    problems: tuple[Remark, ...] = ()
    oddities: tuple[Remark, ...] = ()


def side_effect_terms() -> list[SideEffect]:
    """Return all terms, in the order in which the form offers them."""
    return list(SideEffect.objects.order_by("body_system", "plain_label"))


def assemble(typed: Answers, terms: Sequence[SideEffect]) -> Assembled:
    """Return the report that `typed` adds up to. A step that was never opened counts as left empty."""
    steps = {step.name: bind(step, typed, typed.get(step.name, {}), terms) for step in STEPS}
    problems = [Remark(step.step, words) for step in steps.values() if not step.is_valid() for words in step.problems]
    if problems:
        return Assembled(answers=None, steps=tuple(steps.values()), problems=tuple(problems))
    answers = _answers(steps)
    contradictions = _contradictions(answers)
    return Assembled(
        answers=None if contradictions else answers,
        steps=tuple(steps.values()),
        problems=contradictions,
        oddities=_oddities(answers),
    )


def _answers(steps: dict[str, StepForms]) -> ReportAnswers:
    about, now, sharing = (steps[name].main.cleaned_data for name in ("about", "now", "sharing"))
    reactions = _reactions(steps)
    seriousness = frozenset(now["seriousness"])
    if any(reaction.outcome == Outcome.FATAL for reaction in reactions):
        seriousness |= {Seriousness.DEATH}
    answers = ReportAnswers(
        uses=(_suspect(steps), *_others(steps)),
        reactions=reactions,
        reporter_is=about["reporter_is"],
        age_years=about["age_years"],
        age_group=about["age_group"],
        country=about["country"] or "",
        seriousness=seriousness,
        narrative=steps["happened"].main.cleaned_data["narrative"],
        history=about["history"],
        language=get_language() or "en",
        figures=sharing["figures"],
        research=sharing["research"],
    )
    sex = about["sex"]
    if isinstance(sex, Sex):
        return replace(answers, sex=sex)
    return answers if sex is None else replace(answers, sex_why_not=sex)


def _suspect(steps: dict[str, StepForms]) -> UseAnswer:
    use, dates, now = (steps[name].main.cleaned_data for name in ("treatment", "when", "now"))
    return UseAnswer(
        own_words=steps["start"].main.cleaned_data["treatment_words"],
        strength_form_words=use["strength_form_words"],
        route=use["route"],
        indication=use["indication"],
        dose_text=use["dose_text"],
        started=dates["started"],
        stopped=dates["stopped"],
        action_taken=now["action_taken"],
        dechallenge=now["dechallenge"],
        rechallenge=now["rechallenge"],
    )


def _others(steps: dict[str, StepForms]) -> list[UseAnswer]:
    return [
        UseAnswer(
            own_words=row.cleaned_data["other_treatments"],
            role=row.cleaned_data["role"] or Role.CONCOMITANT,
            started=row.cleaned_data["started"],
            stopped=row.cleaned_data["stopped"],
        )
        for row in steps["treatment"].rows.values()
        if row.cleaned_data.get("other_treatments")
    ]


def _reactions(steps: dict[str, StepForms]) -> tuple[ReactionAnswer, ...]:
    made = []
    for at, row in steps["happened"].rows.items():
        if not row.cleaned_data.get("effect_verbatim"):
            continue
        dates = _row(steps["when"], at)
        now = _row(steps["now"], at)
        made.append(
            ReactionAnswer(
                verbatim=row.cleaned_data["effect_verbatim"],
                side_effect=row.cleaned_data["side_effect"],
                started=dates.get("started", NOT_TOLD),
                ended=dates.get("ended", NOT_TOLD),
                outcome=Outcome.UNKNOWN if now.get("outcome") is None else now["outcome"],
                bother=now.get("bother"),
                medically_confirmed=now.get("medically_confirmed"),
            )
        )
    return tuple(made)


def _row(step: StepForms, at: int) -> dict[str, Any]:
    """Return what a row holds; nothing for one that was left empty."""
    return step.rows[at].cleaned_data if at in step.rows else {}


def _contradictions(answers: ReportAnswers) -> tuple[Remark, ...]:
    if answers.reporter_is == ReporterIs.SELF and Seriousness.DEATH in answers.seriousness:
        words = _("You said that it happened to you, and that the person died. Please change one of the two.")
        return (Remark(BY_NAME["now"], words),)
    return ()


def _oddities(answers: ReportAnswers) -> tuple[Remark, ...]:
    odd = []
    for reaction in answers.reactions:
        if all(reaction.started.is_before(use.started) for use in answers.suspects):
            words = _("“%(words)s” began before the treatment was started. If that is right, leave it as it is.")
            odd.append(Remark(BY_NAME["when"], words % {"words": reaction.verbatim}))
    if answers.reporter_is == ReporterIs.SELF and answers.age_years is not None and answers.age_years < 18:
        words = _("You said that it happened to you at the age of %(age)s. If that is right, leave it as it is.")
        odd.append(Remark(BY_NAME["about"], words % {"age": answers.age_years}))
    return tuple(odd)
