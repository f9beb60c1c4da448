"""What a report asks about the person, and what it may be used for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.accounts.models import ConsentKind
from community.check_and_send.joining import SENTENCES
from community.reports.choices import AgeGroup, ReporterIs, Sex, WhyNot
from community.reports.countries import COUNTRIES
from community.reports.forms.fields import dropdown, looked_up, one_of, paragraph, radios
from community.reports.models.report import HISTORY_LENGTH

_ONE_FACT = _("Tell us at least one thing about the person: sex, age or age group. A report needs one of them.")
_NO_SEX = {WhyNot.UNKNOWN: _("I don't know"), WhyNot.NOT_TOLD: _("I would rather not say")}


class AboutForm(forms.Form):
    """Who it happened to."""

    reporter_is = radios(_("Who did it happen to?"), ReporterIs, required=True)
    sex = one_of(
        _("Which sex was recorded at birth?"),
        [*Sex.choices, *((why_not.value, words) for why_not, words in _NO_SEX.items())],
        looked_up({str(member.value): member for member in (*Sex, *_NO_SEX)}),
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
    age_group = dropdown(
        _("Or choose an age group"), AgeGroup, help_text=_("Only if you would rather not give the age.")
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
