"""An editor takes an article down: its address and its comments stay, its text is in no list and on no page."""

from datetime import date

import pytest
from django.test import Client

from articles.models import Article, ArticleStatus
from articles.publishing import publish
from articles.retiring import retire
from community.accounts.models import User
from community.discussions.models import Thread
from community.discussions.posting import ThreadClosed, add_post
from community.page_cache.versions import look
from tests.house.everywhere import publish as publish_post

pytestmark = pytest.mark.django_db
PATH = "/articles/imiquimod-and-hair-loss/"


@pytest.fixture
def article(db: None) -> Article:
    return Article.objects.get(slug="imiquimod-and-hair-loss")


def read(path: str = PATH) -> str:
    response = Client().get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_a_retired_article_keeps_its_address_and_says_when(article: Article) -> None:
    words = article.summary
    assert words in read()
    assert retire(article) is True
    article.refresh_from_db()
    assert (article.status, article.retired_at is not None) == (ArticleStatus.RETIRED, True)
    page = read()
    assert f"This article was retired on {article.retired_at:%-d %B %Y}." in page
    assert (article.title in page, words in page, article.html[:60] in page) == (True, False, False)
    assert ('content="noindex"' in page, "<textarea" in page, "Comments are closed." in page) == (True, False, True)


def test_its_comments_stay_and_no_new_one_comes(article: Article, article_thread: Thread, ann: User, gus: User) -> None:
    publish_post(add_post(article_thread, ann, "It stung for two weeks."))
    retire(article)
    assert "It stung for two weeks." in read()
    article_thread.refresh_from_db()
    with pytest.raises(ThreadClosed):
        add_post(article_thread, gus, "May I still?")
    answer = Client().post(f"/threads/{article_thread.pk}/write/", {"text": "May I still?"})
    assert (answer.status_code, "May I still?" in answer.content.decode()) == (409, True)


def test_no_list_names_it(article: Article) -> None:
    lists = ("/", "/articles/", "/sitemap.xml", "/search/?q=imiquimod")
    assert [path for path in lists if PATH not in read(path)] == []
    retire(article)
    assert [path for path in lists if PATH in read(path)] == []


def test_every_process_drops_what_it_holds(article: Article) -> None:
    before = look(PATH)
    retire(article)
    assert look(PATH).removals > before.removals


def test_publishing_brings_it_back_with_its_comments(article: Article, article_thread: Thread, ann: User) -> None:
    first = article.published_at
    retire(article)
    article.refresh_from_db()
    publish(article)
    article.refresh_from_db()
    assert (article.status, article.retired_at, article.published_at) == (ArticleStatus.PUBLISHED, None, first)
    page = read()
    assert (article.summary in page, "noindex" in page, "<textarea" in page) == (True, False, True)
    article_thread.refresh_from_db()
    add_post(article_thread, ann, "It grew again.")


def test_only_what_is_public_can_be_retired(article: Article) -> None:
    draft = Article.objects.create(slug="not-yet", title="x", summary="y", markdown="z", facts_checked=date(2026, 1, 1))
    assert retire(draft) is False
    retire(article)
    day = Article.objects.values_list("retired_at", flat=True).get(pk=article.pk)
    assert retire(article) is False
    assert Article.objects.values_list("retired_at", flat=True).get(pk=article.pk) == day
