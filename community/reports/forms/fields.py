"""The kinds of fields that a report asks with."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.catalog.models import SideEffect
from community.check_and_send.writing import WrittenField
from community.reports.models.parts import DATE_WORDS_LENGTH
from community.reports.partial_dates import DateUnclear, PartialDate, parse

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

type Words = StrPromise | str

DATE_HELP = _("As exact as you can: 2025, March 2025, spring 2025 or 12 March 2025. You can also write: don't know.")


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
        self.coerce = self.known.__getitem__
