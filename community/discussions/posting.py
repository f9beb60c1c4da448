"""Words come in: a thread with its opening post, or a post in a thread."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from community.accounts.models import Level, User
from community.accounts.standing import level_of
from community.catalog.models import SideEffect, Treatment
from community.discussions.deciding import decide
from community.discussions.models import (
    Finding,
    Outcome,
    Post,
    PostStatus,
    Revision,
    Thread,
    ThreadKind,
    ThreadStatus,
)
from community.rendering.render import render
from community.screening.draft import Context, Draft, Verdict
from community.screening.loading import load_phrases
from community.screening.screening import digest, screen

_REPEATS_COUNT_FOR = timedelta(days=30)


class ThreadClosed(Exception):
    """Nobody can write in this thread, or not any more."""


class MayNotWrite(Exception):
    """The writer is muted or banned."""


def check_draft(draft: Draft, author: User | None) -> Verdict:
    """Return what the machine notices in `draft` by `author` (None: someone new). Three queries at most."""
    since = timezone.now() - _REPEATS_COUNT_FOR
    seen = Revision.objects.filter(digest=digest(draft.text), created_at__gte=since).values_list("digest", flat=True)[
        :1
    ]
    published = Post.objects.filter(author=author, status=PostStatus.PUBLISHED)[:3].count() if author else 0
    context = Context(published_posts=published, recent_digests=frozenset(seen), phrases=load_phrases())
    return screen(draft, context)


def open_comments(title: str, public_path: str, treatment: Treatment | None, side_effect: SideEffect | None) -> Thread:
    """Open and return the thread that holds the comments of the page at `public_path`."""
    return Thread.objects.create(
        kind=ThreadKind.ARTICLE,
        status=ThreadStatus.OPEN,
        title=title,
        public_path=public_path,
        treatment=treatment,
        side_effect=side_effect,
    )


@transaction.atomic
def open_thread(
    author: User,
    *,
    kind: ThreadKind,
    title: str,
    text: str,
    treatment: Treatment | None = None,
    side_effect: SideEffect | None = None,
) -> Post:
    """Open a thread, hidden until its opening post is published, and return that post. Raises MayNotWrite."""
    thread = Thread.objects.create(kind=kind, opened_by=author, treatment=treatment, side_effect=side_effect)
    return _add(thread, author, Draft(text=text, title=title), reply_to=None)


@transaction.atomic
def add_post(thread: Thread, author: User, text: str, reply_to: Post | None = None) -> Post:
    """Screen and keep `text`, decide what happens to it first, and return the post.

    Raises ThreadClosed and MayNotWrite; `reply_to` of another thread is a ThreadClosed too.
    """
    if thread.status != ThreadStatus.OPEN or (reply_to and reply_to.thread_id != thread.pk):
        raise ThreadClosed
    return _add(thread, author, Draft(text=text), reply_to)


def _add(thread: Thread, author: User, draft: Draft, reply_to: Post | None) -> Post:
    level = level_of(author)
    if level in (Level.MUTED, Level.BANNED):
        raise MayNotWrite
    verdict = check_draft(draft, author)
    # The row lock of the counter puts writers in line, so that positions have no twins. The thread may have been
    # closed or hidden since it was read.
    if not Thread.objects.filter(pk=thread.pk, status=thread.status).update(last_position=F("last_position") + 1):
        raise ThreadClosed
    position = Thread.objects.values_list("last_position", flat=True).get(pk=thread.pk)
    post = Post.objects.create(thread=thread, position=position, author=author, reply_to=reply_to)
    revision = Revision.objects.create(
        post=post,
        number=1,
        title=draft.title,
        text=draft.text,
        html=render(draft.text),
        digest=digest(draft.text),
    )
    Finding.objects.bulk_create(
        Finding(
            revision=revision,
            check_name=found.check,
            reason=found.reason,
            field=found.field,
            start=found.start,
            end=found.end,
            weight=found.weight,
        )
        for found in verdict.findings
    )
    trusted = level == Level.TRUSTED and verdict.clean
    decide(post.pk, Outcome.PUBLISH if trusted else Outcome.HOLD, by=None, revision_id=revision.pk)
    post.refresh_from_db()
    return post
