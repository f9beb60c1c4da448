"""Articles that come with the project are Markdown files with a head."""

from datetime import date
from pathlib import Path

import pytest

from articles.loading import DATA, load_article, load_articles, read_article
from articles.models import Article, ArticleStatus
from articles.retiring import retire
from community.catalog.remembering import Loaded

WRITTEN, LEFT = Loaded(written=1), Loaded(left=1)

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
    assert load_article(path) == WRITTEN
    before = Article.objects.values().get(slug="a-short-one")
    assert load_article(path) == Loaded()
    assert Article.objects.values().get(slug="a-short-one") == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("old", "new"), [("One thing.", "Another thing."), ("In short.", "Shorter."), ("2026-11-01", "2026-11-20")]
)
def test_a_changed_file_is_published_under_the_same_number(old: str, new: str, path: Path) -> None:
    load_article(path)
    number, thread = Article.objects.values_list("pk", "thread").get(slug="a-short-one")
    path.write_text(FILE.replace(old, new))
    assert load_article(path) == WRITTEN
    article = Article.objects.get(slug="a-short-one")
    assert (article.pk, article.thread_id) == (number, thread)


@pytest.mark.django_db
def test_the_articles_of_the_project_are_all_loaded() -> None:
    slugs = {read_article(path).head["slug"] for path in DATA.glob("*.md")}
    assert set(Article.objects.public().values_list("slug", flat=True)) == slugs == {"imiquimod-and-hair-loss"}
    assert load_articles() == Loaded()


def read(path: Path) -> dict[str, object]:
    slug = read_article(path).head["slug"]
    return Article.objects.values("title", "summary", "markdown", "status", "html").get(slug=slug)


@pytest.mark.django_db
@pytest.mark.parametrize("edit", [{"title": "Ed's title"}, {"markdown": "## Ed's words"}, {"reviewed_by": "Dr Ed"}])
def test_what_an_editor_changed_stays_through_old_and_new_files(edit: dict[str, str], path: Path) -> None:
    load_article(path)
    Article.objects.filter(slug="a-short-one").update(**edit)
    edited = read(path)
    assert load_article(path) == Loaded()
    path.write_text(FILE.replace("One thing.", "Another thing."))
    assert load_article(path) == LEFT
    assert read(path) == edited


@pytest.mark.django_db
def test_an_article_of_an_editor_under_the_same_address_stays(path: Path) -> None:
    own = Article.objects.create(
        slug="a-short-one", title="Ed's own", summary="x", markdown="## Mine", facts_checked=date(2026, 1, 1)
    )
    assert load_article(path) == LEFT
    own.refresh_from_db()
    assert (own.title, own.status, own.loaded_digest) == ("Ed's own", ArticleStatus.DRAFT, "")


@pytest.mark.django_db
def test_a_file_that_says_what_the_editor_wrote_is_taken_up_again(path: Path) -> None:
    load_article(path)
    Article.objects.filter(slug="a-short-one").update(summary="Shorter.")
    path.write_text(FILE.replace("In short.", "Shorter."))
    assert load_article(path) == WRITTEN
    path.write_text(FILE.replace("In short.", "Shortest."))
    assert load_article(path) == WRITTEN
    assert read(path)["summary"] == "Shortest."


@pytest.mark.django_db
def test_a_retired_article_does_not_come_back_with_a_new_file(path: Path) -> None:
    load_article(path)
    retire(Article.objects.get(slug="a-short-one"))
    retired = read(path)
    path.write_text(FILE.replace("One thing.", "Another thing."))
    assert load_article(path) == LEFT
    assert read(path) == retired
