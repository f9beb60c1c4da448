"""The form of a decision."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from community.catalog.models import Rule
from community.discussions.deciding import possible_outcomes
from community.discussions.models import AGAINST, Outcome, Post


class DecideForm(forms.Form):
    """What to do with the version of the text that is shown. Against a text: with a rule and facts."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("This is not possible any more. Perhaps someone else has decided.")},
    )
    rule = forms.ModelChoiceField(
        label=_("House rule, needed to reject or remove"),
        queryset=Rule.objects.filter(superseded=False),
        required=False,
        empty_label=_("Only for a decision against the text"),
    )
    facts = forms.CharField(
        label=_("Facts, needed to reject or remove"),
        required=False,
        max_length=2000,
        help_text=_(
            "What in the text it is about. The author reads these words as they stand, and can mend the text with them."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, post: Post, revision_id: int, words: Mapping[str, Any] | None = None
    ) -> None:
        """`words` of a decision that did not apply stay in the form: its rule and its facts."""
        kept = {name: words[name] for name in ("rule", "facts")} if words else {}
        super().__init__(data, initial={"revision": revision_id, **kept})
        outcomes = possible_outcomes(post)
        self.fields["outcome"].choices = [(outcome.value, capfirst(outcome.label)) for outcome in outcomes]  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("outcome") in AGAINST:
            for field, message in (("rule", _("Name the rule.")), ("facts", _("Say what in the text it is about."))):
                if not cleaned.get(field):
                    self.add_error(field, message)
        return cleaned

    @property
    def decided(self) -> Outcome:
        """The chosen outcome of the valid form."""
        return Outcome(self.cleaned_data["outcome"])
