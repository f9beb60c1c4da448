"""`manage.py prepare` says what it did, and what it left to those who had edited it."""

from io import StringIO

import pytest
from django.core.management import call_command

from articles.models import Article
from community.catalog.models import Treatment


@pytest.mark.django_db
def test_prepare_again_changes_nothing_and_keeps_what_was_edited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("community.operations.management.commands.prepare.call_command", lambda *_, **__: None)
    Treatment.objects.filter(slug="imiquimod").update(name="as Ed writes it", loaded_digest="of an older file")
    Article.objects.update(title="Ed's title", loaded_digest="of an older file")
    said = StringIO()
    call_command("prepare", stdout=said)
    assert said.getvalue().splitlines() == [
        "Database ready (0 articles and 0 words new or changed).",
        "2 rows differ from the new files but were edited here, so they stay as they are.",
    ]
    assert (Article.objects.get().title, Treatment.objects.get(slug="imiquimod").name) == (
        "Ed's title",
        "as Ed writes it",
    )
