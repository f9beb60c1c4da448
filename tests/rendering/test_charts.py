"""Charts: the right lengths, the same numbers as a table, nothing that the policy or a screen reader stumbles over."""

import re
from collections.abc import Callable, Sequence
from math import inf, nan
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation

from community.rendering.charts import Bar, bar_chart, column_chart

type Draw = Callable[[str, Sequence[Bar], str], str]

EFFECTS = [Bar("Hair shedding", 412, "/a/?x=1&y=2"), Bar("Redness", 103), Bar("Fever", 0)]
MONTHS = [Bar(f"2026-{month:02d}", month, f"/m/{month}/") for month in range(1, 13)]


def parsed(figure: str) -> ET.Element:
    """Return the figure as a tree; it must be well-formed."""
    return ET.fromstring(figure)  # noqa: S314 - our own markup


def widths(figure: str) -> list[str | None]:
    return [rect.get("width") for rect in parsed(figure).iter("rect") if rect.get("class") == "chart-bar"]


def table(figure: str) -> list[tuple[str, str]]:
    rows = parsed(figure).findall(".//tbody/tr")
    return [("".join(row[0].itertext()).strip(), row[1].text or "") for row in rows]


def test_bar_chart_draws_lengths_in_proportion() -> None:
    assert widths(bar_chart("Side effects", EFFECTS, "reports")) == ["80.00%", "20.00%", "0.00%"]


def test_bar_chart_tells_the_same_numbers_in_a_table() -> None:
    assert table(bar_chart("Side effects", EFFECTS, "reports")) == [
        ("Hair shedding", "412"),
        ("Redness", "103"),
        ("Fever", "0"),
    ]


def test_bar_chart_with_links_is_a_group_whose_bars_name_themselves() -> None:
    root = parsed(bar_chart("Side effects", EFFECTS, "reports"))
    svg = root.find("svg")
    assert svg is not None
    assert svg.get("role") == "group"
    assert [(a.get("href"), a.get("aria-label")) for a in svg.iter("a")] == [
        ("/a/?x=1&y=2", "Hair shedding: 412 (reports)")
    ]


def test_bar_chart_without_links_is_one_image_with_title_and_description() -> None:
    svg = parsed(bar_chart("Side effects", EFFECTS[1:], "reports")).find("svg")
    assert svg is not None
    assert svg.get("role") == "img"
    assert svg.findtext("title") == "Side effects"
    assert svg.findtext("desc") == "Chart with 2 values (reports). The largest is 103, at Redness."


@pytest.mark.parametrize("draw", [bar_chart, column_chart])
def test_chart_without_rows_says_so(draw: Draw) -> None:
    root = parsed(draw("Side effects", [], "reports"))
    assert root.get("class") == "chart"
    assert root.find("svg") is None
    assert root.find("details") is None
    assert root.findtext("p") == "There is nothing to show yet."


@pytest.mark.parametrize("draw", [bar_chart, column_chart])
@pytest.mark.parametrize("bars", [[Bar("Only", 7)], [Bar("None", 0)], [Bar("a", 0), Bar("b", 0)], MONTHS * 20])
def test_chart_of_any_size_lists_every_value(draw: Draw, bars: list[Bar]) -> None:
    assert table(draw("Side effects", bars, "reports")) == [(bar.label, str(bar.value)) for bar in bars]


def test_bar_chart_breaks_a_long_label_and_keeps_it_whole_in_the_table() -> None:
    long = "Hair loss where the treatment was applied, with redness and swelling, and more besides that"
    figure = bar_chart("Side effects", [Bar(long, 3), Bar("Fever", 1)], "reports")
    labels = [text.text for text in parsed(figure).iter("text") if text.get("class") == "chart-label"]
    assert labels == ["Hair loss where the treatment was", "applied, with redness and…", "Fever"]
    assert table(figure)[0] == (long, "3")


@pytest.mark.parametrize("draw", [bar_chart, column_chart])
def test_chart_escapes_what_people_wrote_and_has_no_style_or_script(draw: Draw) -> None:
    figure = draw("<script>x</script>", [Bar('"><script>alert(1)</script>', 1, '/?q="><script>')], "<b>")
    parsed(figure)
    assert "<script" not in figure
    assert "style=" not in figure


def test_column_chart_stands_columns_side_by_side() -> None:
    root = parsed(column_chart("Reports a month", [Bar("Jan", 5), Bar("Feb", 10)], "reports"))
    columns = [rect for rect in root.iter("rect") if rect.get("class") == "chart-bar"]
    assert [(c.get("x"), c.get("y"), c.get("height")) for c in columns] == [
        ("5.000%", "50.00%", "50.00%"),
        ("55.000%", "0.00%", "100.00%"),
    ]


def test_column_chart_labels_at_most_four_columns_the_outer_ones_inside() -> None:
    root = parsed(column_chart("Reports a month", MONTHS, "reports"))
    labels = [(t.text, t.get("text-anchor")) for t in root.iter("text") if t.get("text-anchor")]
    assert labels == [("2026-01", "start"), ("2026-05", "middle"), ("2026-08", "middle"), ("2026-12", "end")]


def test_chart_writes_lengths_the_same_in_every_language() -> None:
    with translation.override("de"):
        figure = bar_chart("Wirkungen", [Bar("a", 1234567), Bar("b", 0.5)], "Berichte")
    assert all(re.fullmatch(r"\d+\.\d\d%", width or "") for width in widths(figure))
    assert table(figure) == [("a", "1.234.567"), ("b", "0,5")]


@pytest.mark.parametrize("value", [-1, nan, inf])
def test_bar_refuses_a_value_that_cannot_be_drawn(value: float) -> None:
    with pytest.raises(ValueError, match="0 or more"):
        Bar("x", value)
