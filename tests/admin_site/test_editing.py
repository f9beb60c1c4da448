"""What editors do in the admin: articles with an address that stays, and words that stand on many pages."""

import pytest
from django.test import Client

from articles.models import Article, ArticleStatus
from community.catalog.models import SideEffect, Treatment
from community.page_cache.versions import look
from tests.people import client_of, person

pytestmark = pytest.mark.django_db
ARTICLES = "/admin/articles/article/"


@pytest.fixture
def ed_browser(db: None) -> Client:
    return client_of(person("ed"))


def fields_of(article: Article) -> dict[str, str]:
    """Return what the form of `article` sends."""
    names = ("title", "slug", "summary", "markdown", "facts_checked", "reviewed_by", "treatment_id", "side_effect_id")
    return {name.removesuffix("_id"): str(getattr(article, name) or "") for name in names}


def test_the_address_of_a_published_article_is_read_only(ed_browser: Client) -> None:
    article = Article.objects.get()
    form = ed_browser.get(f"{ARTICLES}{article.pk}/change/")
    assert ('name="slug"' in form.content.decode(), 'name="title"' in form.content.decode()) == (False, True)
    assert 'name="slug"' in ed_browser.get(f"{ARTICLES}add/").content.decode()
    sent = fields_of(article) | {"slug": "elsewhere", "title": "A better title"}
    assert ed_browser.post(f"{ARTICLES}{article.pk}/change/", sent).status_code == 302
    after = Article.objects.select_related("thread").get()
    assert after.thread is not None
    assert (after.slug, after.title, after.thread.title) == (article.slug, "A better title", "A better title")


def test_an_editor_retires_an_article_and_brings_it_back(ed_browser: Client) -> None:
    article = Article.objects.get()
    address = article.get_absolute_url()
    ed_browser.post(ARTICLES, {"action": "retire_articles", "_selected_action": article.pk})
    assert "This article was retired on" in Client().get(address).content.decode()
    assert ed_browser.post(f"{ARTICLES}{article.pk}/change/", fields_of(article)).status_code == 302
    article.refresh_from_db()
    assert article.status == ArticleStatus.RETIRED, "saving words is not publishing them"
    ed_browser.post(ARTICLES, {"action": "publish_articles", "_selected_action": article.pk})
    assert "This article was retired on" not in Client().get(address).content.decode()


def test_a_moderator_retires_no_article(mo_browser: Client) -> None:
    article = Article.objects.get()
    mo_browser.post(ARTICLES, {"action": "retire_articles", "_selected_action": article.pk})
    article.refresh_from_db()
    assert article.status == ArticleStatus.PUBLISHED


def test_a_changed_treatment_makes_every_page_again(ed_browser: Client) -> None:
    before = look("/").removals
    treatment = Treatment.objects.get(slug="imiquimod")
    path = f"/admin/catalog/treatment/{treatment.pk}/change/"
    assert ed_browser.get(path).status_code == 200
    assert look("/").removals == before
    assert ed_browser.post(path, {"slug": treatment.slug, "name": "another name"}).status_code == 302
    assert look("/").removals > before


def test_a_changed_synonym_makes_every_page_again(ed_browser: Client) -> None:
    before = look("/").removals
    effect = SideEffect.objects.get(slug="hair-loss")
    fields = {name: getattr(effect, name) for name in ("slug", "term", "plain_label", "ctcae_term", "body_system")}
    inline = {
        "synonyms-TOTAL_FORMS": "1", "synonyms-INITIAL_FORMS": "0", "synonyms-0-words": "my comb is full",
        "synonyms-0-side_effect": effect.pk,
    }  # fmt: skip
    answer = ed_browser.post(f"/admin/catalog/sideeffect/{effect.pk}/change/", fields | inline)
    assert answer.status_code == 302
    assert effect.synonyms.filter(words="my comb is full").exists()
    assert look("/").removals > before
