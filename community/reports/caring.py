"""Whether what someone tells can need care at once: a term that is marked so, or a criterion of seriousness.

Where the person has died, advice to get them help would only hurt.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from community.catalog.models import SideEffect
from community.reports.choices import Outcome, Seriousness
from community.reports.forms.binding import StepForms
from community.reports.matching import match_side_effects
from community.reports.models import Report


def words_call_for_care(texts: Iterable[str]) -> bool:
    """Say whether a label or synonym of an urgent side effect stands in one of `texts` as whole words; one query."""
    written = " \n ".join(text.casefold() for text in texts if text)
    if not written:
        return False
    names = SideEffect.objects.filter(urgent=True).values_list("plain_label", "synonyms__words")
    urgent = {name.casefold() for pair in names for name in pair if name}
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", written) for name in urgent)


def draft_calls_for_care(steps: Sequence[StepForms]) -> bool:
    """Say it of the filled forms, also where some of them cannot stand yet. At most two queries."""
    by_name = {forms_of_step.step.name: forms_of_step for forms_of_step in steps}
    ticked = _cleaned(by_name["now"].main).get("seriousness") or []
    outcomes = [row.get("outcome") for row in _rows(by_name["now"])]
    if Seriousness.DEATH in ticked or Outcome.FATAL in outcomes:
        return False
    rows = list(_rows(by_name["happened"]))
    chosen = [row["side_effect"] for row in rows if row.get("side_effect")]
    unnamed = [row["effect_verbatim"] for row in rows if row.get("effect_verbatim") and not row.get("side_effect")]
    known = match_side_effects(unnamed).values() if unnamed else ()
    if ticked or any(effect.urgent for effect in (*chosen, *known)):
        return True
    return words_call_for_care([*unnamed, _cleaned(by_name["happened"].main).get("narrative") or ""])


def report_calls_for_care(report: Report) -> bool:
    """Say it of a report, whose reactions and their terms are prefetched."""
    urgent = any(reaction.side_effect and reaction.side_effect.urgent for reaction in report.reactions.all())
    if report.death:
        return False
    words = [*(reaction.verbatim for reaction in report.reactions.all()), report.narrative]
    return bool(report.serious) or urgent or words_call_for_care(words)


def _rows(step: StepForms) -> Iterable[dict[str, Any]]:
    return (_cleaned(row) for row in step.rows.values())


def _cleaned(form: forms.Form) -> dict[str, Any]:
    """Return what could be read of a form that has been validated."""
    found: dict[str, Any] = getattr(form, "cleaned_data", {})
    return found
