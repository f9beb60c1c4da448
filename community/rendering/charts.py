"""Charts as SVG made on the server, with the same numbers as a table below: no script, no inline style.

Lengths are percentages and em, not a scaled drawing: the words stay readable at 320 px and grow with the reader's text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from textwrap import wrap

from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

# Characters of a label on one line: what 320 px hold. A label takes two lines at most; the table has it whole.
LABEL_LINE = 34
LINE_HEIGHT = 1.2
# The longest bar leaves room for its value behind it (in per cent).
LONGEST_BAR = 80.0
AXIS_LABELS = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar or column: its label, its value (finite, 0 or more) and, if given, the page with what is behind it."""

    label: str
    value: float
    href: str = ""

    def __post_init__(self) -> None:
        if not isfinite(self.value) or self.value < 0:
            raise ValueError("A bar's value must be a finite number of 0 or more.")


def bar_chart(title: str, bars: Sequence[Bar], unit: str) -> SafeString:
    """Return a ``<figure class="chart">`` with one lying bar per row, in the order given.

    ``unit`` names what the values count, e.g. "reports". Without bars the figure says that there is nothing to show.
    """
    largest = max((bar.value for bar in bars), default=0) or 1
    rows = []
    top = 0.0
    for bar in bars:
        lines = wrap(bar.label, LABEL_LINE, max_lines=2, placeholder="…")
        below = top + LINE_HEIGHT * len(lines)
        rows.append(
            _described(bar, unit)
            | {
                "lines": [
                    {"words": line, "y": f"{top + LINE_HEIGHT * number:.2f}em"} for number, line in enumerate(lines, 1)
                ],
                "y": f"{below + 0.35:.2f}em",
                "value_y": f"{below + 1.3:.2f}em",
                "width": f"{LONGEST_BAR * bar.value / largest:.2f}%",
            }
        )
        top = below + 1.9
    return render_to_string("charts/bars.html", _figure(title, bars, unit) | {"rows": rows, "height": f"{top:.2f}em"})


def column_chart(title: str, columns: Sequence[Bar], unit: str) -> SafeString:
    """Return a ``<figure class="chart">`` with one standing column per value, for counts over time, in the order given.

    At most four labels stand below the axis; every column carries its own as a tooltip, and the table has all.
    """
    largest = max((column.value for column in columns), default=0)
    step = 100 / (len(columns) or 1)
    rows = [
        _described(column, unit)
        | {
            "x": f"{number * step + step * 0.1:.3f}%",
            "width": f"{step * 0.8:.3f}%",
            "y": f"{100 - 100 * column.value / (largest or 1):.2f}%",
            "height": f"{100 * column.value / (largest or 1):.2f}%",
            "hit_x": f"{number * step:.3f}%",
            "hit_width": f"{step:.3f}%",
        }
        for number, column in enumerate(columns)
    ]
    context = {"rows": rows, "axis": _axis(columns), "largest": _number(largest)}
    return render_to_string("charts/columns.html", _figure(title, columns, unit) | context)


def _figure(title: str, bars: Sequence[Bar], unit: str) -> dict[str, object]:
    """Return what both charts say of themselves."""
    # The parts of an image cannot be reached, so a chart with links is a group of links instead.
    role = "group" if any(bar.href for bar in bars) else "img"
    return {"title": title, "unit": unit, "role": role, "description": _description(bars, unit)}


def _description(bars: Sequence[Bar], unit: str) -> str:
    if not bars:
        return ""
    largest = max(bars, key=lambda bar: bar.value)
    words = {"count": len(bars), "unit": unit, "label": largest.label, "value": _number(largest.value)}
    return _("Chart with %(count)s values (%(unit)s). The largest is %(value)s, at %(label)s.") % words


def _described(bar: Bar, unit: str) -> dict[str, str]:
    """Return a bar's words: label, value as the reader's language writes it, and both in one line."""
    value = _number(bar.value)
    line = _("%(label)s: %(value)s (%(unit)s)") % {"label": bar.label, "value": value, "unit": unit}
    return {"label": bar.label, "value": value, "href": bar.href, "line": line}


def _number(value: float) -> str:
    return str(number_format(int(value) if value == int(value) else round(value, 2), force_grouping=True))


def _axis(columns: Sequence[Bar]) -> list[dict[str, str]]:
    """Return up to four labels, evenly spread, each with its place and its anchor (the outer ones stay inside)."""
    last = len(columns) - 1
    if last < 1:
        return [{"label": column.label, "x": "50%", "anchor": "middle"} for column in columns]
    shown = min(AXIS_LABELS, len(columns))
    places = sorted({round(place * last / (shown - 1)) for place in range(shown)})
    return [
        {
            "label": columns[place].label,
            "x": "0%" if place == 0 else "100%" if place == last else f"{(place + 0.5) * 100 / len(columns):.2f}%",
            "anchor": "start" if place == 0 else "end" if place == last else "middle",
        }
        for place in places
    ]
