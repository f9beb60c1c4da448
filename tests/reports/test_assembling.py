"""From what was typed to a report, without pages around it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community.reports.assembling import assemble
from community.reports.choices import Outcome, Role, Seriousness, Sex, WhyNot
from community.reports.forms.journey import STEPS, Answers, Step, read_carried

LEAST: Answers = {
    "start": {"treatment_words": ["Imiquimod"]},
    "happened": {"reaction-0-effect_verbatim": ["itch"]},
    "about": {"reporter_is": ["self"], "sex": ["1"]},
}


def test_assemble_leaves_what_was_not_told_untold() -> None:
    answers = assemble(LEAST, ()).answers
    assert answers is not None
    assert (answers.sex, answers.age_years, answers.country, answers.figures) == (Sex.MALE, None, "", False)
    assert [(use.own_words, use.role, use.action_taken) for use in answers.uses] == [("Imiquimod", Role.SUSPECT, None)]
    assert [(reaction.verbatim, reaction.outcome) for reaction in answers.reactions] == [("itch", Outcome.UNKNOWN)]


def test_assemble_keeps_why_the_sex_is_missing() -> None:
    typed = LEAST | {"about": {"reporter_is": ["self"], "sex": ["UNK"], "age_years": ["30"]}}
    answers = assemble(typed, ()).answers
    assert answers is not None
    assert (answers.sex, answers.sex_why_not) == (None, WhyNot.UNKNOWN)


def test_assemble_takes_a_fatal_outcome_for_a_death() -> None:
    typed = LEAST | {"about": {"reporter_is": ["carer"], "sex": ["1"]}, "now": {"state-0-outcome": ["5"]}}
    answers = assemble(typed, ()).answers
    assert answers is not None
    assert answers.seriousness == {Seriousness.DEATH}


def test_assemble_names_the_steps_that_stand_in_the_way() -> None:
    found = assemble({}, ())
    assert found.answers is None
    assert [problem.step.name for problem in found.problems] == ["start", "happened", "about", "about"]


def field_names(step: Step) -> list[str]:
    rows = step.rows
    prefixed = [f"{rows.name}-{at}-{name}" for at in (0, 3) for name in rows.form.base_fields] if rows else []
    return [*step.form.base_fields, *prefixed]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
@settings(max_examples=25)
@given(data=st.data())
def test_assemble_answers_anything_that_a_draft_can_hold(step: Step, data: st.DataObject) -> None:
    words = st.lists(st.text(max_size=40), max_size=2)
    typed = data.draw(st.dictionaries(st.sampled_from(field_names(step)), words))
    found = assemble(LEAST | read_carried({step.name: typed}), ())
    assert (found.answers is None) == bool(found.problems)
