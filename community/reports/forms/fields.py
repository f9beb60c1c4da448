"""The kinds of fields that a report asks with."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.catalog.models import SideEffect
from community.check_and_send.writing import WrittenField
from community.reports.models.parts import DATE_WORDS_LENGTH
from community.reports.partial_dates import DateUnclear, PartialDate, parse

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

type Words = StrPromise | str

DATE_HELP = _("For example: 2025, March 2025, or don't know.")
_NOT_SAID = _("Not said")
_OUT_OF_ORDER = _("This lies before the beginning. Please check both dates.")


class PartialDateField(WrittenField):
    """A date as the person remembers it; cleans to a PartialDate."""

    def __init__(self, *, label: Words, help_text: Words = DATE_HELP) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            max_length=DATE_WORDS_LENGTH,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )

    def clean(self, value: Any) -> PartialDate:
        try:
            return parse(super().clean(value), timezone.localdate())
        except DateUnclear as unclear:
            raise ValidationError(unclear.reason, code=unclear.code) from unclear


def line(label: Words, *, length: int, help_text: Words = "", required: bool = False, **attrs: str) -> WrittenField:
    """Return a field for one line of words."""
    return WrittenField(
        label=label,
        help_text=help_text,
        max_length=length,
        required=required,
        widget=forms.TextInput(attrs={"autocomplete": "off", **attrs}),
    )


def paragraph(label: Words, *, length: int, rows: int, help_text: Words = "", **attrs: str) -> WrittenField:
    """Return a field for a longer text."""
    return WrittenField(
        label=label,
        help_text=help_text,
        max_length=length,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows, "data-max": length, **attrs}),
    )


def one_of(
    label: Words,
    choices: Iterable[tuple[Any, Any]],
    coerce: Callable[[str], Any],
    *,
    help_text: Words = "",
    required: bool = False,
    widget: type[forms.Widget] = forms.RadioSelect,
) -> forms.TypedChoiceField:
    """Return a field for one choice or none; cleans to what `coerce` makes of its value, or None."""
    return forms.TypedChoiceField(
        label=label,
        choices=list(choices),
        coerce=coerce,
        empty_value=None,
        help_text=help_text,
        required=required,
        widget=widget,
        error_messages={"required": _("Choose one of these.")},
    )


def radios(label: Words, choices: type[models.Choices], *, required: bool = False) -> forms.TypedChoiceField:
    """Return a field with all of `choices` in sight."""
    return one_of(label, choices.choices, member_of(choices), required=required)


def dropdown(label: Words, choices: type[models.Choices], *, help_text: Words = "") -> forms.TypedChoiceField:
    """Return a field that folds `choices` away, and in which an answer can be taken back."""
    offered = [("", _NOT_SAID), *choices.choices]
    return one_of(label, offered, member_of(choices), help_text=help_text, widget=forms.Select)


def member_of(choices: type[models.Choices]) -> Callable[[str], Any]:
    """Return a function that takes the value in a form to the member of `choices`."""
    return looked_up({str(member.value): member for member in choices})


def looked_up(known: Mapping[str, Any]) -> Callable[[str], Any]:
    """Return a function that takes a value to what it stands for, with the ValueError that a form expects."""

    def find(value: str) -> Any:
        if value not in known:
            raise ValueError
        return known[value]

    return find


def refuse_end_before_start(form: forms.Form, start: str, end: str) -> None:
    """Put an error beside the date `end` where it certainly lies before the date `start`."""
    first, last = form.cleaned_data.get(start), form.cleaned_data.get(end)
    if first and last and last.is_before(first):
        form.add_error(end, _OUT_OF_ORDER)


class SideEffectField(forms.TypedChoiceField):
    """A side effect of the catalogue or none, by its plain label and grouped by body system."""

    def __init__(self, *, label: Words, help_text: Words) -> None:
        super().__init__(label=label, help_text=help_text, required=False, empty_value=None)
        self.known: dict[str, SideEffect] = {}

    def offer(self, side_effects: Iterable[SideEffect]) -> None:
        """Take the terms to choose from, in the order of body system and label."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for effect in side_effects:
            self.known[str(effect.pk)] = effect
            groups.setdefault(effect.body_system, []).append((str(effect.pk), effect.plain_label))
        self.choices = [("", _("None of these, or I am not sure")), *groups.items()]
        self.coerce = looked_up(self.known)
