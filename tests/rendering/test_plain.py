"""The words without the markup."""

from hypothesis import given
from hypothesis import strategies as st

from community.rendering.article import render_article
from community.rendering.plain import plain_text
from community.rendering.render import render


def test_plain_text_keeps_the_words_and_sets_blocks_apart() -> None:
    html = render("# Title\n\n**one**two\nthree\n\n- a\n- b\n\n&lt;b&gt; 5 < 6 & <i>")
    assert plain_text(html) == "Title onetwo three a b <b> 5 < 6 & <i>"


def test_plain_text_leaves_out_the_marks_of_footnotes_and_their_way_back() -> None:
    html = render_article("Said[^1] so.\n\n| a | b |\n|---|---|\n| c | d |\n\n[^1]: By *Ann*.").html
    assert plain_text(html) == "Said so. a b c d By Ann."


def test_plain_text_of_nothing_is_nothing() -> None:
    assert plain_text("") == ""


@given(st.text(alphabet="abc <>&;\"'\n#", max_size=60))
def test_plain_text_of_a_rendered_post_never_shows_its_markup(text: str) -> None:
    words = plain_text(render(text))
    assert "<p>" not in words.replace(" ", "") or "<p>" in text.replace(" ", "")
