"""The dashboard on the admin's front page, from the rollups alone: a million reports cost no more than a thousand."""

from bisect import bisect_right
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import QuerySet, Sum
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from community.figures.models import DailyCount
from community.figures.spans import Span, spans
from community.rendering.charts import Bar, bar_chart, column_chart
from community.reports.filtering import COUNTED_ONLY, FilterForm, ReportFilter
from community.reports.models import ChangeRow

TOP = 10


class DashboardForm(FilterForm):
    """What the rollups can tell apart."""

    status = None  # type: ignore[assignment]  # Django's way to leave out a field of the parent
    country = None  # type: ignore[assignment]
    research = None  # type: ignore[assignment]
    reference = None  # type: ignore[assignment]


def dashboard_context(request_get: QueryDict) -> dict[str, object]:
    """Return what templates/figures/dashboard.html shows for the filter in the query string.

    `form`; and, where the filter makes sense, `total`, `serious` and `other` (counts of reports), `charts` (HTML),
    `list_url` (the reports behind them) and `counting` (whether some are not counted yet). At most eight queries.
    """
    form = DashboardForm(request_get)
    chosen = form.report_filter()
    if chosen is None:
        return {"form": form}
    days = _per_day(chosen)
    serious = sum(reports for (_day, is_serious), reports in days.items() if is_serious)
    total = sum(days.values())
    return {
        "form": form,
        "total": total,
        "serious": serious,
        "other": total - serious,
        "charts": _charts(chosen, days) if total else [],
        "list_url": _list_url(chosen),
        "counting": ChangeRow.objects.filter(counted_at=None).exists(),
    }


def _charts(chosen: ReportFilter, days: dict[tuple[date, bool], int]) -> list[str]:
    return [_over_time(chosen, days), *_top(chosen), _by_seriousness(chosen, days)]


def _list_url(chosen: ReportFilter) -> str:
    """Return the list of the very reports that a number counts."""
    return f"{reverse('admin:reports_report_changelist')}?{replace(chosen, status=COUNTED_ONLY).query()}"


def _counts(chosen: ReportFilter) -> QuerySet[DailyCount]:
    """Return the counts of the days and the seriousness asked for, in every scope."""
    asked = {"day__gte": chosen.received_from, "day__lte": chosen.received_to, "serious": chosen.serious}
    return DailyCount.objects.filter(**{name: value for name, value in asked.items() if value is not None})


def _in_scope(counts: QuerySet[DailyCount], **scope: int | None) -> QuerySet[DailyCount]:
    """Return the counts of one scope: a null column means "whatever it was", so it has to be asked for."""
    return counts.filter(**{name if value else f"{name}__isnull": value or True for name, value in scope.items()})


def _per_day(chosen: ReportFilter) -> dict[tuple[date, bool], int]:
    counts = _in_scope(_counts(chosen), treatment=chosen.treatment, side_effect=chosen.side_effect)
    return {
        (day, serious): reports for day, serious, reports in counts.values_list("day", "serious", "reports") if reports
    }


def _over_time(chosen: ReportFilter, days: dict[tuple[date, bool], int]) -> str:
    first = min(day for day, _serious in days)
    today = datetime.now(UTC).date()
    last = max(min(chosen.received_to or today, today), *(day for day, _serious in days))
    unit, columns = spans(first, last)
    sums = dict.fromkeys(columns, 0)
    firsts = [span.first for span in columns]
    for (day, _serious), reports in days.items():
        sums[columns[bisect_right(firsts, day) - 1]] += reports
    titles = {
        "day": _("Reports per day"),
        "week": _("Reports per week, from the day named"),
        "month": _("Reports per month"),
    }
    bars = [Bar(span.label, reports, _list_url(_within(chosen, span))) for span, reports in sums.items()]
    return column_chart(titles[unit], bars, _("reports"))


def _within(chosen: ReportFilter, span: Span) -> ReportFilter:
    return replace(chosen, received_from=span.first, received_to=span.last)


def _top(chosen: ReportFilter) -> list[str]:
    """Return the charts of the treatments and of the side effects that most reports name."""
    treatments = _in_scope(_counts(chosen), side_effect=chosen.side_effect).exclude(treatment=None)
    if chosen.treatment:
        treatments = treatments.filter(treatment=chosen.treatment)
    effects = _in_scope(_counts(chosen), treatment=chosen.treatment).exclude(side_effect=None)
    if chosen.side_effect:
        effects = effects.filter(side_effect=chosen.side_effect)
    return [
        bar_chart(
            _("Suspected treatments named most"),
            [
                Bar(name, reports, _list_url(replace(chosen, treatment=pk)))
                for pk, name, reports in _most(treatments, "treatment_id", "treatment__name")
            ],
            _("reports"),
        ),
        bar_chart(
            _("Side effects named most"),
            [
                Bar(name, reports, _list_url(replace(chosen, side_effect=pk)))
                for pk, name, reports in _most(effects, "side_effect_id", "side_effect__plain_label")
            ],
            _("reports"),
        ),
    ]


def _most(counts: QuerySet[DailyCount], key: str, name: str) -> QuerySet[Any, tuple[int, str, int]]:
    sums = counts.values_list(key, name).annotate(sum=Sum("reports"))
    return sums.filter(sum__gt=0).order_by("-sum", name)[:TOP]


def _by_seriousness(chosen: ReportFilter, days: dict[tuple[date, bool], int]) -> str:
    sums = {asked: sum(count for (_day, serious), count in days.items() if serious == asked) for asked in (True, False)}
    bars = [
        Bar(_("Serious"), sums[True], _list_url(replace(chosen, serious=True))),
        Bar(_("No criterion stated"), sums[False], _list_url(replace(chosen, serious=False))),
    ]
    return bar_chart(_("By seriousness"), bars, _("reports"))
