"""What a report asks about what happened."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.reports.choices import Bother, Outcome
from community.reports.forms.fields import (
    PartialDateField,
    SideEffectField,
    dropdown,
    line,
    looked_up,
    one_of,
    paragraph,
    radios,
    refuse_end_before_start,
)
from community.reports.forms.treatments import RowForm
from community.reports.models.parts import WORDS_LENGTH
from community.reports.models.report import NARRATIVE_LENGTH


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


class ReactionDatesForm(RowForm):
    """When one side effect was there."""

    started = PartialDateField(label=_("When was it first noticed?"))
    ended = PartialDateField(label=_("If it has gone: when did it stop?"))

    def clean(self) -> None:
        refuse_end_before_start(self, "started", "ended")


class ReactionNowForm(RowForm):
    """How one side effect is now."""

    outcome = radios(_("How is it now?"), Outcome)
    bother = dropdown(_("How much did it bother you, or the person it happened to?"), Bother)
    medically_confirmed = one_of(
        _("Has a doctor, nurse or pharmacist confirmed it?"),
        [("", _("Not said")), ("yes", _("Yes")), ("no", _("No")), ("unknown", _("I don't know"))],
        looked_up({"yes": True, "no": False, "unknown": None}),
        widget=forms.Select,
    )
