"""Words come in: screened, kept with their findings, and held or published."""

import pytest
from django.db import connection

from community.accounts.models import Level, User
from community.accounts.standing import set_standing
from community.catalog.models import SideEffect, Treatment
from community.discussions.models import Finding, Post, PostStatus, RevisionKind, Thread, ThreadKind, ThreadStatus
from community.discussions.posting import MayNotWrite, ThreadClosed, add_post, check_draft, open_comments, open_thread
from community.screening.draft import Draft
from tests.house.everywhere import public_thread, publish

TEXT = "Two months after the last sachet my hair came back."


def test_a_post_has_one_revision_with_its_words(article_thread: Thread, gus: User) -> None:
    post = add_post(article_thread, gus, TEXT)
    revision = post.revisions.get()
    assert (revision.number, revision.kind, revision.title, revision.text) == (1, RevisionKind.TEXT, "", TEXT)
    assert (post.author, post.thread, post.reply_to, post.status) == (gus, article_thread, None, PostStatus.HELD)


def test_positions_count_from_one_and_never_again(article_thread: Thread, gus: User, stan: User) -> None:
    posts = [add_post(article_thread, person, f"{TEXT} {n}") for n, person in enumerate((gus, stan, gus))]
    assert [post.position for post in posts] == [1, 2, 3]
    article_thread.refresh_from_db()
    assert (article_thread.last_position, article_thread.post_count) == (3, 0)


def test_positions_of_threads_are_apart(gus: User) -> None:
    assert [public_thread(gus, title).position for title in ("The first one", "The second one")] == [1, 1]


def test_findings_are_codes_and_places(article_thread: Thread, gus: User) -> None:
    text = "Mail me at jo@example.org."
    post = add_post(article_thread, gus, text)
    found = Finding.objects.filter(revision__post=post)
    assert text[found.get(check_name="contact_details").start :].startswith("jo@example.org")
    columns = {field.name for field in Finding._meta.get_fields()}
    assert columns == {"id", "revision", "check_name", "reason", "field", "start", "end", "weight"}


@pytest.mark.parametrize("status", [ThreadStatus.CLOSED, ThreadStatus.HIDDEN])
def test_nobody_writes_in_a_thread_that_is_not_open(status: ThreadStatus, article_thread: Thread, gus: User) -> None:
    article_thread.status = status
    with pytest.raises(ThreadClosed):
        add_post(article_thread, gus, TEXT)
    assert not Post.objects.exists()


def test_a_reply_to_another_thread_is_refused(article_thread: Thread, gus: User) -> None:
    elsewhere = public_thread(gus)
    with pytest.raises(ThreadClosed):
        add_post(article_thread, gus, TEXT, reply_to=elsewhere)


@pytest.mark.parametrize("level", [Level.BANNED])
def test_whoever_may_not_write_keeps_nothing(level: Level, article_thread: Thread, gus: User) -> None:
    set_standing(gus, level)
    before = Thread.objects.count()
    with pytest.raises(MayNotWrite):
        add_post(article_thread, gus, TEXT)
    with pytest.raises(MayNotWrite):
        open_thread(gus, kind=ThreadKind.TIP, title="A cool cloth", text=TEXT)
    article_thread.refresh_from_db()
    assert (Post.objects.count(), Thread.objects.count(), article_thread.last_position) == (0, before, 0)


@pytest.mark.parametrize("level", [Level.ORDINARY, Level.ALL_HELD])
def test_ordinary_people_wait_for_a_person(level: Level, article_thread: Thread, gus: User) -> None:
    set_standing(gus, level)
    assert add_post(article_thread, gus, TEXT).status == PostStatus.HELD


def test_a_thread_is_hidden_and_nameless_until_it_is_read(gus: User) -> None:
    treatment, effect = Treatment.objects.all()[0], SideEffect.objects.all()[0]
    post = open_thread(
        gus, kind=ThreadKind.EXPERIENCE, title="My scalp", text=TEXT, treatment=treatment, side_effect=effect
    )
    thread = post.thread
    assert (thread.status, thread.title, thread.public_path) == (ThreadStatus.HIDDEN, "", "")
    assert (thread.opened_by, thread.treatment, thread.side_effect) == (gus, treatment, effect)
    publish(post)
    thread.refresh_from_db()
    assert (thread.title, thread.public_path) == ("My scalp", f"/threads/{thread.pk}/my-scalp/")


def test_a_title_without_latin_letters_has_an_address_too(gus: User) -> None:
    opening = public_thread(gus, "שלום לכולם")
    assert opening.thread.public_path == f"/threads/{opening.thread_id}/thread/"


def test_comments_are_open_at_once(db: None) -> None:
    thread = open_comments("An article", "/articles/another/", None, None)
    assert (thread.kind, thread.status, thread.opened_by) == (ThreadKind.ARTICLE, ThreadStatus.OPEN, None)


def test_checking_keeps_nothing_and_asks_little(gus: User, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        verdict = check_draft(Draft(text="Mail me at jo@example.org."), gus)
    assert verdict.findings
    assert not Post.objects.exists()


def test_the_same_words_again_are_noticed(article_thread: Thread, gus: User, stan: User) -> None:
    assert "repeated_text" not in {found.check for found in check_draft(Draft(text=TEXT), stan).findings}
    add_post(article_thread, gus, TEXT)
    assert "repeated_text" in {found.check for found in check_draft(Draft(text=TEXT), stan).findings}


@pytest.mark.parametrize(
    ("sql", "refused"),
    [
        ("UPDATE discussions_post SET position = 1", "post_position_once"),
        ("UPDATE discussions_post SET position = 0 WHERE position = 1", "post_position_from_one"),
        ("UPDATE discussions_post SET reply_to_id = id", "post_not_its_own_reply"),
        ("UPDATE discussions_thread SET status = 'lost'", "thread_status_known"),
        ("UPDATE discussions_thread SET kind = 'lost'", "thread_kind_known"),
        ("UPDATE discussions_thread SET title = ''", "thread_public_has_title_and_path"),
        ("UPDATE discussions_thread SET public_path = 'threads/'", "thread_public_has_title_and_path"),
        ("UPDATE discussions_revision SET kind = 'withdrawal'", "revision_withdrawal_says_nothing"),
        ('UPDATE discussions_finding SET start = "end" + 1', "finding_span_in_order"),
    ],
)
def test_database_refuses_what_cannot_be(sql: str, refused: str, article_thread: Thread, gus: User) -> None:
    for n in range(2):
        add_post(article_thread, gus, f"{TEXT} jo{n}@example.org")
    connection.check_constraints()
    with connection.cursor() as cursor, pytest.raises(Exception, match=refused):
        cursor.execute(sql)
