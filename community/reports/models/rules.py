"""Parts of constraints and triggers that several tables of this room share."""

import pgtrigger
from django.db import models
from django.db.models import F, Q


def known(table: str, field: str, choices: type[models.Choices], *, blank: bool = False) -> models.CheckConstraint:
    """The column holds one of `choices`, or null, or, with `blank`, an empty text."""
    values = [*choices.values, ""] if blank else choices.values
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": values}) | Q(**{f"{field}__isnull": True}), name=f"{table}_{field}_known"
    )


def date_in_order(table: str, name: str) -> models.CheckConstraint:
    """First and last day of a partial date come together, in order, and never without the words they come from."""
    earliest, latest, words = f"{name}_earliest", f"{name}_latest", f"{name}_words"
    return models.CheckConstraint(
        condition=Q(**{f"{earliest}__isnull": True, f"{latest}__isnull": True})
        | Q(**{f"{earliest}__isnull": False, f"{latest}__gte": F(earliest)}) & ~Q(**{words: ""}),
        name=f"{table}_{name}_in_order",
    )


def not_before(table: str, start: str, end: str) -> models.CheckConstraint:
    """What ended had begun: the last day of `end` is not before the first day of `start`."""
    latest, earliest = f"{end}_latest", f"{start}_earliest"
    return models.CheckConstraint(
        condition=Q(**{f"{latest}__isnull": True})
        | Q(**{f"{earliest}__isnull": True})
        | Q(**{f"{latest}__gte": F(earliest)}),
        name=f"{table}_{end}_not_before_{start}",
    )


_PARTS = """
    IF EXISTS (SELECT 1 FROM reports_report WHERE id = {report})
       AND NOT (EXISTS (SELECT 1 FROM reports_productuse WHERE report_id = {report} AND role = 1)
                AND EXISTS (SELECT 1 FROM reports_reaction WHERE report_id = {report})) THEN
        RAISE EXCEPTION 'a report has a suspected product and a reaction' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


def whole_at_commit() -> pgtrigger.Trigger:
    """At commit, a new report has at least one suspected product and one reaction."""
    return pgtrigger.Trigger(
        name="whole_at_commit",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        timing=pgtrigger.Deferred,
        func=_PARTS.format(report="NEW.id"),
    )


def whole_without_at_commit() -> pgtrigger.Trigger:
    """At commit, no report has lost its last suspected product or reaction, unless it went with them."""
    return pgtrigger.Trigger(
        name="whole_without_at_commit",
        when=pgtrigger.After,
        operation=pgtrigger.Update | pgtrigger.Delete,
        timing=pgtrigger.Deferred,
        func=_PARTS.format(report="OLD.report_id"),
    )
