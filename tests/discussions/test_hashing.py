"""Anyone can check that decisions are what they were, and tell erased from tampered."""

import pytest
from django.db import connection

from community.accounts.models import User
from community.catalog.models import Rule
from community.discussions.deciding import decide
from community.discussions.hashing import Soundness, verify_decisions
from community.discussions.models import Decision, DecisionText, Outcome, Thread
from community.discussions.posting import add_post


@pytest.fixture
def decisions(article_thread: Thread, gus: User, mo: User) -> list[Decision]:
    post = add_post(article_thread, gus, "Something that will be published and taken down.")
    seen = post.revisions.get().pk
    decide(post.pk, Outcome.PUBLISH, by=mo, revision_id=seen)
    rule = Rule.objects.filter(superseded=False)[0]
    decide(post.pk, Outcome.REMOVE, by=mo, revision_id=seen, rule=rule, facts="It names a clinic.")
    return list(post.decisions.order_by("seq"))


def soundness(decisions: list[Decision]) -> list[Soundness]:
    found = verify_decisions(Decision.objects.filter(pk__in=[one.pk for one in decisions]).order_by("post", "seq"))
    return [found[one.pk] for one in decisions]


def test_untouched_decisions_are_sound(decisions: list[Decision]) -> None:
    assert soundness(decisions) == [Soundness.SOUND] * 3


def test_erased_words_read_as_erased(decisions: list[Decision]) -> None:
    connection.check_constraints()  # the demand for facts is met; from here on they may go
    DecisionText.objects.filter(decision=decisions[2]).delete()
    assert soundness(decisions) == [Soundness.SOUND, Soundness.SOUND, Soundness.ERASED]


def test_changed_words_read_as_tampered(decisions: list[Decision]) -> None:
    DecisionText.objects.filter(decision=decisions[2]).update(facts="It says nothing bad.")
    assert soundness(decisions)[2] == Soundness.TAMPERED


def test_a_changed_decision_reads_as_tampered_even_with_the_trigger_off(decisions: list[Decision]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE discussions_decision SET outcome = 'hold' WHERE id = %s", [decisions[1].pk])
        cursor.execute("SET session_replication_role = origin")
    assert soundness(decisions)[1] == Soundness.TAMPERED
