"""Reports to start a story from."""

from dataclasses import replace
from typing import Any

from community.accounts.models import ConsentKind, User
from community.reports.answers import ReactionAnswer, ReportAnswers, UseAnswer
from community.reports.choices import ReporterIs, Sex
from community.reports.models import Report
from community.reports.receiving import receive
from tests.people import agree

LEAST = ReportAnswers(
    uses=(UseAnswer(own_words="Imiquimod"),),
    reactions=(ReactionAnswer(verbatim="Hair loss"),),
    reporter_is=ReporterIs.SELF,
    sex=Sex.FEMALE,
)


def sent_by(user: User, answers: ReportAnswers = LEAST, **changes: Any) -> Report:
    """Receive a report of `user`, who agrees to keeping."""
    agree(user, ConsentKind.KEEP)
    received_at = changes.pop("received_at", None)
    return receive(user, replace(answers, **changes), received_at=received_at)
