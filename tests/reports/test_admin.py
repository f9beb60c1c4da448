"""What a safety officer sees of reports, and nobody else."""

import pytest
from django.test import Client

from community.accounts.models import User
from community.reports import paging
from community.reports.choices import Seriousness
from community.reports.models import Report
from tests.people import client_of
from tests.reports.samples import sent_by

pytestmark = pytest.mark.django_db
LIST = "/admin/reports/report/"


def test_list_is_for_safety_officers(sam_browser: Client, mo: User, ed: User, ada: User, gus: User) -> None:
    report = sent_by(gus)
    for path in (LIST, f"{LIST}{report.pk}/change/"):
        assert sam_browser.get(path).status_code == 200
        for other in (mo, ed, ada):
            assert client_of(other).get(path).status_code == 403
        assert client_of(gus).get(path).status_code in (302, 403)


def test_list_shows_and_filters(sam_browser: Client, gus: User) -> None:
    sent_by(gus)
    serious = sent_by(gus, seriousness=frozenset({Seriousness.HOSPITAL}))
    html = sam_browser.get(LIST).content.decode()
    assert "2 reports" in html
    assert 'href="/admin/exports/new/?"' in html
    html = sam_browser.get(f"{LIST}?serious=yes&status=counted").content.decode()
    assert "1 report" in html
    assert f"Report {serious.reference}" in html
    assert 'href="/admin/exports/new/?serious=yes&amp;status=counted"' in html


def test_list_of_a_filter_that_makes_no_sense_is_empty(sam_browser: Client, gus: User) -> None:
    sent_by(gus)
    html = sam_browser.get(f"{LIST}?received_from=yesterday").content.decode()
    assert "0 reports" in html
    assert "Enter a valid date." in html
    assert "Export this list" not in html


def test_list_finds_a_report_by_the_number_that_its_reporter_tells(sam_browser: Client, gus: User) -> None:
    report, other = sent_by(gus), sent_by(gus)
    told = f"{report.reference[:5]}-{report.reference[5:]}".lower().replace("0", "o").replace("1", "l")
    html = sam_browser.get(f"{LIST}?reference={told}").content.decode()
    assert f"Report {report.reference}" in html
    assert other.reference not in html
    html = sam_browser.get(f"{LIST}?reference=mine").content.decode()
    assert "A number has 10 letters and digits." in html
    assert report.reference not in html


def test_list_asks_the_same_of_the_database_however_many(
    sam_browser: Client, gus: User, django_assert_num_queries
) -> None:
    sent_by(gus)
    sam_browser.get(LIST)
    with django_assert_num_queries(12) as captured:
        sam_browser.get(LIST)
    del captured
    for _more in range(3):
        sent_by(gus)
    with django_assert_num_queries(12):
        sam_browser.get(LIST)


def test_list_counts_no_further_than_it_reaches(
    sam_browser: Client, gus: User, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries
) -> None:
    monkeypatch.setattr(paging, "REACH", 2)
    monkeypatch.setattr("community.reports.admin.REACH", 2)
    for _report in range(3):
        sent_by(gus)
    assert paging.NearPaginator(Report.objects.all(), 25).count == 2
    assert "The newest 2 are listed." in sam_browser.get(LIST).content.decode()


def test_case_shows_everything_on_one_page_but_not_who(sam_browser: Client, ann: User) -> None:
    report = sent_by(
        ann, narrative="It <began>.", history="none", country="IE", seriousness=frozenset({Seriousness.HOSPITAL})
    )
    html = sam_browser.get(f"{LIST}{report.pk}/change/").content.decode()
    for words in (
        "Imiquimod",
        "Hair loss",
        "Alopecia",
        "It &lt;began&gt;.",
        "IE",
        "A hospital stay",
        "asked, but not told",
    ):
        assert words in html
    assert "yes, by a checked e-mail address" in html
    assert "ann" not in html.replace("cannot", "").replace("and", "")
    assert "@" not in html


def test_case_shows_what_was_noticed_and_distress_first(sam_browser: Client, gus: User) -> None:
    calm = sent_by(gus)
    report = sent_by(gus, narrative="Call me on 0044 20 7946 0958. I want to <die>.", history="I want to die.")
    html = sam_browser.get(f"{LIST}{report.pk}/change/").content.decode()
    assert "What the machine noticed" in html
    distress, phone = html.index("someone may be in danger"), html.index("looks like a phone number")
    assert distress < phone
    assert "<mark" in html
    assert "+44" not in html
    assert "0044 20 7946 0958</mark>" in html
    assert "What the machine noticed" not in sam_browser.get(f"{LIST}{calm.pk}/change/").content.decode()
    listed = sam_browser.get(LIST).content.decode()
    assert listed.count("signs of distress") == 1


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_case_is_read_only(sam_browser: Client, gus: User, method: str) -> None:
    report = sent_by(gus)
    assert getattr(sam_browser, method)(f"{LIST}{report.pk}/change/").status_code == 405
    assert sam_browser.post(f"{LIST}{report.pk}/delete/", {"post": "yes"}).status_code == 403
    assert sam_browser.post(f"{LIST}add/").status_code == 403
    assert Report.objects.count() == 1


def test_case_that_never_was_is_not_found(sam_browser: Client) -> None:
    assert sam_browser.get(f"{LIST}999/change/").status_code == 404
    assert sam_browser.get(f"{LIST}abc/change/").status_code == 404
