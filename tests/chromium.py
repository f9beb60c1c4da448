"""Finds the browser that the journeys drive; run as a program, it installs one where none is found."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = (
    "/usr/bin/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# Where `playwright install` puts it: a folder for each revision, and below it one that names the system.
DOWNLOADS = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
)
MISSING = """\
The browser journeys need Chromium, and none was found that starts. What helps, whichever is at hand:
  - install it with the package manager of this system (Debian: apt-get install chromium),
  - or: {python} -m playwright install --with-deps chromium
  - or set CHROMIUM to the path of a Chromium or Chrome that is already there.
"""


class ChromiumMissing(Exception):
    """CHROMIUM names a file that is not a program."""


def find() -> Path | None:
    """Return a Chromium or Chrome: CHROMIUM, one on the PATH, an installed one, Playwright's own; None without any.

    Raises ChromiumMissing where CHROMIUM is set and leads nowhere: then another one would be a surprise.
    """
    if named := os.environ.get("CHROMIUM"):
        if found := shutil.which(named):
            return Path(found)
        raise ChromiumMissing(f"CHROMIUM is set to {named!r}, but there is no such program.")
    candidates = [*NAMES, *APPLICATIONS, *(str(path) for path in _downloaded())]
    return next((Path(found) for name in candidates if (found := shutil.which(name))), None)


def _downloaded() -> list[Path]:
    """Return what Playwright has downloaded, the newest revision first."""
    home = Path.home()
    named = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "")
    folders = [Path(named)] if named else []
    folders += [
        home / ".cache/ms-playwright",
        home / "Library/Caches/ms-playwright",
        home / "AppData/Local/ms-playwright",
    ]
    found = [path for folder in folders for pattern in DOWNLOADS for path in folder.glob(pattern)]
    return sorted(found, key=lambda path: path.as_posix(), reverse=True)


def starts(program: Path) -> bool:
    """Say whether `program` runs at all; one that was only downloaded may miss a library of the system."""
    try:
        ran = subprocess.run([program, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ran.returncode == 0


def install() -> None:
    """Install Chromium: with apt as root, else by Playwright's download. What fails says so itself."""
    apt = shutil.which("apt-get")
    if apt and hasattr(os, "geteuid") and os.geteuid() == 0:
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", "chromium"]):
            subprocess.run([apt, *words], env=environment, check=False)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    """Return 0 where a browser is there or could be installed; else say what is missing and return 1."""
    try:
        found = find()
        if found is None or not starts(found):
            sys.stdout.write("Installing Chromium for the browser journeys…\n")
            sys.stdout.flush()
            install()
            found = find()
    except ChromiumMissing as missing:
        sys.stderr.write(f"{missing}\n")
        return 1
    if found is None or not starts(found):
        sys.stderr.write(MISSING.format(python=sys.executable))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
