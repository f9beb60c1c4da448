"""Made-up reports to look at: through the same verb, about every treatment, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community.accounts.models import ConsentKind, User
from community.catalog.models import Treatment
from community.operations.demo_reports import make_demo_reports
from community.reports.choices import Status
from community.reports.models import ProductUse, Report
from tests.people import agree

pytestmark = pytest.mark.django_db


def test_demo_reports_name_every_treatment_over_a_year_and_a_half(gus: User, stan: User) -> None:
    for person in (gus, stan):
        agree(person, ConsentKind.KEEP)
    count = Treatment.objects.count() + 20
    assert make_demo_reports(count, people=[gus, stan]) == count
    assert Report.objects.count() == count
    assert ProductUse.objects.filter(role=1).exclude(treatment=None).values("treatment").distinct().count() >= 50
    assert Report.objects.filter(status=Status.WITHDRAWN).count() == count // 60
    assert not Report.objects.filter(received_at__lt=timezone.now() - timedelta(days=550)).exists()


def test_demo_reports_are_made_once(gus: User) -> None:
    agree(gus, ConsentKind.KEEP)
    make_demo_reports(3, people=[gus])
    assert make_demo_reports(3, people=[gus]) == 0
    assert Report.objects.count() == 3
