"""The dashboard adds up, leads to what it counts, and costs the same for any number of reports."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.http import QueryDict
from django.test import Client

from community.accounts.models import User
from community.catalog.models import SideEffect, Treatment
from community.figures.counting import count_all
from community.figures.dashboard import dashboard_context
from community.reports.answers import UseAnswer
from community.reports.choices import Seriousness
from community.reports.withdrawing import withdraw
from tests.people import client_of
from tests.reports.samples import sent_by

pytestmark = pytest.mark.django_db


def numbers(query: str = "") -> tuple[object, object, object]:
    shown = dashboard_context(QueryDict(query))
    return shown["total"], shown["serious"], shown["other"]


@pytest.fixture
def counted(gus: User) -> None:
    old = datetime.now(UTC) - timedelta(days=500)
    sent_by(gus, received_at=old)
    sent_by(gus, seriousness=frozenset({Seriousness.HOSPITAL}))
    sent_by(gus, uses=(UseAnswer(own_words="diclofenac"),))
    withdraw(sent_by(gus), by=gus)
    count_all()


def test_dashboard_says_so_where_there_is_nothing(sam_browser: Client) -> None:
    html = sam_browser.get("/admin/").content.decode()
    assert "As soon as one comes in, it is counted here." in html


def test_dashboard_adds_up(counted: None) -> None:
    imiquimod = Treatment.objects.get(slug="imiquimod").pk
    diclofenac = Treatment.objects.get(slug="diclofenac").pk
    hair_loss = SideEffect.objects.get(slug="hair-loss").pk
    today = datetime.now(UTC).date()
    assert numbers() == (3, 1, 2)
    assert numbers(f"treatment={imiquimod}") == (2, 1, 1)
    assert numbers(f"side_effect={hair_loss}") == (3, 1, 2)
    assert numbers(f"treatment={diclofenac}&side_effect={hair_loss}") == (1, 0, 1)
    assert numbers(f"treatment={diclofenac}&serious=yes") == (0, 0, 0)
    assert numbers(f"received_from={today}") == (2, 1, 1)
    assert numbers(f"received_to={today - timedelta(days=1)}") == (1, 0, 1)


def test_dashboard_shows_charts_with_a_caution(counted: None, sam_browser: Client) -> None:
    html = sam_browser.get("/admin/").content.decode()
    assert html.count('<figure class="chart">') == 4
    assert "Reports per month" in html
    assert "counts of reports, not risk" in html
    assert "style=" not in html


def test_every_bar_leads_to_as_many_reports_as_it_counts(counted: None, sam_browser: Client) -> None:
    html = sam_browser.get("/admin/").content.decode()
    rows = re.findall(r'<a href="([^"]+)">[^<]+</a>\s*</th>\s*<td class="align-right">(\d+)</td>', html)
    assert len(rows) > 20
    for address, count in {(address.replace("&amp;", "&"), count) for address, count in rows if count != "0"}:
        page = sam_browser.get(address).content.decode()
        assert f"{count} report" in page, address


def test_dashboard_of_a_filter_that_makes_no_sense_shows_only_the_form(counted: None, sam_browser: Client) -> None:
    html = sam_browser.get("/admin/?received_from=yesterday").content.decode()
    assert "Enter a valid date." in html
    assert '<figure class="chart">' not in html


def test_dashboard_takes_an_empty_or_turned_round_time(counted: None) -> None:
    assert numbers("received_from=2026-02-01&received_to=2026-01-01") == (0, 0, 0)
    assert numbers("received_to=9999-12-31") == (3, 1, 2)
    assert numbers("received_from=0001-01-01") == (3, 1, 2)


def test_dashboard_says_when_it_is_behind(gus: User) -> None:
    sent_by(gus)
    assert dashboard_context(QueryDict())["counting"] is True
    count_all()
    assert dashboard_context(QueryDict())["counting"] is False


def test_dashboard_is_for_safety_officers(counted: None, mo: User) -> None:
    assert "dashboard-title" not in client_of(mo).get("/admin/").content.decode()


def test_dashboard_asks_the_same_of_the_database_however_many(gus: User, django_assert_num_queries) -> None:
    sent_by(gus)
    count_all()
    with django_assert_num_queries(4):
        dashboard_context(QueryDict())
    for days in range(4):
        sent_by(gus, received_at=datetime.now(UTC) - timedelta(days=days * 30))
    count_all()
    with django_assert_num_queries(4):
        dashboard_context(QueryDict())
