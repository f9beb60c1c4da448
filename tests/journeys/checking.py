"""What every page has to be: light, usable by keyboard, readable by everyone, at home on a small screen."""

import os
import re
from itertools import product
from pathlib import Path
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDE, NARROW, NARROWEST = 1280, 360, 320
MOST_BYTES, MOST_REQUESTS = 100 * 1024, 10
_AXE = Axe().axe_script
# Django's small icons of the admin count by their size alone: there is one for each kind of button.
_WEIGHT = """() => {
  const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  const counted = all.filter(entry => !entry.name.includes("/static/admin/img/"));
  return [counted.length, all.reduce((sum, entry) => sum + entry.transferSize, 0)];
}"""
_OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const sticksOut = one => one.getBoundingClientRect().right > width + 1 && !one.closest(".table-wrap");
  return [...document.querySelectorAll("body *")].filter(sticksOut).slice(0, 5).map(one => one.outerHTML.slice(0, 120));
}"""
# Everything that a mouse can use, and that is shown; of radio buttons of one name, the keyboard stops at one.
_REACHABLE = """() => {
  const seen = new Set();
  return [...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter(one => {
    if (one.disabled || one.type === "hidden" || one.closest("[hidden], [aria-hidden=true]")) return false;
    if (!one.checkVisibility({visibilityProperty: true}) || one.getClientRects().length === 0) return false;
    if (one.type === "radio") {
      const group = (one.form ? [...document.forms].indexOf(one.form) : "") + one.name;
      if (seen.has(group)) return false;
      seen.add(group);
    }
    return true;
  }).map(one => one.tabIndex >= 0 ? "" : one.outerHTML.slice(0, 120)).filter(words => words);
}"""
_ORDER = (
    """() => [...document.querySelectorAll("[tabindex]")].filter(one => one.tabIndex > 0).map(one => one.outerHTML)"""
)
_FOCUSED = "() => document.activeElement.outerHTML.slice(0, 160)"


def check_weight(page: Page) -> list[str]:
    """Return what is too much about the page that was just loaded by an empty browser."""
    requests, size = page.evaluate(_WEIGHT)
    wrong = [] if requests <= MOST_REQUESTS else [f"{requests} requests"]
    return wrong if size <= MOST_BYTES else [*wrong, f"{size} bytes"]


def check_looks(page: Page, name: str) -> list[str]:
    """Return what axe finds, wide and light, then narrow and dark, and what sticks out of the narrowest screen.

    Colours do not depend on the width, nor the rest on the colours: two runs see all that four would.
    """
    wrong = []
    for width, scheme in (WIDE, "light"), (NARROW, "dark"):
        _settle(page, width, scheme)
        wrong += [f"{width} {scheme}: {found}" for found in _axe(page)]
    _settle(page, NARROWEST, "light")
    wrong += [f"sticks out at {NARROWEST} px: {html}" for html in page.evaluate(_OVERFLOW)]
    _take_pictures(page, name)
    return wrong


def _settle(page: Page, width: int, scheme: Literal["light", "dark"]) -> None:
    """Show the page on a screen of this width and in these colours, with every transition at its end."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.evaluate("() => document.getAnimations().forEach(one => one.finish())")


def _axe(page: Page) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_AXE)
    found = page.evaluate("() => axe.run({resultTypes: ['violations']}).then(results => results.violations)")
    return [
        f"{rule['id']}: {node['html'][:160]} {node['failureSummary'][:200]}" for rule in found for node in rule["nodes"]
    ]


def check_keyboard(page: Page) -> list[str]:
    """Return what the keyboard cannot reach; the first stop must be the way past the header."""
    wrong = [f"not reachable: {html}" for html in page.evaluate(_REACHABLE)]
    wrong += [f"out of order: {html}" for html in page.evaluate(_ORDER)]
    if page.evaluate(_FOCUSED).startswith("<body"):
        page.keyboard.press("Tab")
        first = page.evaluate(_FOCUSED)
        if not re.match(r'<a[^>]*(class="skip-link"|href="#(content-start|main)")', first):
            wrong.append(f"the first stop is {first}")
    return wrong


def _take_pictures(page: Page, name: str) -> None:
    """Keep four pictures in the folder that PICTURES names, for people to look at."""
    if folder := os.environ.get("PICTURES"):
        for width, scheme in product((WIDE, NARROW), ("light", "dark")):
            _settle(page, width, scheme)  # type: ignore[arg-type]
            page.screenshot(path=Path(folder) / f"{name}-{width}-{scheme}.png", full_page=True)
