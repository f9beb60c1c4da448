"""An article is rendered once, opens its comments once, and tells the page cache."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection

from articles.models import Article, ArticleStatus
from articles.publishing import publish
from articles.retiring import retire
from community.catalog.models import Treatment
from community.discussions.models import Thread, ThreadKind
from community.discussions.posting import open_comments
from community.page_cache.versions import look

pytestmark = pytest.mark.django_db
MARKDOWN = "## What is known\n\nOne thing.\n\n## Comments\n\n" + "word " * 450


@pytest.fixture
def draft() -> Article:
    return Article.objects.create(
        slug="a-second-one",
        title="A second one",
        summary="In short.",
        markdown=MARKDOWN,
        facts_checked=date(2026, 11, 1),
    )


def test_publishing_renders_opens_comments_and_shows(draft: Article) -> None:
    before = {path: look(path).version for path in ("/", "/articles/", "/articles/a-second-one/")}
    publish(draft)
    draft.refresh_from_db()
    assert (draft.status, draft.minutes) == (ArticleStatus.PUBLISHED, 2)
    assert "<p>One thing.</p>" in draft.html
    assert [heading["text"] for heading in draft.contents] == ["What is known", "Comments"]
    assert draft.thread is not None
    assert (draft.thread.kind, draft.thread.public_path) == (ThreadKind.ARTICLE, "/articles/a-second-one/")
    assert [path for path, number in before.items() if look(path).version <= number] == []


def test_a_heading_takes_no_anchor_of_the_page(draft: Article) -> None:
    publish(draft)
    assert "comments" not in {heading["id"] for heading in draft.contents}


def test_publishing_again_keeps_thread_and_first_day(draft: Article) -> None:
    publish(draft)
    thread, first = draft.thread, draft.published_at
    draft.markdown = "## Changed\n\nNew words."
    publish(draft)
    draft.refresh_from_db()
    assert (draft.thread, draft.published_at) == (thread, first)
    assert "New words." in draft.html
    assert Thread.objects.filter(public_path="/articles/a-second-one/").count() == 1


def test_scripts_in_an_article_are_not_live(draft: Article) -> None:
    draft.markdown = "## A\n\n<script>alert(1)</script> [x](javascript:alert(2)) <img src=x onerror=alert(3)>"
    publish(draft)
    assert ("<script" in draft.html, 'href="javascript' in draft.html, "<img" in draft.html) == (False, False, False)


def test_a_draft_is_not_public(draft: Article, client: object) -> None:
    assert client.get("/articles/a-second-one/").status_code == 404  # type: ignore[attr-defined]
    publish(draft)
    assert client.get("/articles/a-second-one/").status_code == 200  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("thread_id = NULL", "article_published_is_whole"),
        ("html = ''", "article_published_is_whole"),
        ("published_at = NULL", "article_published_is_whole"),
        ("retired_at = now()", "article_retired_has_a_day"),
        ("status = 'retired'", "article_retired_has_a_day"),
    ],
)
def test_database_refuses_half_an_article(change: str, constraint: str, draft: Article) -> None:
    publish(draft)
    connection.check_constraints()
    with connection.cursor() as cursor, pytest.raises(IntegrityError, match=constraint):
        cursor.execute(f"UPDATE articles_article SET {change}")


def test_database_knows_every_status(draft: Article) -> None:
    publish(draft)
    draft.pk, draft.slug, draft.status = None, "a-third-one", "lost"
    draft.thread = open_comments("A third one", "/articles/a-third-one/", None, None)
    with pytest.raises(IntegrityError, match="article_status_known"):
        draft.save(force_insert=True)


def test_the_thread_of_the_comments_follows_the_article(draft: Article) -> None:
    publish(draft)
    draft.title = "A better title"
    draft.treatment = Treatment.objects.get(slug="imiquimod")
    publish(draft)
    thread = Thread.objects.get(article=draft)
    assert (thread.title, thread.treatment, thread.public_path) == (
        "A better title",
        draft.treatment,
        "/articles/a-second-one/",
    )


def test_the_address_of_a_draft_may_change(draft: Article) -> None:
    Article.objects.filter(pk=draft.pk).update(slug="a-better-address")


@pytest.mark.parametrize("is_retired", [False, True])
def test_database_keeps_the_address_of_an_article_that_people_have_met(is_retired: bool, draft: Article) -> None:
    publish(draft)
    if is_retired:
        retire(draft)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_article SET slug = slug, summary = 'changed'")
        with pytest.raises(DatabaseError, match="Cannot update"):
            cursor.execute("UPDATE articles_article SET slug = 'elsewhere' WHERE id = %s", [draft.pk])


@pytest.mark.parametrize("status", ["draft", "lost"])
def test_database_makes_no_draft_of_what_was_public(status: str, draft: Article) -> None:
    publish(draft)
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="Invalid transition"):
        cursor.execute("UPDATE articles_article SET status = %s", [status])
