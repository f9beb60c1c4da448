"""What the README says is true."""

import re
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
SHELL = "\n".join(re.findall(r"```sh\n(.*?)```", README, re.DOTALL))


def test_make_targets_exist() -> None:
    named = set(re.findall(r"\bmake ([a-z-]+)", README))
    for target in sorted(named - {"and"}):
        done = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"make {target}: {done.stderr}"


def test_management_commands_exist() -> None:
    named = set(re.findall(r"manage\.py ([a-z_]+)", README))
    assert named <= set(get_commands()), named - set(get_commands())


def test_gunicorn_line_starts_the_site_that_is_there() -> None:
    assert re.findall(r"gunicorn (\S+)", SHELL) == ["community.wsgi"]
    assert (ROOT / "community" / "wsgi.py").exists()


def test_every_variable_of_the_environment_is_in_the_table() -> None:
    source = (ROOT / "community" / "settings.py").read_text() + (ROOT / "community" / "environment.py").read_text()
    reading = r'(?:required|secret|flag|number|words|environ\.get)\(\s*"([A-Z_]+)"'
    read = set(re.findall(reading, source))
    documented = set(re.findall(r"`([A-Z_]{4,})`", README))
    for_trying = {"DEBUG", "EMBEDDED_PG_OPTIONS", "PAGE_CACHE"}
    assert read - for_trying == documented & read - for_trying, (read - for_trying) - documented


@pytest.mark.parametrize("path", sorted(set(re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README))))
def test_pictures_are_there(path: str) -> None:
    assert (ROOT / path).stat().st_size > 10_000


def test_rooms_on_the_map_are_the_rooms_of_the_house() -> None:
    on_the_map = set(re.findall(r"`(?:community/)?([a-z_]+)/`", README.split("## The map")[1].split("## Run it")[0]))
    rooms = {path.name for path in (ROOT / "community").iterdir() if (path / "__init__.py").exists()} | {"articles"}
    assert on_the_map == rooms


def test_lock_files_name_no_host_and_have_a_hash_for_everything() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text()
        assert "://" not in text
        for block in re.split(r"\n(?=\S)", text):
            if "==" in block.split("\n")[0]:
                assert "--hash=sha256:" in block, block.split("\n")[0]
