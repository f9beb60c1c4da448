"""What a report asks about treatments. Forms know shapes only; whether answers fit together is for `assembling`."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.reports.choices import Action, Dechallenge, Rechallenge, Role, Route, Seriousness
from community.reports.forms.fields import (
    PartialDateField,
    Words,
    dropdown,
    line,
    paragraph,
    radios,
    refuse_end_before_start,
)
from community.reports.models.parts import DOSE_LENGTH, STRENGTH_LENGTH, WORDS_LENGTH


class RowForm(forms.Form):
    """One of several alike; `legend` says which one."""

    legend: Words = ""


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
    route = dropdown(_("How was it used?"), Route)
    indication = line(_("What was it for?"), length=WORDS_LENGTH)
    dose_text = paragraph(
        _("How much, and how often?"),
        length=DOSE_LENGTH,
        rows=3,
        help_text=_("For example: a thin layer, 3 times a week."),
    )


class OtherTreatmentForm(RowForm):
    """Another treatment of the last three months."""

    other_treatments = line(_("Name of the treatment"), length=WORDS_LENGTH, required=True, list="treatment-names")
    role = dropdown(_("What do you think of it?"), Role)
    started = PartialDateField(label=_("When was it started?"))
    stopped = PartialDateField(label=_("When was it last used?"))

    def clean(self) -> None:
        refuse_end_before_start(self, "started", "stopped")


class UseDatesForm(forms.Form):
    """When the suspected treatment was used."""

    started = PartialDateField(label=_("When was the treatment started?"))
    stopped = PartialDateField(label=_("When was it last used?"))

    def clean(self) -> None:
        refuse_end_before_start(self, "started", "stopped")


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
    action_taken = dropdown(_("What was done with the treatment?"), Action)
    dechallenge = radios(_("Did it get better after stopping, or using less?"), Dechallenge)
    rechallenge = dropdown(_("Was the treatment used again later?"), Rechallenge)
