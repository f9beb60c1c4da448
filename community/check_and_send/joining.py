"""Who is writing: what someone new is asked, and the consents that are still missing."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.accounts.consenting import missing_consents
from community.accounts.models import ConsentKind, User
from community.accounts.pseudonyms import clean_pseudonym, suggest

# A changed sentence is a new version: raise its number in accounts/consenting.py.
SENTENCES = {
    ConsentKind.KEEP: _("I agree that Sidenote keeps what I write here. It can tell something about my health."),
    ConsentKind.PUBLISH: _("I agree that everyone can read my post under my pseudonym, once a person has checked it."),
    ConsentKind.FIGURES: _("I agree that my report is counted in public figures. Nobody can see which report is mine."),
    ConsentKind.RESEARCH: _("I agree that researchers may use my report without my pseudonym."),
}
_CONSENT_HELP = {
    ConsentKind.KEEP: _(
        "You can withdraw your texts and take back your reports on your page. To have everything erased, write to the"
        " operator (see Privacy)."
    ),
    ConsentKind.PUBLISH: _("You can withdraw your text at any time on your page."),
    ConsentKind.FIGURES: _("You can take back your report at any time on your page; then it is counted no more."),
    ConsentKind.RESEARCH: _("You can take back your report at any time on your page; then it is passed on no more."),
}


class JoinForm(forms.Form):
    """Pseudonym and age for someone new; one unticked box for each consent in `consents` that is still missing.

    `required` names the consents without which nothing can be kept; the others may stay unticked.
    """

    pseudonym = forms.CharField(
        label=_("Your pseudonym"),
        max_length=80,
        help_text=_("The name others see. Do not use your real name or a part of your e-mail address."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    adult = forms.BooleanField(
        label=_("I am 18 or over."),
        help_text=_("We ask once. Health stories of younger people need protection that we cannot give."),
        error_messages={"required": _("Only people of 18 or over can write here.")},
    )
    # A field that people do not see (forms/field.html hides what the tab key skips) and programs fill in.
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))

    def __init__(
        self,
        data: Any = None,
        *,
        person: User | AnonymousUser | None,
        consents: Sequence[ConsentKind],
        required: Sequence[ConsentKind] | None = None,
    ) -> None:
        super().__init__(data)
        self.person = person if isinstance(person, User) else None
        if self.person is not None:
            del self.fields["pseudonym"]
            if self.person.adult_confirmed_at is not None:
                del self.fields["adult"]
        else:
            self.suggestions = suggest()
            self.fields["pseudonym"].initial = self.suggestions[0]
        self.asked = missing_consents(self.person, consents)
        for kind in self.asked:
            self.fields[f"consent_{kind}"] = forms.BooleanField(
                label=SENTENCES[kind],
                help_text=_CONSENT_HELP[kind],
                required=kind in (consents if required is None else required),
                error_messages={"required": _("Without this we cannot keep or show what you wrote.")},
            )
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    @property
    def asks(self) -> bool:
        """Whether there is anything to ask this person."""
        return len(self.fields) > 1

    def clean_pseudonym(self) -> str:
        return clean_pseudonym(self.cleaned_data["pseudonym"])

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(_("Leave this field empty."), code="honeypot")
        return ""

    def given(self) -> tuple[ConsentKind, ...]:
        """Return the consents that were ticked."""
        return tuple(kind for kind in self.asked if self.cleaned_data.get(f"consent_{kind}"))
