"""Articles: headings that can be linked to, tables that scroll, footnotes that lead back."""

from hypothesis import given, settings
from hypothesis import strategies as st

from community.rendering.article import Heading, render_article
from tests.rendering.test_render import PIECES, look_at

ARTICLE = """# How *it* works[^1]

Text with a note[^long] and again[^long], [inside](/threads/), [outside](https://a.example).

## Numbers

| what | n |
|:--|--:|
| redness | **61 %** |

## Numbers

| what |
|---|
| <script>x</script> |

### Write a comment

[^1]: First *note*.
[^long]: Second.
"""


def test_render_article_gives_unique_ids_and_keeps_clear_of_the_page_around() -> None:
    rendered = render_article(ARTICLE, reserved={"write-a-comment"})
    assert rendered.headings == (
        Heading(2, "how-it-works", "How it works"),
        Heading(2, "numbers", "Numbers"),
        Heading(2, "numbers-2", "Numbers"),
        Heading(3, "write-a-comment-2", "Write a comment"),
    )
    for heading in rendered.headings:
        assert f'<h{heading.level} id="{heading.id}">' in rendered.html
    assert "<h1" not in rendered.html


def test_render_article_gives_no_id_twice() -> None:
    html = render_article(ARTICLE + "\n# fn.1\n\n# fn1\n\n# Numbers 2\n").html
    ids = [part.partition('"')[0] for part in html.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_render_article_wraps_tables_in_a_labelled_region_that_scrolls() -> None:
    html = render_article(ARTICLE).html
    assert html.count('<div class="table-wrap" tabindex="0" role="region" aria-label="Table 1: Numbers"><table>') == 1
    assert html.count('aria-label="Table 2: Numbers"') == 1
    assert '<th class="align-right" scope="col">n</th>' in html
    assert "<td>&lt;script&gt;x&lt;/script&gt;</td>" in html


def test_render_article_labels_a_table_without_a_heading_above() -> None:
    assert 'aria-label="Table 1"' in render_article("| a |\n|---|\n| b |").html


def test_render_article_links_footnotes_both_ways() -> None:
    html = render_article(ARTICLE).html
    assert '<section class="footnotes" role="doc-endnotes" aria-label="Footnotes">' in html
    assert '<a href="#fn.2" id="fnref.2" role="doc-noteref" aria-label="Footnote 2">[2]</a>' in html
    assert (
        '<a href="#fnref.2" class="footnote-back" role="doc-backlink" aria-label="Back to footnote 2 in the text">'
        in html
    )
    assert 'href="#fnref.2-2"' in html
    assert 'aria-label="Back to footnote 2 in the text, mention 2"' in html


def test_render_article_keeps_links_within_the_site() -> None:
    html = render_article(ARTICLE).html
    assert '<a href="/threads/">inside</a>' in html
    assert '<a href="https://a.example">outside</a>' in html


def test_render_article_has_no_style_and_no_script() -> None:
    html = render_article(ARTICLE + "\n<script>x</script>\n\n![p](https://t.example/x.gif)\n").html
    seen = look_at(html)
    assert not {"script", "img", "style"} & seen.tags
    assert "style" not in {name for _tag, name, _value in seen.attributes}


def test_render_article_of_nothing_is_nothing() -> None:
    rendered = render_article("")
    assert (rendered.html, rendered.headings) == ("", ())


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(PIECES, st.sampled_from(["[^1]", "[^1]: ", "|---|\n"]), st.text(max_size=8)), max_size=14).map(
        "".join
    )
)
def test_render_article_never_yields_what_runs(text: str) -> None:
    seen = look_at(render_article(text).html)
    assert not {"script", "style", "img", "iframe", "svg"} & seen.tags
    assert not {name for _tag, name, _value in seen.attributes if name.startswith("on") or name == "style"}
    for _tag, name, value in seen.attributes:
        if name == "href":
            assert not value.lower().strip().startswith(("javascript:", "data:", "vbscript:"))
