"""Every address that the site answers, found by walking the URLconf, and one row of everything behind them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, URLResolver, get_resolver
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.models import Article
from community.accounts.consenting import give_consent
from community.accounts.models import ConsentKind, User
from community.catalog.models import Rule, SideEffect
from community.discussions.deciding import decide
from community.discussions.models import Outcome, Post, ThreadKind
from community.discussions.posting import add_post, open_thread
from community.exports.exporting import export
from community.exports.models import Format, Purpose
from community.notifications.models import Notification
from community.reports.answers import ReactionAnswer, ReportAnswers, UseAnswer
from community.reports.choices import ReporterIs
from community.reports.drafting import save_draft
from community.reports.filtering import ReportFilter
from community.reports.models import Report
from community.reports.receiving import receive
from community.screening.models import ScreeningRule
from tests.people import person

ARTICLE = "/articles/imiquimod-and-hair-loss/"


@dataclass(frozen=True)
class Door:
    """One address: how the URLconf writes it, and what answers there."""

    route: str
    name: str
    callback: Callable[..., Any] = field(compare=False)


def doors() -> list[Door]:
    """Return every address of the site in the order in which they are tried."""
    return list(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, before: str, namespace: str) -> Iterator[Door]:
    for at in resolver.url_patterns:
        route = before + re.sub(r"^\^", "", str(at.pattern))
        if isinstance(at, URLPattern):
            yield Door(route, namespace + (at.name or ""), at.callback)
        else:
            yield from _walk(at, route, namespace + (f"{at.namespace}:" if at.namespace else ""))


@dataclass(frozen=True)
class World:
    """One of each thing: all that a person can have here is Gus's."""

    thread: int
    thread_slug: str
    post: int
    held: int
    notification: str
    report: str
    article: int
    article_type: int
    rows: dict[str, int]


def newest(post: Post) -> int:
    return int(post.revisions.order_by("-number").values_list("pk", flat=True)[0])


def publish(post: Post) -> Post:
    decide(post.pk, Outcome.PUBLISH, by=person("mo"), revision_id=newest(post))
    post.refresh_from_db()
    return post


def public_thread(author: User, title: str = "How long until it healed?", text: str = "It took me a month.") -> Post:
    """Open a thread, have it published, and return its opening post."""
    post = publish(open_thread(author, kind=ThreadKind.QUESTION, title=title, text=text))
    post.thread.refresh_from_db()
    return post


def a_report(reporter: User, *, reactions: int = 1) -> Report:
    """Send a report of `reporter` about the first treatment of the catalogue's files."""
    give_consent(reporter, ConsentKind.KEEP)
    effects = SideEffect.objects.order_by("pk")[:reactions]
    answers = ReportAnswers(
        uses=(UseAnswer(own_words="imiquimod"),),
        reactions=tuple(ReactionAnswer(verbatim=effect.plain_label, side_effect=effect) for effect in effects),
        reporter_is=ReporterIs.SELF,
        age_years=51,
    )
    return receive(reporter, answers)


def build_world() -> World:
    """Make one of everything, through the verbs."""
    gus, sam = person("gus"), person("sam")
    opening = public_thread(gus)
    held = add_post(opening.thread, gus, "A second thought that nobody has read yet.")
    report = a_report(gus)
    save_draft(gus, "happened", {})
    record, file = export(sam, ReportFilter(), Purpose.SAFETY, Format.CSV)
    file.close()
    rule = ScreeningRule.objects.create(kind=ScreeningRule.Kind.PROMOTION, words="miracle cure", weight=60)
    article, effect = Article.objects.get(), SideEffect.objects.order_by("pk")[0]
    treatment = report.products.get().treatment
    assert treatment is not None
    return World(
        thread=opening.thread_id,
        thread_slug=opening.thread.public_path.split("/")[3],
        post=opening.pk,
        held=held.pk,
        notification=str(Notification.objects.filter(recipient=gus).order_by("created_at")[0].pk),
        report=report.reference,
        article=article.pk,
        article_type=ContentType.objects.get_for_model(Article).pk,
        rows={
            "articles/article": article.pk,
            "accounts/user": gus.pk,
            "catalog/treatment": treatment.pk,
            "catalog/product": treatment.products.order_by("pk")[0].pk,
            "catalog/sideeffect": effect.pk,
            "catalog/rule": Rule.objects.order_by("pk")[0].pk,
            "screening/screeningrule": rule.pk,
            "reports/report": report.pk,
            "exports/exportrecord": record.pk,
            "procrastinate/procrastinatejob": ProcrastinateJob.objects.order_by("pk")[0].pk,
        },
    )
