"""The forms of one step, filled with what was typed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from community.catalog.models import SideEffect
from community.reports.forms.fields import SideEffectField
from community.reports.forms.journey import Answers, Step, Typed, row_numbers
from community.reports.forms.treatments import RowForm


@dataclass(slots=True)
class StepForms:
    """The main form of a step, its rows by number, and what was typed in them."""

    step: Step
    main: forms.Form
    rows: dict[int, RowForm] = field(default_factory=dict)
    typed: Typed = field(default_factory=dict)

    @property
    def all(self) -> list[forms.Form]:
        """All forms, rows first where the step lives by them."""
        rows: list[forms.Form] = list(self.rows.values())
        return [*rows, self.main] if self.step.rows and self.step.rows.least else [self.main, *rows]

    def is_valid(self) -> bool:
        return not self.has_problems and self.main.is_bound

    @property
    def has_problems(self) -> bool:
        """Whether anything is wrong; nothing is in forms that were never filled."""
        return any(form.errors for form in self.all)

    @property
    def problems(self) -> list[str]:
        """What is wrong, one sentence for each error, with the name of its field."""
        return [
            f"{form.fields[name].label}: {error}" if name in form.fields else str(error)
            for form in self.all
            for name, errors in form.errors.items()
            for error in errors
        ]


def bind(step: Step, answers: Answers, typed: Typed | None, terms: Sequence[SideEffect] = ()) -> StepForms:
    """Return the forms of `step` filled with `typed`, or blank and without errors where that is None.

    `answers` are those of the whole draft: some steps ask once for each reaction. `terms` are what a reaction can be
    chosen from.
    """
    data: MultiValueDict[str, Any] | None = None if typed is None else MultiValueDict(typed)
    forms_of_step = StepForms(step, step.form(data), typed=typed or {})
    if step.rows is None:
        return forms_of_step
    for at, legend in row_numbers(step, answers, typed or {}).items():
        row = step.rows.form(
            data, prefix=f"{step.rows.name}-{at}", empty_permitted=at >= step.rows.least, use_required_attribute=False
        )
        row.legend = legend
        for offered in row.fields.values():
            if isinstance(offered, SideEffectField):
                offered.offer(terms)
        forms_of_step.rows[at] = row
    return forms_of_step
