"""The rules of a report hold under raw SQL too."""

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError, IntegrityError, ProgrammingError

from community.accounts.models import User
from community.reports.choices import Status
from community.reports.models import ChangeRow, ProductUse, Reaction, Report, ReportDraft, ReportFinding
from tests.reports.samples import sent_by

pytestmark = pytest.mark.django_db


def on(name: str, day: str) -> str:
    """Return what sets a partial date to one day."""
    return f"{name}_earliest = '{day}', {name}_latest = '{day}', {name}_words = 'x'"


@transaction.atomic
def run(sql: str, *args: object) -> None:
    """Run `sql`, and the triggers that wait for the commit."""
    with connection.cursor() as cursor:
        cursor.execute(sql, args)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def refused(sql: str, *args: object) -> str:
    """Run `sql` and return the constraint or message by which the database refuses it."""
    with pytest.raises(DatabaseError) as error:
        run(sql, *args)
    cause = error.value.__cause__
    return getattr(getattr(cause, "diag", None), "constraint_name", None) or str(error.value).split("\n")[0]


@pytest.fixture
def report(gus: User) -> Report:
    return sent_by(gus)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("reference = 'ABCDEFGHJK'", "pgtrigger: Cannot update"),
        ("status = 'lost'", "pgtrigger: Invalid transition"),
        ("reporter_is = 'neighbour'", "report_reporter_is_known"),
        ("sex = 3", "report_sex_known"),
        ("sex = NULL", "report_"),
        ("sex_why_not = 'ASKU'", "report_sex_or_why_not"),
        ("age_years = 121, age_why_not = ''", "report_age_possible"),
        ("age_years = -1, age_why_not = ''", "reports_report_age_years_check"),
        ("age_years = 30", "report_age_or_group_or_why_not"),
        ("age_years = 30, age_group = 5, age_why_not = ''", "report_age_or_group_or_why_not"),
        ("age_group = 7, age_why_not = ''", "report_age_group_known"),
        ("country = 'gb', country_why_not = ''", "report_country_or_why_not"),
        ("country = 'GB'", "report_country_or_why_not"),
        ("sex = NULL, sex_why_not = 'UNK'", "report_patient_identifiable"),
        ("death = true", "report_nobody_reports_their_own_death"),
        ("completeness = 1.001", "report_completeness_is_a_share"),
        ("language = ''", "report_language_given"),
        ("narrative = repeat('a', 10001)", "report_narrative_not_too_long"),
        ("history = repeat('a', 10001)", "report_history_not_too_long"),
        ("received_at = now() - interval '1 day'", "pgtrigger: Cannot update"),
    ],
)
def test_report_refuses_what_cannot_be(report: Report, change: str, constraint: str) -> None:
    assert refused(f"UPDATE reports_report SET {change} WHERE id = %s", report.pk).startswith(constraint)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("role = 3", "use_role_known"),
        ("own_words = ''", "use_named"),
        ("own_words = repeat('a', 251)", "value too long"),
        ("route_code = '1'", "use_route_code_known"),
        ("dose_text = repeat('a', 2001)", "use_dose_not_too_long"),
        ("started_earliest = '2025-01-01'", "use_started_in_order"),
        ("started_earliest = '2025-01-02', started_latest = '2025-01-01', started_words = 'x'", "use_started_in_order"),
        ("started_earliest = '2025-01-01', started_latest = '2025-01-01'", "use_started_in_order"),
        (
            f"{on('started', '2025-02-01')}, {on('stopped', '2025-01-01')}",
            "use_stopped_not_before_started",
        ),
        ("action_taken = 5", "use_action_taken_known"),
        ("dechallenge = 'perhaps'", "use_dechallenge_known"),
        ("rechallenge = 0", "use_rechallenge_known"),
        ("treatment_id = NULL, product_id = (SELECT min(id) FROM catalog_product)", "use_product_with_treatment"),
        ("role = 2", "a report has a suspected product and a reaction"),
    ],
)
def test_product_use_refuses_what_cannot_be(report: Report, change: str, constraint: str) -> None:
    assert refused(f"UPDATE reports_productuse SET {change} WHERE report_id = %s", report.pk).startswith(constraint)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("verbatim = 'other words'", "pgtrigger: Cannot update"),
        ("outcome = 6", "reaction_outcome_known"),
        ("bother = 6", "reaction_bother_known"),
        ("ended_latest = '2025-01-01'", "reaction_ended_in_order"),
        (
            f"{on('started', '2025-02-01')}, {on('ended', '2025-01-01')}",
            "reaction_ended_not_before_started",
        ),
    ],
)
def test_reaction_refuses_what_cannot_be(report: Report, change: str, constraint: str) -> None:
    assert refused(f"UPDATE reports_reaction SET {change} WHERE report_id = %s", report.pk).startswith(constraint)


def test_reaction_needs_two_letters(report: Report) -> None:
    columns = "report_id, verbatim, started_words, ended_words, outcome"
    assert (
        refused(f"INSERT INTO reports_reaction ({columns}) VALUES (%s, 'a', '', '', 0)", report.pk)
        == "reaction_described"
    )


@pytest.mark.parametrize("table", ["productuse", "reaction"])
def test_report_keeps_its_last_parts(report: Report, table: str) -> None:
    message = refused(f"DELETE FROM reports_{table} WHERE report_id = %s", report.pk)
    assert message == "a report has a suspected product and a reaction"


def test_report_cannot_come_in_without_parts(report: Report) -> None:
    assert refused(copied("'ABCDEFGHJK'"), report.pk) == "a report has a suspected product and a reaction"


@pytest.mark.parametrize(
    ("reference", "constraint"),
    [
        ("reference", "reports_report_reference_key"),
        ("''", "report_reference_whole"),
        ("'ABCDEFGHI0'", "report_reference_whole"),
        ("'abcdefghjk'", "report_reference_whole"),
        ("'ABCDEFGHJ'", "report_reference_whole"),
    ],
)
def test_report_has_a_reference_of_its_own(report: Report, reference: str, constraint: str) -> None:
    assert refused(copied(reference), report.pk) == constraint


def copied(reference: str) -> str:
    """Return what copies a report but for its parts, under `reference`."""
    fields = [field.column for field in Report._meta.concrete_fields if field.column not in ("id", "serious")]
    values = [reference if column == "reference" else column for column in fields]
    source = f"SELECT {', '.join(values)} FROM reports_report WHERE id = %s"
    return f"INSERT INTO reports_report ({', '.join(fields)}) {source}"


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ('"end" = 0, start = 1', "report_finding_span_in_order"),
        ("check_name = 'I want to'", "report_finding_holds_codes"),
        ("reason = ''", "report_finding_holds_codes"),
        ("field = 'my words'", "report_finding_holds_codes"),
    ],
)
def test_finding_holds_codes_and_places(gus: User, change: str, constraint: str) -> None:
    sent_by(gus, narrative="I want to die.")
    assert refused(f"UPDATE reports_reportfinding SET {change}") == constraint


def test_report_begins_new(gus: User) -> None:
    with pytest.raises(ProgrammingError, match="Cannot insert"), transaction.atomic():
        Report.objects.create(
            reporter=gus, status=Status.VALID, reporter_is="self", sex=1, language="en", completeness=0
        )


def test_withdrawn_report_stays_withdrawn(report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(status=Status.WITHDRAWN)
    message = refused("UPDATE reports_report SET status = 'valid' WHERE id = %s", report.pk)
    assert message.startswith("pgtrigger: Invalid transition")


def test_report_goes_with_its_parts_and_leaves_its_changes(report: Report) -> None:
    ReportFinding.objects.create(
        report=report, check_name="links", reason="link", field="narrative", start=0, end=1, weight=1
    )
    report.delete()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert [model.objects.count() for model in (ProductUse, Reaction, ReportFinding)] == [0, 0, 0]
    assert ChangeRow.objects.filter(report=None).count() == 4


def test_change_is_one_more_or_one_less(report: Report) -> None:
    assert refused("UPDATE reports_changerow SET delta = 2") == "change_is_one_more_or_less"


def test_person_has_one_draft(gus: User) -> None:
    ReportDraft.objects.create(user=gus, step="start")
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportDraft.objects.create(user=gus, step="start")


@pytest.mark.parametrize(
    ("seriousness", "serious"), [({}, False), ({"hospital": True}, True), ({"other_important": True}, True)]
)
def test_serious_is_worked_out_by_the_database(report: Report, seriousness: dict[str, bool], serious: bool) -> None:
    Report.objects.filter(pk=report.pk).update(**seriousness)
    report.refresh_from_db()
    assert report.serious is serious


def test_names_of_rows_hold_no_words(report: Report, gus: User) -> None:
    rows = [report, report.products.get(), report.reactions.get(), ReportDraft(pk=1, user=gus), ChangeRow(pk=1)]
    rows.append(ReportFinding(pk=1, report=report))
    assert [str(row) for row in rows] == [
        f"report {report.pk}",
        f"treatment use {rows[1].pk}",
        f"reaction {rows[2].pk}",
        "report draft 1",
        "change 1",
        "report finding 1",
    ]
