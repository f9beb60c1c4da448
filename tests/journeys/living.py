"""A site on which something has happened: enough for every page to show each of its states."""

from dataclasses import dataclass

from articles.models import Article
from community.accounts.models import ConsentKind
from community.catalog.models import Rule, SideEffect, Treatment
from community.discussions.deciding import decide
from community.discussions.models import Outcome, Post, ThreadKind
from community.discussions.posting import add_post, open_thread
from community.figures.counting import count_all
from community.operations.demo_reports import make_demo_reports
from community.reports.drafting import save_draft
from community.reports.forms.journey import START
from community.reports.models import Report
from tests.people import agree, person

_REPLIES = 22  # more than stand on one page


@dataclass(frozen=True, slots=True)
class Lived:
    """The numbers that some addresses need."""

    thread_path: str
    thread: int
    held: int
    rejected: int
    report: int
    reference: str
    article: int


def live() -> Lived:
    """Let Gus write and report, Ann reply and Mo judge; return what to look at."""
    gus, ann, mo = person("gus"), person("ann"), person("mo")
    for writer in (gus, ann):
        agree(writer, ConsentKind.KEEP, ConsentKind.PUBLISH)
    opening = open_thread(
        gus,
        kind=ThreadKind.EXPERIENCE,
        title="When did yours grow back, and did it look the same?",
        text="Mine fell out in the third week.\n\n- first the left side\n- then the right side",
        treatment=Treatment.objects.get(slug="imiquimod"),
        side_effect=SideEffect.objects.order_by("pk").first(),
    )
    _judge(opening, Outcome.PUBLISH)
    for number in range(_REPLIES):
        _judge(
            add_post(opening.thread, ann, f"Reply {number}: mine took *two months*, and was a little lighter."),
            Outcome.PUBLISH,
        )
    article = Article.objects.get(slug="imiquimod-and-hair-loss")
    assert article.thread
    _judge(
        add_post(article.thread, ann, "> It has not been studied well.\n\nThat is what my doctor said too."),
        Outcome.PUBLISH,
    )
    rejected = add_post(opening.thread, gus, "Take only half of it.")
    facts = "It tells others how much to take."
    rule = Rule.objects.get(code="instructions", superseded=False)
    decide(rejected.pk, Outcome.REJECT, by=mo, revision_id=_newest(rejected), rule=rule, facts=facts)
    held = add_post(
        opening.thread, gus, "Write to me: gus@example.org or +49 30 901820. WHY DOES NOBODY EVER ANSWER ME HERE"
    )
    make_demo_reports(60, people=[gus])
    count_all()
    happened = {"reaction-0-effect_verbatim": ["my brow thinned"], "reaction-1-effect_verbatim": ["itching"]}
    steps = {
        START: {"treatment_words": ["Aldara"]},
        "happened": happened,
        "treatment": {"other-0-other_treatments": ["zinc"]},
    }
    save_draft(gus, "when", steps)
    report = Report.objects.filter(serious=True).order_by("-pk")[0]
    return Lived(
        thread_path=opening.thread.public_path or Post.objects.get(pk=opening.pk).thread.public_path,
        thread=opening.thread_id,
        held=held.pk,
        rejected=rejected.pk,
        report=report.pk,
        reference=report.reference,
        article=article.pk,
    )


def _judge(post: Post, outcome: Outcome) -> None:
    decide(post.pk, outcome, by=person("mo"), revision_id=_newest(post))


def _newest(post: Post) -> int:
    return post.revisions.values_list("pk", flat=True).order_by("-number")[0]
