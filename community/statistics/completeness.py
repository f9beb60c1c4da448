"""How complete one report of a suspected side effect is: the vigiGrade score.

Source of the weights: PMC9503115. The score starts at 1 and is multiplied by (1 - penalty) for each item that is
missing. It says how much a report lets a reader judge, not whether the report is true.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import prod


class Precision(StrEnum):
    """How exactly something is known."""

    EXACT = "exact"
    ROUGH = "rough"
    UNKNOWN = "unknown"


class Item(StrEnum):
    """The ten items that the score asks about, in the source's order of weight."""

    ONSET = "onset"
    INDICATION = "indication"
    OUTCOME = "outcome"
    SEX = "sex"
    AGE = "age"
    DOSE = "dose"
    COUNTRY = "country"
    REPORTER_TYPE = "reporter_type"
    REPORT_TYPE = "report_type"
    FREE_TEXT = "free_text"


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletenessFacts:
    """What is known in one report.

    ``onset`` is the time from the start of the treatment to the reaction; ROUGH means uncertain by more than a month.
    ``age`` is ROUGH when only an age group is known. The others are known or not.
    """

    onset: Precision
    age: Precision
    indication: bool
    outcome: bool
    sex: bool
    dose: bool
    country: bool
    reporter_type: bool
    report_type: bool
    free_text: bool


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One item that is missing or rough, and the share of the score (0 to 1) that this costs."""

    item: Item
    penalty: float


ONSET_PENALTIES = {Precision.EXACT: 0.0, Precision.ROUGH: 0.3, Precision.UNKNOWN: 0.5}
AGE_PENALTIES = {Precision.EXACT: 0.0, Precision.ROUGH: 0.1, Precision.UNKNOWN: 0.3}


def shortfalls(facts: CompletenessFacts) -> tuple[Shortfall, ...]:
    """Return what keeps the report from a score of 1, the costliest item first; empty for a complete report."""
    penalties = {
        Item.ONSET: ONSET_PENALTIES[facts.onset],
        Item.INDICATION: 0.0 if facts.indication else 0.3,
        Item.OUTCOME: 0.0 if facts.outcome else 0.3,
        Item.SEX: 0.0 if facts.sex else 0.3,
        Item.AGE: AGE_PENALTIES[facts.age],
        Item.DOSE: 0.0 if facts.dose else 0.1,
        Item.COUNTRY: 0.0 if facts.country else 0.1,
        Item.REPORTER_TYPE: 0.0 if facts.reporter_type else 0.1,
        Item.REPORT_TYPE: 0.0 if facts.report_type else 0.1,
        Item.FREE_TEXT: 0.0 if facts.free_text else 0.1,
    }
    found = [Shortfall(item, penalty) for item, penalty in penalties.items() if penalty]
    return tuple(sorted(found, key=lambda shortfall: -shortfall.penalty))


def completeness(facts: CompletenessFacts) -> float:
    """Return the vigiGrade completeness of a report: 1.0 when nothing is missing, about 0.07 when all ten items are."""
    return prod((1 - shortfall.penalty for shortfall in shortfalls(facts)), start=1.0)
