"""Nothing leaves without a record, and the record stays as it is."""

import csv
import hashlib
import io

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from community.accounts.models import User
from community.exports.columns import COLUMNS, VERSION
from community.exports.exporting import export
from community.exports.models import ExportRecord, Format, Purpose
from community.reports.answers import ReactionAnswer
from community.reports.filtering import ReportFilter
from tests.reports.samples import sent_by

pytestmark = pytest.mark.django_db


def test_export_writes_a_file_and_its_record(sam: User, gus: User) -> None:
    sent_by(gus, reactions=(ReactionAnswer(verbatim='=HYPERLINK("x")'),), country="IE")
    sent_by(gus)
    record, file = export(sam, ReportFilter(country="IE"), Purpose.SAFETY, Format.CSV)
    data = file.read()
    file.close()
    header, row = csv.reader(io.StringIO(data.decode(), newline=""))
    assert header == [column.name for column in COLUMNS]
    assert dict(zip(header, row, strict=True))["reaction_words"] == '\'=HYPERLINK("x")'
    record.refresh_from_db()
    assert (record.by, record.filter, record.purpose, record.format) == (sam, {"country": "IE"}, "safety", "csv")
    assert (record.rows, record.columns_version) == (1, VERSION)
    assert record.sha256 == hashlib.sha256(data).hexdigest()
    assert "gus" not in data.decode()


def test_export_for_research_takes_only_what_may_be_used_for_it(sam: User, gus: User) -> None:
    sent_by(gus)
    sent_by(gus, research=True)
    record, file = export(sam, ReportFilter(), Purpose.RESEARCH, Format.CSV_EXCEL)
    data = file.read()
    file.close()
    assert data.startswith(b"\xef\xbb\xbfreport,")
    assert (record.rows, record.filter) == (1, {"research": "yes"})


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE exports_exportrecord SET rows = 0",
        "DELETE FROM exports_exportrecord",
        "TRUNCATE exports_exportrecord",
    ],
)
def test_record_cannot_be_changed_or_lost(sam: User, sql: str) -> None:
    record, file = export(sam, ReportFilter(), Purpose.SAFETY, Format.CSV)
    file.close()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert ExportRecord.objects.get() == record


@pytest.mark.parametrize("change", [{"purpose": "fun"}, {"format": "pdf"}, {"sha256": "x"}])
def test_record_refuses_what_cannot_be(sam: User, change: dict[str, str]) -> None:
    facts = {"purpose": "safety", "format": "csv", "sha256": "0" * 64} | change
    with pytest.raises(DatabaseError), transaction.atomic():
        ExportRecord.objects.create(by=sam, filter={}, columns_version=1, rows=0, **facts)


def test_record_is_named_without_words(sam: User) -> None:
    assert str(ExportRecord(pk=7, by=sam)) == "export 7"
