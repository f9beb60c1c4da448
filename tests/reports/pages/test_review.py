"""Everything on one page, and one report from it."""

from datetime import date

import pytest
from django.test import Client

from community.accounts.models import Level, User
from community.accounts.standing import set_standing
from community.reports.models import Report, ReportDraft
from tests.people import client_of
from tests.reports.walking import ABOUT, NEW, REACTION, REVIEW, send, start, step, walk_to_review

pytestmark = pytest.mark.django_db


def test_review_without_a_draft_leads_to_the_first_step(client: Client, gus: User) -> None:
    assert client.get(REVIEW).headers["Location"] == NEW
    assert client.post(REVIEW).headers["Location"] == NEW
    assert client_of(gus).get(REVIEW).headers["Location"] == NEW


def test_review_shows_everything_and_what_the_list_knows(client: Client) -> None:
    start(client, words="aldara")
    client.post(step("happened"), {"reaction-0-effect_verbatim": "losing hair", "narrative": "It <began>."})
    client.post(step("now"), {"seriousness": ["hospital"], "action_taken": "1"})
    client.post(step("about"), {**ABOUT, "country": "IE"})
    html = client.get(REVIEW).content.decode()
    for words in (
        "aldara",
        "losing hair",
        "It &lt;began&gt;.",
        "A hospital stay was needed",
        "It was stopped",
        "Ireland",
    ):
        assert words in html
    assert "<dd>imiquimod</dd>" in html
    assert "<dd>Hair loss</dd>" in html
    assert "Send the report" in html


def test_review_names_what_is_missing_and_where(client: Client) -> None:
    start(client)
    html = client.get(REVIEW).content.decode()
    assert "Something is missing or does not fit" in html
    assert f'href="{step("happened")}"' in html
    assert f'href="{step("about")}"' in html
    assert "Send the report" not in html
    assert send(client).status_code == 422
    assert not Report.objects.exists()
    assert ReportDraft.objects.exists()


def test_review_refuses_that_someone_reports_their_own_death(client: Client) -> None:
    walk_to_review(client)
    client.post(step("now"), {"state-0-outcome": "5"})
    assert "You said that it happened to you, and that the person died." in client.get(REVIEW).content.decode()
    assert send(client).status_code == 422
    client.post(step("about"), {**ABOUT, "reporter_is": "carer"})
    send(client)
    assert (Report.objects.get().death, Report.objects.get().serious) == (True, True)


def test_review_wonders_at_what_is_odd_and_takes_it(client: Client) -> None:
    walk_to_review(client)
    client.post(step("when"), {"started": "March 2025", "dates-0-started": "2024"})
    client.post(step("about"), {**ABOUT, "age_years": "17"})
    html = client.get(REVIEW).content.decode()
    assert "“Hair loss” began before the treatment was started." in html
    assert "at the age of 17" in html
    assert send(client).status_code == 302


def test_send_makes_the_report_and_thanks(client: Client) -> None:
    walk_to_review(client)
    sent = send(client)
    report = Report.objects.get()
    assert sent.headers["Location"] == f"/reports/mine/{report.reference}/"
    assert not ReportDraft.objects.exists()
    page = client.get(sent.headers["Location"])
    assert page.headers["Cache-Control"] == "no-store"
    html = page.content.decode()
    assert "Thank you" in html
    assert f"has the number {report.reference}" in html
    assert f"/reports/mine/{report.reference}/withdraw/" in html


def test_send_keeps_what_every_step_said(client: Client) -> None:
    start(client, words="Aldara")
    client.post(
        step("treatment"),
        {
            "strength_form_words": "5 % cream",
            "route": "20003000",
            "indication": "a spot",
            "dose_text": "3 times a week",
            "other-0-other_treatments": "diclofenac",
            "other-0-role": "2",
            "other-0-started": "2024",
            "other-1-other_treatments": "",
        },
    )
    client.post(
        step("happened"),
        {"narrative": "It began.", **REACTION, "reaction-1-effect_verbatim": "", "reaction-2-effect_verbatim": "itch"},
    )
    client.post(step("when"), {"started": "March 2025", "stopped": "don't know", "dates-2-started": "2 April 2025"})
    client.post(
        step("now"),
        {
            "seriousness": ["disabling", "hospital"],
            "action_taken": "1",
            "dechallenge": "better",
            "rechallenge": "4",
            "state-0-outcome": "2",
            "state-2-bother": "5",
            "state-2-medically_confirmed": "yes",
        },
    )
    client.post(
        step("about"), {"reporter_is": "parent", "sex": "UNK", "age_years": "0", "country": "IE", "history": "none"}
    )
    client.post(step("sharing"), {"research": "on"})
    send(client)
    report = Report.objects.get()
    assert (report.reporter_is, report.sex, report.sex_why_not, report.age_years) == ("parent", None, "UNK", 0)
    assert (report.country, report.history, report.narrative) == ("IE", "none", "It began.")
    assert (report.hospital, report.disabling, report.death) == (True, True, False)
    assert (report.counted_in_figures, report.research) == (False, True)
    suspect, other = report.products.all()
    assert (suspect.product and suspect.product.slug, suspect.route_code) == ("imiquimod-5", "20003000")
    assert (suspect.dose_text, suspect.indication, suspect.strength_form_words) == (
        "3 times a week",
        "a spot",
        "5 % cream",
    )
    assert (suspect.started.iso, suspect.stopped.words, suspect.stopped.earliest) == ("2025-03", "don't know", None)
    assert (suspect.action_taken, suspect.dechallenge, suspect.rechallenge) == (1, "better", 4)
    assert (other.own_words, other.role, other.started.iso) == ("diclofenac", 2, "2024")
    hair, itch = report.reactions.all()
    assert (hair.verbatim, hair.outcome, hair.bother, hair.started.words) == ("Hair loss", 2, None, "")
    assert (itch.verbatim, itch.bother, itch.medically_confirmed) == ("itch", 5, True)
    assert itch.started.earliest == date(2025, 4, 2)


def test_send_pressed_twice_makes_one_report(client: Client) -> None:
    walk_to_review(client)
    page = client.get(REVIEW)
    form = {"stamp": page.context["stamp"], "seen": page.context["seen"]}
    first, second = client.post(REVIEW, form), client.post(REVIEW, form)
    assert first.headers["Location"] == second.headers["Location"]
    assert Report.objects.count() == 1


def test_send_in_two_windows_makes_one_report(client: Client) -> None:
    walk_to_review(client)
    pages = [client.get(REVIEW) for _window in range(2)]
    answers = [client.post(REVIEW, {"stamp": page.context["stamp"], "seen": page.context["seen"]}) for page in pages]
    assert answers[1].headers["Location"] == "/reports/mine/"
    assert Report.objects.count() == 1


def test_send_does_not_send_what_was_not_seen(client: Client) -> None:
    walk_to_review(client)
    page = client.get(REVIEW)
    client.post(step("happened"), {"reaction-0-effect_verbatim": "something else"})
    stale = client.post(REVIEW, {"stamp": page.context["stamp"], "seen": page.context["seen"]})
    assert stale.status_code == 409
    assert "something else" in stale.content.decode()
    assert not Report.objects.exists()


@pytest.mark.parametrize("stamp", ["", "nonsense"])
def test_send_without_its_stamp_shows_the_review_again(client: Client, stamp: str) -> None:
    walk_to_review(client)
    seen = client.get(REVIEW).context["seen"]
    page = client.post(REVIEW, {"stamp": stamp, "seen": seen})
    assert page.status_code == 422
    assert "Hair loss" in page.content.decode()
    assert not Report.objects.exists()


def test_send_is_refused_to_someone_whose_writing_is_paused(client: Client) -> None:
    walk_to_review(client)
    set_standing(User.objects.get(pseudonym="quiet-otter-11"), Level.BANNED)
    page = send(client)
    assert page.status_code == 403
    assert "Hair loss" in page.content.decode()
    assert ReportDraft.objects.exists()


def test_review_needs_the_token_of_its_page(client: Client) -> None:
    walk_to_review(client)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert send(strict).status_code == 403
    assert not Report.objects.exists()


def test_review_asks_the_same_of_the_database_for_one_part_as_for_many(
    client: Client, django_assert_num_queries
) -> None:
    walk_to_review(client)
    with django_assert_num_queries(12, exact=False) as captured:
        client.get(REVIEW)
    one = len(captured)
    client.post(step("happened"), {f"reaction-{at}-effect_verbatim": f"effect {at}" for at in range(10)})
    client.post(step("treatment"), {f"other-{at}-other_treatments": f"cream {at}" for at in range(10)})
    with django_assert_num_queries(one):
        client.get(REVIEW)
