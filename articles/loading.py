"""Articles that come with the project: Markdown files with a head of `key: value` lines between two lines of ---."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from articles.models import Article, ArticleStatus
from articles.publishing import publish
from community.catalog.models import SideEffect, Treatment
from community.catalog.remembering import Loaded, digest_of, is_edited

DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """One file, read: its head and its Markdown."""

    head: dict[str, str]
    markdown: str


def read_article(path: Path) -> ArticleFile:
    """Read `path`; ValueError where the head is missing or has a line without a colon."""
    text = path.read_text(encoding="utf-8")
    before, begin, rest = text.partition("---\n")
    head, end, markdown = rest.partition("\n---\n")
    if before or not begin or not end:
        raise ValueError(f"{path.name} does not begin with a head between two lines of ---")
    pairs = [line.partition(":") for line in head.splitlines() if line.strip()]
    if any(not colon for _key, colon, _value in pairs):
        raise ValueError(f"{path.name} has a line without a colon in its head")
    return ArticleFile({key.strip(): value.strip() for key, _colon, value in pairs}, markdown.strip() + "\n")


def load_articles(folder: Path = DATA) -> Loaded:
    """Publish every article file in `folder` that is new or has changed, unless an editor was at it; count both."""
    return sum((load_article(path) for path in sorted(folder.glob("*.md"))), Loaded())


@transaction.atomic
def load_article(path: Path) -> Loaded:
    """Publish the article in the file at `path`.

    An article that an editor has changed or retired since it was last loaded is left as it is.
    """
    file = read_article(path)
    values = _values(file)
    wanted = digest_of(values)
    article = Article.objects.filter(slug=file.head["slug"]).first() or Article(slug=file.head["slug"])
    if article.loaded_digest == wanted:
        return Loaded()
    if article.pk is not None:
        now = digest_of({name: getattr(article, name) for name in values})
        if article.status != ArticleStatus.PUBLISHED or is_edited(now, article.loaded_digest, wanted):
            return Loaded(left=1)
    for name, value in values.items():
        setattr(article, name, value)
    article.loaded_digest = wanted
    article.save()
    publish(article)
    return Loaded(written=1)


def _values(file: ArticleFile) -> dict[str, object]:
    return {
        "title": file.head["title"],
        "summary": file.head["summary"],
        "markdown": file.markdown,
        "treatment_id": Treatment.objects.values_list("pk", flat=True).get(slug=file.head["treatment"]),
        "side_effect_id": SideEffect.objects.values_list("pk", flat=True).get(slug=file.head["side_effect"]),
        "facts_checked": date.fromisoformat(file.head["facts_checked"]),
        "reviewed_by": file.head.get("reviewed_by", ""),
    }
