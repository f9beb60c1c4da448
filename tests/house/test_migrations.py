"""Migrations stand in one line, say all that the models say, and name their last one."""

from pathlib import Path

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

ROOT = Path(__file__).resolve().parents[2]
OURS = [
    config
    for config in apps.get_app_configs()
    if Path(config.path).is_relative_to(ROOT / "community") or Path(config.path).is_relative_to(ROOT / "articles")
]


@pytest.mark.django_db
def test_the_models_need_no_new_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_every_migration_has_run() -> None:
    call_command("migrate", check_unapplied=True, verbosity=0)


def test_each_room_has_one_line_and_names_its_end() -> None:
    loader = MigrationLoader(connection=None)
    for config in OURS:
        leaves = [name for label, name in loader.graph.leaf_nodes() if label == config.label]
        named = Path(config.path, "migrations", "max_migration.txt")
        if leaves or named.exists():
            assert leaves == [named.read_text().strip()], f"{config.label}: rebase the migrations into one line"


@pytest.mark.django_db
def test_the_triggers_in_the_database_are_those_of_the_models() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_%' AND tgenabled = 'O'")
        there = {name for (name,) in cursor.fetchall()}
    declared = {
        trigger.get_pgid(model)
        for model in apps.get_models()
        for trigger in getattr(model._meta, "triggers", [])
    }  # fmt: skip
    assert there == declared


def test_the_check_for_linear_migrations_runs_with_every_command() -> None:
    assert apps.is_installed("django_linear_migrations")
    assert [str(error) for error in run_checks(tags=["models"]) if error.id and error.id.startswith("dlm.")] == []
