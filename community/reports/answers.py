"""What a finished form says, typed: what `receive` takes."""

from dataclasses import dataclass

from community.catalog.models import SideEffect
from community.reports.choices import (
    Action,
    AgeGroup,
    Bother,
    Dechallenge,
    Outcome,
    Rechallenge,
    ReporterIs,
    Role,
    Route,
    Seriousness,
    Sex,
    WhyNot,
)
from community.reports.partial_dates import NOT_TOLD, PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class UseAnswer:
    """One treatment, by the name that the reporter gives it."""

    own_words: str
    role: Role = Role.SUSPECT
    indication: str = ""
    strength_form_words: str = ""
    route: Route | None = None
    dose_text: str = ""
    started: PartialDate = NOT_TOLD
    stopped: PartialDate = NOT_TOLD
    action_taken: Action | None = None
    dechallenge: Dechallenge | None = None
    rechallenge: Rechallenge | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionAnswer:
    """One thing that happened. Without a `side_effect` the catalogue is asked whether it knows the words."""

    verbatim: str
    side_effect: SideEffect | None = None
    started: PartialDate = NOT_TOLD
    ended: PartialDate = NOT_TOLD
    outcome: Outcome = Outcome.UNKNOWN
    bother: Bother | None = None
    medically_confirmed: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAnswers:
    """A whole report. The `…_why_not` count only where there is no value beside them.

    `figures` and `research` are the two consents, given for this report.
    """

    uses: tuple[UseAnswer, ...]
    reactions: tuple[ReactionAnswer, ...]
    reporter_is: ReporterIs
    sex: Sex | None = None
    sex_why_not: WhyNot = WhyNot.NOT_TOLD
    age_years: int | None = None
    age_group: AgeGroup | None = None
    age_why_not: WhyNot = WhyNot.NOT_TOLD
    country: str = ""
    country_why_not: WhyNot = WhyNot.NOT_TOLD
    seriousness: frozenset[Seriousness] = frozenset()
    narrative: str = ""
    history: str = ""
    language: str = "en"
    figures: bool = False
    research: bool = False

    @property
    def suspects(self) -> tuple[UseAnswer, ...]:
        return tuple(use for use in self.uses if use.role == Role.SUSPECT)
