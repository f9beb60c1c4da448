"""A report comes in: once, whole, with what it says and what it does not."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError
from procrastinate.contrib.django.models import ProcrastinateJob

from community.accounts.consenting import has_consent
from community.accounts.models import ConsentKind, Level, User
from community.accounts.standing import set_standing
from community.catalog.models import SideEffect, Treatment
from community.reports.answers import ReactionAnswer, UseAnswer
from community.reports.choices import Action, AgeGroup, Outcome, Role, Route, Seriousness, Status, WhyNot
from community.reports.marking import marked
from community.reports.models import ChangeRow, Report
from community.reports.partial_dates import PartialDate, parse
from community.reports.receiving import NotReceived, receive
from community.reports.referring import PATTERN
from tests.reports.samples import LEAST, sent_by

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def test_receive_keeps_the_four_minimum_facts(gus: User) -> None:
    report = sent_by(gus)
    report.refresh_from_db()
    assert (report.reporter, report.status, report.serious) == (gus, Status.NEW, False)
    assert (report.sex, report.sex_why_not, report.age_why_not, report.country_why_not) == (2, "", "ASKU", "ASKU")
    assert report.completeness == Decimal("0.125")
    use, reaction = report.products.get(), report.reactions.get()
    assert (use.own_words, use.role) == ("Imiquimod", Role.SUSPECT)
    assert use.treatment == Treatment.objects.get(slug="imiquimod")
    assert (reaction.verbatim, reaction.outcome) == ("Hair loss", Outcome.UNKNOWN)
    assert reaction.side_effect == SideEffect.objects.get(slug="hair-loss")


def test_receive_keeps_every_answer(gus: User) -> None:
    answers = replace(
        LEAST,
        uses=(
            UseAnswer(
                own_words="Aldara",
                indication="a spot",
                strength_form_words="5 % cream",
                route=Route.CUTANEOUS,
                dose_text="3 times a week",
                started=parse("March 2025", TODAY),
                stopped=parse("don't know", TODAY),
                action_taken=Action.STOPPED,
            ),
            UseAnswer(own_words="an old cream", role=Role.CONCOMITANT),
        ),
        reactions=(
            ReactionAnswer(
                verbatim="my hair fell out",
                started=parse("2 April 2025", TODAY),
                outcome=Outcome.RECOVERING,
                bother=None,
            ),
            ReactionAnswer(verbatim="itchy", medically_confirmed=False),
        ),
        sex=None,
        sex_why_not=WhyNot.UNKNOWN,
        age_group=AgeGroup.ADULT,
        country="IE",
        seriousness=frozenset({Seriousness.HOSPITAL}),
        narrative="It began.",
        history="none",
        figures=True,
    )
    report = sent_by(gus, answers)
    report.refresh_from_db()
    assert (report.sex, report.sex_why_not, report.age_group, report.age_why_not) == (None, "UNK", 5, "")
    assert (report.country, report.country_why_not, report.seriousness) == ("IE", "", (Seriousness.HOSPITAL,))
    assert (report.counted_in_figures, report.research) == (True, False)
    assert (has_consent(gus, ConsentKind.FIGURES), has_consent(gus, ConsentKind.RESEARCH)) == (True, False)
    first, second = report.products.all()
    assert first.treatment is not None
    assert first.product is not None
    assert (first.treatment.slug, first.product.slug) == ("imiquimod", "imiquimod-5")
    assert first.started == PartialDate(date(2025, 3, 1), date(2025, 3, 31), "March 2025")
    assert first.stopped == PartialDate(words="don't know")
    assert (second.own_words, second.treatment, second.role) == ("an old cream", None, Role.CONCOMITANT)
    hair, itch = report.reactions.all()
    assert (hair.started.iso, hair.ended, hair.outcome) == ("2025-04-02", PartialDate(), Outcome.RECOVERING)
    assert itch.medically_confirmed is False


def test_receive_keeps_what_the_machine_notices_by_codes_and_places(gus: User) -> None:
    report = sent_by(
        gus,
        uses=(
            UseAnswer(own_words="a cream", role=Role.CONCOMITANT),
            UseAnswer(own_words="Imiquimod", dose_text="ask jo@example.org"),
        ),
        reactions=(ReactionAnswer(verbatim="itch"), ReactionAnswer(verbatim="I want to kill myself")),
        narrative="Write to jo@example.org.",
        history="none",
    )
    found = report.findings.values_list("field", "check_name", "reason", "start", "end", "weight")
    assert list(found) == [
        ("verbatim-2", "distress", "distress", 10, 21, 100),
        ("narrative", "contact_details", "email", 9, 23, 40),
        ("dose_text-1", "contact_details", "email", 4, 18, 40),
    ]
    assert [one.words for one in marked(report)] == ["kill myself", "jo@example.org", "jo@example.org"]
    assert report.status == Status.NEW


def test_receive_gives_each_report_a_number_that_tells_nothing(gus: User) -> None:
    references = {sent_by(gus).reference for _n in range(3)}
    assert len(references) == 3
    assert all(re.fullmatch(PATTERN, reference) for reference in references)


def test_receive_writes_a_change_for_each_scope(gus: User) -> None:
    uses = (UseAnswer(own_words="imiquimod"), UseAnswer(own_words="aldara"), UseAnswer(own_words="unheard of"))
    with_another = UseAnswer(own_words="diclofenac", role=Role.CONCOMITANT)
    report = sent_by(gus, uses=(*uses, with_another), received_at=datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
    imiquimod = Treatment.objects.get(slug="imiquimod").pk
    hair_loss = SideEffect.objects.get(slug="hair-loss").pk
    changes = ChangeRow.objects.filter(report=report).values_list("day", "treatment", "side_effect", "serious", "delta")
    day = date(2026, 3, 1)
    assert set(changes) == {
        (day, None, None, False, 1),
        (day, imiquimod, None, False, 1),
        (day, None, hair_loss, False, 1),
        (day, imiquimod, hair_loss, False, 1),
    }
    assert changes.count() == 4


def test_receive_wakes_the_counting_job_once(gus: User) -> None:
    sent_by(gus)
    sent_by(gus)
    assert ProcrastinateJob.objects.filter(task_name="figures.count_changes", status="todo").count() == 1


def test_receive_refuses_someone_who_did_not_agree_to_keeping(gus: User) -> None:
    with pytest.raises(NotReceived):
        receive(gus, LEAST)
    assert not Report.objects.exists()


def test_receive_refuses_someone_who_may_not_write(gus: User) -> None:
    set_standing(gus, Level.BANNED)
    with pytest.raises(NotReceived):
        sent_by(gus)


def test_receive_refuses_ones_own_death(gus: User) -> None:
    with pytest.raises(IntegrityError, match="report_nobody_reports_their_own_death"):
        sent_by(gus, seriousness=frozenset({Seriousness.DEATH}))


def test_receive_asks_the_same_of_the_database_for_one_part_as_for_many(gus: User, django_assert_num_queries) -> None:
    sent_by(gus)
    many = replace(
        LEAST,
        uses=tuple(UseAnswer(own_words=words) for words in ("Imiquimod", "Aldara", "diclofenac")),
        reactions=tuple(ReactionAnswer(verbatim=words) for words in ("Hair loss", "itchy", "sore skin")),
    )
    with django_assert_num_queries(16):
        receive(gus, LEAST)
    with django_assert_num_queries(16):
        receive(gus, many)
