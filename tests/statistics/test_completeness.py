"""The vigiGrade score against the check values worked out from its published weights."""

from dataclasses import replace
from itertools import product

import pytest

from community.statistics.completeness import CompletenessFacts, Item, Precision, completeness, shortfalls

COMPLETE = CompletenessFacts(
    onset=Precision.EXACT,
    age=Precision.EXACT,
    indication=True,
    outcome=True,
    sex=True,
    dose=True,
    country=True,
    reporter_type=True,
    report_type=True,
    free_text=True,
)
NOTHING = CompletenessFacts(
    onset=Precision.UNKNOWN,
    age=Precision.UNKNOWN,
    indication=False,
    outcome=False,
    sex=False,
    dose=False,
    country=False,
    reporter_type=False,
    report_type=False,
    free_text=False,
)


@pytest.mark.parametrize(
    ("facts", "score"),
    [
        (COMPLETE, 1.0),
        (replace(COMPLETE, onset=Precision.UNKNOWN), 0.5),
        (replace(COMPLETE, onset=Precision.ROUGH), 0.7),
        (replace(COMPLETE, dose=False), 0.9),
        (replace(COMPLETE, age=Precision.ROUGH), 0.9),
        (replace(COMPLETE, sex=False, age=Precision.UNKNOWN), 0.49),
        (replace(COMPLETE, onset=Precision.UNKNOWN, sex=False), 0.35),
        (NOTHING, 0.0709),
        (replace(NOTHING, sex=True, country=True, reporter_type=True, report_type=True), 0.1389),
    ],
)
def test_completeness_matches_the_published_weights(facts: CompletenessFacts, score: float) -> None:
    assert round(completeness(facts), 4) == score


def test_completeness_stays_between_the_two_extremes_for_every_report() -> None:
    flags = ["indication", "outcome", "sex", "dose", "country", "reporter_type", "report_type", "free_text"]
    lowest = completeness(NOTHING)
    for onset, age in product(Precision, Precision):
        for known in product([True, False], repeat=len(flags)):
            facts = replace(COMPLETE, onset=onset, age=age, **dict(zip(flags, known, strict=True)))
            assert lowest <= completeness(facts) <= 1.0


def test_shortfalls_is_empty_for_a_complete_report() -> None:
    assert shortfalls(COMPLETE) == ()


def test_shortfalls_names_the_costliest_item_first() -> None:
    facts = replace(COMPLETE, dose=False, age=Precision.ROUGH, onset=Precision.UNKNOWN, outcome=False)
    assert [(shortfall.item, shortfall.penalty) for shortfall in shortfalls(facts)] == [
        (Item.ONSET, 0.5),
        (Item.OUTCOME, 0.3),
        (Item.AGE, 0.1),
        (Item.DOSE, 0.1),
    ]


def test_shortfalls_names_every_item_when_all_are_missing() -> None:
    assert {shortfall.item for shortfall in shortfalls(NOTHING)} == set(Item)
