"""What the machine notices while a report is written."""

import pytest

from community.reports.forms.journey import BY_NAME
from community.reports.noticing import Noticed, notice_draft
from community.screening.models import ScreeningRule

pytestmark = pytest.mark.django_db
DISTRESS = "I want to kill myself"


@pytest.mark.parametrize(
    ("step", "field"),
    [
        ("start", "treatment_words"),
        ("treatment", "indication"),
        ("treatment", "dose_text"),
        ("treatment", "other-0-other_treatments"),
        ("happened", "narrative"),
        ("happened", "reaction-3-effect_verbatim"),
        ("about", "history"),
    ],
)
def test_distress_is_noticed_in_every_free_text(step: str, field: str) -> None:
    assert notice_draft({step: {field: [DISTRESS]}}).needs_help is True
    assert notice_draft({step: {field: ["it itched"]}}) == Noticed()


def test_distress_of_staffs_own_phrases_is_noticed() -> None:
    answers = {"happened": {"narrative": ["the long goodbye"]}}
    assert notice_draft(answers) == Noticed()
    ScreeningRule.objects.create(kind=ScreeningRule.Kind.DISTRESS, words="long goodbye", weight=90)
    assert notice_draft(answers).needs_help is True


def test_contact_details_are_hinted_at_where_they_stand() -> None:
    noticed = notice_draft(
        {
            "happened": {"narrative": ["Write to jo@example.org"], "reaction-0-effect_verbatim": ["itch"]},
            "about": {"history": ["My doctor: 01 679 1234"], "country": ["IE"]},
        }
    )
    assert noticed.needs_help is False
    assert [(hint.step.name, hint.words, str(hint.sentence)) for hint in noticed.hints] == [
        ("happened", "jo@example.org", "This looks like an e-mail address. You may want to take it out."),
        ("about", "01 679 1234", "This looks like a phone number. You may want to take it out."),
    ]
    assert [hint.words for hint in noticed.hints_at(BY_NAME["about"])] == ["01 679 1234"]


def test_dates_choices_and_what_nobody_asked_are_not_read() -> None:
    answers = {
        "when": {"started": ["+44 20 7946 0958"]},
        "about": {"country": [DISTRESS], "unknown": [DISTRESS]},
        "nowhere": {"narrative": [DISTRESS]},
        "happened": {"narrative": [], "reaction-0-effect_verbatim": [""]},
    }
    assert notice_draft(answers) == Noticed()


def test_notice_asks_the_database_once_or_not_at_all(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        notice_draft({"about": {"sex": ["2"]}})
    with django_assert_num_queries(1):
        notice_draft({"happened": {f"reaction-{at}-effect_verbatim": ["itch"] for at in range(10)}})
