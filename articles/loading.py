"""Articles that come with the project: Markdown files with a head of `key: value` lines between two lines of ---."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from articles.models import Article, ArticleStatus
from articles.publishing import publish
from community.catalog.models import SideEffect, Treatment

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


def load_articles(folder: Path = DATA) -> int:
    """Publish every article file in `folder` that is new or has changed; return how many that were."""
    return sum(load_article(path) for path in sorted(folder.glob("*.md")))


def load_article(path: Path) -> bool:
    """Publish the article in the file at `path`; say whether anything changed."""
    file = read_article(path)
    wanted = {
        "title": file.head["title"],
        "summary": file.head["summary"],
        "markdown": file.markdown,
        "treatment": Treatment.objects.get(slug=file.head["treatment"]),
        "side_effect": SideEffect.objects.get(slug=file.head["side_effect"]),
        "facts_checked": date.fromisoformat(file.head["facts_checked"]),
        "reviewed_by": file.head.get("reviewed_by", ""),
    }
    article = Article.objects.filter(slug=file.head["slug"]).first() or Article(slug=file.head["slug"])
    is_same = article.status == ArticleStatus.PUBLISHED and all(
        getattr(article, name) == value for name, value in wanted.items()
    )
    if is_same:
        return False
    for name, value in wanted.items():
        setattr(article, name, value)
    article.save()
    publish(article)
    return True
