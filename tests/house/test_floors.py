"""The floors of the house hold for foreign keys too, and every room stands on one."""

import tomllib
from pathlib import Path

from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

ROOT = Path(__file__).resolve().parents[2]
LAYERS: list[str] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0][
    "layers"
]


def floors() -> dict[str, int]:
    """Map each room to its floor; 0 is the highest."""
    return {room.strip(): number for number, layer in enumerate(LAYERS) for room in layer.replace("|", ":").split(":")}


def test_every_room_stands_on_a_floor() -> None:
    rooms = {f"community.{path.name}" for path in (ROOT / "community").iterdir() if (path / "__init__.py").exists()}
    modules = {f"community.{path.stem}" for path in (ROOT / "community").glob("*.py")} - {"community.__init__"}
    assert rooms | modules | {"articles"} == set(floors()), "a room is missing in pyproject.toml, tool.importlinter"


def test_foreign_keys_go_down_the_stairs() -> None:
    floor = floors()
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if (here := model._meta.app_config.name) in floor
        for field in [*model._meta.get_fields()]
        if isinstance(field, ForeignKey | ManyToManyField)
        if (there := field.related_model._meta.app_config.name) in floor
        if floor[there] < floor[here] or (floor[there] == floor[here] and there != here)
    ]
    assert upward == [], "carry a plain path or a number upward instead of a key"
