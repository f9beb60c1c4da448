"""Posts: a small Markdown in, a fragment of safe HTML out. It is called once, when a text is written or decided."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from community.rendering.article import RenderedArticle, render_article
from community.rendering.cleaning import TextRefused, check_limits, clean_text
from community.rendering.images import image_as_text
from community.rendering.plain import plain_text

# The door of the room: what others use of it, by one name each.
__all__ = [
    "RENDERER",
    "RenderedArticle",
    "TextRefused",
    "check_limits",
    "clean_text",
    "plain_text",
    "render",
    "render_article",
]

# Stored beside ready HTML; raised when the HTML of the same text changes, so that old fragments can be found.
RENDERER = 1


class PostMarkdown(MarkdownIt):
    """A Markdown reader that makes a link only of a full address on the web or of mail."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the name is the library's
        return url.lower().startswith(("http://", "https://", "mailto:"))


def _heading_open(*_args: object) -> str:
    return "<p><strong>"


def _heading_close(*_args: object) -> str:
    return "</strong></p>\n"


def _post_markdown() -> MarkdownIt:
    markdown = PostMarkdown("commonmark", {"html": False, "linkify": True, "breaks": True, "xhtmlOut": False})
    markdown.enable(["strikethrough", "linkify"])
    # Indented paragraphs are prose, not code; a line of dashes under a paragraph is not a heading.
    markdown.disable(["code", "lheading", "html_block", "html_inline", "reference"])
    markdown.add_render_rule("image", image_as_text)
    markdown.add_render_rule("heading_open", _heading_open)
    markdown.add_render_rule("heading_close", _heading_close)
    if markdown.linkify is None:
        raise RuntimeError("markdown-it-py is installed without its linkify extra.")
    # Only addresses with a scheme: "I stopped the cream.it helped" is not a link to a site in Italy.
    markdown.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
    return markdown


_MARKDOWN = _post_markdown()
_CLEANER = nh3.Cleaner(
    tags={"a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "s", "strong", "ul"},
    attributes={"a": {"href"}, "ol": {"start"}},
    url_schemes={"http", "https", "mailto"},
    url_relative="deny",
    link_rel="nofollow ugc noopener noreferrer",
)


def render(text: str) -> SafeString:
    """Return the safe HTML of a post written in Markdown.

    Paragraphs, line breaks, emphasis, strikethrough, lists, quotes, code and full web addresses live; headings become
    bold paragraphs, images their description, HTML plain text. Raises TextRefused for a text beyond the limits.
    """
    text = clean_text(text)
    check_limits(text)
    # Cleaned once more: entities and percent-encoded addresses can spell the characters that clean_text takes out.
    return mark_safe(clean_text(_CLEANER.clean(_MARKDOWN.render(text))))  # noqa: S308 - made safe by the allow-list
