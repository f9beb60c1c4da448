"""A published post as ready HTML, made once when it is decided, so that a page only joins strings."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from community.discussions.models import Post, Revision
from community.rendering.render import render


def fragment_of(post: Post, revision: Revision) -> SafeString:
    """Return the HTML that stands for `post` with the words of `revision` on every public page."""
    return render_to_string(
        "discussions/post.html",
        {"post": post, "author": post.author, "revision": revision, "body": render(revision.text)},
    )
