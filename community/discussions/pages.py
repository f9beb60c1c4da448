"""What stands on a page of a thread: one row-set of ready fragments, and the small part that differs by reader."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from community.accounts.models import User
from community.discussions.fragments import body_of
from community.discussions.models import AGAINST, DecisionText, Post, PostStatus, Thread
from community.discussions.opening import opens_its_thread

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """One page of posts: `posts` is ready HTML; page numbers are ranges of position, never offsets."""

    posts: SafeString
    number: int
    last: int

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number < self.last


def last_page(thread: Thread) -> int:
    """Return the number of the last page of `thread`, at least 1."""
    return max(1, -(-thread.last_position // PAGE_SIZE))


def page_of(position: int) -> int:
    """Return the number of the page on which `position` stands."""
    return (position - 1) // PAGE_SIZE + 1


def thread_page(thread: Thread, number: int) -> ThreadPage:
    """Return page `number` of the published posts of `thread`; one query."""
    first = (number - 1) * PAGE_SIZE + 1
    fragments = (
        Post.objects.public()
        .filter(thread=thread, position__gte=first, position__lt=first + PAGE_SIZE)
        .order_by("position")
        .values_list("fragment", flat=True)
    )
    # Every fragment was rendered from cleaned Markdown by fragments.fragment_of.
    return ThreadPage(mark_safe("\n".join(fragments)), number, last_page(thread))  # noqa: S308


@dataclass(frozen=True, slots=True)
class OwnPost:
    """A text of the reader's own that others cannot see, with what was decided about it."""

    post: Post
    title: str
    text: str
    body: SafeString
    rule: str
    rule_code: str
    facts: str
    write_again: str


def own_posts(user: object, thread: Thread | None = None, limit: int = 20) -> list[OwnPost]:
    """Return the newest texts of `user` that are not public (in all threads: every text); four queries at most."""
    if not isinstance(user, User):
        return []
    posts = Post.objects.filter(author=user).select_related("thread").order_by("-created_at")
    if thread is not None:
        posts = posts.filter(thread=thread).exclude(status=PostStatus.PUBLISHED)
    posts = posts.prefetch_related("revisions", "decisions__rule", "decisions__words")
    return [_own(post) for post in posts[:limit]]


def _own(post: Post) -> OwnPost:
    revisions: list[Any] = [revision for revision in post.revisions.all() if revision.text]
    latest = revisions[-1] if revisions else None
    decided = list(post.decisions.all())
    against = decided[-1] if decided and decided[-1].outcome in AGAINST else None
    try:
        facts = against.words.facts if against else ""
    except DecisionText.DoesNotExist:
        facts = ""
    return OwnPost(
        post=post,
        title=latest.title if latest else "",
        text=latest.text if latest else "",
        body=body_of(latest) if latest else SafeString(""),
        rule=against.rule.title if against and against.rule else "",
        rule_code=against.rule.code if against and against.rule else "",
        facts=facts,
        write_again="/threads/new/" if opens_its_thread(post.thread, post) else f"/threads/{post.thread_id}/write/",
    )
