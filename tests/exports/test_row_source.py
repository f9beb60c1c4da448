"""One row for each pair of reaction and suspected treatment."""

import pytest

from community.accounts.models import User
from community.exports.columns import COLUMNS
from community.exports.row_source import pairs, rows
from community.reports.answers import ReactionAnswer, UseAnswer
from community.reports.choices import Role
from community.reports.filtering import ReportFilter
from community.reports.withdrawing import withdraw
from tests.reports.samples import sent_by

pytestmark = pytest.mark.django_db
NAMES = [column.name for column in COLUMNS]


def told(chosen: ReportFilter, *names: str) -> list[tuple[object, ...]]:
    return [tuple(row[NAMES.index(name)] for name in names) for row in rows(chosen)]


def test_rows_pair_every_reaction_with_every_suspect_and_name_the_rest(gus: User) -> None:
    report = sent_by(
        gus,
        uses=(
            UseAnswer(own_words="Aldara"),
            UseAnswer(own_words="a pill", role=Role.CONCOMITANT),
            UseAnswer(own_words="diclofenac"),
            UseAnswer(own_words="another pill", role=Role.CONCOMITANT),
        ),
        reactions=(ReactionAnswer(verbatim="Hair loss"), ReactionAnswer(verbatim="unheard of")),
    )
    both = "a pill / another pill"
    assert told(
        ReportFilter(), "report", "reaction_words", "reaction_term", "treatment_words", "treatment_product", "also_used"
    ) == [
        (report.reference, "Hair loss", "hair-loss", "Aldara", "imiquimod-5", both),
        (report.reference, "Hair loss", "hair-loss", "diclofenac", None, both),
        (report.reference, "unheard of", None, "Aldara", "imiquimod-5", both),
        (report.reference, "unheard of", None, "diclofenac", None, both),
    ]
    assert pairs(ReportFilter()).count() == 4


def test_rows_follow_the_filter_and_take_one_statement(gus: User, stan: User, django_assert_num_queries) -> None:
    sent_by(gus)
    other = sent_by(stan, country="IE")
    with django_assert_num_queries(1):
        assert told(ReportFilter(country="IE"), "report", "country", "also_used") == [(other.reference, "IE", None)]


def test_rows_keep_why_something_is_missing(gus: User) -> None:
    sent_by(gus)
    assert told(ReportFilter(), "sex", "sex_why_not", "age_years", "age_why_not", "country_why_not") == [
        (2, "", None, "ASKU", "ASKU")
    ]


def test_a_report_that_was_taken_back_never_leaves(gus: User, stan: User) -> None:
    kept, taken_back = sent_by(gus), sent_by(stan)
    withdraw(taken_back, by=stan)
    assert told(ReportFilter(), "report") == [(kept.reference,)]
    assert told(ReportFilter(status="withdrawn"), "report") == []
