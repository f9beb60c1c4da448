"""A published post as ready HTML, made once when it is decided, so that a page only joins strings."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from community.discussions.models import Post, Revision


def body_of(revision: Revision) -> SafeString:
    """Return the words of `revision` as HTML, which posting.add_post rendered from cleaned Markdown."""
    return mark_safe(revision.html)  # noqa: S308


def fragment_of(post: Post, revision: Revision) -> SafeString:
    """Return the HTML that stands for `post` with the words of `revision` on every public page."""
    return render_to_string(
        "discussions/post.html",
        {"post": post, "author": post.author, "revision": revision, "body": body_of(revision)},
    )
