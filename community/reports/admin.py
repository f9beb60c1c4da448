"""What safety officers see of reports: a filtered list, and each case on one screen. It is read-only."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from community.accounts.roles import Role
from community.accounts.staff_door import RoleAdmin
from community.reports.choices import Role as ProductRole
from community.reports.filtering import FilterForm
from community.reports.marking import marked
from community.reports.models import Report
from community.reports.paging import REACH, NearPaginator
from community.reports.reaching import reach_of


class ReportList(ChangeList):
    """The list behind the one report filter, which stands in the query string under its own names."""

    def get_filters_params(self, params: dict[str, Any] | None = None) -> dict[str, Any]:
        lookups = super().get_filters_params(params)
        return {name: value for name, value in lookups.items() if name not in FilterForm.base_fields}

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        reports = super().get_queryset(request, exclude_parameters)
        self.filter_form = FilterForm(request.GET)
        self.report_filter = self.filter_form.report_filter()
        # A filter that makes no sense must not look like a list of everything.
        return reports.none() if self.report_filter is None else self.report_filter.apply(reports)

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.reach = REACH if self.result_count == REACH else 0


class ReportAdmin(RoleAdmin):
    """Reports, newest first. No e-mail address, no pseudonym: only whether the reporter can be reached."""

    viewers = frozenset({Role.SAFETY_OFFICER})
    list_display = (
        "number",
        "received_at",
        "status",
        "treatments",
        "side_effects",
        "is_serious",
        "distress",
        "country",
        "completeness",
    )
    list_display_links = ("number",)
    list_per_page = 25
    list_max_show_all = 0
    ordering = ("-pk",)
    sortable_by = ()
    actions = None
    paginator = NearPaginator
    show_full_result_count = False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ReportList

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return (
            super().get_queryset(request).prefetch_related("products__treatment", "reactions__side_effect", "findings")
        )

    @staticmethod
    @admin.display(description=_("report"))
    def number(report: Report) -> str:
        return _("Report %(number)s") % {"number": report.reference}

    @staticmethod
    @admin.display(description=_("serious"), boolean=True)
    def is_serious(report: Report) -> bool:
        return bool(report.serious)

    @staticmethod
    @admin.display(description=_("noticed"))
    def distress(report: Report) -> str:
        """Say where someone may be in danger; the case shows everything that was noticed."""
        return str(_("signs of distress")) if any(finding.distress for finding in report.findings.all()) else ""

    @staticmethod
    @admin.display(description=_("suspected treatments"))
    def treatments(report: Report) -> str:
        """Name the suspected treatments: the catalogue's names, else the reporter's."""
        return "; ".join(
            use.treatment.name if use.treatment else use.own_words
            for use in report.products.all()
            if use.role == ProductRole.SUSPECT
        )

    @staticmethod
    @admin.display(description=_("side effects"))
    def side_effects(report: Report) -> str:
        """Name what happened: the catalogue's labels, else the reporter's words."""
        return "; ".join(
            reaction.side_effect.plain_label if reaction.side_effect else reaction.verbatim
            for reaction in report.reactions.all()
        )

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show one case as it was told."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if not self.has_view_permission(request):
            raise PermissionDenied
        report = self.get_object(request, object_id)
        if not isinstance(report, Report):
            raise Http404
        context = {
            **self.admin_site.each_context(request),
            "title": self.number(report),
            "opts": self.opts,
            "report": report,
            "noticed": marked(report),
            "reach": reach_of(report.reporter_id),
        }
        return TemplateResponse(request, "reports/case.html", context)
