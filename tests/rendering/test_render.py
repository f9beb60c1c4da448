"""Posts: what Markdown becomes, and that nothing that runs, tracks or deceives ever does."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community.rendering.cleaning import TextRefused
from community.rendering.render import render

REL = 'rel="nofollow ugc noopener noreferrer"'
TAGS = {"a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "s", "strong", "ul"}


class Checker(HTMLParser):
    """Notes every tag and every attribute of a fragment."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str, str]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(tag, name, value or "") for name, value in attrs}


def look_at(html: str) -> Checker:
    checker = Checker()
    checker.feed(html)
    checker.close()
    return checker


PIECES = st.sampled_from(
    [
        "<script>",
        "</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "javascript:alert(1)",
        "data:text/html,",
        "[a](",
        "![a](",
        ")",
        "<",
        ">",
        '"',
        "'",
        "`",
        "```\n",
        "*",
        "_",
        "~~",
        "\n",
        "\n\n",
        "    ",
        "# ",
        "- ",
        "1. ",
        "> ",
        "http://a.example/",
        "https://",
        "mailto:",
        "//b.example",
        "&lt;",
        "&#x202e;",
        "&#0;",
        "%E2%80%AE",
        "\\",
        "|",
        "[r]: ",
        "[r]",
        "<style>",
        "<!--",
        "-->",
        "<a href=",
        "onclick=",
        "\x00",
        "\u202e",
        "j&#97;vascript:",
        "<iframe>",
        "\ud800",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=14).map("".join))
def test_render_yields_only_the_tags_and_addresses_of_the_allow_list(text: str) -> None:
    try:
        html = render(text)
    except TextRefused:
        return
    seen = look_at(html)
    assert seen.tags <= TAGS
    for tag, name, value in seen.attributes:
        assert (tag, name) in {("a", "href"), ("a", "rel"), ("ol", "start")}
        if name == "href":
            assert value.lower().startswith(("http://", "https://", "mailto:"))
    assert not {"\u202e", "\x00", "\ud800"} & set(html)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("one\ntwo\n\nthree", "<p>one<br>\ntwo</p>\n<p>three</p>\n"),
        ("**bold** *soft* ~~gone~~ `5 %`", "<p><strong>bold</strong> <em>soft</em> <s>gone</s> <code>5 %</code></p>\n"),
        ("# Title\ntext", "<p><strong>Title</strong></p>\n<p>text</p>\n"),
        ("text\n---\nmore", "<p>text</p>\n<hr>\n<p>more</p>\n"),
        ("    indented prose", "<p>indented prose</p>\n"),
        ("3. three\n4. four", '<ol start="3">\n<li>three</li>\n<li>four</li>\n</ol>\n'),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "<p>| a | b |<br>\n|---|---|<br>\n| 1 | 2 |</p>\n"),
        ("<b>raw</b> & <script>x</script>", "<p>&lt;b&gt;raw&lt;/b&gt; &amp; &lt;script&gt;x&lt;/script&gt;</p>\n"),
        ("![a cat <3](https://t.example/p.gif)", "<p>a cat &lt;3</p>\n"),
        ("https://a.example/x", f'<p><a href="https://a.example/x" {REL}>https://a.example/x</a></p>\n'),
        ("[here](https://a.example)", f'<p><a href="https://a.example" {REL}>here</a></p>\n'),
        ("the cream.it helped, www.a.example", "<p>the cream.it helped, www.a.example</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](/accounts/logout/) [y](//b.example)", "<p>[x](/accounts/logout/) [y](//b.example)</p>\n"),
        ("", ""),
    ],
)
def test_render_makes_a_small_safe_markdown(text: str, html: str) -> None:
    assert render(text) == html


def test_render_strips_bidi_overrides_however_they_are_spelled() -> None:
    html = render("a\u202eb &#x202e; &#8238; https://a.example/%E2%80%AEx")
    assert "\u202e" not in html
    assert look_at(html).tags == {"p", "a"}


@pytest.mark.parametrize("text", ["a " * 5_001, "http://a." * 500, "[" * 2_001, "[a](b) " * 21])
def test_render_refuses_texts_beyond_the_limits(text: str) -> None:
    with pytest.raises(TextRefused):
        render(text)


def test_render_gives_a_string_that_templates_do_not_escape_again() -> None:
    assert hasattr(render("x"), "__html__")
