"""A lived-in community to look at: people, threads, posts in every state. Its words are marked as a demonstration's."""

import json
import random
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles.models import Article
from community.accounts.consenting import give_consent
from community.accounts.joining import confirm_adult
from community.accounts.models import ConsentKind, User
from community.catalog.models import Rule, SideEffect, Treatment
from community.discussions.deciding import decide
from community.discussions.models import Outcome, Post, Thread, ThreadKind
from community.discussions.posting import add_post, open_thread

DATA = Path(__file__).resolve().parent / "data" / "demo_posts.json"
_POSTS = 300
_KEPT_WAITING = 24
_REJECTED_EVERY = 40
_SEED = 20260101


def make_demo_people(pseudonyms: list[str]) -> list[User]:
    """Return the demonstration guests with these pseudonyms, made where they are missing."""
    known = set(User.objects.filter(pseudonym__in=pseudonyms).values_list("pseudonym", flat=True))
    for pseudonym in pseudonyms:
        if pseudonym not in known:
            person = User.objects.create_user(pseudonym, is_demo=True)
            confirm_adult(person)
            for kind in (ConsentKind.KEEP, ConsentKind.PUBLISH):
                give_consent(person, kind)
    return list(User.objects.filter(pseudonym__in=pseudonyms).order_by("pk"))


@transaction.atomic
def make_demo_posts(people: list[User], moderator: User) -> int:
    """Write 300 posts in 12 threads and under the first article, through the same doors as anyone; return how many.

    Does nothing where the demonstration people have written already.
    """
    if Post.objects.filter(author__in=people).exists():
        return 0
    corpus: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
    chance = random.Random(_SEED)
    rules = list(Rule.objects.filter(superseded=False))
    openings = {told["key"]: _open(told, chance.choice(people)) for told in corpus["threads"]}
    # Dated before they are decided: a published post is ready HTML, its date included.
    _date_back(list(openings.values()), days_before=_POSTS // 3)
    for opening in openings.values():
        decide(opening.pk, Outcome.PUBLISH, by=moderator, revision_id=_newest(opening))
    posts = _reply(corpus["replies"], openings, people, chance, _POSTS - len(openings))
    _date_back(posts)
    for number, post in enumerate(posts[:-_KEPT_WAITING]):
        if number % _REJECTED_EVERY == _REJECTED_EVERY - 1:
            facts = "Demonstration: this text stands for one that breaks the rule named here."
            decide(
                post.pk, Outcome.REJECT, by=moderator, revision_id=_newest(post), rule=chance.choice(rules), facts=facts
            )
        else:
            decide(post.pk, Outcome.PUBLISH, by=moderator, revision_id=_newest(post))
    return len(openings) + len(posts)


def _open(told: dict[str, Any], author: User) -> Post:
    return open_thread(
        author,
        kind=ThreadKind(told["kind"]),
        title=told["title"],
        text=told["text"],
        treatment=Treatment.objects.get(slug=told["treatment"]),
        side_effect=SideEffect.objects.get(slug=told["side_effect"]),
    )


def _reply(
    replies: list[dict[str, Any]], openings: dict[str, Post], people: list[User], chance: random.Random, count: int
) -> list[Post]:
    """Give each thread (the article's too) its own replies, then the general ones, until there are `count` posts."""
    threads = {key: Thread.objects.get(pk=opening.thread_id) for key, opening in openings.items()}
    threads |= {f"article:{article.slug}": article.thread for article in Article.objects.public() if article.thread}
    flagged = [told for told in replies if told.get("findings")]
    ordinary = [told for told in replies if not told.get("findings")]
    pairs = [(key, told["text"]) for told in ordinary for key in threads if told["thread"] in (key, None)]
    chance.shuffle(pairs)
    pairs = pairs[: count - len(flagged)]
    # The texts with findings come last, so that they are among those that wait at the desk.
    pairs += [(told["thread"] or chance.choice(sorted(threads)), told["text"]) for told in flagged]
    return [add_post(threads[key], chance.choice(people), text) for key, text in pairs]


def _newest(post: Post) -> int:
    return post.revisions.values_list("pk", flat=True).order_by("-number")[0]


def _date_back(posts: list[Post], days_before: int = 0) -> None:
    """Spread `posts` in their order over the months up to `days_before` days ago, the last ones over two days."""
    until = timezone.now() - timedelta(days=days_before)
    for number, post in enumerate(posts):
        left = len(posts) - number
        post.created_at = until - (timedelta(hours=2 * left) if left <= _KEPT_WAITING else timedelta(days=2 + left / 3))
    Post.objects.bulk_update(posts, ["created_at"])
