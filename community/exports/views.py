"""The page on which an export is asked for, in the admin."""

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from community.accounts.models import User
from community.accounts.roles import Role
from community.accounts.staff_door import staff_door, staff_page
from community.exports.columns import COLUMNS
from community.exports.exporting import export
from community.exports.models import Format, Purpose
from community.exports.row_source import leaving
from community.reports.filtering import FilterForm, ReportFilter
from community.reports.paging import REACH


class ExportForm(forms.Form):
    """What the file is for, and how it is written."""

    purpose = forms.ChoiceField(
        label=_("What is it for?"),
        choices=Purpose.choices,
        widget=forms.RadioSelect,
        help_text=_("It is kept in the record of this export."),
        error_messages={"required": _("Choose what the file is for.")},
    )
    format = forms.ChoiceField(label=_("Format"), choices=Format.choices, initial=Format.CSV, widget=forms.RadioSelect)


@require_http_methods(["GET", "POST"])
@staff_door(Role.SAFETY_OFFICER)
def new_export(request: HttpRequest) -> HttpResponseBase:
    """Show what would leave; a POST lets it leave. The filter is that of the report list, in the query string."""
    filtered = FilterForm(request.GET)
    chosen = filtered.report_filter()
    if chosen is None:
        return staff_page(request, "exports/new.html", {"filter_form": filtered}, status=400)
    form = ExportForm(request.POST or None)
    if isinstance(request.user, User) and request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        record, file = export(request.user, chosen, Purpose(words["purpose"]), Format(words["format"]))
        name = f"sidenote-reports-{record.at:%Y-%m-%d}-{record.pk}.csv"
        return FileResponse(file, as_attachment=True, filename=name, content_type="text/csv; charset=utf-8")
    return _page(request, filtered, chosen, form)


def _page(request: HttpRequest, filtered: FilterForm, chosen: ReportFilter, form: ExportForm) -> HttpResponse:
    context = {
        "filter_form": filtered,
        "said": filtered.in_words(),
        "form": form,
        "reports": _counted(chosen),
        "columns": COLUMNS,
    }
    return staff_page(request, "exports/new.html", context, status=422 if form.errors else 200)


def _counted(chosen: ReportFilter) -> str:
    """Say how many reports would leave, counting no further than the staff list reaches."""
    reports = leaving(chosen)[: REACH + 1].count()
    return f"{number_format(REACH, force_grouping=True)}+" if reports > REACH else number_format(reports)
