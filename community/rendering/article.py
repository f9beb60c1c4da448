"""Articles: the editors' Markdown, with tables, footnotes and headings that can be linked to."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from html import escape

import nh3
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin

from community.rendering.cleaning import clean_text
from community.rendering.images import image_as_text

_ALIGNED = re.compile(r"text-align:(right|center)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of an article: its level (2 to 6), the id to link to, and its words as plain text."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class RenderedArticle:
    """An article's safe HTML and its headings in order of appearance, for the contents list."""

    html: SafeString
    headings: tuple[Heading, ...]


def _footnote_ref(
    _renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    number, back = _footnote_ids(tokens[index])
    label = escape(_("Footnote %(number)s") % {"number": number})
    return (
        f'<sup class="footnote-ref"><a href="#fn.{number}" id="fnref.{back}" role="doc-noteref" aria-label="{label}">'
        f"[{number}]</a></sup>"
    )


def _footnote_anchor(
    _renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    number, back = _footnote_ids(tokens[index])
    label = _("Back to footnote %(number)s in the text") % {"number": number}
    if back != number:
        label = _("%(label)s, mention %(mention)s") % {"label": label, "mention": back.partition("-")[2]}
    label = escape(label)
    return f' <a href="#fnref.{back}" class="footnote-back" role="doc-backlink" aria-label="{label}">↩</a>'


def _footnote_block_open(*_args: object) -> str:
    return f'<section class="footnotes" role="doc-endnotes" aria-label="{escape(_("Footnotes"))}">\n<ol>\n'


def _footnote_block_close(*_args: object) -> str:
    return "</ol>\n</section>\n"


def _footnote_open(
    _renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    return f'<li id="fn.{_footnote_ids(tokens[index])[0]}">'


def _footnote_ids(token: Token) -> tuple[str, str]:
    """Return a footnote's number and the number of this mark of it: the second mark of note 3 is ``3-2``.

    The ids made of them have a full stop, which no heading's id has.
    """
    number = str(token.meta["id"] + 1)
    repeat = token.meta.get("subId", 0)
    return number, f"{number}-{repeat + 1}" if repeat > 0 else number


def _table_open(
    _renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    label = escape(tokens[index].meta["label"])
    return f'<div class="table-wrap" tabindex="0" role="region" aria-label="{label}"><table>\n'


def _table_close(*_args: object) -> str:
    return "</table></div>\n"


def _article_markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}).enable(["table", "strikethrough"])
    markdown.use(footnote_plugin, inline=False)
    for name, rule in (
        ("image", image_as_text),
        ("footnote_ref", _footnote_ref),
        ("footnote_anchor", _footnote_anchor),
        ("footnote_block_open", _footnote_block_open),
        ("footnote_block_close", _footnote_block_close),
        ("footnote_open", _footnote_open),
        ("table_open", _table_open),
        ("table_close", _table_close),
    ):
        markdown.add_render_rule(name, rule)
    return markdown


_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_MARKDOWN = _article_markdown()
_CLEANER = nh3.Cleaner(
    tags={
        *("a", "blockquote", "br", "code", "div", "em", "hr", "li", "ol", "p", "pre", "s", "section", "strong"),
        *("sup", "table", "tbody", "td", "th", "thead", "tr", "ul", *_HEADINGS),
    },
    attributes={
        "a": {"href", "id", "class", "role", "aria-label", "title"},
        "div": {"class", "tabindex", "role", "aria-label"},
        "section": {"class", "role", "aria-label"},
        "li": {"id"},
        "ol": {"start"},
        "sup": {"class"},
        "td": {"class"},
        "th": {"class", "scope"},
        **{heading: {"id"} for heading in _HEADINGS},
    },
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


def render_article(markdown: str, reserved: Collection[str] = ()) -> RenderedArticle:
    """Return an article's safe HTML and headings from Markdown with tables and ``[^1]`` footnotes.

    Headings get unique ids made of their words and none of ``reserved``, the ids that the page around uses; a first
    level heading becomes a second level one, since the page's title is the first. Wide tables scroll in a labelled
    region. Front matter is not handled here. Labels are in the language active when this is called.
    """
    env: dict[str, object] = {}
    tokens = _MARKDOWN.parse(clean_text(markdown), env)
    headings = _mark_headings(tokens, set(reserved))
    _mark_tables(tokens)
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, env)
    return RenderedArticle(mark_safe(clean_text(_CLEANER.clean(html))), headings)  # noqa: S308 - allow-list above


def _mark_headings(tokens: Sequence[Token], taken: set[str]) -> tuple[Heading, ...]:
    """Give every heading its level and a unique id; return them."""
    headings = []
    for index, token in enumerate(tokens):
        if token.type not in ("heading_open", "heading_close"):
            continue
        token.tag = "h2" if token.tag == "h1" else token.tag
        if token.type == "heading_open":
            text = _words(tokens[index + 1])
            token.attrSet("id", _unique_id(text, taken))
            headings.append(Heading(int(token.tag[1]), str(token.attrGet("id")), text))
    return tuple(headings)


def _words(inline: Token) -> str:
    """Return the plain words of an inline token: no markup, no footnote marks."""
    kept = ("text", "code_inline", "softbreak", "hardbreak")
    return "".join(child.content or " " for child in inline.children or () if child.type in kept).strip()


def _unique_id(text: str, taken: set[str]) -> str:
    slug = slugify(text, allow_unicode=True) or "section"
    candidate, number = slug, 1
    while candidate in taken:
        number += 1
        candidate = f"{slug}-{number}"
    taken.add(candidate)
    return candidate


def _mark_tables(tokens: Sequence[Token]) -> None:
    """Label every table by the heading above it, and turn alignment from a style, which the CSP refuses, to a class."""
    heading, number = "", 0
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            heading = _words(tokens[index + 1])
        elif token.type == "table_open":
            number += 1
            words = {"number": number, "heading": heading}
            token.meta["label"] = (
                _("Table %(number)s: %(heading)s") % words if heading else _("Table %(number)s") % words
            )
        elif token.type in ("th_open", "td_open"):
            aligned = _ALIGNED.search(str(token.attrs.pop("style", "")))
            if aligned:
                token.attrSet("class", f"align-{aligned[1]}")
            if token.type == "th_open":
                token.attrSet("scope", "col")
