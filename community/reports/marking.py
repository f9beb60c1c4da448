"""What the machine noticed in a report, for the eyes of the safety team: whose words are in danger come first."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.reports.models import ProductUse, Reaction, Report, ReportFinding

type Row = Report | Reaction | ProductUse

_LONGEST_SHOWN = 200
_REASONS: dict[str, Promise] = {
    "distress": _("Signs of distress: someone may be in danger."),
    "email": _("This looks like an e-mail address."),
    "phone": _("This looks like a phone number."),
    "handle": _("This looks like a name on another site."),
    "link": _("This has a link."),
    "blocked_word": _("This has a word of the moderators’ list."),
    "promotion": _("This looks like selling or advertising."),
    "shouting": _("This is mostly in capital letters."),
}
_ANY_REASON = _("The machine noticed this.")


@dataclass(frozen=True, slots=True)
class Marked:
    """One finding: the question it answers, the words it is about, why, and whether someone may be in danger."""

    label: str
    words: str
    reason: Promise
    distress: bool


def marked(report: Report) -> list[Marked]:
    """Return the findings of `report`, signs of distress first and then by weight."""
    findings = sorted(report.findings.all(), key=lambda finding: not finding.distress)
    return [_marked(report, finding) for finding in findings]


def _marked(report: Report, finding: ReportFinding) -> Marked:
    row, name = _place(report, finding.field)
    text = "" if row is None else str(getattr(row, name))
    return Marked(
        label="" if row is None else str(getattr(row._meta.get_field(name), "verbose_name", name)),
        words=text[finding.start : finding.end][:_LONGEST_SHOWN],
        reason=_REASONS.get(finding.reason, _ANY_REASON),
        distress=finding.distress,
    )


def _place(report: Report, field: str) -> tuple[Row | None, str]:
    """Return the row that holds the text which `field` names, and its column; no row where there is none any more."""
    name, _hyphen, number = field.partition("-")
    if not number:
        return report, name
    rows: list[Row] = [*(report.reactions.all() if name == "verbatim" else report.products.all())]
    return (rows[int(number) - 1] if 0 < int(number) <= len(rows) else None), name
