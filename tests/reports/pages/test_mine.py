"""One's own reports, and nobody else's."""

import pytest
from django.db import connection
from django.test import Client

from community.accounts.models import User
from community.reports.choices import Status
from community.reports.models import Report, ReportDraft
from tests.people import client_of
from tests.reports.samples import sent_by
from tests.reports.walking import start, step

pytestmark = pytest.mark.django_db
MINE = "/reports/mine/"


def test_mine_is_for_someone_signed_in(client: Client, gus: User) -> None:
    report = sent_by(gus)
    for path in (MINE, f"{MINE}{report.reference}/", f"{MINE}{report.reference}/withdraw/", f"{MINE}draft/delete/"):
        assert client.get(path).headers["Location"] == f"/accounts/login/?next={path}"


def test_mine_is_empty_at_first(gus: User) -> None:
    page = client_of(gus).get(MINE)
    assert page.headers["Cache-Control"] == "no-store"
    assert "You have not sent a report yet." in page.content.decode()


def test_mine_shows_own_reports_with_their_states(gus: User, stan: User, django_assert_num_queries) -> None:
    sent_by(gus)
    sent_by(stan, narrative="secret")
    browser = client_of(gus)
    with django_assert_num_queries(6):
        html = browser.get(MINE).content.decode()
    assert html.count('class="card"') == 1
    assert "received" in html
    for _more in range(3):
        sent_by(gus)
    with django_assert_num_queries(6):
        browser.get(MINE)


def test_mine_leads_back_to_the_draft_where_it_was_left(client: Client) -> None:
    start(client)
    client.post(step("when"), {"started": "2025", "go": "later"})
    html = client.get(MINE).content.decode()
    assert f'href="{step("when")}"' in html
    assert 'value="2025"' in client.get(step("when")).content.decode()


def test_someone_elses_report_is_not_found(gus: User, stan: User, sam: User) -> None:
    report = sent_by(gus)
    for other in (stan, sam):
        browser = client_of(other)
        assert browser.get(f"{MINE}{report.reference}/").status_code == 404
        assert browser.get(f"{MINE}{report.reference}/withdraw/").status_code == 404
        assert browser.post(f"{MINE}{report.reference}/withdraw/").status_code == 404
    report.refresh_from_db()
    assert report.status == Status.NEW


def test_report_that_never_was_is_not_found(gus: User) -> None:
    report = sent_by(gus)
    for reference in ("0000000000", "99999999999999999999", str(report.pk)):
        assert client_of(gus).get(f"{MINE}{reference}/").status_code == 404


def test_mine_and_receipt_never_show_the_running_number(gus: User) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('reports_report_id_seq', 87654321)")
    report = sent_by(gus)
    for path in (MINE, f"{MINE}{report.reference}/", f"{MINE}{report.reference}/withdraw/"):
        html = client_of(gus).get(path).content.decode()
        assert report.reference in html
        assert "8765432" not in html


def test_withdraw_asks_first_and_then_shows_it(gus: User) -> None:
    report = sent_by(gus)
    browser = client_of(gus)
    path = f"{MINE}{report.reference}/withdraw/"
    assert "cannot be undone" in browser.get(path).content.decode()
    report.refresh_from_db()
    assert report.status == Status.NEW
    assert browser.post(path).headers["Location"] == MINE
    assert "taken back by you" in browser.get(MINE).content.decode()
    assert "It counts nowhere any more." in browser.get(f"{MINE}{report.reference}/").content.decode()
    assert browser.get(path).headers["Location"] == MINE
    assert browser.post(path).headers["Location"] == MINE


def test_withdraw_refuses_other_methods(gus: User) -> None:
    report = sent_by(gus)
    assert client_of(gus).delete(f"{MINE}{report.reference}/withdraw/").status_code == 405
    assert client_of(gus).post(MINE).status_code == 405
    assert client_of(gus).post(f"{MINE}{report.reference}/").status_code == 405
    assert Report.objects.get().status == Status.NEW


def test_draft_is_deleted_only_after_asking(client: Client) -> None:
    start(client)
    client.get(f"{MINE}draft/delete/")
    assert ReportDraft.objects.exists()
    client.post(f"{MINE}draft/delete/")
    assert not ReportDraft.objects.exists()
    assert client.get(f"{MINE}draft/delete/").headers["Location"] == MINE


def test_nobody_reaches_anothers_draft(client: Client, stan: User) -> None:
    start(client)
    client_of(stan).post(f"{MINE}draft/delete/")
    assert ReportDraft.objects.exists()
