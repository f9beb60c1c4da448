"""The rows of every format."""

from collections.abc import Iterator

from django.db.models import OuterRef, QuerySet, StringAgg, Subquery, Value

from community.exports.columns import COLUMNS
from community.reports.choices import Role, Status
from community.reports.filtering import ReportFilter
from community.reports.models import ProductUse, Reaction, Report

type Row = tuple[object, ...]

_AT_ONCE = 2_000


def leaving(chosen: ReportFilter) -> QuerySet[Report]:
    """Return the reports in `chosen` that may leave: never one that its reporter took back."""
    return chosen.apply(Report.objects.exclude(status=Status.WITHDRAWN).order_by())


def pairs(chosen: ReportFilter) -> QuerySet[Reaction]:
    """Return the pairs of reaction and suspected treatment of the reports in `chosen`, report by report."""
    return Reaction.objects.filter(report__in=leaving(chosen), report__products__role=Role.SUSPECT).order_by(
        "report_id", "pk", "report__products__pk"
    )


def rows(chosen: ReportFilter) -> Iterator[Row]:
    """Yield one row for each pair, with the values of COLUMNS in their own types (a missing one is None).

    A report of two reactions and two suspected treatments makes four rows; what was only used at the same time stands
    in `also_used`, joined by " / ", which no spreadsheet takes for the end of a cell. It is one statement, read through
    a cursor: all rows are of one moment, and memory does not grow with them.
    """
    also_used = (
        ProductUse.objects.filter(report=OuterRef("report"), role=Role.CONCOMITANT)
        .order_by()
        .values("report")
        .annotate(joined=StringAgg("own_words", Value(" / "), order_by="pk"))
        .values("joined")
    )
    source = pairs(chosen).annotate(also_used=Subquery(also_used))
    return source.values_list(*(column.path for column in COLUMNS)).iterator(chunk_size=_AT_ONCE)
