"""CSV (RFC 4180) that a spreadsheet opens without running anything in it."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_FORMULA = frozenset("=+-@")
# Where some spreadsheet ends a cell: at a semicolon where the comma is the decimal sign, whatever stands in quotes.
_CELL_ENDS = re.compile("([;|\t\n\v\f\r\x85\u2028\u2029])")


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
    """Return `words` with an apostrophe wherever a spreadsheet could take what follows for a formula.

    That is where the first character that is neither space, invisible nor a quote is =, +, - or @, in any width: at the
    beginning, and after each character that ends a cell somewhere. Words that begin with such a character get one too.
    """
    pieces = _CELL_ENDS.split(words)
    guarded = "".join(piece if at % 2 else _disarmed(piece) for at, piece in enumerate(pieces))
    return f"'{guarded}" if _CELL_ENDS.match(words) else guarded


def _disarmed(piece: str) -> str:
    visible = (letter for letter in piece if letter != '"' and unicodedata.category(letter)[0] not in "ZC")
    return f"'{piece}" if unicodedata.normalize("NFKC", next(visible, ""))[:1] in _FORMULA else piece
