"""Templates keep what the Content-Security-Policy and the page cache need."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE
)
THIRD_PARTY = re.compile(
    r"""(?:src|srcset|action|data)=["'](?:https?:)?//|<link[^>]+href=["'](?:https?:)?//|url\(["']?(?:https?:)?//"""
)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_template_has_no_inline_code_and_no_third_party(template: Path) -> None:
    text = template.read_text()
    assert INLINE.findall(text) == []
    assert THIRD_PARTY.findall(text) == []


def test_stylesheets_and_scripts_ask_nobody_else() -> None:
    for path in [*(ROOT / "static").rglob("*.css"), *(ROOT / "static").rglob("*.js")]:
        assert THIRD_PARTY.findall(path.read_text()) == [], path
        assert "@import" not in path.read_text()
