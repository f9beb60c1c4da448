"""What goes into screening (a draft and what is known around it) and what comes out (a verdict made of findings)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise

from community.screening.folding import Folded, fold
from community.screening.reasons import reason as reason_for

type Field = Literal["text", "title", "pseudonym"]


@dataclass(frozen=True, slots=True)
class Written:
    """One field of a draft, as written and as folded for the checks."""

    field: Field
    text: str
    folded: Folded


@dataclass(frozen=True, slots=True)
class Draft:
    """What someone wants to send: a text, and where the form has them a title and a new pseudonym."""

    text: str
    title: str = ""
    pseudonym: str = ""

    def written(self) -> tuple[Written, Written, Written]:
        """Return the three fields ready for the checks, the text first; a field may be empty."""
        return (
            Written("text", self.text, fold(self.text)),
            Written("title", self.title, fold(self.title)),
            Written("pseudonym", self.pseudonym, fold(self.pseudonym)),
        )


@dataclass(frozen=True, slots=True)
class Phrase:
    """An active ScreeningRule: its kind (a ScreeningRule.Kind value), its words and its weight (1 to 100)."""

    kind: str
    words: str
    weight: int


@dataclass(frozen=True, slots=True)
class Context:
    """What the checks may know beside the draft.

    ``published_posts`` counts the writer's published texts; ``recent_digests`` holds ``digest()`` of recent texts, the
    writer's and others'; ``country`` is the writer's country as ISO 3166-1 alpha-2, if known, for local phone numbers.
    """

    published_posts: int
    recent_digests: frozenset[str] = frozenset()
    phrases: tuple[Phrase, ...] = ()
    country: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check saw: ``start`` and ``end`` index into the named field of the draft as it was written.

    ``reason`` is a code of ``reasons.REASONS``; ``weight`` (1 to 100) says how soon a person should look;
    ``replacement`` is a safer wording for the span, in the language active when it was found.
    """

    check: str
    reason: str
    field: Field
    start: int
    end: int
    weight: int
    replacement: str | None = None

    @property
    def sentence(self) -> Promise:
        """The reason in words, for the writer."""
        return reason_for(self.reason).sentence

    @property
    def help(self) -> bool:
        """Whether the writer is offered help before anything else."""
        return reason_for(self.reason).help


@dataclass(frozen=True, slots=True)
class Verdict:
    """All findings on one draft. A clean draft may be published at once; with any finding it waits for a person."""

    findings: tuple[Finding, ...]

    @property
    def weight(self) -> int:
        """How soon a person should look: the heaviest finding of every check, added up; 0 for a clean draft."""
        return sum(_heaviest(self.findings).values())

    @property
    def needs_help(self) -> bool:
        """Whether help for the writer comes first."""
        return any(finding.help for finding in self.findings)

    @property
    def clean(self) -> bool:
        """Whether no check found anything."""
        return not self.findings


def found(check: str, reason: str, written: Written, span: tuple[int, int], weight: int) -> Finding:
    """Return a finding on a span of a field as written, with the replacement that its reason offers."""
    replacement = reason_for(reason).replacement
    wording = None if replacement is None else str(replacement)
    return Finding(check, reason, written.field, span[0], span[1], weight, wording)


def _heaviest(findings: Iterable[Finding]) -> dict[str, int]:
    heaviest: dict[str, int] = {}
    for finding in findings:
        heaviest[finding.check] = max(finding.weight, heaviest.get(finding.check, 0))
    return heaviest
