"""Spans and safer wordings of contact details."""

from itertools import pairwise

import pytest

from community.screening.checks.contact_details import check
from community.screening.checks.phones import find_phones
from community.screening.draft import Context, Draft, Finding


def found(text: str, country: str = "") -> list[Finding]:
    return list(check(Draft(text).written(), Context(published_posts=3, country=country)))


def hidden(text: str) -> str:
    """Return the text with every finding replaced by its safer wording."""
    for finding in reversed(found(text)):
        assert finding.replacement is not None
        text = text[: finding.start] + finding.replacement + text[finding.end :]
    return text


def test_replacements_hide_everything_and_keep_the_rest() -> None:
    text = "Hi, I am Ann: ann@example.org or +44 7700 900123, or @ann_s on insta. It itches on 12/03/2024."
    assert hidden(text) == (
        "Hi, I am Ann: [e-mail hidden] or [phone number hidden], or [contact hidden] on insta. It itches on 12/03/2024."
    )


def test_findings_never_overlap() -> None:
    findings = found("whatsapp me 07700 900123 ann@insta.com @ann@example.org ann@example.org@ann")
    assert len(findings) > 2
    for before, after in pairwise(findings):
        assert before.end <= after.start


@pytest.mark.parametrize(
    "text",
    [
        "5 % cream 3x/week, 12.5 mg, 250 mg, 1 000 000 units",
        "12/03/2024, 2024-03-12, 12.03.2024 14.05.2024, 10:15, 2019-2021",
        "lot 1234567, batch no. 20240312-77, LOT: A 1234567",
        "PMID 27377695, doi 10.22514/ejgo.2022.048, NCT00177021",
        "pain scale 0 1 2 3 4 5 6 7 8 9 10",
        "scores 1 2 3 4 5 6 7 8",
        "5/1214, 35/215, n=436, EU/1/98/080/001",
        "1-0-0, 0-0-1, 1-1-1",
    ],
)
def test_find_phones_leaves_doses_dates_and_references_alone(text: str) -> None:
    assert list(find_phones(text.lower())) == []


def test_find_phones_tries_the_country_of_the_writer_first() -> None:
    assert list(find_phones("612 345 678")) == []
    assert list(find_phones("612 345 678", "es")) == [(0, 11)]


def test_find_phones_counts_the_rest_of_a_text_full_of_digits_as_numbers() -> None:
    spans = list(find_phones("1234567 , " * 40))
    assert len(spans) == 20


def test_no_safer_wording_where_there_is_nothing_to_hide() -> None:
    assert found("Look at the leaflet, I read it at home.") == []
    assert found("") == []
