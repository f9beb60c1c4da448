"""A file that a spreadsheet opens without running anything in it."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.exports.csv_format import cell, csv_chunks, harmless


@pytest.mark.parametrize(
    "words",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\tx",
        ";x",
        '"=1',
        '" =1',
        "\rx",
        "\nx",
        "  =1",
        "\u00a0=1",
        "\u3000+1",
        "\u200b=1",
        "\ufeff=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "﹦1",
        "- itchy",
    ],
)
def test_harmless_disarms_what_could_be_a_formula(words: str) -> None:
    assert harmless(words) == f"'{words}"


@pytest.mark.parametrize(
    "words", ["", "itch", "a = b", "5 % cream", "'=1", "x;y", "x=1;y", "x\ty", "→ itch", "é", "  itch", "\u0301x"]
)
def test_harmless_leaves_other_words_alone(words: str) -> None:
    assert harmless(words) == words


@pytest.mark.parametrize(
    ("words", "guarded"),
    [
        ("x;=1", "x;'=1"),
        ("x; =1", "x;' =1"),
        ('x;"=1', "x;'\"=1"),
        ("x|+1;-2", "x|'+1;'-2"),
        ("x\t@y", "x\t'@y"),
        ("x\n=1\r\n＝2", "x\n'=1\r\n'＝2"),
        ("\t=1", "'\t'=1"),
        (";;=1", "';;'=1"),
        ("=1;=2", "'=1;'=2"),
    ],
)
def test_harmless_disarms_what_becomes_a_cell_where_others_end(words: str, guarded: str) -> None:
    assert harmless(words) == guarded


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (-3, "-3"),
        (Decimal("0.125"), "0.125"),
        (date(2026, 3, 1), "2026-03-01"),
        (datetime(2026, 3, 1, 12, tzinfo=UTC), "2026-03-01T12:00:00+00:00"),
        ("=1", "'=1"),
    ],
)
def test_cell_writes_each_type(value: object, text: str) -> None:
    assert cell(value) == text


def test_csv_ends_lines_by_the_book_and_quotes_breaks() -> None:
    data = b"".join(csv_chunks(["a", "b"], [["x\ny", 'say "hi"'], [1, None]], mark=False))
    assert data == b'a,b\r\n"x\ny","say ""hi"""\r\n1,\r\n'


def test_csv_is_marked_for_excel_when_asked() -> None:
    assert b"".join(csv_chunks(["a"], [], mark=True)) == b"\xef\xbb\xbfa\r\n"


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00")), min_size=2, max_size=2), max_size=5
    )
)
def test_csv_reads_back_as_it_was_written(rows: list[list[str]]) -> None:
    text = b"".join(csv_chunks(["a", "b"], rows, mark=False)).decode()
    assert list(csv.reader(io.StringIO(text, newline="")))[1:] == [[harmless(words) for words in row] for row in rows]
    assert all(not harmless(words).startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for words in row)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@given(words=st.lists(st.text("ab =+-@;|\t\r\n\",'＝", max_size=12), min_size=1, max_size=3))
def test_csv_holds_no_formula_wherever_cells_end(separator: str, words: list[str]) -> None:
    text = b"".join(csv_chunks(["number"], [["A1", *words]], mark=False)).decode()
    cells = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) for cell in row]
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@", "＝"))]
