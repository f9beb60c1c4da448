"""What a kept page is: the numbers it was made under, its address, its headers and its bytes."""

from dataclasses import dataclass

from django.urls import ResolverMatch

type Key = tuple[str, str, str, str]  # scheme, host, path, query
type Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Look:
    """The number of one page, and of the last removal anywhere; 0 where there was none yet."""

    version: int
    removals: int


@dataclass(frozen=True, slots=True)
class Page:
    """A whole answer as anonymous readers get it; `match` names the route for the log."""

    look: Look
    match: ResolverMatch | None
    headers: Headers
    etag: str
    body: bytes
    zipped: bytes

    @property
    def size(self) -> int:
        """Return about how many bytes of memory the page takes."""
        return len(self.body) + len(self.zipped) + 4_000
