"""From changes to counts: the only writer of DailyCount."""

from collections import Counter
from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from community.figures.models import DailyCount
from community.reports.models import ChangeRow

BATCH = 5_000

# Any number, the same everywhere: whoever holds it counts. Were two to count side by side, one could take away what
# the other has not yet added.
_COUNTING = 7_301

_ADD = """
    UPDATE figures_dailycount AS total
    SET reports = total.reports + change.delta
    FROM unnest(%s::date[], %s::bigint[], %s::bigint[], %s::boolean[], %s::integer[])
         AS change (day, treatment_id, side_effect_id, serious, delta)
    WHERE total.day = change.day
      AND total.treatment_id IS NOT DISTINCT FROM change.treatment_id
      AND total.side_effect_id IS NOT DISTINCT FROM change.side_effect_id
      AND total.serious = change.serious
"""

type Scope = tuple[date, int | None, int | None, bool]


@transaction.atomic
def count_changes() -> int:
    """Add up to BATCH changes that are not counted yet, oldest first, and return how many they were.

    Changes are counted in the order in which they were written, one counter at a time: a report never leaves a count
    before it has come into it, and no count falls below 0.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_COUNTING])
    changes = list(ChangeRow.objects.filter(counted_at=None).order_by("pk").select_for_update()[:BATCH])
    sums: Counter[Scope] = Counter()
    for change in changes:
        sums[change.day, change.treatment_id, change.side_effect_id, change.serious] += change.delta
    _add({scope: delta for scope, delta in sums.items() if delta})
    ChangeRow.objects.filter(pk__in=[change.pk for change in changes]).update(counted_at=timezone.now())
    return len(changes)


def _add(sums: dict[Scope, int]) -> None:
    """Add to each count; a scope that is new begins at 0, since a negative row could not even be proposed."""
    if not sums:
        return
    rows = [
        DailyCount(day=day, treatment_id=treatment, side_effect_id=effect, serious=serious, reports=0)
        for day, treatment, effect, serious in sums
    ]
    DailyCount.objects.bulk_create(rows, ignore_conflicts=True)
    columns = zip(*((*scope, delta) for scope, delta in sums.items()), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [list(column) for column in columns])


def count_all() -> None:
    """Count until nothing is left, one batch for each transaction."""
    while count_changes() == BATCH:
        pass
