"""Made-up reports for a demonstration: through the same verb as anyone's, back-dated over a year and a half."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from community.accounts.models import User
from community.catalog.models import Brand, SideEffect, Treatment
from community.reports.answers import ReactionAnswer, ReportAnswers, UseAnswer
from community.reports.choices import (
    Action,
    AgeGroup,
    Bother,
    Dechallenge,
    Outcome,
    Rechallenge,
    ReporterIs,
    Role,
    Route,
    Seriousness,
    Sex,
    WhyNot,
)
from community.reports.models import Report
from community.reports.partial_dates import NOT_TOLD, PartialDate, parse
from community.reports.receiving import receive
from community.reports.withdrawing import withdraw

_SEED = 20260102
_DAYS = 548
_COUNTRIES = ("GB", "GB", "GB", "US", "US", "DE", "DE", "NL", "FR", "IE", "AU", "CA", "NZ", "SE", "ES")
_STORIES = (
    "Demonstration. It began slowly and was worst in the second week.",
    "Demonstration. I noticed it in the mirror one morning and waited a while before I told anyone.",
    "Demonstration. It came and went, and I kept a diary of it.",
)
_INDICATIONS = (
    "a rough patch on the scalp",
    "warts",
    "a skin spot that the doctor wanted gone",
    "acne",
    "high blood pressure",
)
_DOSES = ("a thin layer, 3 times a week", "once a day", "twice a day", "one tablet in the morning")


@dataclass(frozen=True, slots=True)
class _Names:
    """The words that demonstration reports are made of, the first treatment and effect being the commonest."""

    treatments: list[str]
    brands: list[str]
    effects: list[SideEffect]


@transaction.atomic
def make_demo_reports(count: int = 1_200, *, people: Sequence[User]) -> int:
    """Send `count` reports of `people` (who have agreed to keeping) about all treatments; return how many.

    The same every time but for the day they end on. Does nothing where one of them has sent a report already.
    """
    if Report.objects.filter(reporter__in=people).exists():
        return 0
    chance = random.Random(_SEED)
    names = _Names(
        treatments=[treatment.name for treatment in Treatment.objects.order_by("pk")],
        brands=list(Brand.objects.order_by("pk").values_list("name", flat=True)),
        effects=list(SideEffect.objects.order_by("pk")),
    )
    for number in range(count):
        received_at = timezone.now() - timedelta(days=chance.triangular(0, _DAYS, 60), minutes=1)
        answers = _answers(chance, names, number, received_at)
        person = chance.choice(people)
        report = receive(person, answers, received_at=received_at)
        if number % 60 == 59:
            withdraw(report, by=person)
    return count


def _answers(chance: random.Random, names: _Names, number: int, received_at: datetime) -> ReportAnswers:
    """Return the answers of one report; the first ones name each treatment once."""
    seen_on = received_at.date()
    started = seen_on - timedelta(days=chance.randint(20, 400))
    reporter_is = chance.choice([ReporterIs.SELF] * 8 + [ReporterIs.PARENT, ReporterIs.CARER])
    age = chance.randint(1, 17) if reporter_is == ReporterIs.PARENT else chance.randint(18, 88)
    told = chance.random()
    return ReportAnswers(
        uses=tuple(_uses(chance, names, number, started, seen_on)),
        reactions=tuple(_reaction(chance, names, started, seen_on) for _n in range(chance.choice((1, 1, 1, 2, 3)))),
        reporter_is=reporter_is,
        sex=chance.choice(tuple(Sex)) if told < 0.9 else None,
        sex_why_not=WhyNot.UNKNOWN,
        age_years=age if told < 0.7 else None,
        age_group=AgeGroup.ADULT if told >= 0.7 else None,
        country=chance.choice(_COUNTRIES) if told < 0.95 else "",
        seriousness=frozenset(_seriousness(chance, reporter_is)),
        narrative=chance.choice(_STORIES) if chance.random() < 0.6 else "",
        history="none" if chance.random() < 0.2 else "",
        figures=chance.random() < 0.8,
        research=chance.random() < 0.5,
    )


def _treatment(chance: random.Random, names: _Names, number: int) -> str:
    if number < len(names.treatments):
        return names.treatments[number]
    if chance.random() < 0.35:
        return names.treatments[0]
    if chance.random() < 0.05:
        return "a cream from the pharmacy, I have lost the box"
    return chance.choice(names.treatments + names.brands)


def _uses(chance: random.Random, names: _Names, number: int, started: date, seen_on: date) -> list[UseAnswer]:
    action = chance.choice(tuple(Action))
    stopped = action in (Action.STOPPED, Action.NOT_APPLICABLE)
    uses = [
        UseAnswer(
            own_words=_treatment(chance, names, number),
            indication=chance.choice(_INDICATIONS) if chance.random() < 0.7 else "",
            route=chance.choice((Route.CUTANEOUS, Route.ORAL, None)),
            dose_text=chance.choice(_DOSES) if chance.random() < 0.6 else "",
            started=_remembered(chance, started, seen_on),
            stopped=_remembered(chance, seen_on - timedelta(days=5), seen_on) if stopped else NOT_TOLD,
            action_taken=action,
            dechallenge=chance.choice((Dechallenge.BETTER, Dechallenge.NOT_BETTER)) if stopped else None,
            rechallenge=chance.choice((*Rechallenge, None)) if stopped else None,
        )
    ]
    if chance.random() < 0.3:
        uses.append(UseAnswer(own_words=chance.choice(names.treatments), role=Role.CONCOMITANT))
    return uses


def _reaction(chance: random.Random, names: _Names, started: date, seen_on: date) -> ReactionAnswer:
    effect = names.effects[0] if chance.random() < 0.2 else chance.choice(names.effects)
    outcome = chance.choice((Outcome.RECOVERED, Outcome.RECOVERING, Outcome.NOT_RECOVERED, Outcome.UNKNOWN))
    began = started + timedelta(days=chance.randint(1, 15))
    return ReactionAnswer(
        verbatim=effect.plain_label if chance.random() < 0.8 else f"it felt like {effect.plain_label.lower()}, I think",
        side_effect=effect if chance.random() < 0.9 else None,
        started=_remembered(chance, began, seen_on),
        ended=_remembered(chance, seen_on, seen_on) if outcome == Outcome.RECOVERED else NOT_TOLD,
        outcome=outcome,
        bother=chance.choice(tuple(Bother)),
        medically_confirmed=chance.choice((True, False, None)),
    )


def _seriousness(chance: random.Random, reporter_is: ReporterIs) -> list[Seriousness]:
    if chance.random() < 0.92:
        return []
    possible = [Seriousness.HOSPITAL, Seriousness.DISABLING, Seriousness.OTHER_IMPORTANT, Seriousness.LIFE_THREATENING]
    if reporter_is == ReporterIs.CARER:
        possible.append(Seriousness.DEATH)
    return [chance.choice(possible)]


def _remembered(chance: random.Random, day: date, today: date) -> PartialDate:
    """Return `day` as someone may remember it: exactly, by month, by year, or not at all."""
    words = chance.choice((day.isoformat(), f"{day:%B %Y}", f"{day:%Y-%m}", str(day.year), "don't know"))
    return parse(words, today)
