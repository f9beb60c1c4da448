"""The steps of a report, in the order in which they are asked, and what may be kept of each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.rendering.cleaning import clean_text
from community.reports.forms.person import AboutForm, SharingForm
from community.reports.forms.reactions import ReactionDatesForm, ReactionForm, ReactionNowForm, StoryForm
from community.reports.forms.treatments import (
    NowForm,
    OtherTreatmentForm,
    RowForm,
    TreatmentForm,
    UseDatesForm,
    UseForm,
)

MAX_ROWS = 10

# What the fields of one step hold, as typed; and the same for each step of a report.
type Typed = dict[str, list[str]]
type Answers = dict[str, Typed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Forms that are asked several times in one step.

    `per` says how often: as often as the person adds one, or once for each reaction they have named.
    """

    name: str
    form: type[RowForm]
    legend: Promise
    per: Literal["added", "reaction"] = "reaction"
    least: int = 0
    add: Promise | str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page of the form."""

    name: str
    title: Promise
    form: type[forms.Form]
    rows: Rows | None = None
    needed: bool = False

    @property
    def path(self) -> str:
        return reverse("reports:new") if self.name == START else reverse("reports:step", args=[self.name])

    def field(self, name: str) -> forms.Field | None:
        """Return the field that a browser calls `name`; None where it is none of this step's."""
        if name in self.form.base_fields:
            return self.form.base_fields[name]
        found = re.fullmatch(rf"{self.rows.name}-(\d)-(\w+)", name) if self.rows else None
        return self.rows.form.base_fields.get(found[2]) if self.rows and found else None

    def typed(self, data: QueryDict) -> Typed:
        """Return what `data` holds for this step's fields, without characters that deceive or break."""
        return {name: [clean_text(value) for value in values] for name, values in data.lists() if self.field(name)}


START = "start"
STEPS: tuple[Step, ...] = (
    Step(name=START, title=_("The treatment"), form=TreatmentForm, needed=True),
    Step(
        name="treatment",
        title=_("How it was used"),
        form=UseForm,
        rows=Rows(
            name="other",
            form=OtherTreatmentForm,
            legend=_("Another treatment of the last 3 months (%(number)s)"),
            per="added",
            add=_("Add another treatment"),
        ),
    ),
    Step(
        name="happened",
        title=_("What happened"),
        form=StoryForm,
        rows=Rows(
            name="reaction",
            form=ReactionForm,
            legend=_("Side effect %(number)s"),
            per="added",
            least=1,
            add=_("Add another side effect"),
        ),
        needed=True,
    ),
    Step(
        name="when",
        title=_("When"),
        form=UseDatesForm,
        rows=Rows(name="dates", form=ReactionDatesForm, legend=_("When you had: %(words)s")),
    ),
    Step(
        name="now",
        title=_("How it is now"),
        form=NowForm,
        rows=Rows(name="state", form=ReactionNowForm, legend=_("How it is now: %(words)s")),
    ),
    Step(name="about", title=_("About the person"), form=AboutForm, needed=True),
    Step(name="sharing", title=_("What it may be used for"), form=SharingForm),
)
BY_NAME: Mapping[str, Step] = {step.name: step for step in STEPS}


def described_reactions(answers: Answers) -> dict[int, str]:
    """Return the reactions that were put into words, by their number on the form."""
    typed = answers.get("happened", {})
    words = {at: (typed.get(f"reaction-{at}-effect_verbatim") or [""])[-1].strip() for at in range(MAX_ROWS)}
    return {at: said for at, said in words.items() if said}


def row_numbers(step: Step, answers: Answers, typed: Typed) -> dict[int, str]:
    """Return the numbers of the row forms that `step` shows, each with the legend above it."""
    rows = step.rows
    if rows is None:
        return {}
    if rows.per == "reaction":
        return {at: str(rows.legend) % {"words": said} for at, said in described_reactions(answers).items()}
    prefixes = {name.split("-")[1] for name in typed if name.startswith(f"{rows.name}-")}
    count = max(rows.least, 1 + max((int(at) for at in prefixes), default=-1))
    return {at: str(rows.legend) % {"number": at + 1} for at in range(count)}


def read_carried(value: Any) -> Answers:
    """Return the answers in `value` (decoded JSON from a page that was sent), leaving out whatever is none."""
    if not isinstance(value, dict):
        return {}
    return {
        step.name: {
            name: [clean_text(word) for word in words]
            for name, words in value[step.name].items()
            if step.field(name) and isinstance(words, list) and all(isinstance(word, str) for word in words)
        }
        for step in STEPS
        if isinstance(value.get(step.name), dict)
    }
