"""The form field for what people write."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from community.rendering.cleaning import TextRefused, check_limits, clean_text


class WrittenField(forms.CharField):
    """Words of a person: characters that deceive or break are taken out before anything is counted or refused.

    Browsers send two characters for each new line, so a text is also only measured after that is mended.
    """

    def to_python(self, value: Any) -> Any:
        return super().to_python(clean_text(value) if isinstance(value, str) else value)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            check_limits(text)
        except TextRefused as refused:
            raise ValidationError(str(refused.reason), code=refused.code) from refused
        return text
