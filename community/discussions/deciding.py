"""The only door to the public page, and the only writer of Post.status."""

from django.contrib.postgres.search import SearchVector
from django.db import transaction
from django.db.models import Max, Value
from django.utils import timezone

from community.accounts.models import User
from community.catalog.models import Rule
from community.discussions.fragments import fragment_of
from community.discussions.hashing import commitment, hash_of, new_salt
from community.discussions.models import (
    AGAINST,
    Decision,
    DecisionText,
    Outcome,
    Post,
    PostStatus,
    Revision,
    RevisionKind,
    Thread,
)
from community.discussions.opening import follow_post, is_hidden, opens_its_thread
from community.notifications.models import Kind
from community.notifications.notifying import notify

_STATUS_AFTER = {
    Outcome.HOLD: PostStatus.HELD,
    Outcome.PUBLISH: PostStatus.PUBLISHED,
    Outcome.REJECT: PostStatus.REJECTED,
    Outcome.REMOVE: PostStatus.REMOVED,
}
_NOTICE_AFTER = {
    Outcome.HOLD: Kind.HELD,
    Outcome.PUBLISH: Kind.PUBLISHED,
    Outcome.REJECT: Kind.REJECTED,
    Outcome.REMOVE: Kind.REMOVED,
}
_POSSIBLE_FROM = {
    PostStatus.HELD: (Outcome.PUBLISH, Outcome.REJECT),
    PostStatus.PUBLISHED: (Outcome.REMOVE,),
    PostStatus.REJECTED: (Outcome.PUBLISH,),
    PostStatus.REMOVED: (Outcome.PUBLISH,),
    PostStatus.WITHDRAWN: (),
}


class DecisionRefused(Exception):
    """The decision does not apply; the message says why, for the person at the desk."""


class TextChanged(DecisionRefused):
    """The author changed or withdrew the text after the moderator opened it."""


class NotPossible(DecisionRefused):
    """The outcome does not follow from the present state, perhaps because someone else was faster."""


class ThreadHidden(DecisionRefused):
    """A post is published only where its thread is: the opening post comes first."""


class FactsMissing(DecisionRefused):
    """A decision against a text names a rule and facts."""


class OwnText(DecisionRefused):
    """No one judges their own text."""


def possible_outcomes(post: Post) -> tuple[Outcome, ...]:
    """Return what a person may decide about `post` as it stands."""
    return _POSSIBLE_FROM[PostStatus(post.status)]


@transaction.atomic
def decide(
    post_id: int, outcome: Outcome, *, by: User | None, revision_id: int, rule: Rule | None = None, facts: str = ""
) -> Decision:
    """Decide about the revision that was seen, write it down, show or hide the post, and tell the author.

    `by` None is the machine, which may only hold or publish, and only once, when the text comes in. Raises
    TextChanged, NotPossible, ThreadHidden, FactsMissing or OwnText; then nothing has changed.
    """
    thread, post = _lock(post_id)
    revision = post.revisions.order_by("-number").first()
    if revision is None or revision.pk != revision_id or revision.kind != RevisionKind.TEXT:
        raise TextChanged
    last = post.decisions.order_by("-seq").first()
    _refuse_what_is_not_possible(post, outcome, by, first=last is None)
    if outcome == Outcome.PUBLISH and is_hidden(thread) and not opens_its_thread(thread, post):
        raise ThreadHidden
    if outcome in AGAINST and (rule is None or not facts.strip()):
        raise FactsMissing
    decision = _record(post, revision, outcome, by, rule, facts.strip(), last)
    _write_status(thread, post, _STATUS_AFTER[outcome], revision)
    if by is not None or outcome != Outcome.PUBLISH:
        notify(post.author, _NOTICE_AFTER[outcome], f"/posts/{post.pk}/")
    return decision


def _lock(post_id: int) -> tuple[Thread, Post]:
    """Lock the thread and then the post: the order of add_post too, so that two verbs never wait for each other."""
    thread = Thread.objects.select_for_update(of=("self",)).get(posts=post_id)
    return thread, Post.objects.select_for_update(of=("self",)).select_related("author").get(pk=post_id)


def _refuse_what_is_not_possible(post: Post, outcome: Outcome, by: User | None, *, first: bool) -> None:
    if by is not None and by.pk == post.author_id:
        raise OwnText
    if by is None:
        possible: tuple[Outcome, ...] = (Outcome.HOLD, Outcome.PUBLISH) if first else ()
    else:
        possible = possible_outcomes(post)
    if outcome not in possible:
        raise NotPossible


def _record(
    post: Post,
    revision: Revision,
    outcome: Outcome,
    by: User | None,
    rule: Rule | None,
    facts: str,
    last: Decision | None,
) -> Decision:
    salt = new_salt()
    decision = Decision(
        post=post,
        seq=last.seq + 1 if last else 1,
        revision=revision,
        outcome=outcome,
        by=by,
        rule=rule,
        commitment=commitment(salt, facts) if facts else "",
        previous_hash=last.hash if last else "",
        decided_at=timezone.now(),
    )
    decision.hash = hash_of(decision)
    decision.save(force_insert=True)
    if facts:
        DecisionText.objects.create(decision=decision, facts=facts, salt=salt)
    return decision


@transaction.atomic
def withdraw_post(post: Post, by: User) -> bool:
    """Take back one's own text, for good; say whether that changed anything.

    Not a decision: a revision without words. Raises PermissionError for anyone but the author.
    """
    thread, locked = _lock(post.pk)
    if locked.author_id != by.pk:
        raise PermissionError
    if locked.status == PostStatus.WITHDRAWN:
        return False
    number = (locked.revisions.aggregate(last=Max("number"))["last"] or 0) + 1
    revision = Revision.objects.create(post=locked, number=number, kind=RevisionKind.WITHDRAWAL)
    _write_status(thread, locked, PostStatus.WITHDRAWN, revision)
    return True


def _write_status(thread: Thread, post: Post, status: PostStatus, revision: Revision) -> None:
    was_public = post.status == PostStatus.PUBLISHED
    is_public = status == PostStatus.PUBLISHED
    post.status = status
    post.published_revision = revision if is_public else None
    post.published_at = timezone.now() if is_public else None
    post.fragment = fragment_of(post, revision) if is_public else ""
    post.search_words = None
    post.save(update_fields=["status", "published_revision", "published_at", "fragment", "search_words"])
    if is_public:
        words = SearchVector(Value(revision.title), config="english", weight="A") + SearchVector(
            Value(revision.text), config="english", weight="B"
        )
        Post.objects.filter(pk=post.pk).update(search_words=words)
    if was_public != is_public:
        follow_post(thread, post, revision, is_public=is_public)
