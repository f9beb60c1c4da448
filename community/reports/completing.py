"""How complete a report is by the vigiGrade score: the mean over its pairs of suspected treatment and reaction."""

from decimal import Decimal
from statistics import fmean

from community.reports.answers import ReactionAnswer, ReportAnswers, UseAnswer
from community.reports.choices import Outcome
from community.statistics.completeness import CompletenessFacts, Precision, completeness

# "Uncertain by more than a month" (PMC9503115), in days.
_MONTH = 31


def completeness_of(answers: ReportAnswers) -> Decimal:
    """Return the completeness of a report that has at least one suspected treatment and one reaction, 0 to 1."""
    scores = [
        completeness(_facts(answers, use, reaction)) for use in answers.suspects for reaction in answers.reactions
    ]
    return Decimal(fmean(scores)).quantize(Decimal("0.001"))


def _facts(answers: ReportAnswers, use: UseAnswer, reaction: ReactionAnswer) -> CompletenessFacts:
    """Type of reporter and of report are always known here: the form asks the one, and every report is spontaneous."""
    return CompletenessFacts(
        onset=_onset(use, reaction),
        age=_age(answers),
        indication=bool(use.indication),
        outcome=reaction.outcome != Outcome.UNKNOWN,
        sex=answers.sex is not None,
        dose=bool(use.dose_text),
        country=bool(answers.country),
        reporter_type=True,
        report_type=True,
        free_text=bool(answers.narrative),
    )


def _onset(use: UseAnswer, reaction: ReactionAnswer) -> Precision:
    """Say how exactly the time from start to reaction is known: both dates' uncertainties add up."""
    if use.started.days is None or reaction.started.days is None:
        return Precision.UNKNOWN
    return Precision.EXACT if use.started.days + reaction.started.days <= _MONTH else Precision.ROUGH


def _age(answers: ReportAnswers) -> Precision:
    if answers.age_years is not None:
        return Precision.EXACT
    return Precision.UNKNOWN if answers.age_group is None else Precision.ROUGH
