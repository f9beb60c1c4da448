"""A report is taken back: by its reporter, for good, out of every figure."""

import pytest

from community.accounts.models import User
from community.reports.choices import Status
from community.reports.models import ChangeRow, Report
from community.reports.withdrawing import NotTheirs, withdraw
from tests.reports.samples import sent_by

pytestmark = pytest.mark.django_db


def scopes(report: Report, delta: int) -> set[tuple[object, ...]]:
    changes = ChangeRow.objects.filter(report=report, delta=delta)
    return set(changes.values_list("day", "treatment", "side_effect", "serious"))


def test_withdraw_takes_back_exactly_what_was_counted(gus: User) -> None:
    report = sent_by(gus)
    assert withdraw(report, by=gus) is True
    report.refresh_from_db()
    assert report.status == Status.WITHDRAWN
    assert scopes(report, -1) == scopes(report, 1)
    assert not Report.objects.counted().exists()


def test_withdraw_twice_changes_nothing_more(gus: User) -> None:
    report = sent_by(gus)
    withdraw(report, by=gus)
    changes = ChangeRow.objects.count()
    assert withdraw(report, by=gus) is False
    assert ChangeRow.objects.count() == changes


def test_withdraw_of_a_report_that_counted_nowhere_writes_no_change(gus: User) -> None:
    report = sent_by(gus)
    Report.objects.filter(pk=report.pk).update(status=Status.DUPLICATE)
    changes = ChangeRow.objects.count()
    assert withdraw(report, by=gus) is True
    assert ChangeRow.objects.count() == changes


def test_withdraw_is_the_reporters_alone(gus: User, sam: User, stan: User) -> None:
    report = sent_by(gus)
    for other in (sam, stan):
        with pytest.raises(NotTheirs):
            withdraw(report, by=other)
    report.refresh_from_db()
    assert report.status == Status.NEW
