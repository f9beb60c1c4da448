"""What waits at the desk, and what a moderator needs to judge one item."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from community.accounts.models import User
from community.discussions.models import Decision, Finding, Post, PostStatus, Revision
from community.screening.reasons import reason

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many texts wait (`more` when over the number that is counted) and since when the oldest does."""

    count: int
    more: bool
    oldest: datetime | None


def queue() -> QuerySet[Post, Any]:
    """Return held posts, the heaviest finding first and then the oldest; slice it."""
    return (
        Post.objects.filter(status=PostStatus.HELD)
        .select_related("author", "thread")
        .annotate(weight=Max("revisions__findings__weight", default=0))
        .order_by("-weight", "created_at")
    )


def waiting(most: int = 500) -> Waiting:
    """Return the figures at the top of the desk; counts at most `most` rows of the partial index."""
    held = Post.objects.filter(status=PostStatus.HELD)
    count = held[: most + 1].count()
    oldest = held.order_by("created_at").values_list("created_at", flat=True).first()
    return Waiting(min(count, most), count > most, oldest)


@dataclass(frozen=True, slots=True)
class MarkedFinding:
    """A finding as the desk lists it."""

    sentence: str
    weight: int


@dataclass(frozen=True, slots=True)
class Item:
    """Everything the page of one post shows."""

    post: Post
    revision: Revision
    title: SafeString
    text: SafeString
    findings: list[MarkedFinding]
    decisions: list[Decision]
    context: list[Post]
    published_before: int
    rejected_before: int


def item(post: Post) -> Item | None:
    """Return what the desk shows of `post`, judged by its newest revision; None where it has no words any more."""
    revision = post.revisions.order_by("-number").first()
    if revision is None or not revision.text:
        return None
    findings = list(revision.findings.all())
    history = Post.objects.filter(author_id=post.author_id).aggregate(
        published=Count("pk", filter=Q(status=PostStatus.PUBLISHED)),
        rejected=Count("pk", filter=Q(status__in=[PostStatus.REJECTED, PostStatus.REMOVED])),
    )
    before = Post.objects.public().filter(thread_id=post.thread_id, position__lt=post.position)
    return Item(
        post=post,
        revision=revision,
        title=marked(revision.title, [found for found in findings if found.field == "title"]),
        text=marked(revision.text, [found for found in findings if found.field == "text"]),
        findings=[MarkedFinding(str(reason(found.reason).sentence), found.weight) for found in findings],
        decisions=list(post.decisions.select_related("by", "rule", "words").order_by("seq")),
        context=list(before.select_related("author").order_by("-position")[:3])[::-1],
        published_before=history["published"],
        rejected_before=history["rejected"],
    )


def marked(text: str, findings: list[Finding]) -> SafeString:
    """Return `text` escaped, with the spans of `findings` in <mark>; overlapping spans run together."""
    pieces: list[str] = []
    at = 0
    for start, end in _merged(
        [(found.start, found.end) for found in findings if 0 < found.end - found.start < len(text)]
    ):
        pieces += [escape(text[at:start]), format_html("<mark>{}</mark>", text[start:end])]
        at = end
    pieces.append(escape(text[at:]))
    return mark_safe("".join(pieces))  # noqa: S308  # every piece was escaped above


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def authored_by(post: Post, user: User) -> bool:
    """Say whether `user` wrote `post`, and so may not judge it."""
    return post.author_id == user.pk
