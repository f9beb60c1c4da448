"""The one filter of list, dashboard and export."""

from datetime import UTC, date, datetime

import pytest
from django.http import QueryDict

from community.accounts.models import User
from community.catalog.models import SideEffect, Treatment
from community.reports.answers import ReactionAnswer, UseAnswer
from community.reports.choices import Role, Seriousness
from community.reports.filtering import FilterForm, ReportFilter
from community.reports.models import Report
from community.reports.withdrawing import withdraw
from tests.reports.samples import sent_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def reports(gus: User) -> dict[str, Report]:
    itch = SideEffect.objects.exclude(slug="hair-loss").order_by("pk")[0]
    made = {
        "plain": sent_by(gus, received_at=datetime(2026, 1, 31, 23, 59, tzinfo=UTC)),
        "serious": sent_by(gus, seriousness=frozenset({Seriousness.HOSPITAL}), research=True, country="IE"),
        "other": sent_by(
            gus,
            uses=(UseAnswer(own_words="diclofenac"), UseAnswer(own_words="imiquimod", role=Role.CONCOMITANT)),
            reactions=(ReactionAnswer(verbatim="an itch", side_effect=itch),),
        ),
        "gone": sent_by(gus),
    }
    withdraw(made["gone"], by=gus)
    return made


def chosen_by(query: str) -> set[int]:
    form = FilterForm(QueryDict(query))
    chosen = form.report_filter()
    assert chosen is not None
    again = FilterForm(QueryDict(chosen.query())).report_filter()
    assert again == chosen
    return set(chosen.apply(Report.objects.all()).values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"plain", "serious", "other", "gone"}),
        ("unrelated=1&p=2", {"plain", "serious", "other", "gone"}),
        ("serious=yes", {"serious"}),
        ("serious=no", {"plain", "other", "gone"}),
        ("status=withdrawn", {"gone"}),
        ("status=counted", {"plain", "serious", "other"}),
        ("country=IE", {"serious"}),
        ("research=yes", {"serious"}),
        ("received_to=2026-01-31", {"plain"}),
        ("received_from=2026-01-31&received_to=2026-01-31", {"plain"}),
        ("received_from=2026-02-01", {"serious", "other", "gone"}),
    ],
)
def test_filter_chooses(reports: dict[str, Report], query: str, names: set[str]) -> None:
    assert chosen_by(query) == {reports[name].pk for name in names}


def test_filter_asks_for_suspected_treatments_and_for_side_effects(reports: dict[str, Report]) -> None:
    imiquimod = Treatment.objects.get(slug="imiquimod").pk
    hair_loss = SideEffect.objects.get(slug="hair-loss").pk
    named = {reports[name].pk for name in ("plain", "serious", "gone")}
    assert chosen_by(f"treatment={imiquimod}") == named
    assert chosen_by(f"side_effect={hair_loss}") == named
    assert chosen_by(f"treatment={imiquimod}&side_effect={hair_loss}&status=counted") == named - {reports["gone"].pk}


def test_filter_finds_one_report_by_its_number(reports: dict[str, Report]) -> None:
    other = reports["other"]
    assert chosen_by(f"reference={other.reference}") == {other.pk}
    assert chosen_by(f"reference={other.reference}&serious=yes") == set()
    assert chosen_by("reference=0000000000") == set()


@pytest.mark.parametrize(
    "query", ["treatment=0", "serious=perhaps", "received_from=tomorrow", "status=x", "country=XX", "reference=mine"]
)
def test_filter_that_makes_no_sense_is_none(query: str) -> None:
    assert FilterForm(QueryDict(query)).report_filter() is None


def test_filter_is_kept_in_codes_and_told_in_words() -> None:
    treatment = Treatment.objects.get(slug="imiquimod")
    form = FilterForm(QueryDict(f"treatment={treatment.pk}&serious=yes&received_from=2026-01-01&country=IE"))
    assert form.report_filter() == ReportFilter(
        treatment=treatment.pk, serious=True, received_from=date(2026, 1, 1), country="IE"
    )
    chosen = form.report_filter()
    assert chosen is not None
    assert chosen.codes() == {
        "treatment": str(treatment.pk),
        "serious": "yes",
        "received_from": "2026-01-01",
        "country": "IE",
    }
    assert form.in_words() == [
        ("Suspected treatment", "imiquimod"),
        ("Serious", "yes"),
        ("Received from", "2026-01-01"),
        ("Country", "Ireland"),
    ]
