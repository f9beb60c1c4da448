"""A report is taken back by its reporter; the only writer of Report.status."""

from django.db import transaction

from community.accounts.models import User
from community.reports.changing import take_from_figures
from community.reports.choices import COUNTED, Status
from community.reports.models import Report


class NotTheirs(Exception):
    """Only its reporter withdraws a report."""


@transaction.atomic
def withdraw(report: Report, by: User) -> bool:
    """Take `report` back for good and out of all figures; say whether that changed anything. Raises NotTheirs."""
    locked = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if locked.reporter_id != by.pk:
        raise NotTheirs
    if locked.status == Status.WITHDRAWN:
        return False
    _write_status(locked, Status.WITHDRAWN)
    return True


def _write_status(report: Report, status: Status) -> None:
    counted = report.status in COUNTED
    report.status = status
    report.save(update_fields=["status"])
    if counted and status not in COUNTED:
        take_from_figures(report)
