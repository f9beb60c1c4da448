"""Every button of a step keeps what was written."""

import pytest
from django.test import Client

from community.accounts.models import User
from community.reports.models import ReportDraft
from tests.people import client_of
from tests.reports.walking import ABOUT, NEW, REACTION, REVIEW, start, step

pytestmark = pytest.mark.django_db
ORDER = ["start", "treatment", "happened", "when", "now", "about", "sharing"]


@pytest.fixture
def browser(client: Client) -> Client:
    start(client)
    return client


def answers() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = ReportDraft.objects.get().answers
    return found


def test_step_without_a_draft_leads_to_the_first(client: Client, gus: User) -> None:
    for browser in (client, client_of(gus)):
        for name in ORDER[1:]:
            assert browser.get(step(name)).headers["Location"] == NEW


def test_unknown_step_is_not_found(browser: Client) -> None:
    assert browser.get(step("nowhere")).status_code == 404
    assert browser.post(step("nowhere"), {"a": "b"}).status_code == 404


def test_first_step_has_one_address(browser: Client) -> None:
    assert browser.get(step("start")).headers["Location"] == NEW


@pytest.mark.parametrize("name", ORDER[1:])
def test_step_is_shown_and_stored_nowhere(browser: Client, name: str) -> None:
    page = browser.get(step(name))
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert page.content.decode().count('aria-current="step"') == 1


def test_steps_lead_on_and_back(browser: Client) -> None:
    typed = {"happened": REACTION, "about": ABOUT}
    for at, name in enumerate(ORDER[1:], start=1):
        on = browser.post(step(name), {**typed.get(name, {}), "go": "next"})
        assert on.headers["Location"] == (step(ORDER[at + 1]) if at + 1 < len(ORDER) else REVIEW)
        back = browser.post(step(name), {**typed.get(name, {}), "go": "back"})
        assert back.headers["Location"] == (step(ORDER[at - 1]) if at > 1 else NEW)
    assert browser.post(step("when"), {"go": "about"}).headers["Location"] == step("about")
    assert browser.post(step("when"), {"go": "review"}).headers["Location"] == REVIEW
    assert browser.post(step("when"), {"go": "later"}).headers["Location"] == "/reports/mine/"
    assert browser.post(step("when"), {"go": "https://example.org/"}).headers["Location"] == step("now")


def test_step_keeps_what_cannot_stand_and_says_why(browser: Client) -> None:
    page = browser.post(step("when"), {"started": "12/03/2025", "stopped": "March 2025"})
    assert page.status_code == 422
    html = page.content.decode()
    assert 'value="12/03/2025"' in html
    assert 'href="#id_started"' in html
    assert answers()["when"] == {"started": ["12/03/2025"], "stopped": ["March 2025"]}
    again = browser.get(step("when")).content.decode()
    assert 'value="12/03/2025"' in again
    assert 'value="March 2025"' in again


def test_leaving_a_step_needs_nothing_to_be_right(browser: Client) -> None:
    gone = browser.post(step("happened"), {"narrative": "unfinished", "reaction-0-effect_verbatim": "", "go": "later"})
    assert gone.headers["Location"] == "/reports/mine/"
    assert answers()["happened"]["narrative"] == ["unfinished"]


def test_one_step_leaves_the_others_as_they_were(browser: Client) -> None:
    browser.post(step("happened"), REACTION)
    browser.post(step("about"), ABOUT)
    browser.post(step("happened"), {"reaction-0-effect_verbatim": "itch"})
    assert answers() == {
        "start": {"treatment_words": ["Imiquimod"]},
        "happened": {"reaction-0-effect_verbatim": ["itch"]},
        "about": {"reporter_is": ["self"], "sex": ["2"]},
    }


def test_draft_holds_nothing_that_was_not_asked(browser: Client) -> None:
    browser.post(step("about"), {**ABOUT, "status": "valid", "reporter": "1", "reaction-0-effect_verbatim": "itch"})
    assert answers()["about"] == {"reporter_is": ["self"], "sex": ["2"]}


def test_another_side_effect_can_be_added_up_to_ten(browser: Client) -> None:
    typed = dict(REACTION)
    for number in range(2, 11):
        assert browser.post(step("happened"), {**typed, "go": "add"}).headers["Location"] == step("happened")
        page = browser.get(step("happened"))
        assert f"Side effect {number}" in page.content.decode()
        typed[f"reaction-{number - 1}-effect_verbatim"] = f"effect {number}"
    assert "Add another side effect" not in browser.get(step("happened")).content.decode()
    browser.post(step("happened"), {**typed, "go": "add"})
    assert len(answers()["happened"]) == 10


def test_when_and_now_ask_once_for_each_side_effect(browser: Client) -> None:
    browser.post(step("happened"), {**REACTION, "reaction-1-effect_verbatim": "", "reaction-2-effect_verbatim": "itch"})
    for name in ("when", "now"):
        page = browser.get(step(name))
        assert [row.legend for row in page.context["forms"].rows.values()] == [
            f"{'When you had' if name == 'when' else 'How it is now'}: {words}" for words in ("Hair loss", "itch")
        ]
    assert 'name="dates-2-started"' in browser.get(step("when")).content.decode()


def test_terms_are_offered_by_body_system_in_plain_words(browser: Client) -> None:
    html = browser.get(step("happened")).content.decode()
    assert '<optgroup label="Hair and nails">' in html
    assert "Bald patch" in html


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"sex": "2"}, "Choose one of these."),
        ({"reporter_is": "self"}, "Tell us at least one thing about the person"),
        ({"reporter_is": "self", "sex": "UNK"}, "Tell us at least one thing about the person"),
        ({"reporter_is": "self", "age_years": "121"}, "the oldest we can take is 120"),
        ({"reporter_is": "self", "age_years": "old"}, "whole number"),
        ({"reporter_is": "self", "age_years": "40", "age_group": "5"}, "not both"),
        ({"reporter_is": "self", "sex": "2", "country": "XX"}, "Select a valid choice"),
    ],
)
def test_about_says_what_is_missing(browser: Client, typed: dict[str, str], words: str) -> None:
    page = browser.post(step("about"), typed)
    assert page.status_code == 422
    assert words in page.content.decode()


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("when", {"started": "March 2025", "stopped": "2024"}, "lies before the beginning"),
        ("when", {"started": "30 February 2025"}, "There is no such day"),
        ("when", {"started": "2099"}, "still to come"),
        ("when", {"dates-0-started": "March 2025", "dates-0-ended": "2024"}, "lies before the beginning"),
        ("treatment", {"other-0-started": "2024"}, "This field is required."),
        (
            "treatment",
            {"other-0-other_treatments": "x", "other-0-started": "2025", "other-0-stopped": "2024"},
            "before",
        ),
        ("happened", {"reaction-0-effect_verbatim": "a"}, "a few more letters"),
        ("happened", {**REACTION, "narrative": "a b " * 2_501}, "at most 10000 characters"),
        ("now", {"seriousness": "bad"}, "Select a valid choice"),
    ],
)
def test_step_refuses_what_cannot_be(browser: Client, name: str, typed: dict[str, str], words: str) -> None:
    browser.post(step("happened"), REACTION)
    page = browser.post(step(name), typed)
    assert page.status_code == 422
    assert words in page.content.decode()


def test_step_asks_the_same_of_the_database_for_one_side_effect_as_for_ten(
    browser: Client, django_assert_num_queries
) -> None:
    def count_all() -> list[int]:
        counts = []
        for name in ORDER[1:]:
            with django_assert_num_queries(12, exact=False) as captured:
                browser.get(step(name))
            counts.append(len(captured))
        return counts

    browser.post(step("happened"), REACTION)
    one = count_all()
    browser.post(step("happened"), {f"reaction-{at}-effect_verbatim": f"effect {at}" for at in range(10)})
    assert count_all() == one


def test_step_is_saved_with_few_queries(browser: Client, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(12):
        browser.post(step("about"), ABOUT)
