"""What each step of a report asks. These forms know shapes only; whether answers fit together is for `assembling`."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.accounts.models import ConsentKind
from community.check_and_send.joining import SENTENCES
from community.reports.choices import (
    Action,
    AgeGroup,
    Bother,
    Dechallenge,
    Outcome,
    Rechallenge,
    ReporterIs,
    Role,
    Route,
    Seriousness,
    Sex,
    WhyNot,
)
from community.reports.countries import COUNTRIES
from community.reports.forms.fields import PartialDateField, SideEffectField, line, one_of, paragraph
from community.reports.models.parts import DOSE_LENGTH, STRENGTH_LENGTH, WORDS_LENGTH
from community.reports.models.report import HISTORY_LENGTH, NARRATIVE_LENGTH
from community.reports.partial_dates import PartialDate

_ONE_FACT = _("Tell us at least one thing about the person: sex, age or age group. A report needs one of them.")
_OUT_OF_ORDER = _("This lies before the beginning. Please check both dates.")


def _number(choices: type[models.IntegerChoices]) -> Callable[[str], models.IntegerChoices]:
    return lambda value: choices(int(value))


def out_of_order(start: PartialDate | None, end: PartialDate | None) -> bool:
    """Say whether `end` certainly lies before `start`."""
    return bool(start and end and start.earliest and end.latest and end.latest < start.earliest)


class TreatmentForm(forms.Form):
    """The suspected treatment."""

    treatment_words = line(
        _("Which treatment do you think of?"),
        length=WORDS_LENGTH,
        help_text=_("The name on the pack, or the one you use. Choose from the list, or write your own words."),
        required=True,
        list="treatment-names",
    )


class UseForm(forms.Form):
    """How the suspected treatment was used."""

    strength_form_words = line(
        _("Strength and form"),
        length=STRENGTH_LENGTH,
        help_text=_("As on the pack, for example: 5 % cream, or 20 mg tablets."),
    )
    route = one_of(_("How was it used?"), [("", _("Not said")), *Route.choices], Route, widget=forms.Select)
    indication = line(_("What was it for?"), length=WORDS_LENGTH)
    dose_text = paragraph(
        _("How much, and how often?"),
        length=DOSE_LENGTH,
        rows=3,
        help_text=_("For example: a thin layer, 3 times a week."),
    )


class RowForm(forms.Form):
    """One of several alike; `legend` says which one."""

    legend: Promise | str = ""


class OtherTreatmentForm(RowForm):
    """Another treatment of the last three months."""

    other_treatments = line(_("Name of the treatment"), length=WORDS_LENGTH, required=True, list="treatment-names")
    role = one_of(_("What do you think of it?"), Role.choices, _number(Role))
    started = PartialDateField(label=_("When was it started?"))
    stopped = PartialDateField(label=_("When was it last used?"))

    def clean(self) -> None:
        if out_of_order(self.cleaned_data.get("started"), self.cleaned_data.get("stopped")):
            self.add_error("stopped", _OUT_OF_ORDER)


class StoryForm(forms.Form):
    """The story as a whole."""

    narrative = paragraph(
        _("The story, in order"),
        length=NARRATIVE_LENGTH,
        rows=8,
        help_text=_("What came first, what came then? Leave out names, addresses and phone numbers."),
    )


class ReactionForm(RowForm):
    """One side effect."""

    effect_verbatim = line(
        _("In your own words, what happened?"),
        length=WORDS_LENGTH,
        help_text=_("One thing at a time. You can add others below."),
        required=True,
    )
    side_effect = SideEffectField(label=_("Which of these fits best?"), help_text=_("Your own words are kept as well."))

    def clean_effect_verbatim(self) -> str:
        words = str(self.cleaned_data["effect_verbatim"])
        if len(words) < 2:
            raise forms.ValidationError(_("Please use a few more letters."), code="too_short")
        return words


class UseDatesForm(forms.Form):
    """When the suspected treatment was used."""

    started = PartialDateField(label=_("When was the treatment started?"))
    stopped = PartialDateField(label=_("When was it last used?"))

    def clean(self) -> None:
        if out_of_order(self.cleaned_data.get("started"), self.cleaned_data.get("stopped")):
            self.add_error("stopped", _OUT_OF_ORDER)


class ReactionDatesForm(RowForm):
    """When one side effect was there."""

    started = PartialDateField(label=_("When was it first noticed?"))
    ended = PartialDateField(label=_("If it has gone: when did it stop?"))

    def clean(self) -> None:
        if out_of_order(self.cleaned_data.get("started"), self.cleaned_data.get("ended")):
            self.add_error("ended", _OUT_OF_ORDER)


class NowForm(forms.Form):
    """What came of it all."""

    seriousness = forms.TypedMultipleChoiceField(
        label=_("Did any of these happen because of it?"),
        choices=Seriousness.choices,
        coerce=Seriousness,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick all that fit. Tick nothing if none does."),
    )
    action_taken = one_of(_("What was done with the treatment?"), Action.choices, _number(Action))
    dechallenge = one_of(_("Did it get better after stopping, or using less?"), Dechallenge.choices, Dechallenge)
    rechallenge = one_of(_("Was the treatment used again later?"), Rechallenge.choices, _number(Rechallenge))


class ReactionNowForm(RowForm):
    """How one side effect is now."""

    outcome = one_of(_("How is it now?"), Outcome.choices, _number(Outcome))
    bother = one_of(_("How much did it bother you, or the person it happened to?"), Bother.choices, _number(Bother))
    medically_confirmed = one_of(
        _("Has a doctor, nurse or pharmacist confirmed it?"),
        [("yes", _("Yes")), ("no", _("No")), ("unknown", _("I don't know"))],
        {"yes": True, "no": False, "unknown": None}.__getitem__,
    )


def _sex(value: str) -> Sex | WhyNot:
    return Sex(int(value)) if value.isdigit() else WhyNot(value)


class AboutForm(forms.Form):
    """Who it happened to."""

    reporter_is = one_of(_("Who did it happen to?"), ReporterIs.choices, ReporterIs, required=True)
    sex = one_of(
        _("Which sex was recorded at birth?"),
        [*Sex.choices, (WhyNot.UNKNOWN, _("I don't know")), (WhyNot.NOT_TOLD, _("I would rather not say"))],
        _sex,
    )
    age_years = forms.IntegerField(
        label=_("How old was the person when it started?"),
        help_text=_("In years. Write 0 for a child under 1."),
        min_value=0,
        max_value=120,
        required=False,
        error_messages={
            "invalid": _("Write the age as a whole number."),
            "max_value": _("Please check the age: the oldest we can take is 120."),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    age_group = one_of(
        _("Or choose an age group"),
        [("", _("Not said")), *AgeGroup.choices],
        _number(AgeGroup),
        help_text=_("Only if you would rather not give the age."),
        widget=forms.Select,
    )
    country = one_of(
        _("In which country did it happen?"),
        [("", _("I would rather not say")), *COUNTRIES.items()],
        str,
        widget=forms.Select,
    )
    history = paragraph(
        _("Other conditions, allergies, pregnancy"),
        length=HISTORY_LENGTH,
        rows=4,
        help_text=_("Anything else about the person's health that may matter. Write “none” if there is none."),
    )

    def clean(self) -> dict[str, Any]:
        words = self.cleaned_data
        if words.get("age_years") is not None and words.get("age_group") is not None:
            self.add_error("age_group", _("Give the age or the age group, not both."))
        told = isinstance(words.get("sex"), Sex) or {words.get("age_years"), words.get("age_group")} != {None}
        if not told and self.errors.keys().isdisjoint({"sex", "age_years", "age_group"}):
            self.add_error("age_years", _ONE_FACT)
        return words


class SharingForm(forms.Form):
    """What the report may be used for. Both boxes stay unticked until the person ticks them."""

    figures = forms.BooleanField(label=SENTENCES[ConsentKind.FIGURES], required=False)
    research = forms.BooleanField(label=SENTENCES[ConsentKind.RESEARCH], required=False)
