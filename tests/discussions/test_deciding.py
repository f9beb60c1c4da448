"""decide() is the only door to the public page; what it may not do, the database refuses too."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from community.accounts.models import Level, User
from community.accounts.standing import set_standing
from community.catalog.models import Rule
from community.discussions.deciding import (
    FactsMissing,
    NotPossible,
    OwnText,
    TextChanged,
    ThreadHidden,
    decide,
    withdraw_post,
)
from community.discussions.models import (
    Decision,
    DecisionText,
    Outcome,
    Post,
    PostStatus,
    Thread,
    ThreadKind,
    ThreadStatus,
)
from community.discussions.opening import close_thread, reopen_thread
from community.discussions.posting import ThreadClosed, add_post, open_thread
from community.notifications.models import Kind, Notification

TEXT = "Two months after the last sachet my hair came back."


@pytest.fixture
def held(article_thread: Thread, gus: User) -> Post:
    return add_post(article_thread, gus, TEXT)


def newest(post: Post) -> int:
    return post.revisions.order_by("-number").values_list("pk", flat=True)[0]


def the_rule() -> Rule:
    return Rule.objects.filter(superseded=False).order_by("code")[0]


def notices_of(user: User) -> list[str]:
    return list(Notification.objects.filter(recipient=user).order_by("created_at").values_list("kind", flat=True))


def test_new_text_is_held_and_its_author_told(held: Post, gus: User) -> None:
    assert held.status == PostStatus.HELD
    assert held.fragment == ""
    assert [decision.outcome for decision in held.decisions.all()] == [Outcome.HOLD]
    assert notices_of(gus) == [Kind.HELD]


def test_publishing_shows_the_text_and_counts_it(held: Post, gus: User, mo: User) -> None:
    decide(held.pk, Outcome.PUBLISH, by=mo, revision_id=newest(held))
    held.refresh_from_db()
    assert held.status == PostStatus.PUBLISHED
    assert TEXT in held.fragment
    assert Thread.objects.get(pk=held.thread_id).post_count == 1
    assert notices_of(gus) == [Kind.HELD, Kind.PUBLISHED]


def test_rejecting_needs_rule_and_facts_and_keeps_both(held: Post, gus: User, mo: User) -> None:
    with pytest.raises(FactsMissing):
        decide(held.pk, Outcome.REJECT, by=mo, revision_id=newest(held), facts="no rule named")
    with pytest.raises(FactsMissing):
        decide(held.pk, Outcome.REJECT, by=mo, revision_id=newest(held), rule=the_rule(), facts="   ")
    decision = decide(
        held.pk, Outcome.REJECT, by=mo, revision_id=newest(held), rule=the_rule(), facts="It names a clinic."
    )
    held.refresh_from_db()
    assert held.status == PostStatus.REJECTED
    assert decision.words.facts == "It names a clinic."
    assert notices_of(gus) == [Kind.HELD, Kind.REJECTED]


def test_removal_takes_the_text_off_and_a_new_decision_brings_it_back(held: Post, mo: User) -> None:
    decide(held.pk, Outcome.PUBLISH, by=mo, revision_id=newest(held))
    decide(held.pk, Outcome.REMOVE, by=mo, revision_id=newest(held), rule=the_rule(), facts="It names a clinic.")
    held.refresh_from_db()
    assert (held.status, held.fragment, held.search_words) == (PostStatus.REMOVED, "", None)
    assert Thread.objects.get(pk=held.thread_id).post_count == 0
    decide(held.pk, Outcome.PUBLISH, by=mo, revision_id=newest(held))
    assert [decision.seq for decision in held.decisions.order_by("seq")] == [1, 2, 3, 4]


def test_a_second_moderator_who_is_late_changes_nothing(held: Post, mo: User) -> None:
    decide(held.pk, Outcome.PUBLISH, by=mo, revision_id=newest(held))
    with pytest.raises(NotPossible):
        decide(held.pk, Outcome.REJECT, by=mo, revision_id=newest(held), rule=the_rule(), facts="Too late.")
    assert held.decisions.count() == 2


def test_a_text_withdrawn_meanwhile_is_not_judged(held: Post, gus: User, mo: User) -> None:
    seen = newest(held)
    assert withdraw_post(held, by=gus) is True
    assert withdraw_post(held, by=gus) is False
    with pytest.raises(TextChanged):
        decide(held.pk, Outcome.PUBLISH, by=mo, revision_id=seen)


def test_only_the_author_withdraws(held: Post, stan: User) -> None:
    with pytest.raises(PermissionError):
        withdraw_post(held, by=stan)
    held.refresh_from_db()
    assert held.status == PostStatus.HELD


def test_no_one_judges_their_own_text(article_thread: Thread, mo: User) -> None:
    own = add_post(article_thread, mo, "I run this desk and have something to say myself.")
    with pytest.raises(OwnText):
        decide(own.pk, Outcome.PUBLISH, by=mo, revision_id=newest(own))


def test_the_machine_never_rejects_and_decides_once(held: Post) -> None:
    for outcome in Outcome:
        with pytest.raises(NotPossible):
            decide(held.pk, outcome, by=None, revision_id=newest(held), rule=the_rule(), facts="A machine says so.")


def test_a_trusted_person_without_findings_is_published_at_once(article_thread: Thread, ann: User, mo: User) -> None:
    set_standing(ann, Level.TRUSTED)
    for text in ("The first of three texts.", "The second of three.", "And the third one here."):
        post = add_post(article_thread, ann, text)
        assert post.status == PostStatus.HELD
        decide(post.pk, Outcome.PUBLISH, by=mo, revision_id=newest(post))
    assert add_post(article_thread, ann, "By now a person has read three of mine.").status == PostStatus.PUBLISHED
    assert add_post(article_thread, ann, "Write to me at ann@example.org then.").status == PostStatus.HELD


def test_a_thread_is_public_with_its_opening_post_alone(gus: User, stan: User, mo: User) -> None:
    opening = open_thread(gus, kind=ThreadKind.QUESTION, title="Does it grow back?", text="I would like to know.")
    assert not Thread.objects.public().filter(pk=opening.thread_id).exists()
    assert Thread.objects.visible_to(gus).filter(pk=opening.thread_id).exists()
    assert not Thread.objects.visible_to(stan).filter(pk=opening.thread_id).exists()
    decide(opening.pk, Outcome.PUBLISH, by=mo, revision_id=newest(opening))
    thread = Thread.objects.public().get(pk=opening.thread_id)
    assert thread.public_path == f"/threads/{thread.pk}/does-it-grow-back/"
    withdraw_post(opening, by=gus)
    thread.refresh_from_db()
    assert thread.status == ThreadStatus.HIDDEN


def raw(sql: str, *args: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, args)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE discussions_decision SET outcome = 'publish'",
        "DELETE FROM discussions_decision",
        "TRUNCATE discussions_decision CASCADE",
    ],
)
def test_decisions_are_append_only(held: Post, sql: str) -> None:
    connection.check_constraints()  # PostgreSQL truncates no table that has deferred checks to do
    with pytest.raises(Exception, match=r"(?i)append-only|cannot (update|delete)"):
        raw(sql)


def insert_decision(post: Post, by: User | None, outcome: str, rule: int | None, commitment: str) -> None:
    raw(
        "INSERT INTO discussions_decision"
        " (post_id, seq, revision_id, outcome, by_id, rule_id, commitment, previous_hash, hash, decided_at)"
        " VALUES (%s, 2, %s, %s, %s, %s, %s, 'before', 'now', now())",
        post.pk,
        newest(post),
        outcome,
        by.pk if by else None,
        rule,
        commitment,
    )


def test_database_refuses_a_decision_against_a_text_without_rule_or_facts(held: Post, mo: User) -> None:
    for rule, commitment in ((None, "c"), (the_rule().pk, "")):
        with pytest.raises(IntegrityError, match="decision_against_needs_rule_and_facts"):
            insert_decision(held, mo, "reject", rule, commitment)
    with pytest.raises(IntegrityError, match="decision_against_is_made_by_a_person"):
        insert_decision(held, None, "reject", the_rule().pk, "c")


def test_database_demands_the_facts_at_commit(held: Post, mo: User) -> None:
    def insert_and_commit() -> None:
        with transaction.atomic():
            insert_decision(held, mo, "reject", the_rule().pk, "c")
            connection.check_constraints()

    with pytest.raises(IntegrityError, match="needs facts"):
        insert_and_commit()


def test_erasing_the_facts_leaves_the_decision_valid(held: Post, mo: User) -> None:
    decision = decide(
        held.pk, Outcome.REJECT, by=mo, revision_id=newest(held), rule=the_rule(), facts="It names a clinic."
    )
    connection.check_constraints()
    DecisionText.objects.filter(decision=decision).delete()
    connection.check_constraints()
    assert Decision.objects.filter(pk=decision.pk).exists()


def test_database_refuses_a_judge_who_is_the_author(held: Post, gus: User) -> None:
    with pytest.raises(IntegrityError, match="own text"):
        insert_decision(held, gus, "publish", None, "")


@pytest.mark.parametrize("status", ["removed", "nonsense"])
def test_database_refuses_a_status_that_does_not_follow(held: Post, status: str) -> None:
    with pytest.raises(Exception, match=r"Invalid transition|post_status_known"):
        raw("UPDATE discussions_post SET status = %s WHERE id = %s", status, held.pk)


def test_database_refuses_a_published_post_without_its_parts(held: Post) -> None:
    with pytest.raises(IntegrityError, match="post_public_parts_only_when_published"):
        raw("UPDATE discussions_post SET status = 'published' WHERE id = %s", held.pk)


def test_database_refuses_a_post_that_begins_public(held: Post) -> None:
    with pytest.raises(Exception, match="post_begins_held"):
        raw(
            "INSERT INTO discussions_post (thread_id, position, author_id, status, created_at, published_at,"
            " published_revision_id, fragment) VALUES (%s, 99, %s, 'published', now(), now(), %s, 'x')",
            held.thread_id,
            held.author_id,
            newest(held),
        )


def test_database_refuses_to_show_the_revision_of_another_post(article_thread: Thread, held: Post, stan: User) -> None:
    other = add_post(article_thread, stan, "Words of someone else altogether.")
    with pytest.raises(IntegrityError, match="of another post"):
        raw(
            "UPDATE discussions_post SET status = 'published', published_at = now(), fragment = 'x',"
            " published_revision_id = %s WHERE id = %s",
            newest(other),
            held.pk,
        )


def test_a_reply_is_published_only_where_its_thread_is(gus: User, stan: User, mo: User) -> None:
    opening = open_thread(gus, kind=ThreadKind.TIP, title="A cool cloth", text="It helped me at night.")
    decide(opening.pk, Outcome.PUBLISH, by=mo, revision_id=newest(opening))
    reply = add_post(Thread.objects.get(pk=opening.thread_id), stan, "I will try that, thank you.")
    withdraw_post(opening, by=gus)
    with pytest.raises(ThreadHidden):
        decide(reply.pk, Outcome.PUBLISH, by=mo, revision_id=newest(reply))
    reply.refresh_from_db()
    assert reply.status == PostStatus.HELD


def test_a_closed_thread_comes_back_closed(gus: User, mo: User) -> None:
    opening = open_thread(gus, kind=ThreadKind.TIP, title="A cool cloth", text="It helped me at night.")
    decide(opening.pk, Outcome.PUBLISH, by=mo, revision_id=newest(opening))
    thread = Thread.objects.get(pk=opening.thread_id)
    assert close_thread(thread) is True
    assert close_thread(thread) is False
    decide(opening.pk, Outcome.REMOVE, by=mo, revision_id=newest(opening), rule=the_rule(), facts="It names a clinic.")
    assert not Thread.objects.public().filter(pk=thread.pk).exists()
    decide(opening.pk, Outcome.PUBLISH, by=mo, revision_id=newest(opening))
    thread.refresh_from_db()
    assert thread.status == ThreadStatus.CLOSED
    assert reopen_thread(thread) is True


def test_a_text_for_a_thread_that_was_hidden_meanwhile_is_refused(gus: User, stan: User, mo: User) -> None:
    opening = open_thread(gus, kind=ThreadKind.TIP, title="A cool cloth", text="It helped me at night.")
    decide(opening.pk, Outcome.PUBLISH, by=mo, revision_id=newest(opening))
    seen = Thread.objects.get(pk=opening.thread_id)
    withdraw_post(opening, by=gus)
    with pytest.raises(ThreadClosed):
        add_post(seen, stan, "I read it a minute ago.")
    assert Post.objects.filter(thread=seen).count() == 1


def test_the_thread_is_locked_before_the_post_as_writers_do(held: Post, gus: User) -> None:
    with CaptureQueriesContext(connection) as captured:
        withdraw_post(held, by=gus)
    locks = [query["sql"] for query in captured if "FOR UPDATE" in query["sql"]]
    assert ["discussions_thread" in sql.split(" FROM ")[1].split(" ")[0] for sql in locks] == [True, False]
