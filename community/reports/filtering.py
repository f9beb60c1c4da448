"""Which reports: the one filter of the staff list, the dashboard and the exports. It lives in a page's query string."""

import re
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from community.accounts.receipts import read_code
from community.catalog.models import SideEffect, Treatment
from community.reports.choices import COUNTED, Role, Status
from community.reports.countries import COUNTRIES
from community.reports.models import ProductUse, Reaction, Report
from community.reports.referring import LENGTH, PATTERN

COUNTED_ONLY = "counted"
_YES_NO = [("", _("either")), ("yes", _("yes")), ("no", _("no"))]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFilter:
    """What was asked for; None or an empty text asks for nothing. Treatments are the suspected ones, by their ids."""

    treatment: int | None = None
    side_effect: int | None = None
    serious: bool | None = None
    received_from: date | None = None
    received_to: date | None = None
    status: str = ""
    country: str = ""
    research: bool | None = None
    reference: str = ""

    def apply(self, reports: QuerySet[Report]) -> QuerySet[Report]:
        """Return those of `reports` that were asked for. Days are days of reception (UTC), the last one included."""
        exact = {
            "serious": self.serious,
            "country": self.country or None,
            "reference": self.reference or None,
            "research": self.research,
            "received_at__gte": self.received_from and datetime.combine(self.received_from, time.min, UTC),
            "received_at__lte": self.received_to and datetime.combine(self.received_to, time.max, UTC),
        }
        reports = reports.filter(**{name: value for name, value in exact.items() if value is not None})
        if self.status:
            reports = reports.filter(status__in=COUNTED if self.status == COUNTED_ONLY else [self.status])
        if self.treatment is not None:
            uses = ProductUse.objects.filter(report=OuterRef("pk"), role=Role.SUSPECT, treatment=self.treatment)
            reports = reports.filter(Exists(uses))
        if self.side_effect is not None:
            effects = Reaction.objects.filter(report=OuterRef("pk"), side_effect=self.side_effect)
            reports = reports.filter(Exists(effects))
        return reports

    def codes(self) -> dict[str, str]:
        """Return what was asked for by the names and values of the form: ids and codes, no words."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {
            name: {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
            for name, value in values.items()
            if value not in (None, "")
        }

    def query(self) -> str:
        """Return the query string that asks for the same again."""
        return urlencode(self.codes())


class FilterForm(forms.Form):
    """The filter as staff fill it in; every field may stay empty."""

    treatment = forms.ModelChoiceField(
        label=_("Suspected treatment"), queryset=Treatment.objects.all(), required=False, empty_label=_("any")
    )
    side_effect = forms.ModelChoiceField(
        label=_("Side effect"), queryset=SideEffect.objects.all(), required=False, empty_label=_("any")
    )
    serious = forms.ChoiceField(label=_("Serious"), choices=_YES_NO, required=False)
    received_from = forms.DateField(
        label=_("Received from"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    received_to = forms.DateField(label=_("to"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    status = forms.ChoiceField(
        label=_("State"),
        choices=[("", _("any")), (COUNTED_ONLY, _("counted in figures")), *Status.choices],
        required=False,
    )
    country = forms.ChoiceField(label=_("Country"), choices=[("", _("any")), *COUNTRIES.items()], required=False)
    research = forms.ChoiceField(label=_("May be used for research"), choices=_YES_NO, required=False)
    reference = forms.CharField(label=_("Number of the report"), required=False, max_length=2 * LENGTH)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select" if isinstance(field.widget, forms.Select) else "form-control"

    def clean_reference(self) -> str:
        """Read a number as it was told on the phone or copied from paper. It stays a code in records of exports."""
        reference = read_code(self.cleaned_data["reference"])
        if reference and not re.fullmatch(PATTERN, reference):
            raise ValidationError(_("A number has 10 letters and digits."), code="no_reference")
        return reference

    def report_filter(self) -> ReportFilter | None:
        """Return the filter, or None where what was filled in makes none."""
        if not self.is_valid():
            return None
        words = self.cleaned_data
        yes_or_no = {"yes": True, "no": False, "": None}
        treatment, side_effect = words["treatment"], words["side_effect"]
        return ReportFilter(
            treatment=treatment.pk if treatment else None,
            side_effect=side_effect.pk if side_effect else None,
            serious=yes_or_no[words["serious"]],
            received_from=words["received_from"],
            received_to=words["received_to"],
            status=words.get("status", ""),
            country=words.get("country", ""),
            research=yes_or_no[words.get("research", "")],
            reference=words.get("reference", ""),
        )

    def in_words(self) -> list[tuple[str, str]]:
        """Return label and value of everything that was asked for; the form is valid."""
        said = []
        for bound in self:
            value = self.cleaned_data.get(bound.name)
            if value in (None, ""):
                continue
            said.append((str(bound.label), str(self._labels(bound.name).get(value, value))))
        return said

    def _labels(self, name: str) -> dict[object, object]:
        """Return what the values of a field of fixed choices are called."""
        field = self.fields[name]
        fixed = isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField)
        return dict(field.choices) if fixed else {}  # type: ignore[attr-defined]
