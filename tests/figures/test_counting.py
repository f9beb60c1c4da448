"""Counts follow changes: each once, in order, and back again."""

import pytest
from django.db import connection, transaction
from django.db.models import Sum
from django.db.utils import IntegrityError

from community.accounts.models import User
from community.catalog.models import SideEffect, Treatment
from community.figures import counting
from community.figures.counting import count_all, count_changes
from community.figures.jobs import count_leftovers
from community.figures.models import DailyCount
from community.reports.answers import ReactionAnswer, UseAnswer
from community.reports.choices import Seriousness
from community.reports.models import ChangeRow
from community.reports.withdrawing import withdraw
from tests.reports.samples import sent_by

pytestmark = pytest.mark.django_db


def in_scope(treatment: str | None, side_effect: str | None, *, serious: bool) -> int:
    counts = DailyCount.objects.filter(serious=serious)
    counts = counts.filter(treatment__slug=treatment) if treatment else counts.filter(treatment=None)
    counts = counts.filter(side_effect__slug=side_effect) if side_effect else counts.filter(side_effect=None)
    return counts.aggregate(sum=Sum("reports"))["sum"] or 0


def test_count_changes_counts_every_scope_once(gus: User) -> None:
    sent_by(gus)
    sent_by(gus, uses=(UseAnswer(own_words="Imiquimod"), UseAnswer(own_words="diclofenac")))
    sent_by(gus, seriousness=frozenset({Seriousness.HOSPITAL}), reactions=(ReactionAnswer(verbatim="unheard of"),))
    assert count_changes() == 4 + 6 + 2
    assert count_changes() == 0
    assert in_scope(None, None, serious=False) == 2
    assert in_scope(None, None, serious=True) == 1
    assert in_scope("imiquimod", None, serious=False) == 2
    assert in_scope("imiquimod", None, serious=True) == 1
    assert in_scope("diclofenac", "hair-loss", serious=False) == 1
    assert in_scope("imiquimod", "hair-loss", serious=True) == 0
    assert not ChangeRow.objects.filter(counted_at=None).exists()


def test_count_changes_takes_back_what_was_withdrawn(gus: User) -> None:
    stays, goes = sent_by(gus), sent_by(gus)
    count_changes()
    withdraw(goes, by=gus)
    count_changes()
    assert in_scope(None, None, serious=False) == 1
    assert in_scope("imiquimod", "hair-loss", serious=False) == 1
    withdraw(stays, by=gus)
    assert in_scope(None, None, serious=False) == 1
    count_changes()
    assert set(DailyCount.objects.values_list("reports", flat=True)) == {0}


def test_count_changes_counts_nothing_for_what_came_and_went_in_between(gus: User) -> None:
    withdraw(sent_by(gus), by=gus)
    assert count_changes() == 8
    assert not DailyCount.objects.exists()


def test_counting_goes_on_in_batches_and_in_order(gus: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "BATCH", 3)
    for _report in range(3):
        report = sent_by(gus)
    withdraw(report, by=gus)
    count_all()
    assert in_scope(None, None, serious=False) == 2
    assert not ChangeRow.objects.filter(counted_at=None).exists()


def test_leftovers_are_counted_by_the_clock(gus: User) -> None:
    sent_by(gus)
    count_leftovers(0)
    assert in_scope(None, None, serious=False) == 1


def test_counts_equal_the_reports_themselves(gus: User) -> None:
    treatments = list(Treatment.objects.values_list("name", flat=True)[:3])
    effects = list(SideEffect.objects.values_list("plain_label", flat=True)[:3])
    reports = [
        sent_by(
            gus,
            uses=tuple(UseAnswer(own_words=name) for name in treatments[: 1 + number % 3]),
            reactions=tuple(ReactionAnswer(verbatim=words) for words in effects[: 1 + number % 2]),
        )
        for number in range(7)
    ]
    for report in reports[::3]:
        withdraw(report, by=gus)
    count_all()
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT use.treatment_id, reaction.side_effect_id, count(DISTINCT report.id)
            FROM reports_report report
            JOIN reports_productuse use ON use.report_id = report.id AND use.role = 1
            JOIN reports_reaction reaction ON reaction.report_id = report.id
            WHERE report.status = 'new' GROUP BY 1, 2
            """
        )
        expected = set(cursor.fetchall())
    pairs = DailyCount.objects.exclude(treatment=None).exclude(side_effect=None).filter(reports__gt=0)
    assert set(pairs.values_list("treatment", "side_effect").annotate(sum=Sum("reports"))) == expected


@pytest.mark.parametrize("column", ["treatment_id", "side_effect_id"])
def test_count_stands_once_for_its_scope(gus: User, column: str) -> None:
    sent_by(gus)
    count_changes()
    copy = (
        "INSERT INTO figures_dailycount (day, treatment_id, side_effect_id, serious, reports)"
        f" SELECT day, treatment_id, side_effect_id, serious, 1 FROM figures_dailycount WHERE {column} IS NULL"
    )
    with pytest.raises(IntegrityError, match="daily_count_once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(copy)


def test_count_never_falls_below_nothing(gus: User) -> None:
    sent_by(gus)
    count_changes()
    with pytest.raises(IntegrityError, match="daily_count_not_negative"), transaction.atomic():
        DailyCount.objects.update(reports=-1)
