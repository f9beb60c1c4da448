"""The page on which a safety officer asks for an export."""

import pytest
from django.test import Client

from community.accounts.models import User
from community.exports.models import ExportRecord
from tests.people import client_of
from tests.reports.samples import sent_by

pytestmark = pytest.mark.django_db
NEW = "/admin/exports/new/"


def test_page_says_what_would_leave(sam_browser: Client, gus: User) -> None:
    sent_by(gus, country="IE")
    sent_by(gus)
    html = sam_browser.get(f"{NEW}?country=IE").content.decode()
    assert "<dd>Ireland</dd>" in html
    assert "<dd>1 (a row for each" in html
    assert "keeping it safe and deleting it in time is up to you" in html
    assert not ExportRecord.objects.exists()


def test_page_counts_no_further_than_the_list_reaches(
    sam_browser: Client, gus: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("community.exports.views.REACH", 1)
    sent_by(gus)
    assert "<dd>1 (a row for each" in sam_browser.get(NEW).content.decode()
    sent_by(gus)
    assert "<dd>1+ (a row for each" in sam_browser.get(NEW).content.decode()


def test_page_needs_a_purpose(sam_browser: Client) -> None:
    page = sam_browser.post(NEW, {"format": "csv"})
    assert page.status_code == 422
    assert "Choose what the file is for." in page.content.decode()
    assert not ExportRecord.objects.exists()


def test_export_is_a_download_of_what_was_filtered(sam_browser: Client, gus: User) -> None:
    sent_by(gus, country="IE")
    sent_by(gus)
    answer = sam_browser.post(f"{NEW}?country=IE", {"purpose": "safety", "format": "csv"})
    record = ExportRecord.objects.get()
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="sidenote-reports-{record.at:%Y-%m-%d}-{record.pk}.csv"'
    )
    assert "no-store" in answer.headers["Cache-Control"]
    assert b"".join(answer.streaming_content).count(b"\r\n") == 2
    assert (record.filter, record.rows) == ({"country": "IE"}, 1)


def test_export_of_a_filter_that_makes_no_sense_is_refused(sam_browser: Client) -> None:
    assert sam_browser.get(f"{NEW}?serious=perhaps").status_code == 400
    assert sam_browser.post(f"{NEW}?serious=perhaps", {"purpose": "safety", "format": "csv"}).status_code == 400
    assert not ExportRecord.objects.exists()


def test_export_is_for_safety_officers(mo: User, ed: User, ada: User, gus: User) -> None:
    for other in (mo, ed, ada):
        assert client_of(other).get(NEW).status_code == 403
        assert client_of(other).post(NEW, {"purpose": "safety", "format": "csv"}).status_code == 403
    assert client_of(gus).post(NEW, {"purpose": "safety", "format": "csv"}).status_code in (302, 403)
    assert not ExportRecord.objects.exists()


def test_export_refuses_other_methods(sam_browser: Client) -> None:
    assert sam_browser.put(NEW).status_code == 405


def test_records_are_listed_and_cannot_be_changed(sam_browser: Client, mo_browser: Client) -> None:
    answer = sam_browser.post(NEW, {"purpose": "safety", "format": "csv"})
    assert b"".join(answer.streaming_content).count(b"\r\n") == 1
    record = ExportRecord.objects.get()
    path = "/admin/exports/exportrecord/"
    assert "Look into a question of safety" in sam_browser.get(path).content.decode()
    assert sam_browser.get(f"{path}{record.pk}/change/").status_code == 200
    assert sam_browser.post(f"{path}{record.pk}/change/", {"rows": "0"}).status_code == 403
    assert sam_browser.post(f"{path}{record.pk}/delete/", {"post": "yes"}).status_code == 403
    assert mo_browser.get(path).status_code == 403
