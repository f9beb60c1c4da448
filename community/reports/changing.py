"""What figures are told: one report more, one report less."""

from datetime import UTC
from itertools import product

from django.db import transaction
from django.db.models import Sum
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from community.reports.choices import Role
from community.reports.models import ChangeRow, ProductUse, Reaction, Report

# A room above counts. It is called by name, since nothing here may know it.
_JOB = "figures.count_changes"


def add_to_figures(report: Report, uses: list[ProductUse], reactions: list[Reaction]) -> None:
    """Write one change for each scope that `report` counts in, and wake the counting job in the same transaction."""
    treatments = {use.treatment_id for use in uses if use.role == Role.SUSPECT}
    side_effects = {reaction.side_effect_id for reaction in reactions}
    ChangeRow.objects.bulk_create(
        _row(report, treatment, side_effect, 1)
        for treatment, side_effect in product(treatments | {None}, side_effects | {None})
    )
    _wake_counting()


def take_from_figures(report: Report) -> None:
    """Take back whatever `report` has been counted for until now; nothing where it counts nowhere."""
    scopes = (
        ChangeRow.objects.filter(report=report)
        .values_list("treatment_id", "side_effect_id")
        .annotate(sum=Sum("delta"))
        .filter(sum__gt=0)
    )
    ChangeRow.objects.bulk_create(_row(report, treatment, effect, -1) for treatment, effect, _sum in scopes)
    _wake_counting()


def _row(report: Report, treatment_id: int | None, side_effect_id: int | None, delta: int) -> ChangeRow:
    return ChangeRow(
        report=report,
        day=report.received_at.astimezone(UTC).date(),
        treatment_id=treatment_id,
        side_effect_id=side_effect_id,
        serious=report.serious,
        delta=delta,
    )


def _wake_counting() -> None:
    try:
        with transaction.atomic():
            app.configure_task(_JOB, queueing_lock=_JOB).defer()
    except AlreadyEnqueued:
        pass  # the job that waits will see these rows too
