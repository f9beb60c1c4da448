from typing import Any

from django.db import migrations

ROLES = ("moderators", "safety officers", "editors", "administrators")


def make_roles(apps: Any, schema_editor: Any) -> None:
    groups = apps.get_model("auth", "Group")
    for name in ROLES:
        groups.objects.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
