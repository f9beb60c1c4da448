"""People talking: threads, posts, their versions, what the machine found in them and what people decided.

Status is written by deciding.py alone. Decisions are append-only; the words of a decision lie in DecisionText and can
be erased, after which the decision still proves what it committed to.
"""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.catalog.models import Rule, SideEffect, Treatment
from community.discussions.triggers import (
    append_only,
    facts_at_commit,
    judge_is_not_author,
    published_revision_is_its_own,
)


class ThreadKind(models.TextChoices):
    EXPERIENCE = "experience", _("Experience")
    QUESTION = "question", _("Question")
    TIP = "tip", _("Tip")
    ARTICLE = "article", _("Comments on an article")


class ThreadStatus(models.TextChoices):
    HIDDEN = "hidden", _("hidden: its opening post is not public")
    HIDDEN_CLOSED = "hidden_closed", _("hidden, and closed for new posts")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed for new posts")


PUBLIC = (ThreadStatus.OPEN, ThreadStatus.CLOSED)


class ThreadQuerySet(models.QuerySet["Thread"]):
    def public(self) -> "ThreadQuerySet":
        """What everyone may see."""
        return self.filter(status__in=PUBLIC)

    def visible_to(self, user: object) -> "ThreadQuerySet":
        """What `user` may see: public threads, and their own while it waits."""
        own = Q(opened_by=user) if isinstance(user, User) else Q(pk=None)
        return self.filter(Q(status__in=PUBLIC) | own)


class Thread(models.Model):
    """A discussion, or the comments of an article."""

    kind = models.CharField(max_length=12, choices=ThreadKind)
    status = models.CharField(max_length=14, choices=ThreadStatus, default=ThreadStatus.HIDDEN)
    title = models.CharField(max_length=150, blank=True)
    public_path = models.CharField(max_length=250, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="threads"
    )
    treatment = models.ForeignKey(Treatment, null=True, blank=True, on_delete=models.PROTECT, related_name="threads")
    side_effect = models.ForeignKey(SideEffect, null=True, blank=True, on_delete=models.PROTECT, related_name="threads")
    created_at = models.DateTimeField(default=timezone.now)
    # Kept by the one door that changes a post's status, so that no page counts rows.
    last_position = models.PositiveIntegerField(default=0)
    post_count = models.PositiveIntegerField(default=0)
    last_post_at = models.DateTimeField(null=True, blank=True)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["-last_post_at"],
                name="threads_by_activity",
                condition=~Q(kind="article") & Q(status__in=("open", "closed")),
            )
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ThreadKind.values), name="thread_kind_known"),
            models.CheckConstraint(condition=Q(status__in=ThreadStatus.values), name="thread_status_known"),
            models.CheckConstraint(
                condition=~Q(status__in=PUBLIC) | (~Q(title="") & Q(public_path__startswith="/")),
                name="thread_public_has_title_and_path",
            ),
            models.UniqueConstraint(fields=["public_path"], condition=~Q(public_path=""), name="thread_path_unique"),
        ]

    def __str__(self) -> str:
        return f"thread {self.pk}"


class PostStatus(models.TextChoices):
    HELD = "held", _("waits for a person")
    PUBLISHED = "published", _("public")
    REJECTED = "rejected", _("not published")
    REMOVED = "removed", _("taken down")
    WITHDRAWN = "withdrawn", _("withdrawn by its author")


# What may follow what. Withdrawing is the author's and final; everything else is a decision, and can be undone by one.
TRANSITIONS: tuple[tuple[PostStatus, PostStatus], ...] = (
    (PostStatus.HELD, PostStatus.PUBLISHED),
    (PostStatus.HELD, PostStatus.REJECTED),
    (PostStatus.PUBLISHED, PostStatus.REMOVED),
    (PostStatus.REJECTED, PostStatus.PUBLISHED),
    (PostStatus.REMOVED, PostStatus.PUBLISHED),
    (PostStatus.HELD, PostStatus.WITHDRAWN),
    (PostStatus.PUBLISHED, PostStatus.WITHDRAWN),
    (PostStatus.REJECTED, PostStatus.WITHDRAWN),
    (PostStatus.REMOVED, PostStatus.WITHDRAWN),
)


class PostQuerySet(models.QuerySet["Post"]):
    def public(self) -> "PostQuerySet":
        """What everyone may see: published posts of public threads."""
        return self.filter(status=PostStatus.PUBLISHED, thread__status__in=PUBLIC)

    def visible_to(self, user: object) -> "PostQuerySet":
        """What `user` may see: what is public, and their own texts in every state."""
        public = Q(status=PostStatus.PUBLISHED, thread__status__in=PUBLIC)
        return self.filter(public | Q(author=user) if isinstance(user, User) else public)


class Post(models.Model):
    """Any text in a thread. Its words stand in its revisions; `fragment` is the ready HTML of the published one."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="posts")
    position = models.PositiveIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts")
    reply_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies")
    status = models.CharField(max_length=10, choices=PostStatus, default=PostStatus.HELD)
    created_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    published_revision = models.OneToOneField(
        "Revision", null=True, blank=True, on_delete=models.PROTECT, related_name="published_of"
    )
    fragment = models.TextField(blank=True)
    search_words = SearchVectorField(null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["created_at"], name="posts_held", condition=Q(status="held")),
            models.Index(fields=["author", "-created_at"], name="posts_of_author"),
            GinIndex(fields=["search_words"], name="posts_search"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["thread", "position"], name="post_position_once"),
            models.CheckConstraint(condition=Q(position__gte=1), name="post_position_from_one"),
            models.CheckConstraint(condition=Q(status__in=PostStatus.values), name="post_status_known"),
            models.CheckConstraint(
                condition=Q(status=PostStatus.PUBLISHED, published_revision__isnull=False, published_at__isnull=False)
                & ~Q(fragment="")
                | ~Q(status=PostStatus.PUBLISHED)
                & Q(published_revision=None, published_at=None, fragment="", search_words=None),
                name="post_public_parts_only_when_published",
            ),
            models.CheckConstraint(condition=Q(reply_to=None) | ~Q(reply_to=F("id")), name="post_not_its_own_reply"),
        ]
        triggers = [
            pgtrigger.FSM(name="post_status_moves", field="status", transitions=list(TRANSITIONS)),
            pgtrigger.Protect(
                name="post_begins_held", operation=pgtrigger.Insert, condition=~pgtrigger.Q(new__status="held")
            ),
            published_revision_is_its_own(),
        ]

    def __str__(self) -> str:
        return f"post {self.pk}"


class RevisionKind(models.TextChoices):
    TEXT = "text", _("text")
    WITHDRAWAL = "withdrawal", _("withdrawal by the author")


class Revision(models.Model):
    """One version of a post's words. Erasing empties `title`, `text` and `html`; the row stays."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=RevisionKind, default=RevisionKind.TEXT)
    title = models.CharField(max_length=150, blank=True)
    text = models.TextField(blank=True)
    # `text` as safe HTML, made once when it is written: no reader waits for Markdown.
    html = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        indexes = [models.Index(fields=["digest", "created_at"], name="revisions_by_digest")]
        constraints = [
            models.UniqueConstraint(fields=["post", "number"], name="revision_number_once"),
            models.CheckConstraint(condition=Q(kind__in=RevisionKind.values), name="revision_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind=RevisionKind.WITHDRAWAL) | Q(title="", text="", html=""),
                name="revision_withdrawal_says_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"revision {self.pk}"


class Finding(models.Model):
    """One thing the machine noticed in one revision: codes and places, never words."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="findings")
    check_name = models.CharField(max_length=40)
    reason = models.CharField(max_length=40)
    field = models.CharField(max_length=10)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    weight = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar[list[str]] = ["field", "start"]
        constraints = [models.CheckConstraint(condition=Q(end__gte=F("start")), name="finding_span_in_order")]

    def __str__(self) -> str:
        return f"finding {self.pk}"


class Outcome(models.TextChoices):
    HOLD = "hold", _("hold for a person")
    PUBLISH = "publish", _("publish")
    REJECT = "reject", _("reject")
    REMOVE = "remove", _("remove")


AGAINST = (Outcome.REJECT, Outcome.REMOVE)


class Decision(models.Model):
    """What was decided about one revision, by whom (nobody: the machine), under which rule. Append-only.

    `hash` covers this row's facts of record and the hash before it; `commitment` is SHA-256 over salt and words.
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="decisions")
    seq = models.PositiveIntegerField()
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=10, choices=Outcome)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    rule = models.ForeignKey(Rule, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    commitment = models.CharField(max_length=64, blank=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["post", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["post", "seq"], name="decision_seq_once"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="decision_outcome_known"),
            models.CheckConstraint(
                condition=~Q(outcome__in=AGAINST) | (Q(rule__isnull=False) & ~Q(commitment="")),
                name="decision_against_needs_rule_and_facts",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=AGAINST) | Q(by__isnull=False), name="decision_against_is_made_by_a_person"
            ),
            models.CheckConstraint(
                condition=Q(seq=1, previous_hash="") | Q(seq__gt=1) & ~Q(previous_hash=""), name="decision_chained"
            ),
        ]
        triggers = [*append_only("decision"), judge_is_not_author(), facts_at_commit()]

    def __str__(self) -> str:
        return f"decision {self.pk}"


class DecisionText(models.Model):
    """The words of a decision: facts for the author, and the salt of the commitment. This row can be erased."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, primary_key=True, related_name="words")
    facts = models.TextField()
    salt = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(facts=""), name="decision_text_has_facts")]

    def __str__(self) -> str:
        return f"words of decision {self.pk}"
