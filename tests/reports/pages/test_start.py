"""The first step asks before it keeps."""

import json

import pytest
from django.test import Client

from community.accounts.consenting import has_consent
from community.accounts.models import ConsentKind, Level, User
from community.accounts.standing import set_standing
from community.reports.models import ReportDraft
from tests.people import agree, client_of
from tests.reports.walking import JOIN, NEW, start, step

pytestmark = pytest.mark.django_db


def test_start_tells_a_stranger_what_keeping_means(client: Client) -> None:
    page = client.get(NEW)
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    html = page.content.decode()
    assert "Reports are never public." in html
    assert '<option value="Aldara">' in html
    assert 'name="consent_keep"' in html
    assert "checked" not in html


def test_start_makes_guest_receipt_and_draft_in_one(client: Client) -> None:
    page = start(client, words="Aldara")
    assert page.status_code == 200
    assert "receipt-code" in page.content.decode()
    assert page.context["path"] == step("treatment")
    draft = ReportDraft.objects.get()
    assert draft.answers == {"start": {"treatment_words": ["Aldara"]}}
    assert (draft.user.pseudonym, has_consent(draft.user, ConsentKind.KEEP)) == ("quiet-otter-11", True)
    assert client.get(step("treatment")).status_code == 200


@pytest.mark.parametrize("missing", ["adult", "consent_keep", "pseudonym", "treatment_words"])
def test_start_keeps_nothing_where_something_is_missing(client: Client, missing: str) -> None:
    page = start(client, **{missing: ""})
    assert page.status_code == 422
    html = page.content.decode()
    assert "There is a problem" in html
    assert missing == "treatment_words" or 'value="Imiquimod"' in html
    assert not ReportDraft.objects.exists()
    assert not User.objects.filter(pseudonym="quiet-otter-11").exists()


def test_start_sent_twice_makes_one_guest(client: Client) -> None:
    stamp = client.get(NEW).context["stamp"]
    once = {"stamp": stamp, "treatment_words": "Imiquimod", **JOIN}
    client.post(NEW, once)
    again = client.post(NEW, once)
    assert again.status_code == 302
    assert (ReportDraft.objects.count(), User.objects.filter(pseudonym="quiet-otter-11").count()) == (1, 1)


@pytest.mark.parametrize("stamp", ["", "nonsense"])
def test_start_without_its_stamp_gives_the_words_back(client: Client, stamp: str) -> None:
    page = client.post(NEW, {"stamp": stamp, "treatment_words": "Imiquimod", **JOIN})
    assert page.status_code == 422
    assert "Please send again." in page.content.decode()
    assert not ReportDraft.objects.exists()


def test_start_needs_the_token_of_its_page() -> None:
    browser = Client(enforce_csrf_checks=True)
    stamp = browser.get(NEW).context["stamp"]
    page = browser.post(NEW, {"stamp": stamp, "treatment_words": "Imiquimod", **JOIN})
    assert page.status_code == 403
    assert "Imiquimod" in page.content.decode()
    assert not ReportDraft.objects.exists()


def test_start_asks_someone_known_only_for_what_is_missing(gus: User) -> None:
    browser = client_of(gus)
    page = browser.get(NEW)
    assert set(page.context["join"].fields) == {"consent_keep", "website"}
    page = browser.post(NEW, {"stamp": page.context["stamp"], "treatment_words": "Imiquimod", "consent_keep": "on"})
    assert (page.status_code, page.headers["Location"]) == (302, step("treatment"))
    assert ReportDraft.objects.get().user == gus


def test_start_of_someone_who_agreed_saves_every_time(gus: User) -> None:
    agree(gus, ConsentKind.KEEP)
    browser = client_of(gus)
    assert browser.post(NEW, {"treatment_words": "Imiquimod"}).status_code == 302
    assert browser.post(NEW, {"treatment_words": ""}).status_code == 422
    assert browser.post(NEW, {"treatment_words": "Aldara"}).status_code == 302
    assert ReportDraft.objects.get().answers["start"] == {"treatment_words": ["Aldara"]}
    assert 'value="Aldara"' in browser.get(NEW).content.decode()


def test_start_takes_out_what_deceives_and_refuses_what_is_too_long(gus: User) -> None:
    agree(gus, ConsentKind.KEEP)
    browser = client_of(gus)
    browser.post(NEW, {"treatment_words": "Al\x00dara\u202e <script>alert(1)</script>"})
    assert ReportDraft.objects.get().answers["start"] == {"treatment_words": ["Aldara <script>alert(1)</script>"]}
    assert "<script>alert(1)" not in browser.get(NEW).content.decode()
    page = browser.post(NEW, {"treatment_words": "a" * 251})
    assert page.status_code == 422
    assert "a" * 251 in page.content.decode()


def test_start_turns_away_someone_whose_writing_is_paused_with_their_words(gus: User) -> None:
    agree(gus, ConsentKind.KEEP)
    set_standing(gus, Level.BANNED)
    page = client_of(gus).post(NEW, {"treatment_words": "Imiquimod"})
    assert page.status_code == 403
    assert "Imiquimod" in page.content.decode()
    assert not ReportDraft.objects.exists()


def test_start_carries_the_words_of_a_lost_sign_in(client: Client) -> None:
    lost = client.post(step("happened"), {"narrative": "It began in <May>.", "reaction-0-effect_verbatim": "itch"})
    assert lost.status_code == 403
    assert "It began in &lt;May&gt;." in lost.content.decode()
    carried = lost.context["carried"]
    page = client.post(
        NEW, {"stamp": lost.context["stamp"], "treatment_words": "Imiquimod", "carried": carried, **JOIN}
    )
    assert page.status_code == 200
    assert ReportDraft.objects.get().answers == {
        "happened": {"narrative": ["It began in <May>."], "reaction-0-effect_verbatim": ["itch"]},
        "start": {"treatment_words": ["Imiquimod"]},
    }


@pytest.mark.parametrize(
    "carried",
    [
        "{",
        "[]",
        "null",
        '"x"',
        '{"start": []}',
        '{"nowhere": {"a": ["b"]}}',
        '{"about": {"sex": "2", "x": ["y"]}}',
        "[" * 99_999,
    ],
)
def test_start_takes_no_nonsense_as_carried(gus: User, carried: str) -> None:
    agree(gus, ConsentKind.KEEP)
    client_of(gus).post(NEW, {"treatment_words": "Imiquimod", "carried": carried})
    answers = ReportDraft.objects.get().answers
    assert {name: words for name, words in answers.items() if words} == {"start": {"treatment_words": ["Imiquimod"]}}
    assert json.dumps(answers)


def test_start_refuses_other_methods(client: Client) -> None:
    assert client.put(NEW).status_code == 405
    assert client.delete(step("about")).status_code == 405
    assert client.put("/reports/new/review/").status_code == 405
