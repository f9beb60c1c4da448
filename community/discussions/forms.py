"""The shape of what people write. Whether it may stand is not decided here."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from community.catalog.models import SideEffect, Treatment
from community.check_and_send.writing import WrittenField
from community.discussions.models import ThreadKind
from community.rendering.cleaning import MAX_CHARACTERS

_NEW_THREADS = [(kind.value, kind.label) for kind in ThreadKind if kind != ThreadKind.ARTICLE]


def _text_field() -> WrittenField:
    return WrittenField(
        label=_("Your text"),
        max_length=MAX_CHARACTERS,
        strip=True,
        help_text=_("Leave out names, addresses and phone numbers. A person reads every text before others see it."),
        error_messages={"required": _("Write something first.")},
        widget=forms.Textarea(attrs={"rows": 8, "data-max": MAX_CHARACTERS, "data-keep": "text"}),
    )


class PostForm(forms.Form):
    """One text."""

    text = _text_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class ThreadForm(PostForm):
    """A new thread: what it is about, and its opening text."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=_NEW_THREADS, widget=forms.RadioSelect)
    treatment = forms.ModelChoiceField(
        label=_("Treatment"),
        queryset=Treatment.objects.all(),
        required=False,
        empty_label=_("None, or not in the list"),
    )
    side_effect = forms.ModelChoiceField(
        label=_("Side effect"),
        queryset=SideEffect.objects.all(),
        required=False,
        empty_label=_("None, or not in the list"),
    )
    title = WrittenField(
        label=_("Title"),
        min_length=5,
        max_length=120,
        help_text=_("A short line that tells others what it is about."),
        widget=forms.TextInput(attrs={"data-keep": "title"}),
    )
    field_order = ("kind", "treatment", "side_effect", "title", "text")

    def clean_title(self) -> str:
        return " ".join(str(self.cleaned_data["title"]).split())
