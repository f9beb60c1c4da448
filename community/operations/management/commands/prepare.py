"""`manage.py prepare`: bring the database to what this version of the code needs. Safe to run again."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from articles.loading import load_articles
from community.catalog.loading import load_catalogue


class Command(BaseCommand):
    help = "Migrate, make the cache table, load the catalogue, the house rules and the articles that come along."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        words, articles = load_catalogue(), load_articles()
        self.stdout.write(f"Database ready ({articles.written} articles and {words.written} words new or changed).")
        if left := words.left + articles.left:
            self.stdout.write(f"{left} rows differ from the new files but were edited here, so they stay as they are.")
