"""What a filled form says, for the eyes of the person who filled it."""

from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.utils.choices import flatten_choices
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from community.reports.answers import ReportAnswers
from community.reports.forms.binding import StepForms
from community.reports.forms.treatments import RowForm
from community.reports.matching import match_side_effects, match_treatments


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer: the question, and what was said."""

    label: Promise | str
    value: str


@dataclass(frozen=True, slots=True)
class Section:
    """The answers of one form, under its legend (none for the main form of a step)."""

    legend: str
    shown: tuple[Shown, ...]


def sections(step: StepForms) -> list[Section]:
    """Return what was answered in `step`, leaving out what was left empty."""
    made = [Section(str(form.legend) if isinstance(form, RowForm) else "", tuple(_shown(form))) for form in step.all]
    return [section for section in made if section.shown]


def _shown(form: forms.Form) -> list[Shown]:
    return [Shown(bound.label, words) for bound in form if (words := _words(bound))]


def _words(bound: forms.BoundField) -> str:
    value = bound.value()
    if isinstance(bound.field, forms.BooleanField):
        return _("Yes") if value else _("No")
    if value in (None, "", []):
        return ""
    if isinstance(bound.field, forms.ChoiceField):
        labels = _labels(bound.field)
        chosen = value if isinstance(value, list) else [value]
        return "; ".join(labels.get(str(one), "") for one in chosen)
    return str(value)


def _labels(field: forms.ChoiceField) -> dict[str, str]:
    """Return what the values of `field` are called, those in groups as well."""
    choices = cast("list[tuple[Any, Any]]", field.choices)
    return {str(key): str(label) for key, label in cast("list[tuple[Any, Any]]", flatten_choices(choices))}


def found_in_catalogue(answers: ReportAnswers) -> list[Shown]:
    """Return what the catalogue knows of the person's own words: how the report will be counted."""
    treatments = match_treatments(use.own_words for use in answers.uses)
    effects = match_side_effects(reaction.verbatim for reaction in answers.reactions if reaction.side_effect is None)
    return [
        *(Shown(words, match.treatment.name) for words, match in treatments.items() if match.treatment),
        *(Shown(words, effect.plain_label) for words, effect in effects.items()),
    ]
