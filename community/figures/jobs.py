"""Counting, in the background."""

from procrastinate.contrib.django import app

from community.figures.counting import count_all

_NAME = "figures.count_changes"


@app.task(name=_NAME, queueing_lock=_NAME)
def count_changes() -> None:
    """Count what reports have changed; deferred by the room of the reports, by its name."""
    count_all()


@app.periodic(cron="* * * * *")
@app.task(name="figures.count_leftovers", queueing_lock="figures.count_leftovers")
def count_leftovers(timestamp: int) -> None:
    """Count what came in between the last counting job's look and its end."""
    count_all()
