"""What keeps the background work itself in order. Each may run twice without harm."""

import logging

from django.core.management import call_command
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

_log = logging.getLogger(__name__)
# A worker says every 10 seconds that it lives.
_SILENT_SECONDS = 60
# A job that takes its worker down with it must not do so for ever.
_MOST_ATTEMPTS = 5
_KEEP_HOURS = 7 * 24


@app.periodic(cron="*/5 * * * *")
@app.task(name="operations.rescue_stalled", queueing_lock="operations.rescue_stalled")
async def rescue_stalled(timestamp: int) -> None:
    """Put the jobs of workers that died back in the queue; those that have been there too often fail.

    A job whose twin waits already, by its queueing lock, is given up for it.
    """
    del timestamp
    jobs = app.job_manager
    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=_SILENT_SECONDS):
        has_twin = job.queueing_lock and await jobs.list_jobs_async(queueing_lock=job.queueing_lock, status="todo")
        if has_twin or job.attempts >= _MOST_ATTEMPTS:
            await jobs.finish_job(job, status=Status.FAILED, delete_job=False)
            code = "given up"
        else:
            await jobs.retry_job(job)
            code = "queued again"
        _log.warning("a job had lost its worker", extra={"ids": {"job": job.id}, "kind": job.task_name, "code": code})


@app.periodic(cron="37 3 * * *")
@app.task(name="operations.forget_jobs", queueing_lock="operations.forget_jobs")
async def forget_jobs(timestamp: int) -> None:
    """Delete jobs, with their events, that came to an end of any kind more than 7 days ago."""
    del timestamp
    await app.job_manager.delete_old_jobs(
        nb_hours=_KEEP_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )


@app.periodic(cron="47 3 * * *")
@app.task(name="operations.forget_sessions", queueing_lock="operations.forget_sessions")
def forget_sessions(timestamp: int) -> None:
    """Delete the sessions that have run out."""
    del timestamp
    call_command("clearsessions")
