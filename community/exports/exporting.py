"""Reports leave: into one file, and never without a record."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from tempfile import TemporaryFile
from typing import IO

from django.db import transaction

from community.accounts.models import User
from community.exports.columns import COLUMNS, VERSION
from community.exports.csv_format import csv_chunks
from community.exports.models import ExportRecord, Format, Purpose
from community.exports.row_source import Row, rows
from community.reports.filtering import ReportFilter


@dataclass(slots=True)
class _Counted:
    """Passes rows through and counts them."""

    source: Iterator[Row]
    number: int = 0

    def __iter__(self) -> Iterator[Row]:
        for row in self.source:
            self.number += 1
            yield row


def reports_for(chosen: ReportFilter, purpose: Purpose) -> ReportFilter:
    """Return which of the reports in `chosen` may leave for `purpose`: for research, only with that consent."""
    return replace(chosen, research=True) if purpose == Purpose.RESEARCH else chosen


def export(by: User, chosen: ReportFilter, purpose: Purpose, file_format: Format) -> tuple[ExportRecord, IO[bytes]]:
    """Write the reports in `chosen` that may leave for `purpose` to a temporary file, and record that.

    Returns the record and the file, open at its beginning; closing it deletes it. Rows are of one moment, and they and
    the record are one transaction.
    """
    chosen = reports_for(chosen, purpose)
    file = TemporaryFile()  # noqa: SIM115 - handed on open
    try:
        with transaction.atomic():
            counted = _Counted(rows(chosen))
            header = [column.name for column in COLUMNS]
            digest = _write(file, csv_chunks(header, counted, mark=file_format == Format.CSV_EXCEL))
            record = ExportRecord.objects.create(
                by=by,
                filter=chosen.codes(),
                purpose=purpose,
                format=file_format,
                columns_version=VERSION,
                rows=counted.number,
                sha256=digest,
            )
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return record, file


def _write(file: IO[bytes], chunks: Iterable[bytes]) -> str:
    """Write `chunks` and return the SHA-256 of the file, in hexadecimal."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
        file.write(chunk)
    return digest.hexdigest()
