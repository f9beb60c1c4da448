"""How often each page has changed. A stored page is good while its number is."""

from django.db import models


class PageVersion(models.Model):
    """The number of one page; the row `removals` counts what was taken off the public pages."""

    key = models.CharField(max_length=250, unique=True)
    version = models.BigIntegerField(default=1)

    def __str__(self) -> str:
        return f"version {self.pk}"
