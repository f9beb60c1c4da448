"""`manage.py demo_data`: a lived-in community to look at. Only under DEBUG; safe to run again."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from community.accounts.models import User
from community.figures.counting import count_changes
from community.operations.demo_posts import DATA, make_demo_people, make_demo_posts
from community.operations.demo_reports import make_demo_reports
from community.operations.demo_staff import DEMO_STAFF, seed_demo_staff


class Command(BaseCommand):
    help = "Make 40 people, 12 threads, 300 posts, a filled queue and 1,200 reports, all marked as a demonstration's."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_STAFF:
            raise CommandError("Demonstration data would stand among people's own; it is made under DEBUG only.")
        seed_demo_staff()
        people = make_demo_people(json.loads(DATA.read_text(encoding="utf-8"))["pseudonyms"])
        moderator = User.objects.get(pseudonym=DEMO_STAFF[0].pseudonym)
        posts = make_demo_posts(people, moderator)
        reports = make_demo_reports(people=people)
        while count_changes():
            pass
        self.stdout.write(f"{len(people)} people, {posts} new posts, {reports} new reports.")
