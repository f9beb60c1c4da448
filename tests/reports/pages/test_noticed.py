"""Help comes first where words are heavy, and nothing is held back."""

import time
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from community.accounts.models import ConsentKind, Level, User
from community.accounts.standing import set_standing
from community.catalog.models import SideEffect
from community.doors.models import RateCount
from community.reports.models import Report
from tests.people import agree, client_of
from tests.reports.walking import ABOUT, NEW, REVIEW, send, start, step

pytestmark = pytest.mark.django_db
MINE = "/reports/mine/"
HELP = "Are you all right?"
CARE = "If this is happening now, get medical help"
HEAVY = {"reaction-0-effect_verbatim": "I want to kill myself since I use it"}


def words_of(page: HttpResponse) -> str:
    return page.content.decode()


def test_help_comes_first_from_the_step_to_the_receipt_and_the_report_is_sent(client: Client) -> None:
    start(client)
    assert HELP not in words_of(client.get(step("happened")))
    on = client.post(step("happened"), HEAVY)
    assert on.headers["Location"] == step("when")
    client.post(step("about"), ABOUT)
    for path in (step("when"), step("happened"), NEW, MINE, REVIEW):
        html = words_of(client.get(path))
        assert html.count(HELP) == 1, path
        assert html.index(HELP) < html.index("Go on with it" if path == MINE else 'class="steps"')
        assert 'href="/about/help-now/"' in html
    sent = send(client)
    html = words_of(client.get(sent.headers["Location"]))
    assert html.index("Thank you") < html.index(HELP) < html.index("kill myself")
    report = Report.objects.get()
    assert report.reactions.get().verbatim == HEAVY["reaction-0-effect_verbatim"]
    assert report.findings.get().distress is True
    assert HELP not in words_of(client.get(MINE))
    client.post(f"{MINE}{report.reference}/withdraw/")
    assert HELP not in words_of(client.get(f"{MINE}{report.reference}/"))


def test_help_comes_first_where_something_else_is_wrong(client: Client) -> None:
    start(client)
    page = client.post(step("happened"), {"narrative": "I want to die.", "reaction-0-effect_verbatim": ""})
    assert page.status_code == 422
    assert words_of(page).index(HELP) < words_of(page).index("There is a problem")


def test_help_comes_first_where_nothing_can_be_kept(client: Client, gus: User) -> None:
    lost = client.post(step("happened"), HEAVY)
    assert lost.status_code == 403
    assert words_of(lost).count(HELP) == 1
    again = client.post(NEW, {"treatment_words": "", "carried": lost.context["carried"]})
    assert again.status_code == 422
    assert words_of(again).count(HELP) == 1
    agree(gus, ConsentKind.KEEP)
    set_standing(gus, Level.BANNED)
    paused = client_of(gus).post(NEW, {"treatment_words": "I want to die"})
    assert paused.status_code == 403
    assert words_of(paused).count(HELP) == 1


def test_contact_details_are_a_hint_and_hold_nothing_back(client: Client) -> None:
    start(client)
    told = {"reaction-0-effect_verbatim": "itch", "narrative": "Write to jo@example.org <now>"}
    assert client.post(step("happened"), told).headers["Location"] == step("when")
    client.post(step("about"), ABOUT)
    hint = "<mark>jo@example.org</mark> This looks like an e-mail address. You may want to take it out."
    assert hint in words_of(client.get(step("happened")))
    assert hint not in words_of(client.get(step("when")))
    assert f'{hint} <a href="{step("happened")}">' in words_of(client.get(REVIEW))
    assert send(client).status_code == 302
    assert Report.objects.get().findings.get().reason == "email"


@pytest.mark.parametrize(
    ("happened", "now", "expected"),
    [
        ({"reaction-0-effect_verbatim": "itch"}, {}, False),
        ({"reaction-0-effect_verbatim": "itch"}, {"seriousness": ["hospital"]}, True),
        ({"reaction-0-effect_verbatim": "Cannot catch my breath"}, {}, True),
        ({"reaction-0-effect_verbatim": "Cannot catch my breath"}, {"seriousness": ["death"]}, False),
        ({"reaction-0-effect_verbatim": "Cannot catch my breath"}, {"state-0-outcome": "5"}, False),
    ],
)
def test_care_is_advised_on_review_and_receipt(
    client: Client, happened: dict[str, str], now: dict[str, Any], expected: bool
) -> None:
    start(client)
    client.post(step("happened"), happened)
    client.post(step("now"), now)
    assert (CARE in words_of(client.get(REVIEW))) is expected  # though it cannot be sent yet
    client.post(step("about"), {**ABOUT, "reporter_is": "carer"})
    assert (CARE in words_of(client.get(REVIEW))) is expected
    sent = send(client)
    assert (CARE in words_of(client.get(sent.headers["Location"]))) is expected


def test_care_is_advised_for_a_term_that_was_chosen(client: Client) -> None:
    start(client)
    term = str(SideEffect.objects.get(slug="breathless").pk)
    client.post(step("happened"), {"reaction-0-effect_verbatim": "puffing", "reaction-0-side_effect": term})
    assert CARE in words_of(client.get(REVIEW))


def test_words_of_a_row_come_back_where_the_door_is_closed(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    start(client)
    told = {"reaction-0-effect_verbatim": "itch <everywhere>", "reaction-7-effect_verbatim": "sore skin"}
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    refused = strict.post(step("happened"), told)
    assert refused.status_code == 403
    moment = time.time() // 3600 * 3600 + 1000
    monkeypatch.setattr(time, "time", lambda: moment)
    client.post(step("happened"), told)
    RateCount.objects.update(count=300, expires_at=timezone.now())
    wait = client.post(step("happened"), told)
    assert wait.status_code == 429
    for page in (refused, wait):
        html = words_of(page)
        assert 'name="reaction-0-effect_verbatim"' in html
        assert "itch &lt;everywhere&gt;" in html
        assert 'name="reaction-7-effect_verbatim"' in html
        assert "sore skin" in html
