"""Whether what someone tells can need care at once: a term that is marked so, or a criterion of seriousness.

Where the person has died, advice to get them help would only hurt.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from community.reports.choices import Outcome, Seriousness
from community.reports.forms.binding import StepForms
from community.reports.matching import match_side_effects
from community.reports.models import Report


def draft_calls_for_care(steps: Sequence[StepForms]) -> bool:
    """Say it of the filled forms, also where some of them cannot stand yet. At most one query."""
    by_name = {forms_of_step.step.name: forms_of_step for forms_of_step in steps}
    ticked = _cleaned(by_name["now"].main).get("seriousness") or []
    outcomes = [row.get("outcome") for row in _rows(by_name["now"])]
    if Seriousness.DEATH in ticked or Outcome.FATAL in outcomes:
        return False
    rows = list(_rows(by_name["happened"]))
    chosen = [row["side_effect"] for row in rows if row.get("side_effect")]
    unnamed = [row["effect_verbatim"] for row in rows if row.get("effect_verbatim") and not row.get("side_effect")]
    known = match_side_effects(unnamed).values() if unnamed else ()
    return bool(ticked) or any(effect.urgent for effect in (*chosen, *known))


def report_calls_for_care(report: Report) -> bool:
    """Say it of a report, whose reactions and their terms are prefetched."""
    urgent = any(reaction.side_effect and reaction.side_effect.urgent for reaction in report.reactions.all())
    return not report.death and (bool(report.serious) or urgent)


def _rows(step: StepForms) -> Iterable[dict[str, Any]]:
    return (_cleaned(row) for row in step.rows.values())


def _cleaned(form: forms.Form) -> dict[str, Any]:
    """Return what could be read of a form that has been validated."""
    found: dict[str, Any] = getattr(form, "cleaned_data", {})
    return found
