"""A thread opens with its opening post, hides with it, is closed and opened again: the only writer of Thread.status."""

from django.db import transaction
from django.db.models import F, Max
from django.utils.text import slugify

from community.discussions.models import PUBLIC, Post, PostStatus, Revision, Thread, ThreadKind, ThreadStatus
from community.page_cache.versions import bump

_SHOWN = {ThreadStatus.HIDDEN: ThreadStatus.OPEN, ThreadStatus.HIDDEN_CLOSED: ThreadStatus.CLOSED}
_HIDDEN = {shown: hidden for hidden, shown in _SHOWN.items()}
_LONGEST_SLUG = 60


def is_hidden(thread: Thread) -> bool:
    """Say whether nobody but its opener can see `thread`."""
    return thread.status not in PUBLIC


def opens_its_thread(thread: Thread, post: Post) -> bool:
    """Say whether `post` is what `thread` opened with; an article's thread opens with the article."""
    return post.position == 1 and thread.kind != ThreadKind.ARTICLE


def follow_post(thread: Thread, post: Post, revision: Revision, *, is_public: bool) -> None:
    """Bring the locked `thread` in step with one of its posts that has just become public, or ceased to be."""
    if opens_its_thread(thread, post):
        now = ThreadStatus(thread.status)
        thread.status = (_SHOWN if is_public else _HIDDEN).get(now, now)
        if is_public:
            slug = slugify(revision.title)[:_LONGEST_SLUG].strip("-") or "thread"
            thread.title = revision.title
            thread.public_path = thread.public_path or f"/threads/{thread.pk}/{slug}/"
    latest = Post.objects.filter(thread=thread, status=PostStatus.PUBLISHED).aggregate(at=Max("published_at"))["at"]
    thread.last_post_at = latest
    thread.post_count = F("post_count") + (1 if is_public else -1)
    thread.save(update_fields=["status", "title", "public_path", "last_post_at", "post_count"])
    bump(thread.public_path, "/", "/threads/", removal=not is_public)


def close_thread(thread: Thread) -> bool:
    """Close `thread` for new posts; say whether that changed anything."""
    return _move(thread, {ThreadStatus.OPEN: ThreadStatus.CLOSED, ThreadStatus.HIDDEN: ThreadStatus.HIDDEN_CLOSED})


def reopen_thread(thread: Thread) -> bool:
    """Let people write in `thread` again; say whether that changed anything."""
    return _move(thread, {ThreadStatus.CLOSED: ThreadStatus.OPEN, ThreadStatus.HIDDEN_CLOSED: ThreadStatus.HIDDEN})


@transaction.atomic
def _move(thread: Thread, moves: dict[ThreadStatus, ThreadStatus]) -> bool:
    locked = Thread.objects.select_for_update().get(pk=thread.pk)
    moved = moves.get(ThreadStatus(locked.status))
    if moved is None:
        return False
    locked.status = moved
    locked.save(update_fields=["status"])
    bump(locked.public_path)
    return True
