"""The data set of the benchmark: threads of ordinary posts, written in bulk through the same rendering."""

import random
from dataclasses import dataclass

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from community.accounts.consenting import give_consent
from community.accounts.models import ConsentKind, User
from community.discussions.deciding import decide
from community.discussions.models import Outcome, Post, Thread, ThreadKind
from community.discussions.posting import add_post, open_thread
from community.operations.demo_posts import DATA, make_demo_people

_SENTENCES = (
    "It started a few weeks after the last dose.",
    "My doctor said that waiting is all right.",
    "The skin was red and sore, and then it was not.",
    "I kept a small diary, which helped me to see a change.",
    "Nobody at home noticed, but I did, every morning.",
    "By spring most of it had come back.",
)


@dataclass(frozen=True, slots=True)
class Site:
    """What the benchmark visits: paths, the pk of the thread it writes in, and a signed-in person's session."""

    article: str
    thread: str
    thread_id: int
    session: str
    person_id: int


def make_site(threads: int, posts_in_each: int) -> Site:
    """Fill an empty prepared database and return what to visit."""
    import json  # noqa: PLC0415

    people = make_demo_people(json.loads(DATA.read_text(encoding="utf-8"))["pseudonyms"])
    moderator = User.objects.create_user("bench-moderator")
    chance = random.Random(1)
    for number in range(threads):
        opening = open_thread(
            people[number % 40], kind=ThreadKind.EXPERIENCE, title=f"Thread number {number}", text=_text(chance)
        )
        _publish(opening, moderator)
        thread = Thread.objects.get(pk=opening.thread_id)
        for _post in range(posts_in_each - 1):
            _publish(add_post(thread, chance.choice(people), _text(chance)), moderator)
    article = Thread.objects.get(kind=ThreadKind.ARTICLE)
    for _post in range(20):
        _publish(add_post(article, chance.choice(people), _text(chance)), moderator)
    person = people[0]
    for kind in ConsentKind:
        give_consent(person, kind)
    last = Thread.objects.exclude(kind=ThreadKind.ARTICLE).order_by("-pk")[0]
    return Site(article.public_path, last.public_path, last.pk, _session(person), person.pk)


def _text(chance: random.Random) -> str:
    return " ".join(chance.choices(_SENTENCES, k=8)) + f" ({chance.randrange(10**9)})"


def _publish(post: Post, moderator: User) -> None:
    decide(post.pk, Outcome.PUBLISH, by=moderator, revision_id=post.revisions.values_list("pk", flat=True)[0])


def _session(person: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session["made_at"] = timezone.now().isoformat()
    session.save()
    return session.session_key or ""
