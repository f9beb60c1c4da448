"""Articles that come with the project are Markdown files with a head."""

from pathlib import Path

import pytest

from articles.loading import DATA, load_article, load_articles, read_article
from articles.models import Article

FILE = """---
slug: a-short-one
title: A short one: in two parts
summary: In short.
treatment: imiquimod
side_effect: hair-loss
facts_checked: 2026-11-01
---
## What is known

One thing.
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a-short-one.md"
    path.write_text(FILE)
    return path


def test_a_file_is_read_into_head_and_markdown(path: Path) -> None:
    file = read_article(path)
    assert file.head["title"] == "A short one: in two parts"
    assert file.markdown == "## What is known\n\nOne thing.\n"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("no head at all", "does not begin with a head"),
        ("---\ntitle: x\nno end", "does not begin with a head"),
        (" " + FILE, "does not begin with a head"),
        (FILE.replace("summary:", "summary"), "a line without a colon"),
    ],
)
def test_a_file_without_a_sound_head_is_refused(text: str, reason: str, path: Path) -> None:
    path.write_text(text)
    with pytest.raises(ValueError, match=reason):
        read_article(path)


@pytest.mark.django_db
def test_loading_again_changes_nothing(path: Path) -> None:
    assert load_article(path) is True
    before = Article.objects.values().get(slug="a-short-one")
    assert load_article(path) is False
    assert Article.objects.values().get(slug="a-short-one") == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("old", "new"), [("One thing.", "Another thing."), ("In short.", "Shorter."), ("2026-11-01", "2026-11-20")]
)
def test_a_changed_file_is_published_under_the_same_number(old: str, new: str, path: Path) -> None:
    load_article(path)
    number, thread = Article.objects.values_list("pk", "thread").get(slug="a-short-one")
    path.write_text(FILE.replace(old, new))
    assert load_article(path) is True
    article = Article.objects.get(slug="a-short-one")
    assert (article.pk, article.thread_id) == (number, thread)


@pytest.mark.django_db
def test_the_articles_of_the_project_are_all_loaded() -> None:
    slugs = {read_article(path).head["slug"] for path in DATA.glob("*.md")}
    assert set(Article.objects.public().values_list("slug", flat=True)) == slugs == {"imiquimod-and-hair-loss"}
    assert load_articles() == 0
