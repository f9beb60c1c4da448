"""CSV (RFC 4180) that a spreadsheet opens without running anything in it."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_FORMULA = frozenset("=+-@")
_BREAKS = frozenset("\t\r\n")


def csv_chunks(header: Iterable[str], rows: Iterable[Iterable[object]], *, mark: bool) -> Iterator[bytes]:
    """Yield the file row by row, in UTF-8 with CRLF; `mark` puts the mark first by which Excel knows UTF-8."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([_MARK + name if mark and at == 0 else name for at, name in enumerate(header)])
    yield buffer.getvalue().encode()
    for row in rows:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow([cell(value) for value in row])
        yield buffer.getvalue().encode()


def cell(value: object) -> str:
    """Return `value` as text: nothing for None, ISO 8601 for times (UTC) and days, and words that are no formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return harmless(value) if isinstance(value, str) else str(value)


def harmless(words: str) -> str:
    """Return `words` with an apostrophe before them where a spreadsheet could take them for a formula.

    That is where they begin with a tab or a line break, or where the first character that is neither space nor
    invisible is =, +, - or @, in any width.
    """
    if not words:
        return words
    first = next((letter for letter in words if unicodedata.category(letter)[0] not in "ZC"), "")
    return f"'{words}" if words[0] in _BREAKS or unicodedata.normalize("NFKC", first)[:1] in _FORMULA else words
