"""The words of a rendered text without its markup, for search, excerpts and feeds."""

import re
from html.parser import HTMLParser

_BLOCKS = frozenset({"blockquote", "br", "div", "hr", "li", "ol", "p", "pre", "section", "ul"}) | {
    *("h2", "h3", "h4", "h5", "h6", "table", "tbody", "td", "th", "thead", "tr")
}
_SPACES = re.compile(r"\s+")


class _Words(HTMLParser):
    """Collects the text between tags; blocks are kept apart by a space, footnote marks and their way back left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.mark = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.mark and dict(attrs).get("class") in ("footnote-ref", "footnote-back"):
            self.mark = tag
        elif tag in _BLOCKS:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.mark:
            self.mark = ""
        elif tag in _BLOCKS:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.mark:
            self.parts.append(data)


def plain_text(html: str) -> str:
    """Return the words of a fragment made by this package (not of any HTML), on one line.

    The result is text, not HTML: a template must escape it again.
    """
    words = _Words()
    words.feed(html)
    words.close()
    return _SPACES.sub(" ", "".join(words.parts)).strip()
