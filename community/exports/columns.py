"""What leaves and what stays: every field of a report and of its parts stands in exactly one of the two lists."""

from dataclasses import dataclass

# Raised whenever COLUMNS change, so that an old file can still be read for what it is.
VERSION = 1


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the file, the field it comes from, and the path to it from a reaction."""

    name: str
    field: str
    path: str


def _report(name: str, field: str = "") -> Column:
    return Column(name, f"Report.{field or name}", f"report__{field or name}")


def _reaction(name: str, field: str, path: str = "") -> Column:
    return Column(f"reaction_{name}", f"Reaction.{field}", path or field)


def _use(name: str, field: str, path: str = "") -> Column:
    return Column(f"treatment_{name}", f"ProductUse.{field}", f"report__products__{path or field}")


COLUMNS: tuple[Column, ...] = (
    _report("report", "reference"),
    _report("received_at"),
    _report("status"),
    _report("reporter_is"),
    _report("sex"),
    _report("sex_why_not"),
    _report("age_years"),
    _report("age_group"),
    _report("age_why_not"),
    _report("country"),
    _report("country_why_not"),
    _report("serious"),
    _report("death"),
    _report("life_threatening"),
    _report("hospital"),
    _report("disabling"),
    _report("birth_defect"),
    _report("other_important"),
    _report("completeness"),
    _report("language"),
    _report("counted_in_figures"),
    _report("research"),
    _reaction("number", "id"),
    _reaction("words", "verbatim"),
    _reaction("term", "side_effect", "side_effect__slug"),
    _reaction("started_earliest", "started_earliest"),
    _reaction("started_latest", "started_latest"),
    _reaction("started_words", "started_words"),
    _reaction("ended_earliest", "ended_earliest"),
    _reaction("ended_latest", "ended_latest"),
    _reaction("ended_words", "ended_words"),
    _reaction("outcome", "outcome"),
    _reaction("bother", "bother"),
    _reaction("medically_confirmed", "medically_confirmed"),
    _use("number", "id"),
    _use("role", "role"),
    _use("words", "own_words"),
    _use("substance", "treatment", "treatment__slug"),
    _use("product", "product", "product__slug"),
    _use("indication", "indication"),
    _use("strength_form_words", "strength_form_words"),
    _use("route_code", "route_code"),
    _use("dose_text", "dose_text"),
    _use("started_earliest", "started_earliest"),
    _use("started_latest", "started_latest"),
    _use("started_words", "started_words"),
    _use("stopped_earliest", "stopped_earliest"),
    _use("stopped_latest", "stopped_latest"),
    _use("stopped_words", "stopped_words"),
    _use("action_taken", "action_taken"),
    _use("dechallenge", "dechallenge"),
    _use("rechallenge", "rechallenge"),
    Column("also_used", "ProductUse.own_words", "also_used"),
)

_FOR_THE_TEAM = "What the machine noticed is for the safety team; it is read on the case page."

WITHHELD: dict[str, str] = {
    "Report.id": "A running number tells how many reports there are; the reference stands in its place.",
    "Report.reporter": "Who reported never leaves.",
    "Report.narrative": "A long text can name people; it is read on the case page.",
    "Report.history": "A long text can name people; it is read on the case page.",
    "Reaction.report": "The number of the report stands in its own column.",
    "ProductUse.report": "The number of the report stands in its own column.",
    "ReportFinding.id": _FOR_THE_TEAM,
    "ReportFinding.report": _FOR_THE_TEAM,
    "ReportFinding.check_name": _FOR_THE_TEAM,
    "ReportFinding.reason": _FOR_THE_TEAM,
    "ReportFinding.field": _FOR_THE_TEAM,
    "ReportFinding.start": _FOR_THE_TEAM,
    "ReportFinding.end": _FOR_THE_TEAM,
    "ReportFinding.weight": _FOR_THE_TEAM,
}
