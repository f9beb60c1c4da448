"""Numbers of reports tell nothing about other reports."""

import re

from community.reports.referring import LENGTH, PATTERN, new_reference


def test_reference_is_ten_letters_that_are_not_misread() -> None:
    references = {new_reference() for _n in range(1_000)}
    assert len(references) == 1_000
    assert all(re.fullmatch(PATTERN, reference) and len(reference) == LENGTH for reference in references)
    assert set("ILOU").isdisjoint("".join(references))
