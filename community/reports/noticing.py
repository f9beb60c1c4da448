"""What the machine notices in the words of a report. It holds no report back: it offers help, and gives hints."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.check_and_send.writing import WrittenField
from community.reports.answers import ReportAnswers
from community.reports.forms.fields import PartialDateField
from community.reports.forms.journey import STEPS, Answers, Step, Typed
from community.screening.checks.first_posts import FIRST_POSTS
from community.screening.draft import Context, Draft, Finding
from community.screening.loading import load_phrases
from community.screening.screening import screen

_LONGEST_SHOWN = 80
# The sentences of the checks speak of everyone reading it; a report is read by the safety team alone.
_HINTS: dict[str, Promise] = {
    "email": _("This looks like an e-mail address. You may want to take it out."),
    "phone": _("This looks like a phone number. You may want to take it out."),
    "handle": _("This looks like a name on another site. You may want to take it out."),
}


@dataclass(frozen=True, slots=True)
class Hint:
    """Words of one step that could show who someone is, and a sentence about them."""

    step: Step
    words: str
    sentence: Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """What the person who writes is told: whether help comes first, and what they may want to take out."""

    needs_help: bool = False
    hints: tuple[Hint, ...] = ()

    def hints_at(self, step: Step) -> list[Hint]:
        return [hint for hint in self.hints if hint.step == step]


def notice_draft(answers: Answers) -> Noticed:
    """Return what is noticed in everything that was typed. At most one query, and none where nothing was."""
    texts = {
        (step, field): words for step in STEPS for field, words in _written(step, answers.get(step.name, {})).items()
    }
    country = (answers.get("about", {}).get("country") or [""])[-1]
    findings = list(_screened(texts, country))
    return Noticed(
        needs_help=any(finding.help for _place, finding in findings),
        hints=tuple(
            Hint(step, texts[step, field][finding.start : finding.end][:_LONGEST_SHOWN], _HINTS[finding.reason])
            for (step, field), finding in findings
            if finding.reason in _HINTS
        ),
    )


def findings_in(answers: ReportAnswers) -> Iterator[tuple[str, Finding]]:
    """Yield each finding in a finished report with the name of its text, as ReportFinding keeps it; one query."""
    yield from _screened(_texts(answers), answers.country)


def _screened[Place](texts: Mapping[Place, str], country: str) -> Iterator[tuple[Place, Finding]]:
    if not texts:
        return
    # Nothing of a report is published, so no text of one is a first post.
    context = Context(published_posts=FIRST_POSTS, phrases=load_phrases(), country=country)
    for place, words in texts.items():
        for finding in screen(Draft(text=words), context).findings:
            yield place, finding


def _written(step: Step, typed: Typed) -> dict[str, str]:
    """Return the free words in `typed` by the names of their fields. Dates are none: days would pass for numbers."""
    return {name: values[-1] for name, values in typed.items() if values and values[-1] and _is_free(step.field(name))}


def _is_free(field: object) -> bool:
    return isinstance(field, WrittenField) and not isinstance(field, PartialDateField)


def _texts(answers: ReportAnswers) -> dict[str, str]:
    """Return all free words, numbered in the order in which a case shows its parts: by role, then as told."""
    texts = {"narrative": answers.narrative, "history": answers.history}
    for number, reaction in enumerate(answers.reactions, start=1):
        texts[f"verbatim-{number}"] = reaction.verbatim
    for number, use in enumerate(sorted(answers.uses, key=lambda use: use.role), start=1):
        for name in ("own_words", "indication", "strength_form_words", "dose_text"):
            texts[f"{name}-{number}"] = getattr(use, name)
    return {field: words for field, words in texts.items() if words}
